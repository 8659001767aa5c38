// SPDX-License-Identifier: Apache-2.0

// Command liar is a challenger that lies: it claims a wrong L2 state and defends it, down to one wrong step of the
// machine. It stands here and not in adit, so that nobody runs it by mistake. Drills and tests run it against the
// real thing.
package main

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
)

// lie says what is claimed, and how far it is defended.
type lie struct {
	depth game.Level // the last level at which it answers
	stuck bool       // it claims that the machine fails
}

// lies by name.
var lies = map[string]lie{
	"transition": {depth: game.Transitions},
	"stride":     {depth: game.Strides},
	"step":       {depth: game.Steps},
	"stuck":      {depth: game.Transitions, stuck: true},
}

// lying is own computation of a liar: the honest one, with a lie in the middle of each claim, in the middle of the
// run of the machine there, and in the middle of that stride. One goroutine asks for what is ready.
type lying struct {
	challenger.Computer
	lie  lie
	told map[place]common.Hash // the wrong state behind the transition of a lie
	ours map[common.Hash]bool  // those states
	made map[stride]*game.Tree // wrong histories of strides: each takes a second
}

// place is where a transition starts, and what its claim goes to.
type place struct {
	state common.Hash
	end   game.Range
}

// stride is one of the run that starts at a place.
type stride struct {
	place
	number uint32
}

func newLying(c challenger.Computer, l lie) *lying {
	return &lying{c, l, make(map[place]common.Hash), make(map[common.Hash]bool), make(map[stride]*game.Tree)}
}

// Ready implements challenger.Computer.
func (l *lying) Ready() strategy.Own { return answers{l.Computer.Ready(), l} }

type answers struct {
	strategy.Own
	*lying
}

var (
	errNothingToDeny = errors.New("find a transition to lie about: the claim has none")
	errSilent        = errors.New("answer no further: the lie ends here")
)

// cut is a history that goes as the right one does to the middle of what moves in it, and then to something else,
// where it stays. It says at which unit it parts.
func cut(right *game.Tree, first, last common.Hash) (wrong *game.Tree, at uint64, err error) {
	units := uint64(1) << right.Height()
	halted := right.State(units - 1)
	moves := uint64(0)
	if halted != first {
		for moves = 1; right.State(moves-1) != halted; moves++ {
		}
	}
	if moves == 0 {
		return nil, 0, errNothingToDeny
	}
	at = moves / 2
	states := make([]common.Hash, 0, at+1)
	for i := range at {
		states = append(states, right.State(i))
	}
	wrong, err = game.NewTree(right.Height(), append(states, last))
	return wrong, at, err
}

// before is the state in front of a unit.
func before(t *game.Tree, first common.Hash, at uint64) common.Hash {
	if at == 0 {
		return first
	}
	return t.State(at - 1)
}

// Claim implements strategy.Own.
func (a answers) Claim(state common.Hash, end game.Range) (*strategy.Claim, error) {
	if a.ours[state] {
		return nil, strategy.ErrNotYet // nothing is known of what comes behind the lie
	}
	right, err := a.Own.Claim(state, end)
	if err != nil {
		return nil, err
	}
	_, at, err := cut(right.Tree, state, common.Hash{})
	if errors.Is(err, errNothingToDeny) {
		return right, nil // the first claims of a rollup may be about nothing
	}
	if err != nil {
		return nil, err
	}
	from := before(right.Tree, state, at)
	claim := &strategy.Claim{State: append([]byte("stuck"), from[:]...)}
	if !a.lie.stuck {
		wrong, err := program.DecodeState(right.State)
		if err != nil {
			return nil, fmt.Errorf("lie about a state: %w", err)
		}
		wrong.Root[0] ^= 1
		claim.State = wrong.Encode()
	}
	told := crypto.Keccak256Hash(claim.State)
	a.told[place{from, end}], a.ours[told] = told, true
	claim.Tree, _, err = cut(right.Tree, state, told)
	return claim, err
}

// Run implements strategy.Own.
func (a answers) Run(state common.Hash, end game.Range) (*strategy.Run, error) {
	right, err := a.Own.Run(state, end)
	told, ours := a.told[place{state, end}]
	if err != nil || !ours {
		return right, err
	}
	if a.lie.depth < game.Strides {
		return nil, errSilent
	}
	header, root := append([]byte{}, right.End.Header...), right.End.MemoryRoot
	output := crypto.Keccak256Hash(make([]byte, common.HashLength), []byte{1}, told[:])
	copy(header[vm.HeaderSize-34:], output[:])
	wrong := &strategy.Run{Start: right.Start, End: game.Run{Template: right.End.Template, Header: header, MemoryRoot: root}}
	wrong.Tree, _, err = cut(right.Tree, right.Start, crypto.Keccak256Hash(header, root[:]))
	return wrong, err
}

// Stride implements strategy.Own.
func (a answers) Stride(state common.Hash, end game.Range, number uint32) (*game.Tree, error) {
	key := stride{place{state, end}, number}
	if made := a.made[key]; made != nil {
		return made, nil
	}
	right, err := a.Own.Stride(state, end, number)
	if _, ours := a.told[place{state, end}]; err != nil || !ours {
		return right, err
	}
	run, err := a.Own.Run(state, end)
	if err != nil {
		return nil, err
	}
	wrong, err := a.Run(state, end)
	if err != nil {
		return nil, err
	}
	if wrong.Tree.State(uint64(number)) == run.Tree.State(uint64(number)) {
		return right, nil
	}
	if a.lie.depth < game.Steps {
		return nil, errSilent
	}
	tree, _, err := cut(right, before(run.Tree, run.Start, uint64(number)), wrong.Tree.State(uint64(number)))
	if err == nil {
		a.made[key] = tree
	}
	return tree, err
}

// StrideSpan implements strategy.Own.
func (a answers) StrideSpan(state common.Hash, end game.Range, number uint32) (common.Hash, error) {
	tree, err := a.Stride(state, end, number)
	if err != nil {
		return common.Hash{}, err
	}
	return tree.Root(), nil
}
