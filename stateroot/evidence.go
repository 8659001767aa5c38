// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm/oracle"
)

// ErrNotDerived says that L1 has not led there, as far as it has been followed.
var ErrNotDerived = errors.New("not derived")

// Evidence is what proves one transition: it answers everything that the program asks for on its way through it, from
// what was noted as L1 was followed, and from the L2 chain. What it costs does not depend on how long the chain is.
type Evidence struct {
	Transition    uint64 // index
	Before, After program.State
	End           program.End // what L1 carries, as far as the claim goes
	Rollup        common.Hash // hash of the rollup's constants

	deriver *Deriver
	values  map[common.Hash][]byte
}

var _ oracle.Source = (*Evidence)(nil)

// Evidence gathers what proves a transition in a claim that goes to an end, which must be one of the L1 branch that is
// being followed. L1 is asked for the one block with the transition's batch, since a batch's data is kept nowhere else.
func (d *Deriver) Evidence(ctx context.Context, index uint64, end program.End) (*Evidence, error) {
	before, err := d.State(index)
	if err != nil {
		return nil, err
	}
	e := &Evidence{Transition: index, Before: *before, After: *before, End: end, deriver: d, values: make(map[common.Hash][]byte)}
	ours, err := d.End(end.Batches)
	if err != nil {
		return nil, err
	}
	if ours != end {
		return nil, fmt.Errorf("the inbox with %d batches is another one on the L1 branch that is being followed", end.Batches)
	}
	e.Rollup = e.keep(d.rollup.Canonical())
	e.keep(end.Encode())
	e.keep(before.Encode())
	if before.Batch >= end.Batches {
		return e, nil // there is no next transition
	}
	after, err := d.State(index + 1)
	if err != nil {
		return nil, err
	}
	e.After = *after
	data, err := d.data(ctx, before.Batch)
	if err != nil {
		return nil, err
	}
	e.keep(data)
	return e, nil
}

// keep makes bytes known by their hash.
func (e *Evidence) keep(b []byte) common.Hash {
	hash := crypto.Keccak256Hash(b)
	e.values[hash] = b
	return hash
}

// data reads that of a batch from L1.
func (d *Deriver) data(ctx context.Context, batch uint64) ([]byte, error) {
	c, first, err := d.carrier(batch)
	if err != nil {
		return nil, err
	}
	block, err := d.reader.BlockByHash(ctx, c.At.Hash)
	if err != nil {
		return nil, fmt.Errorf("L1 block of batch %d: %w", batch, err)
	}
	batches := slices.Clone(block.Batches)
	if _, err := l1anchor.Number(first, batches); err != nil {
		return nil, fmt.Errorf("L1 block %d: %w", c.At.Height, err)
	}
	if batch-first >= uint64(len(batches)) {
		return nil, fmt.Errorf("L1 block %d does not carry batch %d", c.At.Height, batch)
	}
	return batches[batch-first].Data, nil
}

// carrier is that of a batch, and the first batch that its L1 block carries.
func (d *Deriver) carrier(batch uint64) (c Carrier, first uint64, err error) {
	load := func(batch uint64) (c Carrier, err error) {
		ok, err := d.load(carrierName(batch), &c)
		if err == nil && !ok {
			err = fmt.Errorf("what came of batch %d is not on disk; derive again into an empty folder", batch)
		}
		return c, err
	}
	if c, err = load(batch); err != nil {
		return c, 0, err
	}
	for first = batch; first > 0; first-- {
		before, err := load(first - 1)
		if err != nil {
			return c, 0, err
		}
		if before.At != c.At {
			break
		}
	}
	return c, first, nil
}

// Input is what the machine is started with to prove the transition.
func (e *Evidence) Input() program.Input {
	return program.Input{State: e.Before.Hash(), End: crypto.Keccak256Hash(e.End.Encode()), Rollup: e.Rollup}
}

// Value implements oracle.Source.
func (e *Evidence) Value(hash common.Hash) ([]byte, error) {
	if v, ok := e.values[hash]; ok {
		return v, nil
	}
	if v, ok, err := e.deriver.value(hash); err != nil || ok {
		return v, err
	}
	return e.deriver.chain.Preimage(hash)
}

// Precompile implements oracle.Source.
func (e *Evidence) Precompile(number byte, input []byte) ([]byte, bool, error) {
	answer, err := oracle.Answer(number, input)
	if err != nil {
		return nil, false, err
	}
	return oracle.Output(answer)
}
