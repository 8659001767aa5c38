// SPDX-License-Identifier: Apache-2.0

package fsm

import "github.com/layeredpow/adit/stateroot/transition"

// open lets a block begin behind the newest sealed one.
func (s *State) open(e *Open, sealed *transition.Head) Answer {
	switch {
	case s.Open != nil:
		return ignore("block %d cannot open, block %d is open", e.Number, s.Open.Number)
	case e.Number != s.Sealed.Number+1 || e.Parent != s.Sealed.Hash:
		return ignore("block %d on %s does not follow block %d %s", e.Number, e.Parent, s.Sealed.Number, s.Sealed.Hash)
	}
	if answer := e.Check(sealed); answer.Void() {
		return answer
	}
	s.empty()
	s.Open = e
	return took()
}

// Check refuses a block that its parent contradicts, and otherwise has no outcome. A leader may have a wrong idea of
// the chain, and derivation would find such a block void: no batch could ever hold it, and what it acknowledged would
// lose its place. The parent's own fields tell, so a member that runs the log again comes to the same answer, also when
// the block that came instead is on its disk.
func (e *Open) Check(parent *transition.Head) Answer {
	if len(e.Messages) > 0 && parent.Forced < parent.Consumed {
		return refuse("block %d takes in messages while forced transactions wait from message %d on", e.Number, parent.Forced)
	}
	if err := e.Context().Check(parent); err != nil {
		return refuse("block %d: %v", e.Number, err)
	}
	return Answer{}
}

// Context is what the entry fixes of its block.
func (e *Open) Context() *transition.Context {
	return &transition.Context{Timestamp: e.Timestamp, Consumed: e.Consumed, Messages: e.Messages}
}
