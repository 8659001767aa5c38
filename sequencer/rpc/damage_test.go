// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"errors"
	"log/slog"
	"math/big"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/chain/chaintest"
)

// alarmed counts what was said to be damaged.
type alarmed struct {
	*chain.Chain
	times atomic.Int64
}

func (a *alarmed) note(err error) error {
	if errors.Is(err, chain.ErrDamaged) {
		a.times.Add(1)
	}
	return err
}

func (a *alarmed) CheckBlock(n uint64) error            { return a.note(a.Chain.CheckBlock(n)) }
func (a *alarmed) CheckHash(h common.Hash) error        { return a.note(a.Chain.CheckHash(h)) }
func (a *alarmed) CheckTransaction(h common.Hash) error { return a.note(a.Chain.CheckTransaction(h)) }

// TestDamagedBlock flips a bit of a table where the body of a block stands, and asks for the block and for what is in
// it in every way: each answer says that the node is damaged. What is whole is answered, and what nobody knows is
// null.
func TestDamagedBlock(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, s.needs(), nil))
	rng := rand.NewChaCha8([32]byte{})
	const blocks, hurt = 6, 3
	var texts [][]byte
	var txs, hashes []common.Hash
	for n := range uint64(blocks) {
		text := make([]byte, 8_000)
		_, _ = rng.Read(text)
		tx := types.MustSignNewTx(s.keys[0], s.chain.Signer(), &types.DynamicFeeTx{
			ChainID: big.NewInt(4321), Nonce: n, To: &common.Address{9}, Gas: 500_000, GasFeeCap: big.NewInt(10 * gethparams.GWei), Data: text,
		})
		call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx))
		s.seal()
		head, err := s.chain.Head()
		if err != nil {
			t.Fatal(err)
		}
		texts, txs, hashes = append(texts, text), append(txs, tx.Hash()), append(hashes, head.Hash())
	}
	if err := s.chain.Ethereum().ChainDb().Compact(nil, nil); err != nil {
		t.Fatal(err)
	}
	image := t.TempDir()
	if err := errors.Join(s.chain.Sync(), chaintest.Copy(s.dir, image)); err != nil {
		t.Fatal(err)
	}
	if n, err := chaintest.Change(image, texts[hurt-1][4_000:4_064]); err != nil || n == 0 {
		t.Fatalf("the body of block %d stands in %d tables: %v", hurt, n, err)
	}
	damaged, err := chain.Open(chain.Config{Dir: image, CacheMB: 16}, s.chain.Rollup(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer damaged.Close()
	seen := &alarmed{Chain: damaged}
	c = dial(t, serve(t, Needs{Chain: onDisk{damaged}, Records: seen}, nil))

	stranger := common.Hash{0xee}
	number := func(n uint64) hexutil.Uint64 { return hexutil.Uint64(n) }
	for _, q := range []struct {
		method string
		args   []any
	}{
		{"eth_getBlockByNumber", []any{number(blocks + 1), true}}, {"eth_getBlockByHash", []any{stranger, true}},
		{"eth_getTransactionReceipt", []any{stranger}}, {"eth_getTransactionByHash", []any{stranger}},
		{"eth_getTransactionByBlockNumberAndIndex", []any{number(1), number(7)}}, {"eth_getHeaderByHash", []any{stranger}},
	} {
		if got := call[any](t, c, q.method, q.args...); got != nil {
			t.Errorf("%s of what is not: %v", q.method, got)
		}
	}
	if got := call[object](t, c, "eth_getBlockByNumber", number(hurt+1), true); got["hash"] != hashes[hurt].Hex() {
		t.Errorf("block behind it: %v", got)
	}
	if n := seen.times.Load(); n != 0 {
		t.Errorf("%d alarms for what is whole or unknown", n)
	}
	for i, q := range []struct {
		method string
		args   []any
	}{
		{"eth_getBlockByNumber", []any{number(hurt), true}}, {"eth_getBlockByHash", []any{hashes[hurt-1], false}},
		{"eth_getBlockTransactionCountByNumber", []any{number(hurt)}}, {"eth_getBlockReceipts", []any{number(hurt)}},
		{"eth_getTransactionByBlockNumberAndIndex", []any{number(hurt), number(0)}}, {"eth_getTransactionReceipt", []any{txs[hurt-1]}},
		{"eth_getTransactionByHash", []any{txs[hurt-1]}}, {"eth_getRawTransactionByHash", []any{txs[hurt-1]}},
		{"adit_transactionStatus", []any{txs[hurt-1]}}, {"debug_getRawBlock", []any{number(hurt)}},
		{"debug_traceTransaction", []any{txs[hurt-1]}}, {"ots_getBlockDetails", []any{hurt}},
	} {
		code, text := callErr(t, c, q.method, q.args...)
		if code != codeInternal || !strings.Contains(text, "block 3: its body") || !strings.Contains(text, "corrupt") {
			t.Errorf("%s: %d %s", q.method, code, text)
		}
		if n := seen.times.Load(); n < int64(i+1) {
			t.Errorf("%s: no alarm", q.method)
		}
	}
	if !bytes.Equal(texts[0], call[struct{ Input hexutil.Bytes }](t, c, "eth_getTransactionByHash", txs[0]).Input) {
		t.Error("a transaction of another block cannot be read")
	}
}
