// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"crypto/ecdsa"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/chain/chaintest"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/wire"
	"github.com/layeredpow/adit/vm/vmtest"
)

// BenchmarkDerive is what a verifier takes for blocks of each load: it reads batches from an L1 in memory, decodes
// and executes them, has go-ethereum's own processor execute them beside that, and stores them, as `adit verifier` does.
// Blocks use about half of their gas, which leaves the base fee level. Mgas/s is by the clock, Mgas/cpu-s by the time
// of all processors; GOMAXPROCS says how many there are.
func BenchmarkDerive(b *testing.B) {
	for _, load := range deriveLoads {
		b.Run(load.name, func(b *testing.B) { benchmarkDerive(b, load) })
	}
}

const (
	deriveGasLimit = 60_000_000 // as on a devnet
	deriveBlocks   = 4          // of the load, each in a batch of its own
	deriveAccounts = 1_000
)

func benchmarkDerive(b *testing.B, load deriveLoad) {
	r := newDeriveRig(b, load)
	dir, before := b.TempDir(), b.TempDir()
	v := r.open(dir, false)
	first := v.at.Number
	v.close()
	if err := chaintest.Copy(dir, before); err != nil {
		b.Fatal(err)
	}
	builder := r.open(dir, false)
	for range deriveBlocks {
		builder.post(load.block(r))
	}
	want, gas := builder.at.Head, builder.gasFrom(first+1)
	builder.close()

	var clock, processors time.Duration
	for b.Loop() {
		b.StopTimer()
		dir := filepath.Join(b.TempDir(), "verifier")
		if err := chaintest.Copy(before, dir); err != nil {
			b.Fatal(err)
		}
		v := r.openChain(dir, true)
		b.StartTimer()
		begun, used := time.Now(), vmtest.ProcessorTime(b)
		v.catchUp()
		clock, processors = clock+time.Since(begun), processors+vmtest.ProcessorTime(b)-used
		b.StopTimer()
		if v.at.Head != want {
			b.Fatalf("derived block %d %s, want %s", v.at.Number, v.at.Head, want)
		}
		v.close()
		if err := os.RemoveAll(dir); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	all := float64(gas) * float64(b.N) / 1e6
	b.ReportMetric(all/clock.Seconds(), "Mgas/s")
	b.ReportMetric(all/processors.Seconds(), "Mgas/cpu-s")
	b.ReportMetric(float64(gas)/deriveBlocks/1e6, "Mgas/block")
}

// benchSeat posts what is derived.
var benchSeat = common.Address{0x5e}

// deriveRig is an L1 with a rollup, and accounts that send.
type deriveRig struct {
	b      *testing.B
	l1     *l1test.Chain
	rollup *params.Params
	keys   []*ecdsa.PrivateKey
	nonces []uint64
	turn   int // of the account that sends next
}

func newDeriveRig(b *testing.B, load deriveLoad) *deriveRig {
	r := &deriveRig{b: b, nonces: make([]uint64, deriveAccounts)}
	r.l1 = l1test.New(l1test.Config{Rules: l1test.Rules{Seats: []common.Address{benchSeat}, ForceDelay: 86_400, Silence: 7_200, MaxMessages: 130}, Time: 1_000_000})
	accounts := paramstest.Accounts("derive", deriveAccounts)
	r.rollup = paramstest.Rollup(1_000_000, accounts...)
	r.rollup.GasLimit, r.rollup.MaxDrift = deriveGasLimit, 3_600
	for _, a := range accounts {
		r.keys = append(r.keys, a.Key)
	}
	load.prepare(r)
	return r
}

func (r *deriveRig) address(i int) common.Address {
	return crypto.PubkeyToAddress(r.keys[i%deriveAccounts].PublicKey)
}

// tx signs a transaction of the account whose turn it is.
func (r *deriveRig) tx(to *common.Address, value int64, gas uint64, data []byte) *types.Transaction {
	id := new(big.Int).SetUint64(r.rollup.ChainID)
	i := r.turn % deriveAccounts
	r.turn++
	r.nonces[i]++
	return types.MustSignNewTx(r.keys[i], types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: r.nonces[i] - 1, To: to, Value: big.NewInt(value), Gas: gas, Data: data,
		GasFeeCap: big.NewInt(1_000 * gethparams.GWei), GasTipCap: big.NewInt(1),
	})
}

// deriveNode is a verifier.
type deriveNode struct {
	*deriveRig
	chain *chain.Chain
	node  *stateroot.Deriver
	at    stateroot.Place
}

func (r *deriveRig) openChain(dir string, stock bool) *deriveNode {
	r.b.Helper()
	log := slog.New(slog.DiscardHandler)
	c, err := chain.Open(chain.Config{Dir: dir, StockCheck: stock, Quiet: !stock}, r.rollup, log)
	if err != nil {
		r.b.Fatal(err)
	}
	cfg := stateroot.Config{Poll: time.Second, Lead: true, Policy: l1anchor.Policy{K: 4, Attacker: 0.1, Acceptable: 1e-3}, Now: time.Now}
	return &deriveNode{deriveRig: r, chain: c, node: stateroot.New(cfg, r.rollup, c, r.l1, log)}
}

// open opens a chain and catches up.
func (r *deriveRig) open(dir string, stock bool) *deriveNode {
	r.b.Helper()
	n := r.openChain(dir, stock)
	n.catchUp()
	return n
}

func (n *deriveNode) catchUp() {
	n.b.Helper()
	var err error
	if n.at, err = n.node.CatchUp(context.Background(), nil); err != nil {
		n.b.Fatal(err)
	}
}

// post has L1 carry a batch of one block behind what the node has derived.
func (n *deriveNode) post(txs []*types.Transaction) {
	n.b.Helper()
	batch := wire.Batch{Parent: n.at.Head, Blocks: []wire.Block{{Elapsed: 1, Txs: txs}}}
	data, err := wire.Encode(new(big.Int).SetUint64(n.rollup.ChainID), &batch)
	if err != nil {
		n.b.Fatal(err)
	}
	call := l1anchor.BatchCall{Index: n.at.Batches, Prev: n.at.Tail, Consumed: n.at.Messages, Data: data}
	if err := n.l1.Sender(benchSeat).Offer(context.Background(), []l1anchor.Call{{To: l1test.InboxAddress, Data: call.Encode(), Gas: 7_000_000}}); err != nil {
		n.b.Fatal(err)
	}
	n.l1.Mine(1, l1test.Spacing)
	before := n.at.Number
	if n.catchUp(); n.at.Number != before+1 {
		n.b.Fatalf("block %d became block %d: the batch is void", before, n.at.Number)
	}
}

// gasFrom is what the blocks from that one on have used.
func (n *deriveNode) gasFrom(number uint64) (gas uint64) {
	n.b.Helper()
	for ; number <= n.at.Number; number++ {
		head, err := n.chain.HeadByNumber(number)
		if err != nil {
			n.b.Fatal(err)
		}
		gas += head.Header.GasUsed
	}
	return gas
}

func (n *deriveNode) close() {
	n.b.Helper()
	if err := n.chain.Close(); err != nil {
		n.b.Fatal(err)
	}
}
