// SPDX-License-Identifier: Apache-2.0

package onchain_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/guest"
	"github.com/layeredpow/adit/vm/memory"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/onchain"
	"github.com/layeredpow/adit/vm/oracle"
)

// answering is a source of what precompiles answer, and of nothing else.
type answering struct{}

func (answering) Value(common.Hash) ([]byte, error) { return nil, onestep.ErrPreimage }

func (answering) Precompile(number byte, input []byte) ([]byte, bool, error) {
	answer, err := oracle.Answer(number, input)
	if err != nil {
		return nil, false, err
	}
	return oracle.Output(answer)
}

// asking is a machine that is about to read a word of what a precompile answers, once the host has seen the question.
func asking(t *testing.T, host *guest.Host, number byte, input []byte, offset uint64) *fast.Machine {
	t.Helper()
	if _, _, err := host.Precompile(number, input); err != nil {
		t.Fatal(err)
	}
	key, err := oracle.PrecompileKey(number, input)
	if err != nil {
		t.Fatal(err)
	}
	const dataStart, dataEnd = vm.ImageStart + vm.PageSize, vm.ImageStart + 2*vm.PageSize
	m := memory.New()
	m.Write(vm.ImageStart, []byte{0x73, 0, 0, 0}) // ecall
	s := vm.State{
		Thread:      vm.Thread{PC: vm.ImageStart, ID: 1},
		Reservation: vm.NoReservation,
		ReadOnlyEnd: dataStart, Break: dataEnd, Top: dataEnd, NextID: 2,
		OracleKey: vm.Hash(key), OracleOffset: offset,
	}
	s.X[17], s.X[10], s.X[11], s.X[12] = 63, 3, dataStart, 32
	return fast.New(s, m, host, nil)
}

// recovered is a signature of somebody, made up: some public key has it.
func recovered() []byte {
	input := make([]byte, 128)
	input[0], input[63], input[95], input[127] = 7, 27, 1, 1
	return input
}

var one = [32]byte{31: 1}

// questions are one to each precompile, and refusals.
var questions = []struct {
	name   string
	number byte
	input  []byte
	offset uint64
}{
	{"a sender", oracle.Ecrecover, recovered(), 0},
	{"the end of a sender", oracle.Ecrecover, recovered(), 32},
	{"no sender", oracle.Ecrecover, make([]byte, 128), 0},
	{"a sum of points", oracle.Bn254Add, make([]byte, 128), 32},
	{"a sum of what is no point", oracle.Bn254Add, []byte(strings.Repeat("\x01", 128)), 0},
	{"a multiple", oracle.Bn254Mul, make([]byte, 96), 64},
	{"a pairing of nothing", oracle.Bn254Pairing, nil, 32},
	{"a pairing of what is no point", oracle.Bn254Pairing, []byte(strings.Repeat("\x02", 192)), 0},
	{"a hash of one round", oracle.Blake2f, append([]byte{0, 0, 0, 1}, make([]byte, 209)...), 64},
	{"a power", oracle.Modexp, slices.Concat(one[:], one[:], one[:], []byte{3, 2, 5}), 0},
}

// Steps that read answers are proven, the proofs are taken through JSON, and Go and the contract check them: nothing
// but the question is loaded. TestDispute of challenger/trace plays down to such a step.
func TestAttack63_stepsThatReadAnswers(t *testing.T) {
	for _, q := range questions {
		t.Run(q.name, func(t *testing.T) {
			m := asking(t, guest.NewHost(answering{}), q.number, q.input, q.offset)
			made, err := onestep.NewProof(m)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(made)
			if err != nil {
				t.Fatal(err)
			}
			var proof onestep.Proof
			if err := json.Unmarshal(text, &proof); err != nil {
				t.Fatal(err)
			}
			if err := m.Step(); err != nil {
				t.Fatal(err)
			}
			if proof.After != common.Hash(m.Hash()) || proof.Preimage == nil || proof.Preimage.Question == nil {
				t.Fatalf("the proof leads to %x, the machine to %x: %s", proof.After, m.Hash(), text)
			}
			if err := proof.Check(); err != nil {
				t.Fatal(err)
			}
			chain, err := onchain.New()
			if err != nil {
				t.Fatal(err)
			}
			witness, err := proof.Witness()
			if err != nil {
				t.Fatal(err)
			}
			if _, _, _, err := chain.Step(witness.Encode()); err == nil {
				t.Fatal("the contract does the step before the answer is loaded")
			}
			if err := chain.Bring(proof.Preimage); err != nil {
				t.Fatal(err)
			}
			before, after, _, err := chain.Step(witness.Encode())
			if err != nil {
				t.Fatal(err)
			}
			if err := proof.Claims(before, after); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestWrongQuestions has a proof bring along something else than the question of its step.
func TestWrongQuestions(t *testing.T) {
	dear := append([]byte{0xff, 0xff, 0xff, 0xff}, make([]byte, 209)...) // blake2f of 2^32 rounds
	for _, c := range []struct {
		name   string
		change func(p *onestep.Proof)
		want   string
	}{
		{"nothing", func(p *onestep.Proof) { p.Preimage = nil }, "does not bring it along"},
		{"another input", func(p *onestep.Proof) { p.Preimage.Question.Input[40] ^= 1 }, "another key"},
		{"another precompile", func(p *onestep.Proof) { p.Preimage.Question.Number = oracle.Bn254Add }, "another key"},
		{"a precompile that is never asked", func(p *onestep.Proof) { p.Preimage.Question.Number = 2 }, "no answer of a precompile"},
		{"a long input", func(p *onestep.Proof) { p.Preimage.Question.Input = make([]byte, 129) }, "no answer of a precompile"},
		{"another offset", func(p *onestep.Proof) { p.Preimage.Offset = 32 }, "does not bring it along"},
		{"a question and an answer", func(p *onestep.Proof) { p.Preimage.Value = []byte{1} }, "only one is looked at"},
		{"an answer", func(p *onestep.Proof) { p.Preimage.Question, p.Preimage.Value = nil, []byte{1} }, "another key"},
		{"a question that takes too long", func(p *onestep.Proof) {
			p.Preimage.Question = &onestep.Precompile{Number: oracle.Blake2f, Input: dear}
		}, "another key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			proof, err := onestep.NewProof(asking(t, guest.NewHost(answering{}), oracle.Ecrecover, recovered(), 0))
			if err != nil {
				t.Fatal(err)
			}
			c.change(proof)
			if err := proof.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	key, err := oracle.PrecompileKey(oracle.Blake2f, dear)
	if err != nil {
		t.Fatal(err)
	}
	p := onestep.Preimage{Key: common.Hash(key), Question: &onestep.Precompile{Number: oracle.Blake2f, Input: dear}}
	if _, err := p.Whole(); err == nil || !strings.Contains(err.Error(), "more gas than") {
		t.Errorf("2^32 rounds: got %v, want them not to be done", err)
	}
}

// forgetful is an oracle that answers, and does not remember what was asked.
type forgetful struct{ vm.Preimages }

// TestUnknownQuestion: an answer without its question is no preimage that L1 could load.
func TestUnknownQuestion(t *testing.T) {
	host := guest.NewHost(answering{})
	m := asking(t, host, oracle.Ecrecover, recovered(), 0).Fork(forgetful{host}, nil)
	if proof, err := onestep.NewProof(m); err == nil || !strings.Contains(err.Error(), "knows no question") {
		t.Errorf("got %v, %v, want an error", proof, err)
	}
}
