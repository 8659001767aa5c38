package sequencer

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// sealAhead finishes the open block, so that its hash can be proposed. Whether it counts is for the Seal entry to say.
func (s *Sequencer) sealAhead() (transition.Head, error) {
	if s.state.Open == nil {
		return transition.Head{}, errors.New("no block is open")
	}
	if err := s.catchUp(0); err != nil {
		return transition.Head{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	block, err := s.chain.Seal(s.open.Builder)
	if err != nil {
		return transition.Head{}, err
	}
	head := transition.Head{Header: block.Header(), Cursor: block.Cursor}
	s.closing = s.open
	s.open, s.head, s.view = nil, head, nil
	return head, nil
}

// onSeal makes the sealed block the head of the chain.
func (s *Sequencer) onSeal(e *fsm.Seal) error {
	head, err := s.chain.HeadAt(e.Hash)
	if err != nil {
		// Nobody sealed it here yet. The fsm has closed the block by now, so what is open is what it was.
		if head, err = s.sealOpen(); err != nil {
			return err
		}
		if head.Hash() != e.Hash {
			return fmt.Errorf("%w: block %d is %s here, sealed as %s", ErrDivergence, e.Number, head.Hash(), e.Hash)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.head, s.view = nil, head, nil
	if at, err := s.chain.HeadByNumber(e.Number); err != nil || at.Hash() != e.Hash {
		if err := s.chain.SetHead(e.Hash); err != nil {
			return err
		}
	}
	s.closing = nil
	s.notify()
	return nil
}

func (s *Sequencer) sealOpen() (transition.Head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		return transition.Head{}, fmt.Errorf("%w: nothing of it was executed here", ErrDivergence)
	}
	block, err := s.chain.Seal(s.open.Builder)
	if err != nil {
		return transition.Head{}, err
	}
	return transition.Head{Header: block.Header(), Cursor: block.Cursor}, nil
}

// onRebase leaves the chain at the fork and executes what L1 dictates from there.
func (s *Sequencer) onRebase(e *fsm.Rebase) error {
	head, err := s.chain.HeadAt(e.Fork.Hash)
	if err != nil {
		return err
	}
	for i := range e.Blocks {
		in, err := dictatedInput(&e.Blocks[i])
		if err != nil {
			return fmt.Errorf("dictated block %d: %w", head.Number()+1, err)
		}
		if head, err = s.chain.Execute(head, in); err != nil {
			return fmt.Errorf("dictated block: %w", err)
		}
	}
	if head.Hash() != e.Head.Hash {
		return fmt.Errorf("%w: dictated block %d is %s here, proposed as %s", ErrDivergence, e.Head.Number, head.Hash(), e.Head.Hash)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open, s.closing, s.head, s.view = nil, nil, head, nil
	if err := s.chain.SetHead(head.Hash()); err != nil {
		return err
	}
	s.log.Warn("chain rebased to what L1 dictates", "fork", e.Fork.Number, "left", e.From.Number-e.Fork.Number, "dictated", len(e.Blocks), "queued", len(e.Orphans))
	s.notify()
	return nil
}

func dictatedInput(d *fsm.Dictated) (derive.Input, error) {
	in := derive.Input{Context: transition.Context{Timestamp: d.Timestamp, Consumed: d.Consumed, Messages: d.Messages}}
	for i, raw := range d.Txs {
		tx := new(types.Transaction)
		if err := tx.UnmarshalBinary(raw); err != nil {
			return in, fmt.Errorf("transaction %d: %w", i, err)
		}
		in.Own = append(in.Own, tx)
	}
	return in, nil
}
