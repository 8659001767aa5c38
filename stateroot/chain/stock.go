// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"

	"github.com/layeredpow/adit/stateroot/transition"
)

// stockRun is a block as go-ethereum's own processor executes it, with nothing of ours in the way. It goes on beside
// our execution, on another core: a check behind it would take as long again.
type stockRun struct {
	done   chan struct{} // closed at the end; what follows may be read then
	state  *state.StateDB
	result *core.ProcessResult
	err    error
}

// startStock begins to execute the block that b was just opened for, with these own transactions behind the forced
// ones. end must be called, whatever becomes of the block.
func (c *Chain) startStock(b *transition.Builder, parent transition.Head, own types.Transactions) (*stockRun, error) {
	block, err := outline(b, own)
	if err != nil {
		return nil, err
	}
	s := &stockRun{done: make(chan struct{})}
	if s.state, err = c.bc.StateAt(parent.Header.Root, parent.Header.Number, parent.Header.Time); err != nil {
		return nil, fmt.Errorf("state of L2 block %d: %w", parent.Number(), err)
	}
	go func() {
		defer close(s.done)
		defer func() {
			if r := recover(); r != nil {
				s.err = fmt.Errorf("panic: %v", r)
			}
		}()
		s.run(c.bc, block)
	}()
	return s, nil
}

// outline is the block as far as its execution asks for it: what is known of the header, and the whole body.
func outline(b *transition.Builder, own types.Transactions) (*types.Block, error) {
	opened, err := b.Sealable().Seal()
	if err != nil {
		return nil, err
	}
	txs := append(opened.Transactions()[:b.Forced():b.Forced()], own...)
	return opened.WithBody(types.Body{Transactions: txs, Withdrawals: opened.Withdrawals()}), nil
}

// run executes the block and computes its root, so that both are there when validate asks.
func (s *stockRun) run(bc *core.BlockChain, block *types.Block) {
	s.result, s.err = bc.Processor().Process(context.Background(), block, s.state, nil, nil, vm.Config{}, nil)
	if s.err == nil {
		s.state.IntermediateRoot(bc.Config().Rules(block.Number(), true, block.Time()))
	}
}

// end waits until nothing is executed any more.
func (s *stockRun) end() { <-s.done }

// validate holds the block that we have sealed against everything that go-ethereum demands of a block it imports.
func (s *stockRun) validate(bc *core.BlockChain, block *types.Block) error {
	s.end()
	err := s.err
	if err == nil {
		err = bc.Engine().VerifyHeader(bc, block.Header())
	}
	if err == nil {
		err = bc.Validator().ValidateBody(block)
	}
	if err == nil || errors.Is(err, core.ErrKnownBlock) { // stored before, and executed again after a crash
		err = bc.Validator().ValidateState(block, s.state, s.result, false)
	}
	if err != nil {
		return fmt.Errorf("go-ethereum refuses L2 block %d, which our own execution made: %w", block.NumberU64(), err)
	}
	return nil
}
