// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/docket"
	"github.com/layeredpow/adit/challenger/ledger"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/rpc"
)

// claims follows what is claimed about L2 on L1, for the JSON-RPC of a node. Nothing else of the node depends on it:
// when it cannot go on, the answers about claims say why, and the node does all else.
type claims struct {
	base *base
	l1   courtL1
	at   common.Address // of the rollup's contract
	poll time.Duration
	log  *slog.Logger

	mu       sync.Mutex // guards what follows
	onlooker *challenger.Onlooker
	why      error // why there is none
}

// openClaims makes no request yet. It is nil for a rollup whose file names no contract.
func (b *base) openClaims(l1 courtL1, at common.Address, poll time.Duration, log *slog.Logger) *claims {
	if l1 == nil || at == (common.Address{}) {
		return nil
	}
	return &claims{base: b, l1: l1, at: at, poll: poll, log: log, why: errors.New("L1 was not asked yet")}
}

// claimsAgain is the pause before L1 is asked again for the contract.
const claimsAgain = 10 * time.Second

// run follows L1 until ctx ends. What keeps it from that is no error of the process.
func (c *claims) run(ctx context.Context) error {
	for said := ""; ctx.Err() == nil; {
		err := c.follow(ctx)
		if ctx.Err() != nil {
			return nil
		}
		c.lookOn(nil, err)
		if err != nil && err.Error() != said {
			said = err.Error()
			c.log.Warn("what is claimed on L1 cannot be followed yet", "contract", c.at, "err", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(claimsAgain):
		}
	}
	return nil
}

// follow finds the contract, and looks on until ctx ends.
func (c *claims) follow(ctx context.Context) error {
	o, closing, err := c.open(ctx)
	if err != nil {
		return err
	}
	c.lookOn(o, nil)
	return errors.Join(o.Run(ctx), closing())
}

// open makes somebody who looks on. closing gives the folder back.
func (c *claims) open(ctx context.Context) (o *challenger.Onlooker, closing func() error, err error) {
	contract, deployed, err := findRollup(ctx, c.l1, c.base.rollup, c.at)
	if err != nil {
		return nil, nil, err
	}
	computer, err := trace.New(trace.Config{TreesMB: 1, MachMB: 1}, Derivation{c.base.deriver}, nil, c.base.rollup.Hash(), c.log)
	if err != nil {
		return nil, nil, err
	}
	dir := c.base.data + "/claims"
	kept, err := ledger.Open(dir, c.at[:])
	if err != nil {
		return nil, nil, c.wipe(dir, err)
	}
	o, err = challenger.NewOnlooker(deployed, c.l1, contract, kept, computing{computer, c.base.deriver}, c.poll, c.log)
	if err != nil {
		return nil, nil, c.wipe(dir, errors.Join(err, kept.Close()))
	}
	return o, kept.Close, nil
}

// wipe removes a ledger that is of no use: L1 has all that it had.
func (c *claims) wipe(dir string, why error) error {
	return errors.Join(fmt.Errorf("%w; the folder %s is removed, and L1 is read again", why, dir), os.RemoveAll(dir))
}

func (c *claims) lookOn(o *challenger.Onlooker, why error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.onlooker, c.why = o, why
}

// looking is who looks on. The error says why nobody does.
func (c *claims) looking() (*challenger.Onlooker, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.onlooker == nil {
		return nil, fmt.Errorf("%w: %w", challenger.ErrUnheard, c.why)
	}
	return c.onlooker, nil
}

var _ rpc.Claims = (*claims)(nil)

// ofClaims is a node's way to claims for its server; nil if it has none.
func ofClaims(c *claims) rpc.Claims {
	if c == nil {
		return nil
	}
	return c
}

// Assertions implements rpc.Claims.
func (c *claims) Assertions(from *uint64, count uint64) (*rpc.Assertions, error) {
	o, err := c.looking()
	if err != nil {
		return nil, err
	}
	got, err := o.Assertions(from, count)
	if err != nil {
		return nil, err
	}
	out := &rpc.Assertions{
		L1: l1Ref(got.At), Behind: textOf(got.Behind), Threshold: hexutil.Uint64(got.Threshold), Latest: hexutil.Uint64(got.Latest),
		Total: hexutil.Uint64(got.Total), Assertions: []rpc.Assertion{},
	}
	for i := range got.List {
		out.Assertions = append(out.Assertions, shownAssertion(&got.List[i]))
	}
	return out, nil
}

func shownAssertion(a *challenger.Shown) rpc.Assertion {
	one := rpc.Assertion{
		Index: hexutil.Uint64(a.Index), ID: a.ID, Parent: a.Parent, State: a.State, Block: hexutil.Uint64(a.Block), Stuck: a.Stuck, Author: a.Author,
		Status: string(a.Status), Derived: string(a.Verdict), Created: hexutil.Uint64(a.Created), Earned: hexutil.Uint64(a.Earned),
		Left: hexutil.Uint64(a.Left), Rivals: hexutil.Uint64(a.Rivals), Stake: wei(a.Stake),
	}
	if a.Status == docket.Confirmed {
		one.Confirmed = (*hexutil.Uint64)(&a.Confirmed)
	}
	if a.Rivals > 0 {
		one.Dispute = &a.Dispute
	}
	return one
}

// Disputes implements rpc.Claims.
func (c *claims) Disputes(from, count uint64) (*rpc.Disputes, error) {
	o, err := c.looking()
	if err != nil {
		return nil, err
	}
	got, err := o.Disputes(from, count)
	if err != nil {
		return nil, err
	}
	out := &rpc.Disputes{
		L1: l1Ref(got.At), Behind: textOf(got.Behind), Threshold: hexutil.Uint64(got.Threshold), Total: hexutil.Uint64(got.Total), Disputes: []rpc.Dispute{},
	}
	for i := range got.List {
		out.Disputes = append(out.Disputes, shownDispute(&got.List[i], from+uint64(i)))
	}
	return out, nil
}

// shownDispute has the claim that this node derives come first.
func shownDispute(d *challenger.ShownDispute, index uint64) rpc.Dispute {
	one := rpc.Dispute{Index: hexutil.Uint64(index), ID: d.ID, Parent: d.Parent, Settled: d.Settled, Claims: []rpc.Side{}}
	for _, first := range []bool{true, false} {
		for i := range d.Claims {
			if (d.Verdicts[i] == challenger.Same) == first {
				one.Claims = append(one.Claims, shownSide(&d.Claims[i], d.Verdicts[i]))
			}
		}
	}
	return one
}

func shownSide(c *docket.Claim, v challenger.Verdict) rpc.Side {
	side := rpc.Side{
		Assertion: c.Assertion, Derived: string(v), Author: c.Author, Earned: hexutil.Uint64(c.Earned), Nodes: hexutil.Uint64(c.Nodes),
		Proven: hexutil.Uint64(c.Proven), Bonds: wei(c.Bonds), Parts: []rpc.Part{},
	}
	for _, p := range c.Unanswered {
		side.Parts = append(side.Parts, rpc.Part{Level: p.Level, Len: hexutil.Uint64(p.Len), Pos: hexutil.Uint64(p.Pos), Since: hexutil.Uint64(p.Since)})
	}
	return side
}

// Covering implements rpc.Claims.
func (c *claims) Covering(number uint64) (*rpc.Claim, error) {
	o, err := c.looking()
	if err != nil {
		return nil, err
	}
	got, err := o.Covering(number)
	if err != nil {
		return nil, err
	}
	return shownClaim(got), nil
}

func shownClaim(c *challenger.Cover) *rpc.Claim {
	one := &rpc.Claim{Status: rpc.ClaimNone, L1: l1Ref(c.At), Behind: textOf(c.Behind), Others: hexutil.Uint64(c.Others), Reason: c.Why}
	switch {
	case !c.Found && c.Why != "":
		one.Status = rpc.ClaimUnknown
	case c.Found && c.Claim.Status == docket.Confirmed:
		one.Status, one.ConfirmedAt = rpc.ClaimConfirmed, (*hexutil.Uint64)(&c.Claim.Confirmed)
	case c.Found:
		one.Status, one.BlocksLeft = rpc.ClaimPending, (*hexutil.Uint64)(&c.Left)
	}
	if c.Found {
		one.AssertedIn, one.AssertedAt = &c.Claim.ID, (*hexutil.Uint64)(&c.Claim.Created)
	}
	return one
}

func l1Ref(r l1anchor.Ref) rpc.L1Ref {
	return rpc.L1Ref{Height: hexutil.Uint64(r.Height), Hash: r.Hash}
}

// textOf is what an error says, nothing if there is none.
func textOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func wei(gwei uint64) *hexutil.Big {
	return (*hexutil.Big)(new(big.Int).Mul(new(big.Int).SetUint64(gwei), big.NewInt(1e9)))
}
