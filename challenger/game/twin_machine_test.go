// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/game/gametest"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/memory"
	"github.com/layeredpow/adit/vm/onestep"
)

// writer is a program that writes the 32 bytes at x6, and exits: a transition of which the machine takes eight steps.
var writer = []uint32{
	0x00100513, // li a0, 1
	0x00030593, // mv a1, x6
	0x02000613, // li a2, 32
	0x04000893, // li a7, 64 (write)
	0x00000073, // ecall
	0x00000513, // li a0, 0
	0x05d00893, // li a7, 93 (exit)
	0x00000073, // ecall
}

// newWriter is the machine of a claim before its input is written: it will say that next comes, whatever was before.
func newWriter(next game.Hash) *fast.Machine {
	var text []byte
	for _, word := range writer {
		text = binary.LittleEndian.AppendUint32(text, word)
	}
	const textEnd = vm.ImageStart + vm.PageSize
	m := memory.New()
	m.Write(vm.ImageStart, text)
	m.Write(textEnd, next[:])
	s := vm.State{
		Thread: vm.Thread{PC: vm.ImageStart, ID: 1}, Reservation: vm.NoReservation,
		ReadOnlyEnd: textEnd, Break: textEnd + vm.PageSize, Top: textEnd + vm.PageSize, NextID: 2,
	}
	s.X[6] = textEnd
	return fast.New(s, m, nil, nil)
}

func headerAndRoot(m *fast.Machine) (header []byte, root game.Hash) {
	h := m.Header()
	return h[:], game.Hash(m.Memory().Root())
}

// realStep does a step as the machine's rules have it, and names the contract's reasons to refuse a witness.
func realStep(witness []byte) (machine, following game.Hash, err error) {
	before, after, err := onestep.Step(witness, nil)
	for reason, kind := range map[error]game.Kind{onestep.ErrHeader: "BadHeader", onestep.ErrShort: "TooShort", onestep.ErrLong: "TooLong"} {
		if errors.Is(err, reason) {
			return machine, following, &game.Refusal{Kind: kind}
		}
	}
	return game.Hash(before), game.Hash(after), err
}

// deployMachine puts the contracts of the machine where they are found.
func deployMachine(t testing.TB, chain *evm.Machine) common.Address {
	t.Helper()
	create := func(code string, arguments []byte) common.Address {
		_, at, _, err := chain.Create(deployer, append(common.FromHex(code), arguments...))
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	floats := create(bindings.FloatMetaData.Bin, nil)
	preimages := create(bindings.PreimagesMetaData.Bin, nil)
	return create(bindings.MachineMetaData.Bin, bindings.NewMachine().PackConstructor(preimages, floats))
}

// TestRealMachine plays a dispute about a real program down to the step in which somebody lies, and has the real
// contract do it.
func TestRealMachine(t *testing.T) {
	const lie = 3 // the step from which on the liar says something else
	world := gametest.NewWorld(rand.New(rand.NewPCG(1, 2)))
	chain, err := evm.New(evm.Shanghai(63))
	if err != nil {
		t.Fatal(err)
	}
	good, bad := world.L2State(3), world.L2State(3)
	program := newWriter(crypto.Keccak256Hash(good))
	header, root := headerAndRoot(program)
	world.Template = append(header, root[:]...)
	world.Config.Template = crypto.Keccak256Hash(world.Template)
	world.Config.Machine = deployMachine(t, chain)
	player, err := gametest.Enter(world, realStep)
	if err != nil {
		t.Fatal(err)
	}
	w := newTwinsOn(t, chain, player)
	w.Wait(uint64(world.Config.MinGap))

	// What really happens: the machine of the transition, behind each of its steps.
	parent := w.Referee.Assertion(w.Referee.Genesis())
	program.InputEnd = 96
	copy(program.Input[:], parent.State[:])
	end := parent.Range.Hash()
	copy(program.Input[32:], end[:])
	copy(program.Input[64:], world.Config.Params[:])
	start := game.Hash(program.Hash())
	var steps []game.Hash
	var witnesses [][]byte
	for program.Status == vm.Running {
		witness, _, err := onestep.Prove(program)
		if err != nil {
			t.Fatal(err)
		}
		if err := program.Step(); err != nil {
			t.Fatal(err)
		}
		witnesses, steps = append(witnesses, witness.Encode()), append(steps, game.Hash(program.Hash()))
	}
	if want := game.StartMachine(world.Template, parent.State, end, world.Config.Params); start != want || len(steps) != len(writer) {
		t.Fatalf("the machine starts at %x and takes %d steps, want %x and %d", start, len(steps), want, len(writer))
	}
	header, root = headerAndRoot(program)
	run := game.Run{Template: world.Template, Header: header, MemoryRoot: root}
	lied := lieOf(run, crypto.Keccak256Hash(bad))
	d := &gametest.Duel{Parent: parent, Step: lie, StepWitness: witnesses[lie]}
	d.Right = sideOf(parent, w.Accounts[0], good, start, run, steps)
	d.Wrong = sideOf(parent, w.Accounts[1], bad, start, lied, append(append([]game.Hash{}, steps[:lie]...), game.Hash{1}, gametest.MachineOf(lied)))
	w.Know(d)
	turns := d.Turns()
	for _, turn := range turns[:len(turns)-1] {
		w.taken(turn.Who, turn.Move)
	}
	right, wrong := &d.Right, &d.Wrong

	// The step itself.
	proof := d.Prove()
	w.refused(right.Who, game.Prove{Node: proof.Node, Start: proof.Start, Witness: witnesses[lie-1]}, game.WrongStart)
	w.refused(right.Who, game.Prove{Node: proof.Node, Start: proof.Start, Witness: witnesses[lie][:99]}, "TooShort")
	w.refused(wrong.Who, game.Prove{Node: wrong.C.Leaf(lie).Ref, Start: proof.Start, Witness: proof.Witness}, game.WrongStep)
	w.taken(right.Who, proof)
	w.refused(right.Who, proof, game.AlreadyProven)

	w.Wait(uint64(world.Config.Threshold) + world.Config.Delay())
	w.end(d)
}

// end has the right side win everything, and take home what it staked.
func (w *twins) end(d *gametest.Duel) {
	w.t.Helper()
	right, wrong, threshold := &d.Right, &d.Wrong, w.Config.Threshold
	w.refused(right.Who, d.Confirm(), game.TooEarly)
	updates := w.Referee.Updates(right.A.Root.Node(), w.Height(), threshold)
	w.taken(right.Who, game.Batch{Moves: append(updates, d.Confirm())})
	for _, c := range []*gametest.Claim{right.B, right.C} {
		updates := w.Referee.Updates(c.Root.Node(), w.Height(), threshold)
		w.taken(wrong.Who, game.Batch{Moves: append(updates, game.Settle{Winner: c.Root})})
	}
	w.taken(right.Who, game.Unstake{})
	w.refused(wrong.Who, game.Unstake{}, game.NotConfirmed)
	w.compare()
	wins := map[game.Hash]bool{right.A.Root.Node(): true, right.B.Root.Node(): true, right.C.Root.Node(): true}
	if err := w.Referee.Invariants(w.Height(), func(claim game.Hash) bool { return wins[claim] }); err != nil {
		w.t.Error(err)
	}
	if want := game.AssertionID(d.Parent.ID(), crypto.Keccak256Hash(right.A.Encoded), right.A.Root.Span); w.Referee.Latest() != want {
		w.t.Errorf("latest is %x, want %x", w.Referee.Latest(), want)
	}
}

// sideOf is what a party says about the first transition, of which the machine takes one stride.
func sideOf(parent game.Assertion, who common.Address, state []byte, start game.Hash, run game.Run, steps []game.Hash) (s gametest.Side) {
	end := parent.Range.Hash()
	s.Who = who
	s.A = gametest.NewClaim(game.AssertionRoot(game.Origin(parent.ID(), end), parent.State, game.Hash{}), parent.State,
		[]game.Hash{crypto.Keccak256Hash(state)})
	s.A.Parent, s.A.End, s.A.Encoded = parent.ID(), end, state
	s.B = gametest.NewClaim(s.A.Leaf(0).Ref.Refinement(start, game.Hash{}), start, []game.Hash{gametest.MachineOf(run)})
	s.B.Run = run
	s.C = gametest.NewClaim(s.B.Leaf(0).Ref.Refinement(start, game.Hash{}), start, steps)
	return s
}

// lieOf is a run that ends with another state written.
func lieOf(r game.Run, next game.Hash) game.Run {
	r.Header = append([]byte{}, r.Header...)
	copy(r.Header[len(r.Header)-34:], crypto.Keccak256(make([]byte, 32), []byte{1}, next[:]))
	return r
}

// taken has a move be made a block later, with more money than it takes.
func (w *twins) taken(who common.Address, m game.Move) {
	w.t.Helper()
	before := w.met[name(m)]
	w.now(who, m)
	if w.met[name(m)] != before+1 {
		w.t.Fatalf("%s is not taken: %v", name(m), w.met)
	}
}

// refused has a move be refused for a reason.
func (w *twins) refused(who common.Address, m game.Move, kind game.Kind) {
	w.t.Helper()
	key := name(m) + " " + string(kind)
	before := w.met[key]
	w.now(who, m)
	if w.met[key] != before+1 {
		w.t.Fatalf("%s is not refused with %s: %v", name(m), kind, w.met)
	}
}

func (w *twins) now(who common.Address, m game.Move) {
	w.t.Helper()
	w.Wait(1)
	c := game.Call{Height: w.Height(), Sender: who, Inbox: w.InboxRange(), GasPrice: uint256.NewInt(1e9)}
	switch m.(type) {
	case game.Assert, game.RefineLeaf, game.RefineStride:
		c.Value = uint256.NewInt(1e17)
		if w.plenty {
			c.Value.Lsh(c.Value, 20)
		}
	}
	w.do(c, m)
}
