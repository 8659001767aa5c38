// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"reflect"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/ledger"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/vm/onestep"
)

// rig is a game of package gamestest in which one party is a Challenger, with an L1 that it reads block by block and
// an account that it sends from. The referee stands for the contract: e2e plays the same on the real one.
type rig struct {
	*testing.T
	*gamestest.Rig
	branches []uint64 // by height: which branch the block there is of
	branch   uint64
	genesis  game.Log

	mind    *gamestest.Mind
	cfg     Config
	dir     string
	sender  *account
	market  *market // that the account bids on; nil: all that is offered is mined
	stage   *Challenger
	ledger  *ledger.Ledger
	lies    func(logs []*types.Log) []*types.Log // what the endpoint makes of the logs of a block; nil: nothing
	said    func(block common.Hash) []*types.Log // logs of a block besides those of the referee; nil: none
	second  Second                               // endpoint; nil: none
	behind  uint64                               // how many blocks the endpoint does not show
	started int
}

const own = "the challenger"

func newRig(t *testing.T, batches int) *rig {
	t.Helper()
	world := gamestest.NewWorld()
	g, err := gamestest.NewRig(world, gamestest.Short(), batches)
	if err != nil {
		t.Fatal(err)
	}
	cfg := Default()
	r := &rig{T: t, Rig: g, mind: gamestest.NewMind(world, nil, 2), cfg: cfg, dir: t.TempDir()}
	r.sender = &account{rig: r, balance: 1_000 * gamestest.Coin}
	r.born()
	r.start()
	t.Cleanup(func() { r.stop() })
	return r
}

// born makes the log of the contract's creation.
func (r *rig) born() {
	a := r.Referee.Assertion(r.Genesis())
	config := r.Referee.Config()
	log, err := game.EncodeEvent(config.Deployed(a.Range))
	if err != nil {
		r.Fatal(err)
	}
	r.genesis = log
}

// start starts the process, with what its disk holds.
func (r *rig) start() {
	r.Helper()
	var err error
	if r.ledger, err = ledger.Open(r.dir, []byte("rollup")); err != nil {
		r.Fatal(err)
	}
	before, err := r.ref(0)
	if err != nil {
		r.Fatal(err)
	}
	ports := Ports{L1: node{r}, Contract: contract{r}, Computer: computer{r}, Ledger: r.ledger}
	if r.cfg.Plays() {
		ports.Sender = r.sender
	}
	if r.market != nil {
		ports.Sender = r.market
	}
	if r.second != nil {
		ports.Second = r.second
	}
	r.stage, err = New(r.cfg, Deployment{Before: before, Config: r.Referee.Config()}, ports, slog.New(slog.DiscardHandler))
	if err != nil {
		r.Fatal(err)
	}
	r.started++
}

func (r *rig) stop() {
	r.Helper()
	if err := r.ledger.Close(); err != nil {
		r.Fatal(err)
	}
}

// round has the challenger look, until it is asked nothing that it can answer at once.
func (r *rig) round() error {
	r.mind.Now(r.Height)
	for range 100 {
		if err := r.stage.Round(r.Context()); err != nil {
			return err
		}
		answered := false
		for _, asked := range []chan []strategy.Question{r.stage.asked, r.stage.dear} {
			var needed []strategy.Question
			select {
			case needed = <-asked:
			default:
			}
			for _, q := range needed {
				r.mind.Compute(q, r.Height)
				answered = answered || r.mind.Cost == nil || r.mind.Cost(q) == 0
			}
		}
		if !answered {
			return nil
		}
		r.mind.Now(r.Height)
	}
	return errors.New("own computation does not come to an end")
}

// mine makes a block with what the challenger offers and all others send. If it offers nothing as many blocks are
// made as pass before something happens.
func (r *rig) mine() {
	r.Helper()
	next := r.Height + 1
	if wake := r.stage.Status().Wake; len(r.sender.offered) == 0 && (r.market == nil || len(r.market.pool) == 0) && wake > next {
		next = wake
	}
	if answer := r.mind.Pending(); answer > r.Height {
		next = min(next, answer)
	}
	r.mineTo(next)
}

// mineTo makes blocks up to a height, or up to the first in which something happens.
func (r *rig) mineTo(next uint64) {
	r.Helper()
	if r.market != nil {
		r.market.mine()
	}
	for _, tx := range r.sender.offered {
		r.Send(own, tx.bond, tx.move)
	}
	r.sender.offered = nil
	version := r.Version
	if err := r.Until(next, func() bool { return r.Height >= next || r.Version != version }); err != nil {
		r.Fatal(err)
	}
	for len(r.branches) <= int(r.Height) {
		r.branches = append(r.branches, r.branch)
	}
}

// fork has L1 take blocks back.
func (r *rig) fork(depth uint64) {
	r.Fork(depth)
	r.branch++
	r.branches = r.branches[:min(len(r.branches), int(r.Height)+1)]
	r.sender.offered = nil
}

// until plays until something is so.
func (r *rig) until(limit uint64, done func() bool) {
	r.Helper()
	for !done() {
		if r.Height >= limit {
			r.Fatalf("at height %d it is not over; status %+v", r.Height, r.stage.Status())
		}
		if err := r.round(); err != nil {
			r.Fatal(err)
		}
		r.mine()
	}
}

// ref names the block at a height.
func (r *rig) ref(h uint64) (l1anchor.Ref, error) {
	if h > r.Height {
		return l1anchor.Ref{}, l1anchor.ErrUnknownBlock
	}
	branch := r.branch
	if int(h) < len(r.branches) {
		branch = r.branches[h]
	}
	return l1anchor.Ref{Height: l1anchor.Height(h), Hash: blockHash(h, branch)}, nil
}

func blockHash(h, branch uint64) (hash common.Hash) {
	binary.BigEndian.PutUint64(hash[:], branch)
	binary.BigEndian.PutUint64(hash[24:], h)
	return crypto.Keccak256Hash(hash[:])
}

// node is the endpoint that the challenger reads.
type node struct{ *rig }

func (n node) Head(context.Context) (l1anchor.Ref, error) { return n.ref(n.Height - n.behind) }

func (n node) BlockByHeight(_ context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	ref, err := n.ref(uint64(h))
	if err != nil || uint64(h) > n.Height-n.behind {
		return nil, l1anchor.ErrUnknownBlock
	}
	b := &l1anchor.Block{Ref: ref, Work: big.NewInt(1)}
	if h > 0 {
		parent, err := n.ref(uint64(h) - 1)
		if err != nil {
			return nil, err
		}
		b.Parent = parent.Hash
	}
	return b, nil
}

func (n node) BlockByHash(ctx context.Context, hash common.Hash) (*l1anchor.Block, error) {
	for h := n.Height; ; h-- {
		ref, err := n.ref(h)
		if err == nil && ref.Hash == hash {
			return n.BlockByHeight(ctx, ref.Height)
		}
		if h == 0 {
			return nil, l1anchor.ErrUnknownBlock
		}
	}
}

func (n node) Storage(context.Context, common.Hash, common.Address, common.Hash) (h common.Hash, err error) {
	return h, nil
}

func (n node) Logs(_ context.Context, block common.Hash, of ...common.Address) (logs []*types.Log, err error) {
	add := func(l game.Log) { logs = append(logs, &types.Log{Address: of[0], Topics: l.Topics, Data: l.Data}) }
	if first, err := n.ref(1); err == nil && first.Hash == block {
		add(n.genesis)
	}
	for _, receipt := range n.Took {
		if ref, err := n.ref(receipt.Height); err != nil || ref.Hash != block {
			continue
		}
		for _, e := range receipt.Events {
			l, err := game.EncodeEvent(e)
			if err != nil {
				return nil, err
			}
			add(l)
		}
	}
	if n.said != nil {
		logs = append(logs, n.said(block)...)
	}
	if n.lies != nil {
		logs = n.lies(logs)
	}
	return logs, nil
}

func (n node) NonceAt(context.Context, common.Hash, common.Address) (uint64, error) {
	return n.sender.sent() - n.sender.ahead, nil
}

// contract is the referee as a contract.
type contract struct{ *rig }

func (c contract) Address() common.Address { return common.Address{7} }

func (c contract) Events(logs []*types.Log) (events []game.Event, err error) {
	for _, l := range logs {
		e, err := game.DecodeEvent(game.Log{Topics: l.Topics, Data: l.Data})
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, nil
}

// callGas is what every call may use.
const callGas = 600_000

// CheckBond asks the referee, if somebody answers at all.
func (c contract) CheckBond(ctx context.Context, m strategy.Move, read func(context.Context, common.Hash) (common.Hash, error)) (string, error) {
	if _, err := read(ctx, common.Hash{}); err != nil {
		return "", err
	}
	_, entered := c.Referee.Node(m.Enters)
	if entered || c.Referee.Assertion(m.Enters).Status != game.NoAssertion {
		return "it is there already", nil
	}
	return "", nil
}

// Calls has the account know the move by its number.
func (c contract) Calls(m strategy.Move, _ *onestep.Preimage) ([]l1anchor.Call, error) {
	number := slices.IndexFunc(c.sender.moves, func(s sentMove) bool { return s.bond == m.Bond && reflect.DeepEqual(s.move, m.Move) })
	if number < 0 {
		number = len(c.sender.moves)
		c.sender.moves = append(c.sender.moves, sentMove{m.Move, m.Bond})
	}
	return []l1anchor.Call{{To: c.Address(), Gas: callGas, Data: binary.BigEndian.AppendUint32(nil, uint32(number))}}, nil
}

func (c contract) Loaded(context.Context, common.Hash, *onestep.Preimage) (bool, error) {
	return false, nil
}

func (c contract) Credit(_ context.Context, _ common.Hash, who common.Address) (uint64, error) {
	return new(uint256.Int).Div(c.Referee.Credit(who), uint256.NewInt(1e9)).Uint64(), nil
}

// computer is own computation, which costs nothing.
type computer struct{ *rig }

func (c computer) Ready() strategy.Own                                   { return c.mind }
func (c computer) Compute(context.Context, strategy.Question) error      { return nil }
func (c computer) Preimage(strategy.Question) (*onestep.Preimage, error) { return nil, nil }
func (c computer) See([]byte)                                            {}
func (c computer) Count(state []byte) (uint64, error) {
	return c.World.Count(state, c.Rig.Held())
}
func (c computer) Held() (game.Range, bool) { return c.Rig.Held(), true }

// account is what the challenger sends from. It keeps what was offered last.
type account struct {
	*rig
	moves   []sentMove
	offered []sentMove
	balance uint64
	ahead   uint64 // transactions that L1 has by now, and had not in the block that is looked at
}

type sentMove struct {
	move game.Move
	bond uint64
}

func (a *account) OfferBy(_ context.Context, next uint64, calls []l1anchor.Call, _, _ []uint64, _ uint64) (has []uint64, err error) {
	a.offered = nil
	if next != a.sent() {
		return nil, nil
	}
	for _, c := range calls {
		a.offered = append(a.offered, a.moves[binary.BigEndian.Uint32(c.Data)])
	}
	return make([]uint64, len(calls)), nil
}

// sent is how many transactions of the account are on L1, those that failed as well.
func (a *account) sent() (n uint64) {
	for _, list := range [][]gamestest.Receipt{a.Took, a.Refused} {
		for _, receipt := range list {
			if receipt.Sender == a.Address() {
				n++
			}
		}
	}
	return n + a.ahead
}

func (a *account) Balance(context.Context) (*big.Int, error) {
	return new(big.Int).Mul(new(big.Int).SetUint64(a.balance), gwei), nil
}

func (a *account) Above() (cost, highest *big.Int) { return new(big.Int), new(big.Int) }

func (a *account) Address() common.Address { return gamestest.Address(own) }

// describe is for failures.
func (r *rig) describe() string {
	return fmt.Sprintf("height %d, started %d times, refused %d", r.Height, r.started, len(r.Refused))
}
