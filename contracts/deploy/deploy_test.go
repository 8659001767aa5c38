// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/l1evm"
	"github.com/layeredpow/adit/stateroot/params"
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
	return s
}

// rig is an L1, an account on it, and a place for the journal.
type rig struct {
	t       *testing.T
	chain   *l1evm.Chain
	key     *ecdsa.PrivateKey
	journal string
	l1      *etc.Sending
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
	r := &rig{t: t, key: key, journal: filepath.Join(t.TempDir(), "journal")}
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
func (r *rig) sender() l1anchor.Sender {
	r.t.Helper()
	a, err := account.New(r.l1, account.Config{ChainID: 63, Key: r.key, Wait: 3, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		r.t.Fatal(err)
	}
	return a.User("deploy")
}

var errEnough = errors.New("the process ends here")

// run deploys, and has looked done at each look at L1 until it says that it is enough.
func (r *rig) run(s *Spec, look func(looks int) bool) (p *params.Params, err error) {
	ctx, end := context.WithCancelCause(r.t.Context())
	defer end(nil)
	l1 := &watched{Sending: r.l1, look: look, enough: func() { end(errEnough) }}
	d, err := Run(ctx, s, l1, r.sender(), Config{Journal: r.journal, Confirmations: 2, Poll: time.Microsecond, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	return d.Rollup, nil
}

// watched is an L1 that something happens to at each look.
type watched struct {
	*etc.Sending
	looks  int
	look   func(looks int) bool
	enough func()
}

func (w *watched) Nonce(ctx context.Context, who common.Address) (uint64, error) {
	w.looks++
	if !w.look(w.looks) {
		w.enough()
		return 0, errEnough
	}
	return w.Sending.Nonce(ctx, who)
}

// holds checks that the rollup's inbox and bridge stand where they should.
func (r *rig) holds(s *Spec, p *params.Params) {
	r.t.Helper()
	plan, err := s.Plan(r.from(), 0)
	if err != nil {
		r.t.Fatal(err)
	}
	if p.Inbox != plan[0].Address || p.Validate() != nil {
		r.t.Errorf("the rollup is %+v", p)
	}
	height := l1anchor.Height(p.InboxHeight)
	for _, c := range plan {
		code, err := r.l1.Code(r.t.Context(), c.Address, r.chain.Head().Height)
		if err != nil || string(code) != string(c.Code) {
			r.t.Errorf("the %s: %d bytes of code, %v, want %d", c.Name, len(code), err, len(c.Code))
		}
	}
	before, err := r.l1.Code(r.t.Context(), p.Inbox, height-1)
	if err != nil || len(before) != 0 {
		r.t.Errorf("the inbox was there before block %d: %v", height, err)
	}
	if at, err := r.l1.Time(r.t.Context(), height); err != nil || at != p.GenesisTime {
		r.t.Errorf("block %d is of %d, %v, and L2 begins at %d", height, at, err, p.GenesisTime)
	}
}

// TestDeploy puts a rollup on L1, with blocks that come while it looks.
func TestDeploy(t *testing.T) {
	s, r := spec(t), newRig(t, nil)
	e, err := DryRun(t.Context(), s, r.l1, r.from(), r.journal)
	if err != nil || len(e.Contracts) != 2 || e.Contracts[0].Gas < 1_000_000 || e.Balance.Cmp(big.NewInt(1e18)) != 0 || e.Resumed {
		t.Fatalf("before: %+v, %v", e, err)
	}
	p, err := r.run(s, func(int) bool { r.mine(1); return true })
	if err != nil {
		t.Fatal(err)
	}
	r.holds(s, p)
	if p.Inbox != e.Contracts[0].Address {
		t.Errorf("the inbox is at %s, said was %s", p.Inbox, e.Contracts[0].Address)
	}
	if e, err = DryRun(t.Context(), s, r.l1, r.from(), r.journal); err != nil || len(e.Contracts) != 0 || !e.Resumed {
		t.Errorf("afterwards: %+v, %v", e, err)
	}
	again, err := r.run(s, func(int) bool { return true })
	if err != nil || again.Hash() != p.Hash() {
		t.Errorf("a second run: %v, want the same rollup", err)
	}
}

// TestDeployGoesOn has the process end at each of its looks at L1, over blocks and reorgs, and another one go on.
func TestDeployGoesOn(t *testing.T) {
	for last := 1; last < 14; last++ {
		t.Run(fmt.Sprint(last), func(t *testing.T) {
			s, r := spec(t), newRig(t, nil)
			for life := 0; ; life++ {
				p, err := r.run(s, func(looks int) bool {
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
					r.holds(s, p)
					return
				}
				if !errors.Is(err, errEnough) && !errors.Is(err, context.Canceled) || life > 3 {
					t.Fatalf("life %d: %v", life, err)
				}
			}
		})
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
	other := *s
	other.Inbox.Silence++
	if _, err := r.run(&other, func(int) bool { return true }); err == nil || !strings.Contains(err.Error(), "another deployment") {
		t.Errorf("another deployment: %v", err)
	}
	if err := os.WriteFile(r.journal, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := r.run(s, func(int) bool { return true }); err == nil || !strings.Contains(err.Error(), "journal") {
		t.Errorf("a broken journal: %v", err)
	}
	inbox := crypto.CreateAddress(r.from(), 0)
	r = newRig(t, types.GenesisAlloc{inbox: {Code: []byte{0}}})
	if _, err := r.run(s, func(int) bool { return true }); !errors.Is(err, ErrTaken) {
		t.Errorf("another contract stands there: %v", err)
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
	} {
		if _, err := Parse([]byte(strings.Replace(text(t), c.old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s → %s: %v, want %q", c.old, c.new, err, c.want)
		}
	}
}
