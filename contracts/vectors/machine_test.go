// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"errors"
	"sort"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/onchain"
	"github.com/layeredpow/adit/vm/onestep/steptest"
	"github.com/layeredpow/adit/vm/oracle"
)

type machineCase struct {
	Name      string        `json:"name"`
	Witness   hexutil.Bytes `json:"witness"`
	Value     hexutil.Bytes `json:"value"` // that the step reads from, at offset
	Offset    uint64        `json:"offset,string"`
	Machine   common.Hash   `json:"machine"`
	Following common.Hash   `json:"following"`
	Error     string        `json:"error"` // name of the contract's error; then the hashes are zero
}

const machineComment = "Steps of the machine, of each kind the dearest of many, and witnesses that are refused: the witness, the value that it reads a word of at offset, the hashes of the machine before and after, or the name of the error."

// machineErrors are the contract's names of what onestep refuses.
var machineErrors = map[error]string{
	onestep.ErrHeader: "BadHeader", onestep.ErrShort: "TooShort", onestep.ErrLong: "TooLong", onestep.ErrPath: "WrongPath",
	onestep.ErrThread: "WrongThread", onestep.ErrPreimage: "NotLoaded",
}

// Preimage makes the case the oracle of its step.
func (c *machineCase) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	if len(c.Value) == 0 || offset != c.Offset || oracle.Key(key) != oracle.ValueKey(c.Value) {
		return vm.Chunk{}, errors.New("nobody has loaded it")
	}
	word, err := oracle.Read(c.Value, offset)
	return vm.Chunk{Data: word, Length: uint64(len(c.Value))}, err
}

// answer fills in what the Go side says.
func (c *machineCase) answer(t *testing.T) {
	t.Helper()
	machine, following, err := onestep.Step(c.Witness, c)
	if err == nil {
		c.Machine, c.Following, c.Error = machine, following, ""
		return
	}
	c.Machine, c.Following = common.Hash{}, common.Hash{}
	for reason, name := range machineErrors {
		if errors.Is(err, reason) {
			c.Error = name
		}
	}
	if c.Error == "" {
		t.Fatalf("%s: %v", c.Name, err)
	}
}

// class puts a kind of step of a walk together with those that cost about the same.
func class(kind string) string {
	for op := vm.Op(1); op < vm.Ops; op++ {
		if op.String() == kind {
			return classOf(op)
		}
	}
	if strings.HasPrefix(kind, "system call") {
		for _, known := range []string{"63", "64", "93", "98", "101", "113", "215", "220", "222", "278"} {
			if kind == "system call "+known {
				return kind
			}
		}
		return "system call, others"
	}
	return kind
}

func classOf(op vm.Op) string {
	name := op.String()
	switch {
	case op <= vm.SUBW:
		return "compute"
	case op <= vm.REMUW:
		return "multiply, divide"
	case op <= vm.LWU:
		return "load"
	case op <= vm.SD:
		return "store"
	case op <= vm.JALR:
		return "branch, jump"
	case op <= vm.EBREAK:
		return name
	case op <= vm.AMOMAXUD:
		return "atomic"
	case op <= vm.CSRRCI:
		return "csr"
	case op <= vm.FSD:
		return "float load, store"
	case strings.Contains(name, "madd"), strings.Contains(name, "msub"):
		return "float multiply and add"
	case strings.HasPrefix(name, "fmv"), strings.HasPrefix(name, "fsgnj"):
		return "float move"
	}
	return "float arithmetic"
}

// makeMachineCases walks, and keeps of each class the step that takes the most gas.
func makeMachineCases(t *testing.T) (cases []machineCase) {
	chain := machineChain(t)
	dearest, gas := map[string]machineCase{}, map[string]uint64{}
	w := steptest.NewWalk(9)
	for range 20_000 {
		kind := w.Next()
		proof, question, err := onestep.Prove(w.Machine)
		if err != nil {
			t.Fatal(err)
		}
		c := machineCase{Name: class(kind), Witness: proof.Encode()}
		if question != nil {
			c.Offset = question.Offset
			c.Value = steptest.Values().Value(question.Key)
			c.Name += ", of a preimage"
		}
		_, _, cost, err := chain.Step(c.Witness)
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if err := w.Step(); err != nil {
			t.Fatal(err)
		}
		if w.Status == vm.Faulted && kind != "halted" {
			c.Name = ending(w.ExitCode)
		}
		if cost > gas[c.Name] && (question == nil || len(c.Value) > 0) {
			dearest[c.Name], gas[c.Name] = c, cost
		}
	}
	for _, c := range dearest {
		cases = append(cases, c)
	}
	sort.Slice(cases, func(i, j int) bool { return cases[i].Name < cases[j].Name })
	return append(cases, spoiled(dearest)...)
}

// ending is the class of a step that stops the program.
func ending(code uint8) string {
	switch fault := vm.Fault(code); fault {
	case vm.FaultIllegal, vm.FaultBreakpoint, vm.FaultMisaligned, vm.FaultMemory, vm.FaultDeadlock:
		return "fault: " + fault.Error()
	}
	return "fault: a signal"
}

// oracleKey is where in a header the key of the preimage is.
const oracleKey = vm.HeaderSize - 34 - 170

// spoiled are witnesses that are refused, one for each reason.
func spoiled(good map[string]machineCase) []machineCase {
	change := func(name string, of string, edit func(c *machineCase)) machineCase {
		c := good[of]
		c.Name, c.Witness = name, append([]byte{}, c.Witness...)
		edit(&c)
		return c
	}
	return []machineCase{
		change("an odd pc", "compute", func(c *machineCase) { c.Witness[7] ^= 1 }),
		change("a byte short", "compute", func(c *machineCase) { c.Witness = c.Witness[:len(c.Witness)-1] }),
		change("a byte long", "compute", func(c *machineCase) { c.Witness = append(c.Witness, 0) }),
		change("another root", "compute", func(c *machineCase) { c.Witness[vm.HeaderSize] ^= 1 }),
		change("another sibling", "store", func(c *machineCase) { c.Witness[len(c.Witness)-1] ^= 1 }),
		change("another thread", "system call 93", func(c *machineCase) { c.Witness[len(c.Witness)-1] ^= 1 }),
		change("a missing preimage", "system call 63, of a preimage", func(c *machineCase) { c.Value, c.Witness[oracleKey] = nil, 0xff }),
	}
}

// machineChain is an EVM with all that a walk reads, and all that the cases read.
func machineChain(t *testing.T) *onchain.Chain {
	t.Helper()
	chain, err := onchain.New()
	if err != nil {
		t.Fatal(err)
	}
	if err := steptest.Values().Load(chain.Load); err != nil {
		t.Fatal(err)
	}
	return chain
}

// TestMachineVectors holds machine/steps.json against the Go side and against the contract.
func TestMachineVectors(t *testing.T) {
	if *update {
		cases := makeMachineCases(t)
		for i := range cases {
			cases[i].answer(t)
		}
		write(t, "machine/steps.json", vectorFile[machineCase]{machineComment, cases})
	}
	for _, want := range read[machineCase](t, "machine/steps.json") {
		got := want
		got.answer(t)
		if got.Machine != want.Machine || got.Following != want.Following || got.Error != want.Error {
			t.Errorf("%s: Go says %v to %v, %q, want %v to %v, %q", want.Name, got.Machine, got.Following, got.Error, want.Machine, want.Following, want.Error)
		}
		chain, err := onchain.New()
		if err != nil {
			t.Fatal(err)
		}
		if len(want.Value) > 0 {
			if err := chain.Load(want.Offset, want.Value); err != nil {
				t.Fatal(err)
			}
		}
		machine, following, _, err := chain.Step(want.Witness)
		if err != nil {
			machine, following = vm.Hash{}, vm.Hash{}
		}
		reason := ""
		for e, name := range machineErrors {
			if errors.Is(err, e) {
				reason = name
			}
		}
		if machine != want.Machine || following != want.Following || reason != want.Error {
			t.Errorf("%s: the contract says %x to %x, %v, want %v to %v, %q", want.Name, machine, following, err, want.Machine, want.Following, want.Error)
		}
	}
}
