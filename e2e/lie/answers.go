// SPDX-License-Identifier: Apache-2.0

package lie

import (
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/vm"
)

// computer is own computation as a liar has it.
type computer struct {
	challenger.Computer
	liar *Liar
}

// Ready implements challenger.Computer.
func (c computer) Ready() strategy.Own { return c.liar.Own(c.Computer.Ready()) }

// Own is what the liar says that it has computed, by what is right.
func (l *Liar) Own(right strategy.Own) strategy.Own { return answers{l, right} }

type answers struct {
	*Liar
	right strategy.Own
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

// made is what a liar has said. It is kept because a tree of a stride takes a second.
type made struct {
	claims  map[place]*strategy.Claim
	runs    map[place]*strategy.Run
	strides map[stride]*game.Tree
}

func newMade() made {
	return made{make(map[place]*strategy.Claim), make(map[place]*strategy.Run), make(map[stride]*game.Tree)}
}

// errSilent is why a liar has no answer: it says nothing of what is right, and nothing below the level at which its
// lie ends. It leaves the work to those who defend the truth.
var errSilent = errors.New("answer as a liar: there is nothing to say")

// Unchecked implements strategy.Own. A liar stakes money on what no machine comes to.
func (a answers) Unchecked(common.Hash, game.Range) (int, error) { return 0, nil }

// Claim implements strategy.Own.
func (a answers) Claim(state common.Hash, end game.Range) (*strategy.Claim, error) {
	at := place{state, end}
	if claim := a.made.claims[at]; claim != nil {
		return claim, nil
	}
	if a.lied[state] {
		return nil, errSilent // nothing is known of what comes behind the lie
	}
	right, err := a.right.Claim(state, end)
	if err != nil {
		return nil, err
	}
	a.note(game.Transitions, right.Tree)
	a.known[crypto.Keccak256Hash(right.State)] = right.State
	claim, err := a.claim(right, at)
	if err == nil && claim != right {
		a.made.claims[at] = claim
	}
	return claim, err
}

// claim is what is said instead of a right claim.
func (a answers) claim(right *strategy.Claim, at place) (*strategy.Claim, error) {
	s, yes, err := a.tellOf(right, at.state, at.end)
	if err != nil || !yes {
		return right, err
	}
	unit, state, err := a.kind.tell(a.Liar, s)
	if err != nil {
		return nil, err
	}
	told := crypto.Keccak256Hash(state)
	if told != at.state {
		a.lied[told] = true
	}
	a.told[place{right.Tree.Before(at.state, unit), at.end}] = told
	tree, err := cut(right.Tree, unit, told)
	return &strategy.Claim{State: state, Tree: tree}, err
}

// Run implements strategy.Own.
func (a answers) Run(state common.Hash, end game.Range) (*strategy.Run, error) {
	at := place{state, end}
	if run := a.made.runs[at]; run != nil {
		return run, nil
	}
	told, ours := a.told[at]
	if !a.kind.spoils && (!ours || a.kind.depth < game.Strides) {
		return nil, errSilent
	}
	right, err := a.right.Run(state, end)
	if err != nil {
		return nil, err
	}
	a.note(game.Strides, right.Tree)
	run, err := a.run(right, told)
	if err == nil {
		a.made.runs[at] = run
	}
	return run, err
}

// run is what is said instead of a right run. told is the state that it has to come to.
func (a answers) run(right *strategy.Run, told common.Hash) (run *strategy.Run, err error) {
	n := changes(right.Tree, right.Start)
	run = &strategy.Run{Tree: right.Tree, Start: right.Start, End: right.End}
	if a.kind.spoils {
		if n > 1 {
			unit := min(n*3/4, n-2)
			run.Tree, err = spoil(right.Tree, n, unit, a.wrong("machine", right.Tree.State(unit)))
		}
		return run, err
	}
	run.End.Header = append([]byte(nil), right.End.Header...)
	output := crypto.Keccak256Hash(make([]byte, common.HashLength), []byte{1}, told[:])
	copy(run.End.Header[vm.HeaderSize-34:], output[:])
	last := crypto.Keccak256Hash(run.End.Header, run.End.MemoryRoot[:])
	run.Tree, err = cut(right.Tree, a.middle(n), last)
	return run, err
}

// Stride implements strategy.Own.
func (a answers) Stride(state common.Hash, end game.Range, number uint32) (*game.Tree, error) {
	at := stride{place{state, end}, number}
	if tree := a.made.strides[at]; tree != nil {
		return tree, nil
	}
	said, err := a.Run(state, end)
	if err != nil {
		return nil, err
	}
	run, err := a.right.Run(state, end)
	if err != nil {
		return nil, err
	}
	behind := said.Tree.State(uint64(number))
	wrong := behind != run.Tree.State(uint64(number))
	if a.kind.depth < game.Steps || !wrong && !a.kind.spoils {
		return nil, errSilent
	}
	right, err := a.right.Stride(state, end, number)
	if err != nil {
		return nil, err
	}
	tree, err := a.stride(right, run.Tree.Before(run.Start, uint64(number)), behind, wrong)
	if err == nil {
		a.made.strides[at] = tree
	}
	return tree, err
}

// stride is what is said instead of the right history of a stride that starts at the machine first. It has to come to
// the machine behind.
func (a answers) stride(right *game.Tree, first, behind common.Hash, wrong bool) (*game.Tree, error) {
	n := changes(right, first)
	if wrong {
		return cut(right, a.middle(n), behind)
	}
	if n < 2 {
		return right, nil
	}
	unit := min(n/2, n-2)
	return spoil(right, n, unit, a.wrong("machine", right.State(unit)))
}

// middle is about the middle of n units: another unit for each salt. A history without a change has unit 0 alone.
func (l *Liar) middle(n uint64) uint64 {
	if n == 0 {
		return 0
	}
	return (n/2 + l.at.Salt) % n
}

// StrideSpan implements strategy.Own.
func (a answers) StrideSpan(state common.Hash, end game.Range, number uint32) (common.Hash, error) {
	tree, err := a.Stride(state, end, number)
	if err != nil {
		return common.Hash{}, err
	}
	return tree.Root(), nil
}

// Witness implements strategy.Own. There is none of a step that the machine does not do.
func (a answers) Witness(common.Hash, game.Range, uint32, uint32) ([]byte, error) {
	return nil, errSilent
}

// note keeps a right history, by which the liar knows what it must not say.
func (l *Liar) note(level game.Level, t *game.Tree) {
	if l.right[level] == nil {
		l.right[level] = make(map[common.Hash]*game.Tree)
	}
	l.right[level][t.Root()] = t
}
