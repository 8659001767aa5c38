// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"context"
	"errors"
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/rpc"
)

// acknowledged is a transaction and the place that its client was told.
type acknowledged struct {
	tx     *types.Transaction
	number uint64
	index  uint
}

// sealed waits for the receipt.
func (x *reorged) sealed(a *acknowledged) {
	x.t.Helper()
	x.await("the receipt of "+a.tx.Hash().Hex(), func() (bool, error) {
		receipt, err := x.dial(x.info.L2RPC[0]).TransactionReceipt(context.Background(), a.tx.Hash())
		if err != nil {
			return false, err
		}
		a.number, a.index = receipt.BlockNumber.Uint64(), receipt.TransactionIndex
		return true, nil
	})
}

// ask makes a request of an L2 node that must succeed.
func (x *reorged) ask(url string, result any, method string, args ...any) {
	x.t.Helper()
	c, err := gethrpc.Dial(url)
	if err != nil {
		x.t.Fatal(err)
	}
	defer c.Close()
	if err := c.Call(result, method, args...); err != nil {
		x.t.Fatalf("%s at %s: %v", method, url, err)
	}
}

func (x *reorged) status(url string) (s rpc.NodeStatus) {
	x.t.Helper()
	x.ask(url, &s, "adit_status")
	if s.Rebases == nil {
		x.t.Fatalf("%s says nothing of rebases", url)
	}
	return s
}

func (x *reorged) rebased(url string) (list []rpc.Rebased) {
	x.t.Helper()
	x.ask(url, &list, "adit_getRebases", hexutil.Uint64(0), hexutil.Uint64(256))
	return list
}

// whereabouts is what the tests look at of adit_transactionStatus.
type whereabouts struct {
	Stage  string         `json:"stage"`
	Reason string         `json:"reason"`
	Hash   common.Hash    `json:"hash"`
	Number hexutil.Uint64 `json:"number"`
	Index  hexutil.Uint64 `json:"index"`
	Moved  []rpc.Move     `json:"moved"`
}

// has tells whether a node has a transaction in a block.
func (x *reorged) has(url string, tx common.Hash) bool {
	x.t.Helper()
	_, err := x.dial(url).TransactionReceipt(context.Background(), tx)
	if err != nil && !errors.Is(err, ethereum.NotFound) {
		x.t.Fatal(err)
	}
	return err == nil
}

func (x *reorged) balance(url string, of common.Address) *big.Int {
	x.t.Helper()
	b, err := x.dial(url).BalanceAt(context.Background(), of, nil)
	if err != nil {
		x.t.Fatal(err)
	}
	return b
}

// check holds everybody against what L1 leads to now, and what is told of the reorg against what clients were told
// before it.
func (x *reorged) check() {
	x.t.Helper()
	fresh := x.verify()
	for _, url := range append(x.info.L2RPC, x.info.Verifier) {
		x.await("the block that a fresh sync leads to, at "+url, func() (bool, error) {
			h, err := x.dial(url).HeaderByNumber(context.Background(), new(big.Int).SetUint64(fresh.Number))
			return err == nil && h.Hash() == fresh.Hash, err
		})
	}
	x.checkPositions()
	for _, url := range append(x.info.L2RPC, x.info.Verifier) {
		x.checkContent(url)
	}
	if !x.deep() {
		x.checkNothingMoved()
		return
	}
	first := x.rebased(x.info.L2RPC[0])
	for _, url := range x.info.L2RPC {
		list := x.rebased(url)
		if !reflect.DeepEqual(list, first) {
			x.t.Errorf("%s tells of other rebases:\n%+v\n%+v", url, list, first)
		}
		x.checkReport(url, list[x.rebases:])
	}
	x.t.Logf("%d rebases, the first left %d transactions of blocks %d to %d; %d batches lost", len(first)-x.rebases,
		first[x.rebases].Left, first[x.rebases].Fork.Number+1, first[x.rebases].From.Number, len(x.lost))
}

// checkPositions wants every position of the inbox once on L1.
func (x *reorged) checkPositions() {
	x.t.Helper()
	head := x.a.head()
	var all []l1anchor.Batch
	for h := uint64(0); h <= uint64(head.Number); h++ {
		b, err := x.reader().BlockByHeight(context.Background(), l1anchor.Height(h))
		if err != nil {
			x.t.Fatal(err)
		}
		all = append(all, b.Batches...)
	}
	if n, err := l1anchor.Number(0, all); err != nil || n < x.inboxState().BatchCount-3 {
		x.t.Errorf("L1 carries %d batches up to block %d, the inbox counts %d: %v", n, head.Number, x.inboxState().BatchCount, err)
	}
	var data [][]byte
	for _, b := range all {
		data = append(data, b.Data)
	}
	for i, lost := range x.lost {
		if n := occurrences(data, lost); n > 1 || n == 0 && !x.deep() {
			x.t.Errorf("lost batch %d of %d is %d times on L1", i, len(x.lost), n)
		}
	}
}

// checkContent wants what comes back once and in order, and nothing of what does not.
func (x *reorged) checkContent(url string) {
	x.t.Helper()
	c, ctx := x.dial(url), context.Background()
	var last acknowledged
	for i, a := range x.told {
		receipt, err := c.TransactionReceipt(ctx, a.tx.Hash())
		if err != nil {
			x.t.Errorf("%s: acknowledged transaction %d: %v", url, i, err)
			continue
		}
		now := acknowledged{number: receipt.BlockNumber.Uint64(), index: receipt.TransactionIndex}
		if now.number < last.number || now.number == last.number && now.index <= last.index {
			x.t.Errorf("%s: transaction %d is in block %d at %d, not behind the one acknowledged before, in block %d at %d", url, i, now.number, now.index, last.number, last.index)
		}
		last = now
	}
	want := new(big.Int).Mul(big.NewInt(depositGwei), big.NewInt(gethparams.GWei))
	if got := x.balance(url, address(x.rich)); got.Cmp(want) != 0 {
		x.t.Errorf("%s: %s wei of the deposit that came back, want %s", url, got, want)
	}
	if !x.deep() {
		return
	}
	if got := x.balance(url, address(x.broke)); got.Sign() != 0 {
		x.t.Errorf("%s: %s wei of a deposit that is gone", url, got)
	}
	for _, gone := range append([]acknowledged{{tx: x.wilted}}, x.doomed...) {
		if x.has(url, gone.tx.Hash()) {
			x.t.Errorf("%s has transaction %s, which cannot be any more", url, gone.tx.Hash())
		}
	}
}

// checkNothingMoved wants all transactions where clients were told.
func (x *reorged) checkNothingMoved() {
	x.t.Helper()
	for _, url := range x.info.L2RPC {
		if n := len(x.rebased(url)); n != x.rebases {
			x.t.Errorf("%s: %d rebases for a reorg below the acting depth", url, n-x.rebases)
		}
		for i, a := range x.told {
			var st whereabouts
			x.ask(url, &st, "adit_transactionStatus", a.tx.Hash())
			if uint64(st.Number) != a.number || uint(st.Index) != a.index || len(st.Moved) > 0 {
				x.t.Errorf("%s: transaction %d was acknowledged in block %d at %d: %+v", url, i, a.number, a.index, st)
			}
		}
	}
}

// checkReport wants a sequencer to tell which transactions lost the place that clients were told, and which have none.
func (x *reorged) checkReport(url string, rebases []rpc.Rebased) {
	x.t.Helper()
	listed := make(map[common.Hash]bool)
	for n := rebases[0].Fork.Number + 1; n <= rebases[0].From.Number; n++ {
		var left []whereabouts
		x.ask(url, &left, "adit_getLeft", rebases[0].Index, n)
		for _, st := range left {
			listed[st.Hash] = true
		}
	}
	for _, a := range append(x.told, x.doomed...) {
		var st whereabouts
		x.ask(url, &st, "adit_transactionStatus", a.tx.Hash())
		moved := uint64(st.Number) != a.number || uint(st.Index) != a.index
		switch {
		case a.number <= uint64(rebases[0].Fork.Number) && (moved || len(st.Moved) > 0):
			x.t.Errorf("%s: transaction of block %d, below the rebase, has moved: %+v", url, a.number, st)
		case a.number > uint64(rebases[0].Fork.Number) && (len(st.Moved) == 0 || uint64(st.Moved[0].Number) != a.number || uint(st.Moved[0].Index) != a.index):
			x.t.Errorf("%s: transaction was acknowledged in block %d at %d, its status does not say so: %+v", url, a.number, a.index, st)
		case a.number > uint64(rebases[0].Fork.Number) && !listed[a.tx.Hash()]:
			x.t.Errorf("%s: transaction of block %d is not listed as left", url, a.number)
		}
	}
	for _, a := range x.doomed {
		var st whereabouts
		x.ask(url, &st, "adit_transactionStatus", a.tx.Hash())
		if st.Stage != "dropped" || st.Reason == "" {
			x.t.Errorf("%s: transaction that cannot be any more: %+v, want dropped with a reason", url, st)
		}
	}
}
