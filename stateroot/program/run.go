// SPDX-License-Identifier: Apache-2.0

package program

import (
	"fmt"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/vm/oracle"
)

// Run makes the next transition and gives the state behind it. At the end it is the same state: there is no next
// transition. An error means that something is missing or does not have its hash, and says nothing about the result.
func Run(p *params.Params, o oracle.Source, s State, end End) (State, error) {
	if s.Batch >= end.Batches {
		return s, nil
	}
	kept := &remembered{source: o}
	next, err := run(p, kept, s, end)
	if failed := kept.err(); failed != nil {
		err = failed
	}
	if err != nil {
		return State{}, fmt.Errorf("transition behind L2 block %d in batch %d: %w", s.Number, s.Batch, err)
	}
	return next, nil
}

func run(p *params.Params, o *remembered, s State, end End) (State, error) {
	at, link, err := end.at(o, s.Batch)
	if err != nil {
		return s, err
	}
	batch := link.Batch
	if batch.Data, err = o.Value(link.Data); err != nil {
		return s, fmt.Errorf("data of batch %d: %w", s.Batch, err)
	}
	fresh, err := walk(at, link, s.Consumed)
	if err != nil {
		return s, err
	}
	header, err := headerOf(o, s.Block)
	if err != nil {
		return s, err
	}
	pos := derive.Position{
		Head:  transition.Head{Header: header, Cursor: transition.Cursor{Consumed: s.Consumed, Forced: s.Forced, Acc: fresh.acc}},
		Batch: s.Batch, Block: int(s.Made), Closing: s.Closing,
	}
	signer := newSigner(p.ChainID, o)
	m := &messages{o, OpenTree(s.Messages, o.Value), fresh}
	e := &engine{p, o, signer}
	pos, _, _, err = derive.Next(p, e, m, pos, derive.OpenWith(signer, batch))
	if err != nil {
		return s, err
	}
	root, err := m.consume(pos.Consumed)
	if err != nil {
		return s, err
	}
	next := At(&pos, root)
	next.Sends = s.Sends
	return next, nil
}
