// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/sequencer/invariant"
	"github.com/layeredpow/adit/stateroot/transition"
)

// hold asserts that the block by which the state machine judges an Open is the one that the log has sealed last.
func hold(log *fsm.State, sealed *transition.Head) {
	if invariant.On {
		invariant.Hold(log.Sealed == refOf(*sealed), "the log has sealed block %d %s, its head here is block %d %s",
			log.Sealed.Number, log.Sealed.Hash, sealed.Number(), sealed.Hash())
		invariant.Hold(sealed.Forced <= sealed.Consumed, "block %d has consumed %d messages, and forced transactions wait from message %d on",
			sealed.Number(), sealed.Consumed, sealed.Forced)
	}
}

// hold asserts, between two entries, what the executor relies on: the open block is the one that the log has open and
// runs behind it, the finished one is the one that the log has closed, and the place in the queue is not behind what
// has had its turn.
func (e *executor) hold() {
	if !invariant.On {
		return
	}
	hold(&e.state, &e.sealed)
	if b, log := e.open, &e.state; b != nil {
		invariant.Hold(log.Open != nil && log.Open.Number == b.number, "block %d is open here, in the log %+v", b.number, log.Open)
		invariant.Hold(b.slices <= log.Slices && b.tried <= len(log.Txs), "block %d: %d slices and %d transactions were executed, the log has %d and %d",
			b.number, b.slices, b.tried, log.Slices, len(log.Txs))
	}
	if e.finished != nil {
		name, closed := e.state.Closing()
		invariant.Hold(closed && name == e.finished.name, "%+v is finished here, the log has closed %+v (%t)", e.finished.name, name, closed)
	}
	if t, waiting := e.turn, e.state.Waiting(); t.at != nil && t.rebases == e.state.Rebases() {
		invariant.Hold(t.waiting <= waiting, "%d transactions of the queue wait behind the place here, in the log %d", t.waiting, waiting)
	}
}
