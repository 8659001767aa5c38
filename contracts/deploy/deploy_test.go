// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/l1anchor/l1evm"
)

// text is the file of a spec.
func text(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("testdata/rollup.toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func spec(t *testing.T) *Spec {
	t.Helper()
	s, err := Parse([]byte(text(t)))
	if err != nil {
		t.Fatal(err)
	}
	s.Program = common.Hash{0: 0xe5, 31: 0x9a}
	s.Alloc = types.GenesisAlloc{common.HexToAddress("0x30"): {Balance: big.NewInt(5)}}
	return s
}

// rig is an L1, an account on it, and a place for the journal.
type rig struct {
	t       *testing.T
	chain   *l1evm.Chain
	key     *ecdsa.PrivateKey
	journal string
	l1      *etc.Sending
	oldest  l1anchor.Height // behind which the node knows what stands where
	between func()          // happens between a look at L1 and what is sent after it
	asked   func(string)    // happens before each question to L1, told the name of its method
}

func newRig(t *testing.T, alloc types.GenesisAlloc) *rig {
	t.Helper()
	key, err := crypto.ToECDSA(common.Hash{31: 1}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if alloc == nil {
		alloc = types.GenesisAlloc{}
	}
	alloc[crypto.PubkeyToAddress(key.PublicKey)] = types.Account{Balance: big.NewInt(1e18)}
	r := &rig{t: t, key: key, journal: filepath.Join(t.TempDir(), "journal"), between: func() {}, asked: func(string) {}}
	if r.chain, err = l1evm.New(l1evm.Config{ChainID: 63, Alloc: alloc}); err != nil {
		t.Fatal(err)
	}
	cfg := etc.Config{URL: "http://l1.invalid", ChainID: 63, Transport: r.chain.Node(), Log: slog.New(slog.DiscardHandler)}
	if r.l1, err = etc.NewSending(cfg, r.from()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.l1.Close)
	r.mine(3)
	return r
}

func (r *rig) from() common.Address { return crypto.PubkeyToAddress(r.key.PublicKey) }

func (r *rig) mine(n int) {
	r.t.Helper()
	if _, err := r.chain.Mine(n, l1evm.Spacing); err != nil {
		r.t.Fatal(err)
	}
}

// sender remembers nothing of an earlier process.
func (r *rig) sender() *account.User {
	r.t.Helper()
	a, err := account.New(r.l1, account.Config{ChainID: 63, Key: r.key, Wait: 3, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		r.t.Fatal(err)
	}
	return a.User("deploy")
}

var errEnough = errors.New("the process ends here")

// run deploys, and has looked done at each look at L1 until it says that it is enough.
func (r *rig) run(s *Spec, look func(looks int) bool) (*Deployed, error) {
	r.t.Helper()
	ctx, end := context.WithCancelCause(r.t.Context())
	defer end(nil)
	l1 := &watched{Sending: r.l1, look: look, enough: func() { end(errEnough) }, rig: r}
	return Run(ctx, s, l1, late{r.sender(), r.between}, Config{Journal: r.journal, Confirmations: 2, Poll: time.Microsecond, Log: slog.New(slog.DiscardHandler)})
}

// late is a sender before whom something happens.
type late struct {
	*account.User
	before func()
}

func (l late) OfferFrom(ctx context.Context, next uint64, calls []l1anchor.Call) (bool, error) {
	l.before()
	return l.User.OfferFrom(ctx, next, calls)
}

// watched is an L1 that something happens to at each look.
type watched struct {
	*etc.Sending
	looks  int
	look   func(looks int) bool
	enough func()
	rig    *rig
}

func (w *watched) Head(ctx context.Context) (l1anchor.Ref, error) {
	w.rig.asked("Head")
	return w.Sending.Head(ctx)
}

func (w *watched) Block(ctx context.Context, h l1anchor.Height) (l1anchor.Ref, uint64, error) {
	w.rig.asked("Block")
	return w.Sending.Block(ctx, h)
}

func (w *watched) Code(ctx context.Context, at common.Address, behind l1anchor.Height) ([]byte, error) {
	w.rig.asked("Code")
	if behind < w.rig.oldest {
		return nil, fmt.Errorf("missing trie node of block %d", behind)
	}
	return w.Sending.Code(ctx, at, behind)
}

func (w *watched) Nonce(ctx context.Context, who common.Address) (uint64, error) {
	w.looks++
	if !w.look(w.looks) {
		w.enough()
		return 0, errEnough
	}
	return w.Sending.Nonce(ctx, who)
}

// holds checks that all contracts stand where they should, and speak for the rollup.
func (r *rig) holds(s *Spec, d *Deployed) {
	r.t.Helper()
	p := d.Params
	plan, err := s.Plan(r.from(), 0, 1)
	if err != nil {
		r.t.Fatal(err)
	}
	if p.Inbox != plan.First[0].Address || p.Validate() != nil || len(d.Contracts) != 6 {
		r.t.Errorf("the rollup is %+v with %d contracts", p, len(d.Contracts))
	}
	for i, c := range d.Contracts {
		code, err := r.l1.Code(r.t.Context(), c.Address, r.chain.Head().Height)
		if err != nil || string(code) != string(c.Code) || c.Nonce != uint64(i) {
			r.t.Errorf("the %s: %d bytes of code, nonce %d, %v, want %d and %d", c.Name, len(code), c.Nonce, err, len(c.Code), i)
		}
	}
	height := l1anchor.Height(p.InboxHeight)
	before, err := r.l1.Code(r.t.Context(), p.Inbox, height-1)
	if err != nil || len(before) != 0 {
		r.t.Errorf("the inbox was there before block %d: %v", height, err)
	}
	after, err := r.l1.Code(r.t.Context(), p.Inbox, height)
	if err != nil || len(after) == 0 {
		r.t.Errorf("the inbox was not there behind block %d: %v", height, err)
	}
	if _, at, err := r.l1.Block(r.t.Context(), height); err != nil || at != p.GenesisTime {
		r.t.Errorf("block %d is of %d, %v, and L2 begins at %d", height, at, err, p.GenesisTime)
	}
	head := r.chain.Head().Height
	if code, err := r.l1.Code(r.t.Context(), d.At(Rollup), head-2); err != nil || len(code) == 0 {
		r.t.Errorf("the rollup is not there behind block %d, %v, and L1 is at %d", head-2, err, head)
	}
	found, err := Recognize(r.t.Context(), d.At(Rollup), r.codes)
	if err != nil {
		r.t.Fatal(err)
	}
	if err := found.Check(p, s.Program); err != nil {
		r.t.Error(err)
	}
}

// codes reads what stands behind L1's head.
func (r *rig) codes(ctx context.Context, at common.Address) ([]byte, error) {
	return r.l1.Code(ctx, at, r.chain.Head().Height)
}

// TestDeploy puts a rollup on L1, with blocks that come while it looks.
func TestDeploy(t *testing.T) {
	s, r := spec(t), newRig(t, nil)
	e, err := DryRun(t.Context(), s, r.l1, r.from(), r.journal)
	if err != nil || len(e.Contracts) != 6 || e.Balance.Cmp(big.NewInt(1e18)) != 0 || e.Resumed {
		t.Fatalf("before: %+v, %v", e, err)
	}
	for _, c := range e.Contracts {
		t.Logf("%-16s %6d bytes, at most %8d gas", c.Name, len(c.Code), c.Gas)
		if c.Gas < 100_000 || c.Gas > family.Etc().BlockGas || len(c.Code) > 24_576 {
			t.Errorf("the %s takes %d gas and has %d bytes", c.Name, c.Gas, len(c.Code))
		}
	}
	d, err := r.run(s, func(int) bool { r.mine(1); return true })
	if err != nil {
		t.Fatal(err)
	}
	r.holds(s, d)
	two := l1anchor.Height(d.Params.InboxHeight) + 2 // blocks that stand on the inbox before the rollup is created
	if code, err := r.l1.Code(t.Context(), d.At(Rollup), two); err != nil || len(code) != 0 {
		t.Errorf("the rollup is there behind block %d, %v, and the inbox came with %d", two, err, d.Params.InboxHeight)
	}
	for i, c := range e.Contracts {
		if got := d.Contracts[i]; got.Name != c.Name || got.Address != c.Address {
			t.Errorf("the %s is at %s, said was %s at %s", got.Name, got.Address, c.Name, c.Address)
		}
	}
	if e, err = DryRun(t.Context(), s, r.l1, r.from(), r.journal); err != nil || len(e.Contracts) != 0 || !e.Resumed {
		t.Errorf("afterwards: %+v, %v", e, err)
	}
	again, err := r.run(s, func(int) bool { return true })
	if err != nil || again.Params.Hash() != d.Params.Hash() {
		t.Errorf("a second run: %v, want the same rollup", err)
	}
}

// TestDeployGoesOn has the process end at each of its looks at L1, over blocks and reorgs, and another one go on.
func TestDeployGoesOn(t *testing.T) {
	for last := 1; last < 30; last += 2 {
		t.Run(fmt.Sprint(last), func(t *testing.T) {
			s, r := spec(t), newRig(t, nil)
			for life := 0; ; life++ {
				d, err := r.run(s, func(looks int) bool {
					switch {
					case looks%3 == 0:
						r.mine(1)
					case looks%7 == 0 && life == 1:
						if _, err := r.chain.Reorg(1, 2, l1evm.Spacing); err != nil {
							t.Error(err)
						}
						r.chain.Forget()
					}
					return looks < last || life > 1
				})
				if err == nil {
					r.holds(s, d)
					return
				}
				if !errors.Is(err, errEnough) && !errors.Is(err, context.Canceled) || life > 3 {
					t.Fatalf("life %d: %v", life, err)
				}
			}
		})
	}
}

// TestDeployMinedMeanwhile has L1 make a block between each look at it and what is sent because of it: nothing is
// created twice.
func TestDeployMinedMeanwhile(t *testing.T) {
	s, r := spec(t), newRig(t, nil)
	r.between = func() { r.mine(1) }
	d, err := r.run(s, func(looks int) bool {
		if looks%4 == 0 {
			r.mine(1)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	r.holds(s, d)
	if nonce, err := r.l1.Nonce(t.Context(), r.from()); err != nil || nonce != 6 || len(r.chain.Waiting(r.from())) != 0 {
		t.Errorf("%d transactions were mined and %d wait, %v, want 6 and none", nonce, len(r.chain.Waiting(r.from())), err)
	}
}

// TestDeployOverMovingL1 has L1 go on, or take its newest block back, before any question to it and anything that is
// sent. That is less than the confirmations that are waited for, so the rollup that comes of it is right.
func TestDeployOverMovingL1(t *testing.T) {
	for seed := range uint64(12) {
		s, r := spec(t), newRig(t, nil)
		dice, moves := rand.New(rand.NewPCG(seed, 1)), 0
		move := func() {
			switch dice.IntN(12) {
			case 0:
				r.mine(1)
			case 1:
				if moves++; moves > 20 {
					return
				}
				if _, err := r.chain.Reorg(1, 1+dice.IntN(2), l1evm.Spacing+uint64(dice.IntN(3))); err != nil {
					t.Error(err)
				}
				if dice.IntN(2) == 0 {
					r.chain.Forget()
				}
			}
		}
		r.asked, r.between = func(string) { move() }, move
		d, err := r.run(s, func(int) bool { move(); return true })
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		r.holds(s, d)
	}
}

// TestDeployInboxMoves has L1 take the block of the inbox back while it is looked for, and put the inbox a block
// higher. The block that came in its place is not the one.
func TestDeployInboxMoves(t *testing.T) {
	for nth := 1; nth <= 2; nth++ { // of the questions for a block
		s, r, blocks := spec(t), newRig(t, nil), 0
		r.asked = func(method string) {
			if method != "Block" {
				return
			}
			if blocks++; blocks != nth {
				return
			}
			r.chain.Back(r.chain.Head().Height - 2) // the machine's block and that of the inbox
			r.chain.SetMiner(l1evm.Miner{Leaves: func(*types.Transaction) bool { return true }})
			r.mine(1)
			r.chain.SetMiner(l1evm.Miner{})
			r.mine(2)
		}
		d, err := r.run(s, func(int) bool { r.mine(1); return true })
		if err != nil {
			t.Errorf("at question %d: %v", nth, err)
			continue
		}
		if blocks < nth {
			t.Errorf("there were %d questions for a block", blocks)
		}
		r.holds(s, d)
	}
}

// TestDeployNonceOfAnotherBranch has L1 take all contracts back when the nonce of the account was read: it has not
// used that for something else.
func TestDeployNonceOfAnotherBranch(t *testing.T) {
	s, r, done := spec(t), newRig(t, nil), false
	machine := crypto.CreateAddress(r.from(), 4)
	r.asked = func(method string) {
		if code, err := r.codes(t.Context(), machine); done || method != "Head" || err != nil || len(code) == 0 {
			return
		}
		done = true
		r.chain.Back(3)
		r.chain.Forget()
		r.mine(1)
	}
	d, err := r.run(s, func(int) bool { r.mine(1); return true })
	if err != nil || !done {
		t.Fatalf("taken back %v: %v", done, err)
	}
	r.holds(s, d)
}

// sent tells whether the rollup's creation waits for a block.
func (r *rig) sent() bool {
	const nonce = 5
	return slices.ContainsFunc(r.chain.Waiting(r.from()), func(tx *types.Transaction) bool { return tx.Nonce() == nonce })
}

// TestDeployResumesInEachStage leaves after the first stage and after the rollup was sent. A dry run tells what is
// left.
func TestDeployResumesInEachStage(t *testing.T) {
	s, r := spec(t), newRig(t, nil)
	for _, c := range []struct {
		name   string
		enough func() bool
		left   int
	}{
		{"nothing is mined", func() bool { return len(r.chain.Waiting(r.from())) > 0 }, 6},
		{"the inbox is there", func() bool { r.mine(1); return true }, 2}, // the machine did not fit into that block
		{"the rollup is sent", func() bool { return r.sent() || func() bool { r.mine(1); return false }() }, 1},
		{"the rollup is there", func() bool { r.mine(1); return true }, 0},
	} {
		if _, err := r.run(s, func(int) bool { return !c.enough() }); !errors.Is(err, errEnough) {
			t.Fatalf("%s: %v", c.name, err)
		}
		e, err := DryRun(t.Context(), s, r.l1, r.from(), r.journal)
		if err != nil || len(e.Contracts) != c.left || !e.Resumed {
			t.Errorf("%s: %d contracts are left, %v, want %d", c.name, len(e.Contracts), err, c.left)
		}
	}
	d, err := r.run(s, func(int) bool { r.mine(1); return true })
	if err != nil {
		t.Fatal(err)
	}
	r.holds(s, d)
}

// TestDeployWaitsForInbox sends the rollup when two blocks stand on the inbox, and not before.
func TestDeployWaitsForInbox(t *testing.T) {
	s, r := spec(t), newRig(t, nil)
	machine, quiet := crypto.CreateAddress(r.from(), 4), 0 // it comes in the block behind that of the inbox
	for _, want := range []bool{false, true} {
		if _, err := r.run(s, func(int) bool {
			if code, err := r.codes(t.Context(), machine); err == nil && len(code) > 0 {
				quiet++
				return quiet%10 != 0
			}
			r.mine(1)
			return true
		}); !errors.Is(err, errEnough) {
			t.Fatal(err)
		}
		if r.sent() != want {
			t.Errorf("L1 is at %d, the rollup was sent %v, want %v", r.chain.Head().Height, r.sent(), want)
		}
		r.mine(1)
	}
}

// TestDeployForgetfulNode has a node that knows the contracts of the newest blocks alone: the block of the inbox was
// noted.
func TestDeployForgetfulNode(t *testing.T) {
	s, r := spec(t), newRig(t, nil)
	if _, err := r.run(s, func(int) bool {
		if r.sent() {
			return false
		}
		r.mine(1)
		return true
	}); !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	r.mine(10)
	r.oldest = r.chain.Head().Height - 3
	d, err := r.run(s, func(int) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	r.oldest = 0
	r.holds(s, d)
}

// TestDeployRewritten has L1 take back the inbox when the rollup, which has the block of the inbox in its parameters,
// was sent. If both come again the rollup is about another block and good for nothing. If the node has forgotten both
// all is created anew.
func TestDeployRewritten(t *testing.T) {
	for _, forgets := range []bool{false, true} {
		s, r, done := spec(t), newRig(t, nil), false
		d, err := r.run(s, func(int) bool {
			switch {
			case !r.sent() || done:
				r.mine(1)
			default:
				depth := int(r.chain.Head().Height) - 3
				if done = true; forgets {
					r.chain.Back(3)
					r.chain.Forget()
					r.mine(depth + 1)
				} else if _, err := r.chain.Reorg(depth, depth+1, l1evm.Spacing+1); err != nil {
					t.Error(err)
				}
			}
			return true
		})
		switch {
		case !done:
			t.Error("L1 was not rewritten")
		case forgets && err == nil:
			r.holds(s, d)
		case forgets || !errors.Is(err, ErrTaken) || !strings.Contains(err.Error(), "L1 took the block of the inbox back"):
			t.Errorf("forgets %v: %v", forgets, err)
		}
	}
}

// TestDeployInTheWay has something else where a contract belongs, or its nonce.
func TestDeployInTheWay(t *testing.T) {
	s := spec(t)
	r := newRig(t, nil)
	if _, err := r.run(s, func(looks int) bool { return looks < 2 }); !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	if err := r.sender().Offer(t.Context(), []l1anchor.Call{{To: common.Address{9}, Gas: 21_000}}); err != nil {
		t.Fatal(err)
	}
	r.mine(1)
	if _, err := r.run(s, func(int) bool { return true }); !errors.Is(err, ErrTaken) || !strings.Contains(err.Error(), "nonce 0") {
		t.Errorf("its nonce is used: %v", err)
	}
	for name, change := range map[string]func(*Spec){
		"silence":   func(s *Spec) { s.Inbox.Silence++ },
		"queue":     func(s *Spec) { s.Dispute.Queue-- },
		"program":   func(s *Spec) { s.Program[1]++ },
		"genesis":   func(s *Spec) { s.Alloc = nil },
		"max_drift": func(s *Spec) { s.MaxDrift++ },
	} {
		other := *s
		change(&other)
		if _, err := r.run(&other, func(int) bool { return true }); !errors.Is(err, ErrOther) {
			t.Errorf("another %s: %v", name, err)
		}
	}
	if err := os.WriteFile(r.journal, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := r.run(s, func(int) bool { return true }); err == nil || !strings.Contains(err.Error(), "journal") {
		t.Errorf("a broken journal: %v", err)
	}
	for nonce := range uint64(6) {
		at := crypto.CreateAddress(r.from(), nonce)
		r := newRig(t, types.GenesisAlloc{at: {Code: []byte{0}}})
		if _, err := r.run(s, func(int) bool { r.mine(1); return true }); !errors.Is(err, ErrTaken) || !strings.Contains(err.Error(), at.Hex()) {
			t.Errorf("another contract stands at %s, of nonce %d: %v", at, nonce, err)
		}
	}
}

// TestDeploySecondNonce has the account used between the two stages.
func TestDeploySecondNonce(t *testing.T) {
	s, r := spec(t), newRig(t, nil)
	machine := crypto.CreateAddress(r.from(), 4)
	if _, err := r.run(s, func(int) bool {
		r.mine(1)
		code, err := r.codes(t.Context(), machine)
		return err == nil && len(code) == 0
	}); !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	if err := r.sender().Offer(t.Context(), []l1anchor.Call{{To: common.Address{9}, Gas: 21_000}}); err != nil {
		t.Fatal(err)
	}
	r.mine(3)
	if _, err := r.run(s, func(int) bool { return true }); !errors.Is(err, ErrTaken) || !strings.Contains(err.Error(), "nonce 5, which was to create the rollup") {
		t.Errorf("got %v", err)
	}
}

// TestDeployUnknownProgram plans nothing without the hash of the program.
func TestDeployUnknownProgram(t *testing.T) {
	s, r := spec(t), newRig(t, nil)
	s.Program = common.Hash{}
	if _, err := r.run(s, func(int) bool { return true }); err == nil || !strings.Contains(err.Error(), "program") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(r.journal); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a journal is left: %v", err)
	}
}

// TestSpec refuses what nobody should deploy.
func TestSpec(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"silence = 7_200", "", "missing key inbox.silence"},
		{"silence", "silences", "unknown key inbox.silences"},
		{"silence = 7_200", "silence = 0", "silence must be positive"},
		{"max_messages = 130", "max_messages = 0", "max_messages is 0"},
		{"force_delay = 600", "force_delay = 0", "force_delay is 0"},
		{"force_delay = 600", "force_delay = 5_000_000_000", "parse"},
		{"l1_chain_id = 63", "l1_chain_id = 61", "at least 86400 on a main network"},
		{"l1_chain_id = 63", "l1_chain_id = 61", "for test networks"},
		{"l1_chain_id = 63", "l1_chain_id = 4321", "could be replayed"},
		{`l1_family = "etc"`, `l1_family = "bitcoin"`, "known are: etc, devnet"},
		{"max_batch_data = 100_000", "max_batch_data = 100_001", "max_batch_data is 100001"},
		{"max_batch_data = 100_000", "", "missing key inbox.max_batch_data"},
		{`["0x0000000000000000000000000000000000000005"]`, "[]", "0 accounts"},
		{`["0x0000000000000000000000000000000000000005"]`, `["0x0000000000000000000000000000000000000005", "0x0000000000000000000000000000000000000005"]`, "there twice"},
		{`["0x0000000000000000000000000000000000000005"]`, `["0x0000000000000000000000000000000000000000"]`, "zero address"},
		{"gas_limit = 60_000_000", "gas_limit = 1", "gas_limit"},
		{"[inbox]", "[dispute]\nthresholds = 1\n[inbox]", "unknown key dispute.thresholds"},
		{"[inbox]", "[dispute]\nbonds = [1, 2]\n[inbox]", "parse"},
		{"[inbox]", "[dispute]\nthreshold = -1\n[inbox]", "parse"},
		{"[inbox]", "[dispute]\nthreshold = 46_269\n[inbox]", "censored, queue and a dispute of 669 take 46269, so it must be more"},
		{"[inbox]", "[dispute]\nthreshold = 1_048_575\n[inbox]", "at most 1048574 are counted"},
		{"l1_chain_id = 63", "l1_chain_id = 61\ndispute.threshold = 46_799", "dispute.threshold is 46799, at least 46800 on a main network"},
	} {
		if _, err := Parse([]byte(strings.Replace(text(t), c.old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s → %s: %v, want %q", c.old, c.new, err, c.want)
		}
	}
}

// TestUsualDispute has the figures of the L1's family where the file leaves them out, and those of the file where it
// has some.
func TestUsualDispute(t *testing.T) {
	if got, want := spec(t).Dispute, DisputeSpec(family.Etc().Dispute); got != want {
		t.Errorf("without a table: %+v, want %+v", got, want)
	}
	s, err := Parse([]byte(strings.Replace(text(t), "[inbox]", "[dispute]\nqueue = 5\nbonds = [9_000_000_000_000, 8_000_000_000, 7_000_000_000]\n[inbox]", 1)))
	if err != nil {
		t.Fatal(err)
	}
	want := DisputeSpec(family.Etc().Dispute)
	want.Queue, want.Bonds = 5, [3]uint64{9e12, 8e9, 7e9}
	if s.Dispute != want {
		t.Errorf("with two keys: %+v, want %+v", s.Dispute, want)
	}
}
