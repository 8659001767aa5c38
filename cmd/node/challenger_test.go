// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
)

// codeL1 is an L1 of which nobody asks more than what code stands where.
type codeL1 struct {
	courtL1
	codes map[common.Address][]byte
	err   error // that reading code ends with
}

func (l *codeL1) Head(context.Context) (r l1anchor.Ref, err error) { return r, nil }

func (l *codeL1) BlockByHeight(context.Context, l1anchor.Height) (b *l1anchor.Block, err error) {
	return new(l1anchor.Block), nil
}

func (l *codeL1) CodeAt(_ context.Context, _ common.Hash, at common.Address) ([]byte, error) {
	return l.codes[at], l.err
}

// TestFindRollup has a rollup file that names a wrong contract: nobody's, somebody's, and that of another rollup over
// which false claims may win. It is the operator's mistake, and not that of L1, which may come back.
func TestFindRollup(t *testing.T) {
	text, err := os.ReadFile("../../contracts/deploy/testdata/rollup.toml")
	if err != nil {
		t.Fatal(err)
	}
	spec, err := deploy.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	spec.Program = cmd.Program()
	plan, err := spec.Plan(common.Address{7}, 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	others, foreign := common.Address{0x66}, common.Address{0x77}
	l1 := &codeL1{codes: map[common.Address][]byte{foreign: {0xfe}}}
	config := game.Config{
		Template: cmd.Program(), Params: common.Hash{2}, Genesis: common.Hash{3},
		Threshold: 600, Censored: 300, PerMove: 2, Compute: 10, Queue: 20, MinGap: 16, Bonds: [3]uint64{50e9, 7e9, 1.2e9}, Price: 50e9,
	}
	for _, c := range plan.First {
		l1.codes[c.Address] = c.Code
		switch c.Name {
		case deploy.Inbox:
			config.Inbox = c.Address
		case deploy.Machine:
			config.Machine = c.Address
		}
	}
	if l1.codes[others], err = deploy.RollupCode(config); err != nil {
		t.Fatal(err)
	}
	p := &params.Params{L1Family: "devnet", Inbox: config.Inbox, InboxHeight: 2}
	for at, want := range map[common.Address]string{
		{0x55}:  "nothing stands there",
		foreign: "does not say what it was created with",
		others:  "the rollup's contract has parameters",
	} {
		_, _, err := findRollup(t.Context(), l1, p, at)
		if !errors.Is(err, ErrSettings) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), at.String()) {
			t.Errorf("%s: got %v, want %q", at, err, want)
		}
	}
	l1.err = errors.New("no answer")
	if _, _, err := findRollup(t.Context(), l1, p, others); !errors.Is(err, l1.err) || errors.Is(err, ErrSettings) {
		t.Errorf("L1 cannot be read: %v", err)
	}
}
