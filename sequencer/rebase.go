package sequencer

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// contradicted looks whether L1, at the depth to act upon, dictates another chain than the sealed one, and then proposes
// to rebase. It goes all the way to what the L1 head dictates: stopping at the depth would only bring the next
// contradiction.
func (l *leader) contradicted() (bool, error) {
	view := l.l1.View()
	if view.Deep.Number == 0 || l.onSealed(view.Deep) {
		return false, nil
	}
	e, err := l.rebase(view.Tip)
	if err != nil {
		return false, fmt.Errorf("rebase to block %d: %w", view.Tip.Number, err)
	}
	l.log.Warn("L1 dictates another chain", "sealed", e.From.Number, "fork", e.Fork.Number, "head", e.Head.Number)
	if err := l.propose(e); err != nil {
		return false, err
	}
	// Go on from what the executor makes of it.
	return true, fmt.Errorf("%w: rebased", errStartOver)
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

// rebase makes the entry that leads from the sealed chain to the block to.
func (l *leader) rebase(to fsm.Ref) (*fsm.Rebase, error) {
	e := &fsm.Rebase{From: l.ahead.Sealed, Slices: l.ahead.Slices, Head: to}
	fork, dictated, err := l.dictated(to)
	if err != nil {
		return nil, err
	}
	e.Fork = fsm.Ref{Number: fork.Number(), Hash: fork.Hash()}
	kept := make(map[common.Hash]bool)
	for _, d := range dictated {
		for _, tx := range d.Own {
			kept[tx.Hash()] = true
		}
		one := fsm.Dictated{Timestamp: d.Timestamp, Consumed: d.Consumed, Messages: d.Messages}
		if one.Txs, err = encodeAll(d.Own, nil); err != nil {
			return nil, err
		}
		e.Blocks = append(e.Blocks, one)
	}
	orphans, err := l.orphans(fork)
	if err != nil {
		return nil, err
	}
	e.Orphans, err = encodeAll(append(orphans, decodeAll(l.ahead.Txs)...), kept)
	return e, err
}

// dictated walks back from to until it meets the sealed chain, and returns that block and the inputs of those above it.
func (l *leader) dictated(to fsm.Ref) (fork transition.Head, inputs []dictatedBlock, err error) {
	at, err := l.chain.HeadAt(to.Hash)
	if err != nil {
		return fork, nil, err
	}
	for !l.onSealed(fsm.Ref{Number: at.Number(), Hash: at.Hash()}) {
		in, err := l.chain.Input(at.Hash())
		if err != nil {
			return fork, nil, err
		}
		inputs = append(inputs, dictatedBlock{in.Context, in.Own})
		if at, err = l.chain.HeadAt(at.Header.ParentHash); err != nil {
			return fork, nil, err
		}
	}
	for i, j := 0, len(inputs)-1; i < j; i, j = i+1, j-1 {
		inputs[i], inputs[j] = inputs[j], inputs[i]
	}
	return at, inputs, nil
}

type dictatedBlock struct {
	transition.Context
	Own []*types.Transaction
}

// orphans are the own transactions of the sealed blocks above fork, in order.
func (l *leader) orphans(fork transition.Head) ([]*types.Transaction, error) {
	var blocks [][]*types.Transaction
	for at := l.parent; at.Number() > fork.Number(); {
		in, err := l.chain.Input(at.Hash())
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, in.Own)
		if at, err = l.chain.HeadAt(at.Header.ParentHash); err != nil {
			return nil, err
		}
	}
	var txs []*types.Transaction
	for i := len(blocks) - 1; i >= 0; i-- {
		txs = append(txs, blocks[i]...)
	}
	return txs, nil
}

// encodeAll encodes transactions, but for those in without.
func encodeAll(txs []*types.Transaction, without map[common.Hash]bool) ([][]byte, error) {
	var out [][]byte
	for _, tx := range txs {
		if without[tx.Hash()] {
			continue
		}
		raw, err := tx.MarshalBinary()
		if err != nil {
			return nil, fmt.Errorf("encode transaction %s: %w", tx.Hash(), err)
		}
		out = append(out, raw)
	}
	return out, nil
}
