// SPDX-License-Identifier: Apache-2.0

package games

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/ledger"
	"github.com/layeredpow/adit/challenger/rollup"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
	l1account "github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/vm/onestep"
)

// process is a challenger as the product runs it, in the place of an honest player: the stage with its goroutines, on
// the product's adapters and on a disk of its own. It computes with the player's mind, or with a trace: see computer.
type process struct {
	*court
	player  *gamestest.Player
	habits  habits
	dir     string
	propose bool
	born    uint64 // height from which it is there

	minds *sync.Mutex // all minds know one world
	costs *rand.Rand  // of what is computed; guarded by minds

	life  *running // nil before the first
	wipe  bool     // the disk is lost when it is started again
	lives int
	wiped int
}

// habits are what a process does that the product's does not.
type habits struct {
	sendsOnce bool // it does not send again what it has sent
	bidsOnce  bool // it does not raise its prices
}

// running is a process from its start to its end.
type running struct {
	stage   *challenger.Challenger
	stop    context.CancelFunc
	ended   chan struct{}
	err     error // of Run
	closing []func() error

	mu     sync.Mutex
	killed int // requests to L1 until it is killed; 0: it is not
}

// newProcess starts nothing.
func newProcess(c *court, p *gamestest.Player, number uint64, h habits) *process {
	minds := new(sync.Mutex)
	if len(c.side) > 0 {
		minds = c.side[0].minds
	}
	return &process{
		court: c, player: p, habits: h, dir: filepath.Join(c.t.TempDir(), "ledger"), propose: p.Propose, minds: minds,
		costs: rand.New(rand.NewPCG(c.seed, number)),
	}
}

// start begins a life with what is on the disk.
func (p *process) start() (err error) {
	l := &running{ended: make(chan struct{})}
	defer func() {
		if err != nil {
			err = errors.Join(err, l.close())
		}
	}()
	node := *p.node
	node.Around = l.around
	cfg := etc.Config{URL: "http://l1.invalid", ChainID: courtChain, Inbox: p.rig.Referee.Config().Inbox, Transport: &node, Log: p.log}
	reader, err := etc.NewReader(cfg)
	if err != nil {
		return err
	}
	l.closing = append(l.closing, func() error { reader.Close(); return nil })
	sending, err := etc.NewSending(cfg, p.player.Address)
	if err != nil {
		return err
	}
	l.closing = append(l.closing, func() error { sending.Close(); return nil })
	payer, err := p.account(sending)
	if err != nil {
		return err
	}
	kept, err := ledger.Open(p.dir, p.at[:])
	if err != nil {
		return err
	}
	l.closing = append(l.closing, kept.Close)
	settings := challenger.Default()
	settings.Propose, settings.Poll, settings.Reserve = p.propose, p.pause(), gasMoney
	before, err := reader.BlockByHeight(context.Background(), 0)
	if err != nil {
		return err
	}
	l.stage, err = challenger.New(settings, challenger.Deployment{Before: before.Ref, Config: p.rig.Referee.Config()}, challenger.Ports{
		L1: reader, Contract: knowing{rollup.New(p.at, p.preimages, reader), p}, Computer: p.computer(), Ledger: kept,
		Sender: payer,
	}, p.log)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	l.stop, p.life = stop, l
	go func() {
		defer close(l.ended)
		l.err = l.stage.Run(ctx)
	}()
	p.lives++
	p.story = append(p.story, fmt.Sprintf("head %d: %s starts, wiped %d times", p.rig.Height, p.player.Name, p.wiped))
	return nil
}

// account is what the process sends from.
func (p *process) account(n l1account.Node) (challenger.Sender, error) {
	cfg := l1account.Config{ChainID: courtChain, Key: gamestest.Key(p.player.Name), Log: p.log}
	if p.habits.bidsOnce {
		cfg.Wait = 1 << 40
	} else {
		cfg.Refund, cfg.Move = new(big.Int).SetUint64(p.rig.Referee.Config().Price), p.rig.Blocks().PerMove
	}
	a, err := l1account.New(n, cfg)
	if err != nil {
		return nil, err
	}
	if p.habits.bidsOnce {
		return steady{a.User("challenger")}, nil
	}
	if p.habits.sendsOnce {
		return once{a.User("challenger"), make(map[common.Hash]bool)}, nil
	}
	return a.User("challenger"), nil
}

// once is an account that does nothing if all that it is to send was sent before.
type once struct {
	challenger.Sender
	sent map[common.Hash]bool
}

// OfferBy implements challenger.Sender.
func (o once) OfferBy(ctx context.Context, next uint64, calls []l1anchor.Call, left, under []uint64, all uint64) (has []uint64, err error) {
	fresh := false
	for _, call := range calls {
		input := crypto.Keccak256Hash(call.Data)
		fresh, o.sent[input] = fresh || !o.sent[input], true
	}
	if !fresh {
		return make([]uint64, len(calls)), nil
	}
	return o.Sender.OfferBy(ctx, next, calls, left, under, all)
}

// steady is an account that bids as if there were always time.
type steady struct{ challenger.Sender }

// OfferBy implements challenger.Sender.
func (s steady) OfferBy(ctx context.Context, next uint64, calls []l1anchor.Call, left, under []uint64, all uint64) (has []uint64, err error) {
	return s.Sender.OfferBy(ctx, next, calls, slices.Repeat([]uint64{all}, len(left)), under, all)
}

func (l *running) close() (err error) {
	for i := len(l.closing) - 1; i >= 0; i-- {
		err = errors.Join(err, l.closing[i]())
	}
	return err
}

var errKilled = errors.New("the process is dead")

// around carries a request to L1, and kills the process before or behind it when its time has come.
func (l *running) around(_ string, answer func()) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.killed == 0 {
		answer()
		return nil
	}
	if l.killed--; l.killed > 0 {
		answer()
		return nil
	}
	l.stop()
	if l.stage.Status().Rounds%2 == 0 {
		answer() // L1 has it, and nobody has heard
	}
	return errKilled
}

// dead reports whether the process has ended.
func (p *process) dead() bool {
	if p.life == nil {
		return true
	}
	select {
	case <-p.life.ended:
		return true
	default:
		return false
	}
}

// missing reports whether the process has ended, and is to be started again.
func (p *process) missing() bool { return p.dead() && p.rig.Height >= p.born }

// end waits for the process to end, and gives back what it held.
func (p *process) end() error {
	if p.life == nil {
		return nil
	}
	p.life.stop()
	<-p.life.ended
	err := errors.Join(p.life.err, p.life.close())
	p.life = nil
	return err
}

// revive starts the process if it is dead.
func (p *process) revive() error {
	if !p.missing() {
		return nil
	}
	if err := p.end(); err != nil {
		return fmt.Errorf("%s has ended: %w", p.player.Name, err)
	}
	if p.wipe {
		p.wipe = false
		p.wiped++
		if err := os.RemoveAll(p.dir); err != nil {
			return err
		}
	}
	p.minds.Lock()
	p.player.Mind.Forget()
	p.minds.Unlock()
	return p.start()
}

// note counts what the process says about itself.
func (p *process) note() {
	if p.life == nil {
		return
	}
	s := p.life.stage.Status()
	for _, n := range s.Notices {
		p.player.Alarms[n.What]++
	}
	if s.Err != nil {
		p.story = append(p.story, fmt.Sprintf("head %d: a round of %s fails: %v", p.rig.Height, p.player.Name, s.Err))
	}
}

// Wake implements gamestest.Driver.
func (p *process) Wake() uint64 {
	next := p.looked + p.every
	if p.dead() {
		return next
	}
	s := p.life.stage.Status()
	if s.Err != nil || s.Waiting != "" || len(s.Needed)+len(s.Moves)+s.Offered > 0 {
		return next
	}
	// A head of another branch may have the same height: what it said there was not looked at here.
	if p.looked != p.rig.Height || uint64(s.At.Height) != p.rig.Height {
		return next
	}
	return s.Wake
}

// Forget implements gamestest.Driver: the process is killed at one of its next requests to L1, and every other time its
// disk is lost, too.
func (p *process) Forget() {
	p.wipe = p.wipe || p.rand.IntN(2) == 0
	requests := 1 + p.rand.IntN(60)
	if p.life == nil {
		return
	}
	p.life.mu.Lock()
	defer p.life.mu.Unlock()
	p.life.killed = requests
}

// Retire implements gamestest.Driver: its operator starts it again with another setting.
func (p *process) Retire() {
	if !p.propose || p.life == nil {
		return
	}
	p.propose = false
	p.life.stop()
	<-p.life.ended
	p.looked = 0
}

// Balance implements gamestest.Driver.
func (p *process) Balance() uint64 {
	has, err := p.ask("eth_getBalance", p.player.Address, "latest")
	if err != nil {
		p.t.Fatal(err)
	}
	sum := new(big.Int).Add(has.(*hexutil.Big).ToInt(), p.paid())
	return sum.Div(sum, big.NewInt(1e9)).Uint64() - gasMoney
}

// paid is what the process has paid for gas, in wei.
func (p *process) paid() *big.Int {
	sum := new(big.Int)
	for _, f := range p.fees {
		if f.who == p.player.Address {
			sum.Add(sum, f.wei)
		}
	}
	return sum
}

// knowing is the contract as the product writes to it, with a look at what it writes.
type knowing struct {
	*rollup.Contract
	*process
}

// Address implements challenger.Contract.
func (k knowing) Address() common.Address { return k.Contract.Address() }

// Calls implements challenger.Contract.
func (k knowing) Calls(m strategy.Move, read *onestep.Preimage) ([]l1anchor.Call, error) {
	meant := m.Move
	m.Move = k.judgeable(meant)
	calls, err := k.Contract.Calls(m, read)
	if err != nil {
		return nil, err
	}
	m.Move = meant
	k.minds.Lock()
	defer k.minds.Unlock()
	for i, call := range calls {
		if i < len(calls)-1 {
			k.moves[crypto.Keccak256Hash(call.Data)] = strategy.Move{} // a preimage: no move
		} else {
			k.moves[crypto.Keccak256Hash(call.Data)] = m
		}
	}
	return calls, nil
}
