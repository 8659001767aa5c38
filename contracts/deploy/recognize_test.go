// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/contracts/bindings"
)

// onL1 is a deployment and the code of its contracts.
func onL1(t *testing.T) (*Spec, *Deployed, map[common.Address][]byte) {
	t.Helper()
	s := spec(t)
	plan, err := s.Plan(common.Address{7}, 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	rollup, p, err := plan.second(birth{Height: 9, Time: 1_700_000_000})
	if err != nil {
		t.Fatal(err)
	}
	d := &Deployed{p, append(plan.First, rollup)}
	codes := make(map[common.Address][]byte)
	for _, c := range d.Contracts {
		codes[c.Address] = c.Code
	}
	return s, d, codes
}

func read(codes map[common.Address][]byte) Codes {
	return func(_ context.Context, at common.Address) ([]byte, error) { return codes[at], nil }
}

// TestRecognize finds the contracts of a deployment from the address of the rollup alone.
func TestRecognize(t *testing.T) {
	s, d, codes := onL1(t)
	f, err := Recognize(t.Context(), d.At(Rollup), read(codes))
	if err != nil {
		t.Fatal(err)
	}
	if f.Bridge != d.At(Bridge) || f.Preimages != d.At(Preimages) || f.Float != d.At(Float) || f.Config.Machine != d.At(Machine) {
		t.Errorf("found %+v", f)
	}
	want := s.Dispute.config()
	if f.Config.Bonds != want.Bonds || f.Config.Threshold != want.Threshold || f.Config.Price != want.Price {
		t.Errorf("found the figures %+v, want %+v", f.Config, want)
	}
	if err := f.Check(d.Params, s.Program); err != nil {
		t.Error(err)
	}
	other := *d.Params
	other.Inbox, other.BaseFee = common.Address{8}, 7
	err = f.Check(&other, common.Hash{8})
	for _, want := range []string{"inbox", "program", "parameters", "first state"} {
		if err == nil || !strings.Contains(err.Error(), "has "+want) {
			t.Errorf("another rollup: no complaint about the %s in %v", want, err)
		}
	}
}

// TestCheckFigures refuses a contract over the right inbox in which a claim wins sooner than the L1's family has it,
// on its main network.
func TestCheckFigures(t *testing.T) {
	s, d, codes := onL1(t)
	f, err := Recognize(t.Context(), d.At(Rollup), read(codes))
	if err != nil {
		t.Fatal(err)
	}
	f.Config.Threshold = 3
	if err := f.Check(d.Params, s.Program); err != nil {
		t.Errorf("on a test network: %v", err)
	}
	main := *d.Params
	main.L1ChainID = 61
	if err := f.Check(&main, s.Program); err == nil || !strings.Contains(err.Error(), "dispute.threshold is 3, at least 46800") {
		t.Errorf("on the main network: %v", err)
	}
	main.L1Family = "bitcoin"
	if err := f.Check(&main, s.Program); err == nil || !strings.Contains(err.Error(), "known are: etc, devnet") {
		t.Errorf("on an L1 that nobody knows: %v", err)
	}
}

// TestRecognizeForeign has one contract after the other be somebody else's: changed in one byte, shortened, nothing
// at all, or made to say anything. The whole is refused, by the name of that contract.
func TestRecognizeForeign(t *testing.T) {
	_, d, codes := onL1(t)
	forever := []byte{0x5b, 0x60, 0, 0x56}                                  // JUMPDEST PUSH1 0 JUMP
	zeros := []byte{0x61, 2, 0, 0x60, 0, 0xf3}                              // 512 bytes of zero for every question
	ones := []byte{0x60, 0, 0x19, 0x60, 0, 0x52, 0x60, 0x20, 0x60, 0, 0xf3} // a word that is out of range for most
	for _, name := range []Name{Rollup, Inbox, Machine, Preimages, Float} {
		at := d.At(name)
		good := codes[at]
		last := bytes.Clone(good)
		last[len(last)-1] ^= 1
		middle := bytes.Clone(good)
		middle[len(middle)/2] ^= 1
		for _, bad := range [][]byte{nil, {}, {0}, last, middle, good[:len(good)-1], append(bytes.Clone(good), 0), forever, zeros, ones} {
			codes[at] = bad
			_, err := Recognize(t.Context(), d.At(Rollup), read(codes))
			if !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), string(name)) {
				t.Errorf("%s with %d bytes: %v", name, len(bad), err)
			}
		}
		codes[at] = good
	}
}

// TestRecognizeLyingMachine has a rollup that is ours in every byte, over a machine that is not.
func TestRecognizeLyingMachine(t *testing.T) {
	s, d, codes := onL1(t)
	c := s.Dispute.config()
	c.Inbox, c.Machine = d.At(Inbox), common.Address{0x66}
	c.Template, c.Params, c.Genesis = s.Program, d.Params.Hash(), common.Hash{1}
	code, err := RollupCode(c)
	if err != nil {
		t.Fatal(err)
	}
	codes[common.Address{0x99}], codes[c.Machine] = code, []byte{0x60, 1, 0x60, 0, 0x52, 0x60, 0x40, 0x60, 0, 0xf3}
	if _, err := Recognize(t.Context(), common.Address{0x99}, read(codes)); !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), "machine") {
		t.Errorf("got %v", err)
	}
	// A machine of ours that reads preimages from a contract of somebody else is none of ours either.
	l1, err := emptyL1()
	if err != nil {
		t.Fatal(err)
	}
	machine, err := made(l1, machineInit(common.Address{0x77}, d.At(Float)))
	if err != nil {
		t.Fatal(err)
	}
	codes[c.Machine], codes[common.Address{0x77}] = machine, common.FromHex(bindings.TokenMetaData.Bin)
	if _, err := Recognize(t.Context(), common.Address{0x99}, read(codes)); !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), "preimages") {
		t.Errorf("got %v", err)
	}
}

// TestRecognizeUnread passes on that L1 could not be read, as something else than a foreign contract.
func TestRecognizeUnread(t *testing.T) {
	_, d, codes := onL1(t)
	failure := errors.New("no answer")
	for _, name := range []Name{Rollup, Inbox, Machine, Preimages, Float} {
		_, err := Recognize(t.Context(), d.At(Rollup), func(_ context.Context, at common.Address) ([]byte, error) {
			if at == d.At(name) {
				return nil, failure
			}
			return codes[at], nil
		})
		if !errors.Is(err, failure) || errors.Is(err, ErrForeign) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
