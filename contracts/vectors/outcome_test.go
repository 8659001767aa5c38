// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/stateroot/program"
	machinevm "github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep/onchain"
)

type outcomeCase struct {
	Name    string        `json:"name"`
	Header  hexutil.Bytes `json:"header"`
	Before  common.Hash   `json:"before"`
	Next    common.Hash   `json:"next"`
	Follows hexutil.Uint  `json:"follows"` // 1 if next comes behind before
}

const outcomeComment = "The header of a machine that takes no more steps, the state that it began with, and one that is said to come behind: whether it does."

// answer is what the Go side says.
func (c *outcomeCase) answer(t testing.TB) hexutil.Uint {
	t.Helper()
	s, err := machinevm.DecodeHeader(c.Header)
	if err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	output, ok := s.Outcome()
	if program.Follows(common.Hash(output), ok, c.Before, c.Next) {
		return 1
	}
	return 0
}

// ended is a machine with that end, after it wrote a state.
func ended(status machinevm.Status, code uint8, wrote common.Hash) []byte {
	s := machinevm.State{
		Thread: machinevm.Thread{PC: machinevm.ImageStart, ID: 1}, Reservation: machinevm.NoReservation,
		ReadOnlyEnd: machinevm.ImageStart, Break: machinevm.ImageStart, Top: machinevm.ImageStart,
		Status: status, ExitCode: code, Output: machinevm.Hash(crypto.Keccak256Hash(make([]byte, 32), []byte{1}, wrote[:])),
	}
	header := s.Header()
	return header[:]
}

func makeOutcomes() (cases []outcomeCase) {
	before, next := common.Hash{1}, common.Hash{2}
	claims := []struct {
		name string
		next common.Hash
	}{
		{"what it wrote", next}, {"stuck", program.Stuck(before)}, {"nothing changed", before}, {"the other one stuck", program.Stuck(next)},
		{"zero", common.Hash{}},
	}
	for _, end := range []struct {
		name   string
		status machinevm.Status
		code   uint8
	}{
		{"exited", machinevm.Exited, 0}, {"exited with 1", machinevm.Exited, 1}, {"exited with 255", machinevm.Exited, 255},
		{"running", machinevm.Running, 0}, {"faulted", machinevm.Faulted, 139}, {"faulted without a code", machinevm.Faulted, 0},
	} {
		for _, claim := range claims {
			cases = append(cases, outcomeCase{Name: end.name + ", " + claim.name, Header: ended(end.status, end.code, next), Before: before, Next: claim.next})
		}
	}
	return append(cases,
		outcomeCase{Name: "a stuck state that wrote itself", Header: ended(machinevm.Exited, 0, program.Stuck(before)), Before: program.Stuck(before), Next: program.Stuck(before)},
		outcomeCase{Name: "wrote zero, zero", Header: ended(machinevm.Exited, 0, common.Hash{}), Before: before})
}

// contract is what the Solidity side says.
func (c *outcomeCase) contract(t testing.TB, chain *onchain.Chain) hexutil.Uint {
	t.Helper()
	follows, err := chain.Follows(c.Header, c.Before, c.Next)
	if err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	if follows {
		return 1
	}
	return 0
}

func newChain(t testing.TB) *onchain.Chain {
	t.Helper()
	chain, err := onchain.New()
	if err != nil {
		t.Fatal(err)
	}
	return chain
}

// TestOutcomes holds outcome/outcomes.json against the Go side and against the contract.
func TestOutcomes(t *testing.T) {
	if *update {
		cases := makeOutcomes()
		for i := range cases {
			cases[i].Follows = cases[i].answer(t)
		}
		write(t, "outcome/outcomes.json", vectorFile[outcomeCase]{outcomeComment, cases})
	}
	chain := newChain(t)
	right := 0
	for _, c := range read[outcomeCase](t, "outcome/outcomes.json") {
		if got := c.answer(t); got != c.Follows {
			t.Errorf("%s: Go says %d, want %d", c.Name, got, c.Follows)
		}
		if got := c.contract(t, chain); got != c.Follows {
			t.Errorf("%s: the contract says %d, want %d", c.Name, got, c.Follows)
		}
		right += int(c.Follows)
	}
	if right != 8 {
		t.Errorf("%d claims are right, want one for each end", right)
	}
}

// TestOutcomesOfAny asks both about headers and claims of any kind.
func TestOutcomesOfAny(t *testing.T) {
	chain := newChain(t)
	random := rand.New(rand.NewPCG(3, 0))
	for range 2_000 {
		pick := func() common.Hash {
			h := common.Hash{byte(random.IntN(3))}
			for range random.IntN(3) {
				h = program.Stuck(h)
			}
			return h
		}
		c := outcomeCase{Name: "any", Header: ended(machinevm.Status(random.IntN(3)), uint8(random.IntN(2)*random.IntN(256)), pick()), Before: pick(), Next: pick()}
		if got, want := c.contract(t, chain), c.answer(t); got != want {
			t.Fatalf("the contract says %d, Go %d: %+v", got, want, c)
		}
	}
}
