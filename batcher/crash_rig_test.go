// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"context"
	"io"
	"log/slog"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/l1anchor/l1test/jsonrpc"
)

// phase is how far a batch had come when its batcher died. Where several hold the latest counts.
type phase int

const (
	idle       phase = iota // nothing is under way
	signed                  // a transaction is signed and did not reach the node
	sent                    // the node has it, its answer is lost
	raised                  // it took the place of a cheaper one, and the answer is lost
	waiting                 // transactions wait to be mined
	mined                   // a block holds them, and the batcher has not seen it
	confirming              // the batcher has seen that, a few blocks ago
	reorged                 // L1 took that block back, and the batcher has not seen it
	overtaken               // and another's batch is in its place
	phases
)

var phaseNames = [phases]string{
	"nothing under way", "signed, not sent", "sent, not answered", "replaced by a dearer one", "sent, not mined", "mined, not seen",
	"mined and seen", "reorged out", "reorged out, another's mined",
}

// tally is what happened in all lives.
type tally struct {
	crashes                      [phases]int
	reorgs, rival, refused, lost int
	batches, reverts, raises     int
}

func (t *tally) all() (n int) {
	for _, c := range t.crashes {
		n += c
	}
	return n
}

// lives is a rig with a batcher that dies and is started again, the real sender in it, against a node of a scripted L1.
type lives struct {
	*rig
	node  *l1test.Node
	tally *tally
	seat  common.Address
	cfg   Config
	rival *Batcher // of the other seat, which cuts otherwise
	now   *process

	refuse, lose bool // the node takes no transaction; the answer to the next one is lost
	still        bool // L1 mines nothing while a round is under way

	// since the last whole round of the batcher
	gone, taken, landed bool // L1 took blocks with its batches back, another's are in their place, a block holds more
}

var (
	crashKey  = testKeys[0]
	crashSeat = crypto.PubkeyToAddress(crashKey.PublicKey)
)

func newLives(t *testing.T, seed int64, sum *tally) *lives {
	l := &lives{rig: newRigOf(t, seed, []common.Address{crashSeat, testSeats[1]}), tally: sum, seat: crashSeat, cfg: testConfig()}
	l.cfg.InFlight = 1 + l.rand.Intn(6)
	l.node = l.l1.Node(testParams.ChainID)
	l.node.Around = l.request
	other := testConfig()
	other.MaxBytes, other.MaxBlocks = 1100, 17
	l.rival = l.batcher(other, l.l1.Sender(testSeats[1]))
	l.start()
	return l
}

// process is one life of the batcher. It knows nothing of those before.
type process struct {
	*lives
	ctx     context.Context
	die     context.CancelFunc
	batcher *Batcher
	node    *etc.Sending
	left    int // questions until the last one; 0: it lives on
	sends   int // the same for transactions that it sends
}

func (l *lives) start() {
	cfg := etc.Config{
		URL: "http://l1.invalid", ChainID: testParams.ChainID, Inbox: testParams.Inbox, Transport: l.node,
		Log: slog.New(slog.DiscardHandler),
	}
	node, err := etc.NewSending(cfg, crypto.PubkeyToAddress(crashKey.PublicKey))
	if err != nil {
		l.t.Fatal(err)
	}
	payer, err := account.New(node, account.Config{ChainID: testParams.ChainID, Key: crashKey, Wait: 3, Cap: big.NewInt(50e9), Log: silentLog})
	if err != nil {
		l.t.Fatal(err)
	}
	ctx, die := context.WithCancel(l.t.Context())
	p := &process{lives: l, ctx: ctx, die: die, node: node}
	if p.batcher, err = New(l.cfg, testParams, p, p, payer.User("batcher"), silentLog); err != nil {
		l.t.Fatal(err)
	}
	l.now = p
}

// crash ends the batcher's life and begins the next one.
func (l *lives) crash(at phase) {
	l.tally.crashes[at]++
	l.now.die()
	l.now.node.Close()
	l.start()
}

// round is one of the batcher, in which it may die. An error must be one that was caused.
func (l *lives) round() {
	p := l.now
	err := p.batcher.Round(p.ctx)
	switch {
	case p != l.now: // it died on the way
	case err == nil:
		l.gone, l.taken, l.landed = false, false, false
	case l.refuse || l.fail != nil:
	default:
		l.t.Fatalf("round: %v", err)
	}
	l.refuse, l.lose = false, false
}

// phase is that of the world, for a death between questions that change nothing.
func (l *lives) phase() phase {
	switch {
	case l.taken:
		return overtaken
	case l.gone:
		return reorged
	case l.landed:
		return mined
	case len(l.node.Waiting(l.seat)) > 0:
		return waiting
	case l.node.Nonce(l.seat) > 0:
		return confirming
	}
	return idle
}

// last counts a question, and tells whether it is the last one.
func (p *process) last() bool {
	if p.left == 0 {
		return false
	}
	p.left--
	return p.left == 0
}

// lastSend is last for a transaction.
func (p *process) lastSend() bool {
	p.sends--
	return p.last() || p.sends == 0
}

// ask asks a question of others for the living batcher; it may be its last, asked or answered.
func ask[T any](p *process, question func() (T, error)) (answer T, err error) {
	if err := p.ctx.Err(); err != nil {
		return answer, err
	}
	last := p.last()
	if !p.still && p.rand.Intn(80) == 0 {
		p.mine() // the world does not wait
	}
	if !last || p.rand.Intn(2) == 0 {
		answer, err = question()
	}
	if last {
		p.crash(p.phase())
		return answer, p.ctx.Err()
	}
	return answer, err
}

// request carries one to the L1 node.
func (l *lives) request(method string, answer func()) error {
	p := l.now
	if method != "eth_sendRawTransaction" {
		_, err := ask(p, func() (struct{}, error) { answer(); return struct{}{}, nil })
		return err
	}
	if err := p.ctx.Err(); err != nil {
		return err
	}
	switch {
	case p.lastSend():
		at := signed
		if l.rand.Intn(2) == 0 {
			at = l.deliver(answer)
		}
		p.crash(at)
		return p.ctx.Err()
	case l.refuse:
		l.tally.refused++
		return jsonrpc.Refusal("txpool is full")
	case l.lose:
		l.lose = false
		l.tally.lost++
		l.deliver(answer)
		return io.ErrUnexpectedEOF
	}
	l.deliver(answer)
	return nil
}

// deliver brings a transaction to the node, and tells what became of it.
func (l *lives) deliver(answer func()) phase {
	before := l.node.Waiting(l.seat)
	answer()
	for nonce, tx := range l.node.Waiting(l.seat) {
		if was, ok := before[nonce]; ok && was.Price.Cmp(tx.Price) < 0 {
			l.tally.raises++
			return raised
		}
	}
	return sent
}

// The process is Source and L1 of its batcher.

func (p *process) Derived(ctx context.Context) (Derived, error) {
	return ask(p, func() (Derived, error) { return p.rig.Derived(ctx) })
}

func (p *process) Blocks(ctx context.Context, from uint64, count int) ([]SealedBlock, error) {
	return ask(p, func() ([]SealedBlock, error) { return p.rig.Blocks(ctx, from, count) })
}

func (p *process) Head(ctx context.Context) (l1anchor.Ref, error) {
	return ask(p, func() (l1anchor.Ref, error) { return p.l1.Head(ctx) })
}

func (p *process) BlockByHash(ctx context.Context, hash common.Hash) (*l1anchor.Block, error) {
	return ask(p, func() (*l1anchor.Block, error) { return p.l1.BlockByHash(ctx, hash) })
}

func (p *process) BlockByHeight(ctx context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	return ask(p, func() (*l1anchor.Block, error) { return p.l1.BlockByHeight(ctx, h) })
}

func (p *process) Overdue(ctx context.Context) (uint64, error) {
	return ask(p, func() (uint64, error) { return p.l1.Overdue(ctx) })
}

var (
	_ L1     = (*process)(nil)
	_ Source = (*process)(nil)
)
