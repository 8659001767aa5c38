// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"errors"
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/stateroot/wire"
)

const genesisTime = 1000

// burner is an account whose code burns all the gas of a call; a call to it with 2^24 gas takes a quarter of a block.
var burner = common.HexToAddress("0xb0")

// prover is an account whose code asks for point evaluations until its gas ends: 2 M gas of it are charged more proof
// steps than a block has. They are refused for their input, which is charged as if they were not.
var (
	prover     = common.HexToAddress("0xb1")
	proverCode = common.FromHex("0x5b6000600060c06000600a61c350fa50600056")
)

func testParams() *params.Params {
	p := paramstest.Rollup(genesisTime, accounts[:4]...)
	p.ChainID, p.L1ChainID, p.InboxHeight, p.ProofLimit = 7701, 63, 0, 1<<31
	p.Alloc[burner] = types.Account{Code: []byte{0xfe}, Balance: new(big.Int)}
	p.Alloc[prover] = types.Account{Code: proverCode, Balance: new(big.Int)}
	return p
}

// accounts sign; those from 4 on own nothing.
var accounts = paramstest.Accounts("derive", 16)

func account(i int) common.Address { return accounts[i].Address }

func chainID(p *params.Params) *big.Int { return new(big.Int).SetUint64(p.ChainID) }

// transfer is a good transaction of account i.
func transfer(p *params.Params, i int, nonce uint64) *types.Transaction {
	return sign(p, i, &types.DynamicFeeTx{
		ChainID: chainID(p), Nonce: nonce, Gas: 21_000, To: &common.Address{0x70}, Value: big.NewInt(1),
		GasFeeCap: big.NewInt(2_000_000_000), GasTipCap: big.NewInt(1),
	})
}

func sign(p *params.Params, i int, data types.TxData) *types.Transaction {
	return accounts[i].Sign(p.ChainID, data)
}

func raw(tx *types.Transaction) []byte {
	b, err := tx.MarshalBinary()
	if err != nil {
		panic(err)
	}
	return b
}

// inbox is the message chain of a test.
type inbox []l1anchor.Message

func (b *inbox) add(kind l1anchor.Kind, time uint64, body []byte) {
	*b = append(*b, l1anchor.Message{Index: uint64(len(*b)), Kind: kind, Time: time, Height: l1anchor.Height(time / 13), Body: body})
}

func (b inbox) Range(from, to uint64) ([]l1anchor.Message, error) {
	if from > to || to > uint64(len(b)) {
		return nil, fmt.Errorf("inbox has %d messages, asked for [%d, %d)", len(b), from, to)
	}
	return b[from:to:to], nil
}

func deposit(to common.Address, gwei uint64) []byte {
	return append(to.Bytes(), common.BigToHash(new(big.Int).SetUint64(gwei)).Bytes()[24:]...)
}

// engine is an Engine that knows where it starts.
type engine interface {
	derive.Engine
	genesis() transition.Head
}

// rig is one rollup under test.
type rig struct {
	p     *params.Params
	e     engine
	inbox inbox
	pos   derive.Position
}

func newRig(p *params.Params, e engine) *rig {
	return &rig{p: p, e: e, pos: derive.Start(e.genesis())}
}

// next is a batch that the inbox would accept now; without blocks it is an empty one.
func (r *rig) next(time uint64, blocks ...wire.Block) l1anchor.Batch {
	b := l1anchor.Batch{Index: r.pos.Batch, Time: time, Consumed: uint64(len(r.inbox))}
	if len(blocks) > 0 {
		b.Data = plain(r.pos.Hash(), blocks...)
	}
	return b
}

// derive makes all transitions of b at once.
func (r *rig) derive(t testing.TB, b l1anchor.Batch) derive.Outcome {
	t.Helper()
	pos, out, err := derive.Batch(r.p, r.e, r.inbox, r.pos, b)
	if err != nil {
		t.Fatalf("batch %d: %v", b.Index, err)
	}
	r.pos = pos
	return out
}

// flaky is an Engine and a Messages that fail on demand with an error that is nobody's violation.
type flaky struct {
	derive.Engine
	derive.Messages
	failExecute, failRange int // calls until failure; 0 never
}

var errDisk = errors.New("disk is gone")

func (f *flaky) Execute(parent transition.Head, in derive.Input) (transition.Head, error) {
	if f.failExecute--; f.failExecute == 0 {
		return transition.Head{}, errDisk
	}
	return f.Engine.Execute(parent, in)
}

func (f *flaky) Range(from, to uint64) ([]l1anchor.Message, error) {
	if f.failRange--; f.failRange == 0 {
		return nil, errDisk
	}
	return f.Messages.Range(from, to)
}
