// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
)

// fakeShare is how many forced transactions a fake block runs: few, so that a short script sees them wait.
const fakeShare = 2

// fake is an Engine with the shape of the real rules and next to none of their content: accounts have a nonce and
// nothing else, transactions use all the gas they ask for.
type fake struct {
	p      *params.Params
	nonces map[common.Hash]map[common.Address]uint64 // after the block with that hash
	last   ran                                       // what the newest block was made of
}

// ran is what the execution of one block did with the transactions.
type ran struct {
	own, forced int
	dropped     []uint64 // message indices
}

func newFake(p *params.Params) *fake {
	f := &fake{p: p, nonces: make(map[common.Hash]map[common.Address]uint64)}
	g := f.genesis()
	f.nonces[g.Hash()] = map[common.Address]uint64{}
	return f
}

func (f *fake) genesis() transition.Head {
	return transition.Head{Header: &types.Header{Number: new(big.Int), Difficulty: new(big.Int), Time: f.p.GenesisTime}}
}

func (f *fake) Execute(parent transition.Head, in derive.Input) (transition.Head, error) {
	before, ok := f.nonces[parent.Hash()]
	if !ok {
		return transition.Head{}, fmt.Errorf("fake engine does not know parent %s", parent.Hash())
	}
	after, gas := maps.Clone(before), uint64(0)
	f.last = ran{}
	run := func(tx *types.Transaction) error {
		from, err := types.Sender(types.LatestSignerForChainID(new(big.Int).SetUint64(f.p.ChainID)), tx)
		switch {
		case err != nil:
			return fmt.Errorf("%w: %w", transition.ErrRejected, err)
		case tx.Type() == types.BlobTxType:
			return fmt.Errorf("%w: blob", transition.ErrRejected)
		case tx.Gas() < 21_000 || tx.Gas() > 1<<24:
			return fmt.Errorf("%w: gas %d", transition.ErrRejected, tx.Gas())
		case tx.Nonce() != after[from]:
			return fmt.Errorf("%w: nonce %d, want %d", transition.ErrRejected, tx.Nonce(), after[from])
		case gas+tx.Gas() > f.p.GasLimit:
			return fmt.Errorf("%w: gas", transition.ErrFull)
		}
		gas += tx.Gas()
		after[from]++
		return nil
	}

	cursor := parent.Cursor
	for i := parent.Forced; i < parent.Consumed; i++ {
		m, err := in.Queue.Message(i)
		if err != nil {
			return transition.Head{}, err
		}
		if m.Kind == l1anchor.Forced {
			if f.last.forced == fakeShare {
				break
			}
			tx := new(types.Transaction)
			if err := tx.UnmarshalBinary(m.Body); err != nil || run(tx) != nil {
				f.last.dropped = append(f.last.dropped, m.Index)
			} else {
				f.last.forced++
			}
		}
		cursor.Forced = m.Index + 1
	}
	for _, tx := range in.Own {
		if err := run(tx); err != nil {
			return transition.Head{}, err
		}
		f.last.own++
	}
	for i := range in.Messages {
		cursor.Acc = in.Messages[i].Extend(cursor.Acc)
	}
	cursor.Consumed = in.Consumed
	for _, m := range in.Messages {
		if m.Index == cursor.Forced && m.Kind != l1anchor.Forced {
			cursor.Forced++
		}
	}

	head := transition.Head{Cursor: cursor, Header: &types.Header{
		Number: new(big.Int).SetUint64(parent.Number() + 1), ParentHash: parent.Hash(), Difficulty: new(big.Int),
		Time: in.Timestamp, MixDigest: cursor.Acc, TxHash: mark(f.last, in.Own), Root: common.BigToHash(new(big.Int).SetUint64(cursor.Forced)),
	}}
	f.nonces[head.Hash()] = after
	return head, nil
}

// mark makes the block hash depend on what ran.
func mark(r ran, own []*types.Transaction) common.Hash {
	b := binary.BigEndian.AppendUint64(nil, uint64(r.forced))
	for _, m := range r.dropped {
		b = binary.BigEndian.AppendUint64(b, m)
	}
	for _, tx := range own {
		b = append(b, tx.Hash().Bytes()...)
	}
	return crypto.Keccak256Hash(b)
}
