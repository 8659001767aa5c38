// SPDX-License-Identifier: Apache-2.0

package game

import (
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
)

func (r *Referee) split(c *Call, m Split) error {
	n := r.find(m.Node)
	switch {
	case n == nil:
		return refuse(NoNode, "%x", m.Node.Node())
	case !n.rivaled():
		return refuse(NotRivaled, "node %x", m.Node.Node())
	case n.has(flagSplit):
		return refuse(AlreadySplit, "node %x", m.Node.Node())
	case m.Node.Len < splitBits:
		return refuse(WrongLength, "a node of 2^%d leaves", m.Node.Len)
	case Join(m.Spans) != m.Node.Span:
		return refuse(WrongChildren, "they make %x, want %x", Join(m.Spans), m.Node.Span)
	}
	r.Table.split(c.Height, n, m.Spans)
	r.emit(SplitMade{Node: m.Node.Node(), Spans: m.Spans})
	return r.refund(c, n, splitGas)
}

// leafInDispute is the node that a refinement of level l continues.
func (r *Referee) leafInDispute(v Ref, l Level) (*node, error) {
	switch n := r.find(v); {
	case v.Level != l:
		return nil, refuse(WrongLevel, "a node of level %s", v.Level)
	case v.Len != 0:
		return nil, refuse(WrongLength, "a node of 2^%d leaves", v.Len)
	case n == nil:
		return nil, refuse(NoNode, "%x", v.Node())
	case !n.rivaled():
		return nil, refuse(NotRivaled, "node %x", v.Node())
	default:
		return n, nil
	}
}

func (r *Referee) refineLeaf(c *Call, m RefineLeaf) error {
	v, err := r.leafInDispute(m.Node, Transitions)
	switch {
	case err != nil:
		return err
	case Leaf(m.Next) != m.Node.Span:
		return refuse(WrongClaim, "the node says something else than %x", m.Next)
	case Origin(m.Parent, m.End) != m.Node.Origin:
		return refuse(WrongStart, "the claims of %x have another origin", m.Parent)
	case !m.Start.Shows(m.Node, m.Before):
		return refuse(WrongStart, "state %x before position %d", m.Before, m.Node.Pos)
	}
	machine, err := r.startOf(m.Run.Template, m.Before, m.End)
	switch {
	case err != nil:
		return err
	case len(m.Path) != int(Strides.Height()) || climb(Leaf(crypto.Keccak256Hash(m.Run.Header, m.Run.MemoryRoot[:])), m.Path) != m.Span:
		return refuse(WrongPath, "%d siblings", len(m.Path))
	case !follows(m.Run.Header, m.Before, m.Next):
		return refuse(WrongOutcome, "%x does not come behind %x", m.Next, m.Before)
	}
	return r.refine(c, v, m.Node.Refinement(machine, m.Span))
}

// Where the header of a machine has what the contract reads or writes, and how long it is.
const (
	headerBytes   = vm.HeaderSize
	templateBytes = headerBytes + 32
	inputEndAt    = 722
	inputAt       = 723
	outputAt      = 851
	statusAt      = 883
	exitCodeAt    = 884
)

// startOf is the machine that is about to run on a state in a range.
func (r *Referee) startOf(template []byte, state, end Hash) (Hash, error) {
	if len(template) != templateBytes || crypto.Keccak256Hash(template) != r.config.Template {
		return Hash{}, refuse(WrongTemplate, "%d bytes", len(template))
	}
	return StartMachine(template, state, end, r.config.Params), nil
}

// StartMachine is the machine that the template becomes when it is about to run on a state, in the range that end is
// the hash of. template has 917 bytes.
func StartMachine(template []byte, state, end, params Hash) Hash {
	b := append(make([]byte, 0, templateBytes), template...)
	b[inputEndAt] = program.InputBytes
	in := program.Input{State: state, End: end, Rollup: params}
	copy(b[inputAt:], in.Encode())
	return crypto.Keccak256Hash(b)
}

// follows reports whether a machine that was started with before, and has this header behind all the steps that it
// may take, says that next comes behind it.
func follows(header []byte, before, next Hash) bool {
	if len(header) != headerBytes {
		return false
	}
	ok := vm.Status(header[statusAt]) == vm.Exited && header[exitCodeAt] == 0
	return program.Follows(Hash(header[outputAt:statusAt]), ok, before, next)
}

func (r *Referee) refineStride(c *Call, m RefineStride) error {
	v, err := r.leafInDispute(m.Node, Strides)
	switch {
	case err != nil:
		return err
	case !m.Start.Shows(m.Node, m.Machine):
		return refuse(WrongStart, "machine %x before position %d", m.Machine, m.Node.Pos)
	case len(m.Path) != int(Steps.Height()) || climb(m.Node.Span, m.Path) != m.Span:
		return refuse(WrongPath, "%d siblings", len(m.Path))
	}
	return r.refine(c, v, m.Node.Refinement(m.Machine, m.Span))
}

// refine has a claim about the leaf of v be there, for its bond.
func (r *Referee) refine(c *Call, v *node, ref Ref) error {
	id := ref.Node()
	if n := r.nodes[id]; n != nil && n.initial != (Initial{}) {
		return nil
	}
	if err := r.admit(ref); err != nil {
		return err
	}
	if err := r.take(c.Sender, r.config.Bonds[ref.Level]); err != nil {
		return err
	}
	claim, first := v.ref.Node(), !v.has(flagSplit)
	r.enter(c.Height, v, ref, Initial{Claim: claim, Poster: c.Sender})
	r.emit(Entered{Origin: ref.Origin, Node: id, Claim: claim, Base: ref.Base, Span: ref.Span, Poster: c.Sender})
	if !first {
		return nil
	}
	return r.refund(c, v, refineGas)
}

func (r *Referee) prove(c *Call, m Prove) error {
	n := r.find(m.Node)
	switch {
	case m.Node.Level != Steps:
		return refuse(WrongLevel, "a node of level %s", m.Node.Level)
	case m.Node.Len != 0:
		return refuse(WrongLength, "a node of 2^%d leaves", m.Node.Len)
	case n == nil:
		return refuse(NoNode, "%x", m.Node.Node())
	case n.has(flagProven):
		return refuse(AlreadyProven, "node %x", m.Node.Node())
	}
	machine, following, err := r.step(m.Witness)
	switch {
	case err != nil:
		return err
	case !m.Start.Shows(m.Node, machine):
		return refuse(WrongStart, "machine %x before position %d", machine, m.Node.Pos)
	case Leaf(following) != m.Node.Span:
		return refuse(WrongStep, "the step leads to %x", following)
	}
	r.Table.prove(n)
	r.emit(Proven{Node: m.Node.Node()})
	if !n.rivaled() {
		return nil
	}
	return r.refund(c, n, proveGas)
}

func (r *Referee) settle(c *Call, m Settle) error {
	n := r.find(m.Winner)
	if n == nil || n.initial == (Initial{}) {
		return refuse(NoNode, "%x is no whole claim of level B or C", m.Winner.Node())
	}
	if r.cohort(m.Winner.Origin).Settled {
		return refuse(AlreadySettled, "cohort %x", m.Winner.Origin)
	}
	if beta := n.beta(c.Height); beta < r.config.Threshold {
		return &Refusal{Kind: TooEarly, Value: c.Height + uint64(r.config.Threshold-beta), Detail: "to settle"}
	}
	return r.payGwei(n.initial.Poster, r.config.Bonds[m.Winner.Level]+r.close(m.Winner))
}
