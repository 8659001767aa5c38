// SPDX-License-Identifier: Apache-2.0

// Package floattest makes cases of float arithmetic in which mistakes hide, and answers them in exact arithmetic,
// rounded by the definition in IEEE 754. Whoever computes floats holds itself against it: package float, the contract
// that is its twin, and other people's machines.
package floattest

import (
	"fmt"

	"github.com/layeredpow/adit/vm"
)

// Case is an instruction with its operands: bits of floats that are not boxed, or in A an integer register. What an
// instruction does not take is 0.
type Case struct {
	Op      vm.Op
	RM      uint8 // rounding mode
	A, B, C uint64
}

// Result is the bits of a float or an integer register, and the exceptions that the instruction raises.
type Result struct {
	Value uint64
	Flags uint8
}

// Modes is how many rounding modes there are.
const Modes = 5

func (c Case) String() string {
	return fmt.Sprintf("%s rounding %d of %x %x %x", c.Op, c.RM, c.A, c.B, c.C)
}

func (r Result) String() string { return fmt.Sprintf("%x flags %05b", r.Value, r.Flags) }

// kind says what an operand or a result is.
type kind uint8

const (
	integer kind = iota
	single
	double
)

// shape is what an instruction takes and gives.
type shape struct {
	from, to kind
	operands int
}

// Ops are the instructions that do float arithmetic, each with a rounding mode or without.
var Ops = listOps()

func listOps() (ops []vm.Op) {
	for op := vm.Op(0); op < vm.Ops; op++ {
		if _, ok := shapeOf(op); ok {
			ops = append(ops, op)
		}
	}
	return ops
}

func shapeOf(op vm.Op) (shape, bool) {
	switch op {
	case vm.FCVTSD:
		return shape{double, single, 1}, true
	case vm.FCVTDS:
		return shape{single, double, 1}, true
	}
	f := single
	if op >= vm.FMADDD {
		f, op = double, op-vm.FMADDD+vm.FMADDS
	}
	switch {
	case op >= vm.FMADDS && op <= vm.FNMADDS:
		return shape{f, f, 3}, true
	case op >= vm.FADDS && op <= vm.FDIVS, op == vm.FMINS, op == vm.FMAXS:
		return shape{f, f, 2}, true
	case op == vm.FSQRTS:
		return shape{f, f, 1}, true
	case op >= vm.FEQS && op <= vm.FLES:
		return shape{f, integer, 2}, true
	case op >= vm.FCLASSS && op <= vm.FCVTLUS:
		return shape{f, integer, 1}, true
	case op >= vm.FCVTSW && op <= vm.FCVTSLU:
		return shape{integer, f, 1}, true
	}
	return shape{}, false
}

// Shape is how wide the floats are that an instruction takes and gives, 0 for an integer register, and how many
// operands it takes; nothing but zeros for one that is not in Ops.
func Shape(op vm.Op) (from, to, operands int) {
	width := [...]int{integer: 0, single: 32, double: 64}
	sh, _ := shapeOf(op)
	return width[sh.from], width[sh.to], sh.operands
}

// Of is an instruction on the operands that it takes of three, each cut to its width.
func Of(op vm.Op, a, b, c uint64) Case {
	sh, ok := shapeOf(op)
	if !ok {
		return Case{Op: op, A: a, B: b, C: c}
	}
	v := [3]uint64{a, b, c}
	clear(v[sh.operands:])
	if sh.from == single {
		for i := range v {
			v[i] &= formats[single].mask()
		}
	}
	return Case{Op: op, A: v[0], B: v[1], C: v[2]}
}

// onSingles is the name in singles of an instruction on doubles, so that both are told once.
func onSingles(op vm.Op) vm.Op {
	if op >= vm.FMADDD {
		return op - vm.FMADDD + vm.FMADDS
	}
	return op
}

// Machine runs the instruction in the machine.
func (c Case) Machine() (Result, error) {
	const (
		box  = 0xffffffff << 32
		into = 4
	)
	sh, ok := shapeOf(c.Op)
	if !ok {
		return Result{}, fmt.Errorf("%s does no float arithmetic", c.Op)
	}
	var s vm.State
	s.X[1] = c.A
	s.F[1], s.F[2], s.F[3] = c.A, c.B, c.C
	if sh.from == single {
		s.F[1], s.F[2], s.F[3] = c.A|box, c.B|box, c.C|box
	}
	in := vm.Inst{Op: c.Op, Rd: into, Rs1: 1, Rs2: 2, Rs3: 3, RM: c.RM, Size: 4}
	if err := s.Execute(in, nil); err != nil {
		return Result{}, err
	}
	r := Result{s.F[into], s.FCSR}
	switch {
	case s.Status != vm.Running:
		return r, fmt.Errorf("%v: the machine stops with status %d, code %d", c, s.Status, s.ExitCode)
	case sh.to == integer:
		r.Value = s.X[into]
	case sh.to == single && r.Value < box:
		return r, fmt.Errorf("%v: %x is no boxed single", c, r.Value)
	case sh.to == single:
		r.Value &^= box
	}
	return r, nil
}
