// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// contradicted looks whether the sealed chain can stand on L1 as it is now, and proposes the next step of a rebase if
// it cannot. L1 is believed at the depth to act upon, but then the way goes to what its head dictates: stopping at the
// depth would only bring the next contradiction.
func (l *leader) contradicted() (bool, error) {
	view := l.l1.View()
	if !view.Settled {
		return false, nil
	}
	why, err := l.contradiction(view)
	if err != nil || why == "" {
		return false, err
	}
	e, err := l.rebase(view)
	if err != nil {
		return false, fmt.Errorf("rebase to block %d: %w", view.Tip.Number, err)
	}
	l.log.Warn("L1 contradicts the sealed chain", "why", why, "l1", e.L1.Height, "sealed", e.From.Number, "fork", e.Fork.Number, "head", e.Head.Number, "goal", e.Goal)
	if err := l.propose(e); err != nil {
		return false, err
	}
	l.over(rebased) // goes on from what the executor makes of it
	return true, nil
}

// contradiction says why the sealed chain cannot stand; empty when it can.
func (l *leader) contradiction(view View) (string, error) {
	if l.ahead.Goal > l.ahead.Sealed.Number {
		return "a rebase is not at its end", nil
	}
	if view.Deep.Number > 0 && !l.onSealed(view.Deep) {
		return "it dictates other blocks", nil
	}
	if ok, err := l.consumedHere(l.parent); err != nil || !ok {
		return "its messages are not those that were consumed", err
	}
	return "", nil
}

// consumedHere tells whether the messages that the chain up to a block consumed are those of L1 as it is now.
func (l *leader) consumedHere(at transition.Head) (bool, error) {
	if at.Consumed == 0 {
		return true, nil
	}
	acc, ok, err := l.l1.Accumulator(at.Consumed)
	return ok && acc == at.Acc, err
}

// onSealed tells whether a block is on the sealed chain. The leader's newest seals may not be canonical yet.
func (l *leader) onSealed(r fsm.Ref) bool {
	at := l.parent
	for at.Number() > r.Number {
		known, err := l.chain.HeadByNumber(at.Number() - 1)
		if err == nil && known.Hash() == at.Header.ParentHash {
			known, err = l.chain.HeadByNumber(r.Number)
			return err == nil && known.Hash() == r.Hash
		}
		if at, err = l.chain.HeadAt(at.Header.ParentHash); err != nil {
			return false
		}
	}
	return at.Hash() == r.Hash
}

// maxRebase is how many bytes of dictated blocks one Rebase carries, unless a single block has more.
const maxRebase = 4 << 20

// rebase makes the entry that leads from the sealed chain towards what L1 dictates.
func (l *leader) rebase(view View) (*fsm.Rebase, error) {
	e := &fsm.Rebase{From: l.ahead.Sealed, Slices: l.ahead.Slices, Goal: view.Tip.Number, L1: view.Head}
	fork, dictated, err := l.dictated(view.Tip)
	if err != nil {
		return nil, err
	}
	if len(dictated) == 0 {
		// Blocks above what L1 dictates may stay, down to the first whose messages are others.
		if fork, err = l.standing(fork); err != nil {
			return nil, err
		}
	}
	e.Fork = refOf(fork)
	e.Head = e.Fork
	size := 0
	for _, hash := range dictated {
		block, bytes, err := l.encodeDictated(hash)
		if err != nil {
			return nil, err
		}
		if size += bytes; size > maxRebase && len(e.Blocks) > 0 {
			break
		}
		e.Blocks = append(e.Blocks, block)
		e.Head = fsm.Ref{Number: e.Head.Number + 1, Hash: hash}
	}
	e.Left, err = l.countOwn(fork)
	return e, err
}

func refOf(h transition.Head) fsm.Ref { return fsm.Ref{Number: h.Number(), Hash: h.Hash()} }

// dictated walks back from to until it meets the sealed chain, and returns that block and the hashes of those above it.
func (l *leader) dictated(to fsm.Ref) (fork transition.Head, above []common.Hash, err error) {
	at, err := l.chain.HeadAt(to.Hash)
	for ; err == nil && !l.onSealed(refOf(at)); at, err = l.chain.HeadAt(at.Header.ParentHash) {
		above = append(above, at.Hash())
	}
	slices.Reverse(above)
	return at, above, err
}

// standing is the newest sealed block, not below least, whose messages are those of L1.
func (l *leader) standing(least transition.Head) (transition.Head, error) {
	at := l.parent
	for at.Number() > least.Number() {
		ok, err := l.consumedHere(at)
		if ok || err != nil {
			return at, err
		}
		if at, err = l.chain.HeadAt(at.Header.ParentHash); err != nil {
			return at, err
		}
	}
	return at, nil
}

func (l *leader) encodeDictated(hash common.Hash) (d fsm.Dictated, size int, err error) {
	in, err := l.chain.Input(hash)
	if err != nil {
		return d, 0, err
	}
	d = fsm.Dictated{Timestamp: in.Timestamp, Consumed: in.Consumed, Messages: in.Messages}
	for i := range in.Messages {
		size += len(in.Messages[i].Body) + 100
	}
	for _, tx := range in.Own {
		raw, err := tx.MarshalBinary()
		if err != nil {
			return d, 0, fmt.Errorf("encode transaction %s: %w", tx.Hash(), err)
		}
		d.Txs = append(d.Txs, raw)
		size += len(raw)
	}
	return d, size + 32, nil
}

// countOwn counts the own transactions of the sealed blocks above fork.
func (l *leader) countOwn(fork transition.Head) (n uint64, err error) {
	for at := l.parent; at.Number() > fork.Number(); {
		in, err := l.chain.Input(at.Hash())
		if err != nil {
			return 0, err
		}
		n += uint64(len(in.Own))
		if at, err = l.chain.HeadAt(at.Header.ParentHash); err != nil {
			return 0, err
		}
	}
	return n, nil
}
