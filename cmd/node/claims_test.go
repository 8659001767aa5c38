// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"crypto/ecdsa"
	"errors"
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

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/l1anchor/l1evm"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/stateroot/wire"
)

const claimsGap = 16 // L1 blocks between two assertions

// courtroom is an L1 that executes the real contracts, in virtual time, and a node that derives from it.
type courtroom struct {
	*testing.T
	l1     *l1evm.Chain
	keys   [2]*ecdsa.PrivateKey
	send   [2]*account.User
	at     *deploy.Deployed
	base   *base
	court  *etc.Reader
	claims *claims
	looks  *challenger.Onlooker
	own    computing
}

// mining is an L1 that mines a block whenever somebody looks.
type mining struct {
	*etc.Sending
	l1 *l1evm.Chain
}

func (m mining) Head(ctx context.Context) (l1anchor.Ref, error) {
	if _, err := m.l1.Mine(1, l1evm.Spacing); err != nil {
		return l1anchor.Ref{}, err
	}
	return m.Sending.Head(ctx)
}

func newCourtroom(t *testing.T) *courtroom {
	t.Helper()
	c, alloc := &courtroom{T: t}, types.GenesisAlloc{}
	for i := range c.keys {
		key, err := crypto.ToECDSA(common.Hash{31: byte(i + 1)}.Bytes())
		c.must(err)
		c.keys[i] = key
		alloc[crypto.PubkeyToAddress(key.PublicKey)] = types.Account{Balance: new(big.Int).Mul(big.NewInt(1_000), big.NewInt(1e18))}
	}
	var err error
	c.l1, err = l1evm.New(l1evm.Config{ChainID: 63, Alloc: alloc})
	c.must(err)
	log := slog.New(slog.DiscardHandler)
	var senders [2]*etc.Sending
	for i, key := range c.keys {
		senders[i], err = etc.NewSending(c.config(common.Address{}), crypto.PubkeyToAddress(key.PublicKey))
		c.must(err)
		t.Cleanup(senders[i].Close)
		a, err := account.New(senders[i], account.Config{ChainID: 63, Key: key, Wait: 3, Log: log})
		c.must(err)
		c.send[i] = a.User("test")
	}
	c.mine(3)
	text, err := os.ReadFile("../../contracts/deploy/testdata/rollup.toml")
	c.must(err)
	spec, err := deploy.Parse(text)
	c.must(err)
	spec.Program, spec.Dispute.MinGap = cmd.Program(), claimsGap
	spec.Inbox.Seats = []common.Address{c.send[0].Address()}
	c.at, err = deploy.Run(t.Context(), spec, mining{senders[0], c.l1}, c.send[0], deploy.Config{
		Journal: filepath.Join(t.TempDir(), "journal"), Confirmations: 2, Poll: time.Microsecond, Log: log,
	})
	c.must(err)
	c.open(log)
	return c
}

// open has a node derive, and look on.
func (c *courtroom) open(log *slog.Logger) {
	c.Helper()
	var err error
	c.court, err = etc.NewReader(c.config(c.at.Params.Inbox))
	c.must(err)
	c.Cleanup(c.court.Close)
	cfg := &Config{Data: c.TempDir(), L1Poll: time.Second, Policy: family.Etc().Policy, CacheMB: 16}
	c.base, err = openOn(cfg, c.at.Params, c.court, chain.Config{StockCheck: true, Quiet: true}, log)
	c.must(err)
	c.Cleanup(func() { c.must(c.base.close()) })
	computer, err := trace.New(trace.Config{}, Derivation{c.base.deriver}, nil, c.at.Params.Hash(), log)
	c.must(err)
	c.own = computing{computer, c.base.deriver}
	c.claims = c.base.openClaims(c.court, c.at.At(deploy.Rollup), time.Second, log)
	var closing func() error
	c.looks, closing, err = c.claims.open(c.Context())
	c.must(err)
	c.Cleanup(func() { c.must(closing()) })
	c.claims.lookOn(c.looks, nil)
}

func (c *courtroom) config(inbox common.Address) etc.Config {
	return etc.Config{URL: "http://l1.invalid", ChainID: 63, Inbox: inbox, Transport: c.l1.Node(), Log: slog.New(slog.DiscardHandler)}
}

func (c *courtroom) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *courtroom) mine(n int) {
	c.Helper()
	_, err := c.l1.Mine(n, l1evm.Spacing)
	c.must(err)
}

// offer has a call of somebody be mined.
func (c *courtroom) offer(who int, call l1anchor.Call) {
	c.Helper()
	c.must(c.send[who].Offer(c.Context(), []l1anchor.Call{call}))
	c.mine(1)
}

// look has the node derive all of L1, and look on.
func (c *courtroom) look() {
	c.Helper()
	_, err := c.base.deriver.CatchUp(c.Context(), nil)
	c.must(err)
	c.must(c.looks.Round(c.Context()))
}

// post puts a batch of one empty block on L1.
func (c *courtroom) post() {
	c.Helper()
	c.look()
	at := c.base.deriver.Status().Tip
	data, err := wire.Encode(new(big.Int).SetUint64(c.at.Params.ChainID), &wire.Batch{Parent: at.Head, Blocks: []wire.Block{{Elapsed: 1}}})
	c.must(err)
	call := l1anchor.BatchCall{Index: at.Batches, Prev: at.Tail, Consumed: at.Messages, Data: data}
	c.offer(0, l1anchor.Call{To: c.at.Params.Inbox, Data: call.Encode(), Gas: 2_000_000})
	if c.look(); c.base.deriver.Status().Tip.Number != at.Number+1 {
		c.Fatalf("the batch made no block: %+v", c.base.deriver.Status().Tip)
	}
}

// after is the assertion that follows another one, bent by a lie, and its name.
func (c *courtroom) after(parent game.Parent, bytes []byte, end program.End, lie func(*program.State)) (game.Assert, game.Parent, common.Hash) {
	c.Helper()
	claim, err := c.own.Claim(c.Context(), bytes, parent.State, game.Range(end))
	c.must(err)
	state, tree := claim.State, claim.Tree
	if lie != nil {
		s, err := program.DecodeState(state)
		c.must(err)
		lie(s)
		state = s.Encode()
		tree, err = game.NewTree(game.Transitions.Height(), []common.Hash{s.Hash()})
		c.must(err)
	}
	m := game.Assert{Parent: parent, Range: game.Range(end), State: state, Span: tree.Root(), Path: tree.Last()}
	on := game.AssertionID(parent.Parent, parent.State, parent.Span)
	next := game.Parent{Parent: on, State: crypto.Keccak256Hash(state), Span: m.Span}
	return m, next, game.AssertionID(next.Parent, next.State, next.Span)
}

func (c *courtroom) assert(who int, m game.Assert) {
	c.Helper()
	data, err := calldata.Encode(m)
	c.must(err)
	c.offer(who, l1anchor.Call{To: c.at.At(deploy.Rollup), Data: data, Gas: 400_000, Value: new(big.Int).Mul(big.NewInt(50), big.NewInt(1e18))})
}

func (c *courtroom) end(batches uint64) program.End {
	c.Helper()
	end, err := c.base.deriver.End(batches)
	c.must(err)
	return end
}

func (c *courtroom) covering(block uint64) *rpc.Claim {
	c.Helper()
	got, err := c.claims.Covering(block)
	c.must(err)
	return got
}

// A node sees on the real contract, on an L1 that executes it, what is claimed about a block of its own, which claim
// is a lie about it, and that a reorg takes the claim away.
func TestClaimsOnTheRealContract(t *testing.T) {
	c := newCourtroom(t)
	genesis := deploy.GenesisState(c.at.Params)
	first := game.Parent{State: genesis.Hash()}
	c.post() // the first assertion's own range has this batch
	if got := c.covering(1); got.Status != rpc.ClaimNone || got.AssertedIn != nil {
		t.Errorf("before anything is claimed: %+v", got)
	}
	c.mine(claimsGap)
	identity, second, idle := c.after(first, genesis.Encode(), c.end(0), nil)
	c.assert(0, identity)
	c.mine(claimsGap)
	c.look()
	lie, _, liar := c.after(second, genesis.Encode(), c.end(1), func(s *program.State) { s.Root[0] ^= 1 })
	c.assert(1, lie)
	c.look()
	if got := c.covering(1); got.Status != rpc.ClaimNone || got.Others != 1 {
		t.Errorf("when only a liar claims it: %+v", got)
	}
	before := c.l1.Head()
	right, _, id := c.after(second, genesis.Encode(), c.end(1), nil)
	c.assert(0, right)
	c.look()
	got := c.covering(1)
	if got.Status != rpc.ClaimPending || *got.AssertedIn != id || uint64(*got.AssertedAt) != uint64(before.Height)+1 || got.Others != 1 ||
		uint64(*got.BlocksLeft) == 0 || got.Behind != "" || uint64(got.L1.Height) != uint64(c.l1.Head().Height) {
		t.Errorf("asserted: %+v, want %s", got, id)
	}
	all, err := c.claims.Assertions(new(uint64), 100)
	c.must(err)
	want := map[common.Hash]string{game.GenesisID(genesis.Hash()): "same", idle: "same", id: "same", liar: "other"}
	for _, a := range all.Assertions {
		if want[a.ID] != a.Derived {
			t.Errorf("assertion %s is %q, want %q", a.ID, a.Derived, want[a.ID])
		}
	}
	if len(all.Assertions) != len(want) || all.Assertions[3].Dispute == nil || all.Assertions[0].Confirmed == nil || all.Assertions[1].Confirmed != nil {
		t.Errorf("%+v", all.Assertions)
	}
	d, err := c.claims.Disputes(0, 10)
	c.must(err)
	if len(d.Disputes) != 1 || d.Disputes[0].ID != *all.Assertions[3].Dispute || d.Disputes[0].Claims[0].Assertion != id {
		t.Errorf("disputes %+v", d.Disputes)
	}
	c.l1.Back(before.Height)
	c.l1.Forget()
	c.mine(3)
	c.look()
	if got := c.covering(1); got.Status != rpc.ClaimNone || got.Others != 1 {
		t.Errorf("after the reorg: %+v", got)
	}
}

// A node whose rollup file names another contract says so in each answer about claims, and does all else.
func TestClaimsOfAnotherContract(t *testing.T) {
	l1 := &codeL1{codes: map[common.Address][]byte{}}
	b := &base{data: t.TempDir(), rollup: &params.Params{InboxHeight: 2}}
	if b.openClaims(l1, common.Address{}, time.Second, slog.New(slog.DiscardHandler)) != nil || ofClaims(nil) != nil {
		t.Error("claims without a contract")
	}
	c := b.openClaims(l1, common.Address{0x55}, time.Second, slog.New(slog.DiscardHandler))
	if _, err := c.Covering(1); !errors.Is(err, challenger.ErrUnheard) {
		t.Errorf("before L1 was asked: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.run(ctx) }()
	for {
		if _, err := c.Assertions(nil, 1); err != nil && strings.Contains(err.Error(), "nothing stands there") {
			break
		}
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
}
