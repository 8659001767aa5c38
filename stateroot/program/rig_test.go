// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"crypto/ecdsa"
	"encoding/binary"
	"fmt"
	"log/slog"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/stateroot/wire"
	"github.com/layeredpow/adit/vm/oracle"
)

// world is an inbox with what it brings about: a chain that executes natively, and all preimages.
type world struct {
	t      testing.TB
	rollup *params.Params
	chain  *chain.Chain
	values map[common.Hash][]byte // of the inbox and the message tree

	messages []l1anchor.Message
	accs     []common.Hash // after so many messages
	end      program.End
	time     uint64

	pos   derive.Position
	tree  *program.Tree
	nonce map[common.Address]uint64
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, values: map[common.Hash][]byte{}, accs: []common.Hash{{}}, time: 1_000_010, nonce: map[common.Address]uint64{}}
	w.rollup = paramstest.Rollup(1_000_000, paramstest.Accounts("program", 8)...)
	var err error
	w.chain, err = chain.Open(chain.Config{Dir: t.TempDir(), CacheMB: 16, Quiet: true}, w.rollup, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.chain.Close() })
	genesis, err := w.chain.HeadByNumber(0)
	if err != nil {
		t.Fatal(err)
	}
	w.pos = derive.Start(genesis)
	w.tree = program.OpenTree(common.Hash{}, w.Value)
	w.keep(nil)
	return w
}

// account is one of many, of which the first eight have money.
func account(i int) *paramstest.Account { return paramstest.NewAccount(fmt.Sprintf("program %d", i)) }

func key(i int) *ecdsa.PrivateKey { return account(i).Key }

func address(i int) common.Address { return account(i).Address }

// keep makes bytes known by their hash.
func (w *world) keep(b []byte) common.Hash {
	hash := crypto.Keccak256Hash(b)
	w.values[hash] = b
	return hash
}

// Value implements oracle.Source.
func (w *world) Value(hash common.Hash) ([]byte, error) {
	if v, ok := w.values[hash]; ok {
		return v, nil
	}
	return w.chain.Preimage(hash)
}

// Precompile implements oracle.Source.
func (w *world) Precompile(number byte, input []byte) ([]byte, bool, error) {
	answer, err := oracle.Answer(number, input)
	if err != nil {
		return nil, false, err
	}
	return oracle.Output(answer)
}

// message appends one to the inbox.
func (w *world) message(kind l1anchor.Kind, body []byte) {
	m := l1anchor.Message{
		Index: uint64(len(w.messages)), Kind: kind, Sender: common.Address{5}, Height: l1anchor.Height(w.time / 13), Time: w.time,
		ParentHash: common.Hash{byte(w.time)}, Body: body,
	}
	acc := w.accs[len(w.accs)-1]
	leaf := w.keep(m.LeafPreimage())
	w.keep(body)
	w.keep(append(acc.Bytes(), leaf[:]...))
	w.messages, w.accs = append(w.messages, m), append(w.accs, m.Extend(acc))
}

// Range implements derive.Messages.
func (w *world) Range(from, to uint64) ([]l1anchor.Message, error) {
	if to > uint64(len(w.messages)) {
		return nil, fmt.Errorf("no message %d", to-1)
	}
	return w.messages[from:to], nil
}

// batch appends one to the inbox that consumes all messages.
func (w *world) batch(data []byte) l1anchor.Batch {
	w.time += 13
	b := l1anchor.Batch{
		Index: w.end.Batches, Consumed: uint64(len(w.messages)), Height: l1anchor.Height(w.time / 13), Time: w.time, Data: data,
		Poster: common.Address{6}, Miner: common.Address{7},
	}
	w.keep(data)
	w.end.Acc = w.keep(b.LinkPreimage(w.end.Acc, w.accs[b.Consumed]))
	if w.end.Batches++; w.end.Batches%l1anchor.MilestoneBatches == 0 {
		w.end.Milestone = w.keep(append(w.end.Milestone.Bytes(), w.end.Acc[:]...))
	}
	return b
}

// blocks is the data of a batch with those blocks behind the head, the last of which consumes all messages.
func (w *world) blocks(own ...[]*types.Transaction) []byte {
	w.t.Helper()
	b := wire.Batch{Parent: w.pos.Hash()}
	for _, txs := range own {
		b.Blocks = append(b.Blocks, wire.Block{Elapsed: 1, Txs: txs})
	}
	b.Blocks[len(own)-1].Messages = uint64(len(w.messages)) - w.pos.Consumed
	data, err := wire.Encode(new(big.Int).SetUint64(w.rollup.ChainID), &b)
	if err != nil {
		w.t.Fatal(err)
	}
	return data
}

// derived is one transition that both sides have made.
type derived struct {
	before program.State
	after  program.State
	event  derive.Event
}

// derive makes the transitions of a batch natively and returns its transitions.
func (w *world) derive(b l1anchor.Batch) (made []derived) {
	w.t.Helper()
	for source := derive.Open(w.rollup, b); w.pos.Batch == b.Index; {
		made = append(made, w.next(source))
	}
	return made
}

// first takes the first step of a batch only.
func (w *world) first(b l1anchor.Batch) derived {
	w.t.Helper()
	return w.next(derive.Open(w.rollup, b))
}

func (w *world) next(source *derive.Source) derived {
	w.t.Helper()
	before := w.state()
	next, event, _, err := derive.Next(w.rollup, w.chain, w, w.pos, source)
	if err != nil {
		w.t.Fatal(err)
	}
	for i := w.pos.Consumed; i < next.Consumed; i++ {
		if err := w.tree.Append(i, crypto.Keccak256Hash(w.messages[i].LeafPreimage())); err != nil {
			w.t.Fatal(err)
		}
	}
	w.pos = next
	if err := w.chain.SetHead(w.pos.Hash()); err != nil {
		w.t.Fatal(err)
	}
	return derived{before, w.state(), event}
}

func (w *world) state() program.State {
	return program.At(&w.pos, w.tree.Root(func(h common.Hash, b []byte) { w.values[h] = b }))
}

// tx signs a transaction of an account with its next nonce.
func (w *world) tx(from int, to *common.Address, wei int64, gas uint64, data []byte) *types.Transaction {
	nonce := w.nonce[address(from)]
	w.nonce[address(from)]++
	id := new(big.Int).SetUint64(w.rollup.ChainID)
	return types.MustSignNewTx(key(from), types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: to, Value: big.NewInt(wei), Gas: gas, GasFeeCap: big.NewInt(100 * gethparams.GWei), GasTipCap: big.NewInt(1), Data: data,
	})
}

func raw(t testing.TB, tx *types.Transaction) []byte {
	t.Helper()
	b, err := tx.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func deposit(to common.Address, gwei uint64) []byte {
	return binary.BigEndian.AppendUint64(append([]byte(nil), to[:]...), gwei)
}
