// SPDX-License-Identifier: Apache-2.0

package derive

import (
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
)

// Outcome says what became of a batch.
type Outcome struct {
	Blocks  int        // made from its data
	Closing int        // closing blocks
	Breach  *Violation // where its data became void; nil when the data was whole or empty
	Left    uint64     // messages that it should have consumed and that are left to the next batch
	Waiting bool       // forced transactions wait at its end
}

// Batch makes all the transitions of one batch, from wherever pos stands in it. When e or m fails, the position
// returned is behind the last transition that succeeded, and Batch goes on from there when it is called with it the
// next time; the outcome then covers the later transitions only.
func Batch(p *params.Params, e Engine, m Messages, pos Position, b l1anchor.Batch) (Position, Outcome, error) {
	return Finish(p, e, m, pos, Open(p, b))
}

// Finish is Batch for a batch that has been opened.
func Finish(p *params.Params, e Engine, m Messages, pos Position, s *Source) (Position, Outcome, error) {
	var out Outcome
	for {
		next, event, v, err := Next(p, e, m, pos, s)
		if err != nil {
			return pos, out, err
		}
		pos = next
		if v != nil {
			out.Breach = v
		}
		switch event {
		case MadeBlock:
			out.Blocks++
		case MadeClosing:
			out.Closing++
		case EndedBatch:
			out.Left, out.Waiting = s.left(pos), pos.Waiting()
			return pos, out, nil
		}
	}
}
