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
	}
}
