// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/guest"
	"github.com/layeredpow/adit/vm/history"
)

// party is an honest one, which knows what it has computed.
type party struct {
	*court
	trace *trace.Trace
	asked map[strategy.Question]bool
}

// turn has the honest party compute what it needs and make the moves that are due, until there are none.
func (p *party) turn() {
	p.t.Helper()
	for {
		who := strategy.Party{Address: honest, Propose: p.moves[honest] == 0, Defend: true} // it makes one claim
		credit := new(uint256.Int).Div(p.referee.Credit(honest), uint256.NewInt(1e9))
		purse := strategy.Purse{Stake: p.referee.Stake(honest), Credit: credit.Uint64(), Balance: 1e12}
		sight := strategy.Sight{Table: p.referee.Table, Held: p.inbox, Head: p.height, Seen: p.height, Logs: p.height}
		r := strategy.Next(who, purse, sight, p.trace.Ready())
		if r.Unsure != nil {
			p.t.Fatal(r.Unsure)
		}
		for _, q := range r.Needed {
			p.answer(q)
		}
		if len(r.Needed)+len(r.Moves) == 0 {
			return
		}
		for _, m := range r.Moves {
			p.do(honest, m.Move, m.Bond)
		}
	}
}

// answer computes, and loads what a step reads.
func (p *party) answer(q strategy.Question) {
	p.t.Helper()
	if p.asked[q] {
		p.t.Fatalf("%s is asked again", q)
	}
	p.asked[q] = true
	if err := p.trace.Compute(p.t.Context(), q); err != nil {
		p.t.Fatal(err)
	}
	if q.Kind == strategy.WitnessOf {
		s, err := p.trace.Step(p.t.Context(), q.State, q.End, q.Stride, q.Step)
		if err != nil {
			p.t.Fatal(err)
		}
		if err := p.try(liar, game.Prove{Witness: s.Witness, Node: game.Ref{Level: game.Steps}}, 0); err == nil {
			p.t.Error("a step is proven before its preimage is loaded, of a node that is not there")
		}
		p.bring(honest, s.Preimage)
	}
}

// lie is what somebody claims who knows better: what is right, and something else from a position on.
type lie struct {
	tree *game.Tree
	at   game.Ref // as far as it has been split
	pos  uint32
}

// flip is a history that is another one from a position on.
func flip(t testing.TB, tree *game.Tree, from uint32, to game.Hash) lie {
	t.Helper()
	states := make([]game.Hash, 0, from+1)
	for i := range from {
		states = append(states, tree.State(uint64(i)))
	}
	other, err := game.NewTree(tree.Height(), append(states, to))
	if err != nil {
		t.Fatal(err)
	}
	return lie{tree: other, pos: from}
}

// split splits the part with the position, and goes on in the part of it with the position.
func (l *lie) split(c *court) {
	c.t.Helper()
	spans := l.tree.Children(l.at.Len, l.at.Pos)
	c.do(liar, game.Split{Node: l.at, Spans: spans}, 0)
	l.at = l.at.Children(spans)[(l.pos-l.at.Pos)>>(l.at.Len-4)]
}

// reads finds the first step of a run that reads what a precompile answers.
func (w *world) reads(in program.Input, index uint64) (step uint64) {
	w.t.Helper()
	file, err := os.ReadFile(guestPath())
	if err != nil {
		w.t.Fatal(err)
	}
	p, err := guest.Load(file)
	if err != nil {
		w.t.Fatal(err)
	}
	e, err := w.Node.Evidence(w.t.Context(), index, program.End(w.Last()))
	if err != nil {
		w.t.Fatal(err)
	}
	host := guest.NewHost(e)
	if _, err := program.Main(host, in); err != nil {
		w.t.Fatal(err)
	}
	m, err := p.Start(in.Encode(), stopsAtAnswers{host}, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := m.Run(guest.MaxSteps); !errors.Is(err, errAnswer) {
		w.t.Fatalf("no answer of a precompile is read: %v", err)
	}
	return m.Steps
}

var errAnswer = errors.New("read an answer")

type stopsAtAnswers struct{ *guest.Host }

func (s stopsAtAnswers) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	if _, _, ok := s.Asked(key); ok {
		return vm.Chunk{}, errAnswer
	}
	return s.Host.Preimage(key, offset)
}

// blockInDispute makes the transactions of the disputed block: two transfers, or what ADIT_DISPUTE names of the blocks
// that are measured.
func (w *world) blockInDispute() []*types.Transaction {
	w.t.Helper()
	name := os.Getenv("ADIT_DISPUTE")
	if name == "" {
		return w.Transfers(2)
	}
	for _, b := range blocks {
		if b.name == name {
			return b.make(w)
		}
	}
	w.t.Fatalf("no block is named %q", name)
	return nil
}

// stepInDispute is the one in which the program reads who sent the first transfer, or one late in the run of a block
// that ADIT_DISPUTE names.
func (w *world) stepInDispute(run *strategy.Run, in program.Input, index uint64) uint64 {
	w.t.Helper()
	if os.Getenv("ADIT_DISPUTE") == "" {
		return w.reads(in, index)
	}
	return binary.BigEndian.Uint64(run.End.Header[546:]) * 7 / 8
}

// TestDispute plays a dispute about a transfer from the claim down to the step in which the program reads who sent
// it: the real program, the contracts and the referee beside them, an honest party that makes what strategy says of
// what is computed here, and a liar who answers every move.
func TestDispute(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	block := w.blockInDispute()
	leaf := uint32(w.Node.Status().Tip.Transitions) // of the claim: it makes the block
	w.Batch(block)
	guest, ctx, end, genesis := proven(t), t.Context(), w.Last(), w.State(0).Hash()
	c := newCourt(t, w, guest)
	p := &party{c, w.trace(trace.Config{}, guest), map[strategy.Question]bool{}}
	root := game.Parent{State: genesis}

	// Level A.
	p.turn()
	claim, err := p.trace.Claim(ctx, genesis, end)
	if err != nil {
		t.Fatal(err)
	}
	wrong := *w.State(w.Node.Status().Tip.Transitions)
	wrong.Root[0]++
	a := flip(t, claim.Tree, leaf, wrong.Hash())
	c.do(liar, game.Assert{Parent: root, Range: end, State: wrong.Encode(), Span: a.tree.Root(), Path: a.tree.Last()}, 1e9)
	a.at = game.AssertionRoot(game.Origin(root.ID(), end.Hash()), genesis, a.tree.Root())
	p.down(&a)

	// Level B: the step is in one of the strides.
	state := claim.Tree.Before(genesis, uint64(leaf))
	run, err := p.trace.Run(ctx, state, end)
	if err != nil {
		t.Fatal(err)
	}
	input := program.Input{State: state, End: end.Hash(), Rollup: w.Rollup.Hash()}
	step := w.stepInDispute(run, input, uint64(leaf))
	stride, in := uint32(step/history.Stride), uint32(step%history.Stride)
	forged := run.End
	forged.Header = bytes.Clone(forged.Header)
	lied := a.tree.State(uint64(leaf))
	output := crypto.Keccak256Hash(make([]byte, 32), []byte{1}, lied[:])
	copy(forged.Header[851:], output[:])
	forgery := crypto.Keccak256Hash(forged.Header, forged.MemoryRoot[:])
	b := flip(t, run.Tree, stride, forgery)
	c.do(liar, game.RefineLeaf{
		Node: a.at, Start: a.tree.Start(genesis, leaf), Parent: root.ID(), End: end.Hash(), Before: state, Next: lied,
		Span: b.tree.Root(), Path: b.tree.Last(), Run: forged,
	}, 1e9)
	b.at = a.at.Refinement(run.Start, b.tree.Root())
	p.down(&b)

	// Level C.
	steps, err := p.trace.Stride(ctx, state, end, stride)
	if err != nil {
		t.Fatal(err)
	}
	machine := run.Tree.Before(run.Start, uint64(stride))
	l := flip(t, steps, in, forgery)
	c.do(liar, game.RefineStride{
		Node: b.at, Start: b.tree.Start(run.Start, stride), Machine: machine, Span: l.tree.Root(), Path: l.tree.Last(),
	}, 1e9)
	l.at = b.at.Refinement(machine, l.tree.Root())
	p.down(&l)
	s, err := p.trace.Step(ctx, state, end, stride, in)
	if err != nil {
		t.Fatal(err)
	}
	if q := s.Preimage; os.Getenv("ADIT_DISPUTE") == "" && (q == nil || q.Question == nil || q.Question.Number != 1) {
		t.Fatalf("step %d of stride %d reads %+v, want a question to precompile 1", in, stride, q)
	}
	if err := c.try(liar, game.Prove{Node: l.at, Start: l.tree.Start(machine, in), Witness: s.Witness}, 0); err == nil {
		t.Error("the wrong step is proven")
	}
	if c.moves[honest] != 17 || c.moves[liar] != 16 {
		t.Errorf("%d honest moves and %d of the liar, want 17 and 16", c.moves[honest], c.moves[liar])
	}
	t.Logf("17 honest moves take %d gas, the proof %d of it", c.gas[honest], c.proof)
	down := c.gas[honest]

	// The end: the claim is a fact, and all is paid back.
	c.height += 180 + 58
	p.turn()
	if got, want := c.referee.Latest(), game.AssertionID(root.ID(), claim.Tree.State(1<<16-1), claim.Tree.Root()); got != want {
		t.Errorf("the latest fact is %s, want the honest claim %s", got, want)
	}
	if stake := c.referee.Stake(honest); stake != (game.Hash{}) {
		t.Errorf("the honest stake is still %+v", stake)
	}
	t.Logf("the end takes %d gas", c.gas[honest]-down)
}

// down has both sides split in turns, until the liar's part is one leaf that the honest party has answered.
func (p *party) down(l *lie) {
	p.t.Helper()
	for p.turn(); l.at.Len > 0; p.turn() {
		l.split(p.court)
	}
}
