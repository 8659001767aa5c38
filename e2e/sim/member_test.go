// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/cmd/node/watch"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot/chain"
)

// member is a sequencer that can be stopped and started on what it has kept.
type member struct {
	*sim
	place int
	id    string
	dir   string

	turn      chan struct{} // held by who ends or begins a life, and over the time between the two
	paused    atomic.Bool   // it stands still
	blind     atomic.Bool   // its L1 node does not answer
	lies      atomic.Bool   // it answers falsely, to members that lack blocks and over JSON-RPC
	lied      atomic.Uint64 // answers to members that it falsified
	misspoken atomic.Uint64 // what it has written over JSON-RPC while it lied
	hushed    atomic.Bool   // what it answers over JSON-RPC does not get out
	endless   atomic.Bool   // it answers without end over JSON-RPC
	sick      atomic.Bool   // something is wrong with the disk; a member that has ended is not started until it is over
	random    *rand.Rand    // guarded by turn
	lives     int           // guarded by turn

	mu   sync.Mutex
	disk *clustertest.Disk
	now  *life // nil between two lives
}

// speaker is which process of a member it was that said something. A history remembers it for longer than there is
// the process.
type speaker struct {
	of     *member
	number int // of its life
}

// life is what one process of a member was.
type life struct {
	*node.Member
	*speaker
	chain  *cutChain
	port   *clustertest.Port // to members
	host   *clustertest.Host // to everybody
	cancel context.CancelFunc
	ended  chan error    // what the process would have exited with
	dead   chan struct{} // closed when nobody may hear from it any more
}

// gone tells whether nobody may hear from it any more.
func (l *life) gone() bool {
	select {
	case <-l.dead:
		return true
	default:
		return false
	}
}

// url is where a member answers JSON-RPC.
func (m *member) url() string { return "http://" + m.net.Address(m.id) }

func (m *member) life() *life {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

func (m *member) currentDisk() *clustertest.Disk {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.disk
}

// start begins a life; turn is held, or nobody else is there yet. Whatever the last life left, it must be possible.
func (m *member) start() {
	m.lives++
	l := &life{speaker: &speaker{m, m.lives}, ended: make(chan error, 1), dead: make(chan struct{})}
	if err := l.open(); err != nil {
		m.fail("%s does not start: %v", m.id, err)
		return
	}
	l.run()
	m.mu.Lock()
	m.now = l
	m.mu.Unlock()
	m.parts.Go(func() { m.supervise(l) })
}

// open is the way from the disk to a member.
func (l *life) open() (err error) {
	m := l.of
	l.port, l.host = m.net.Open(m.id), m.net.Host(m.id)
	l.Member, err = node.Build(m.config(l), node.Ports{
		Rollup: m.rollup, L1: l1View{m.ground, m}, Market: l1View{m.ground, m},
		Chain: func(c *chain.Chain) sequencer.Chain {
			l.chain = &cutChain{Chain: c, dir: m.dir}
			return l.chain
		},
		RPC: rpc.Network{Listen: l.listen, Dial: l.host.Dial},
	}, slog.New(&listening{m.log.Handler(), l}))
	return err
}

// listen opens the port for JSON-RPC.
func (l *life) listen(address string) (net.Listener, error) {
	listener, err := l.host.Listen(address)
	return front{listener, l.of}, err
}

// config is the product's but for fewer entries between snapshots and behind them: a member that is away for some
// seconds may be sent one. It is still more than a leader has under way here.
func (m *member) config(l *life) *node.SequencerConfig {
	var bootstrap []cluster.Member
	urls := make(map[string]string)
	for _, other := range m.members {
		bootstrap = append(bootstrap, cluster.Member{ID: other.id, Address: other.id, Voter: true})
		urls[other.id] = other.url()
	}
	cfg := node.Config{Data: m.dir, L1Poll: time.Second, Policy: m.policy(), CacheMB: 16, RPC: rpc.DefaultConfig(), Ops: node.Ops{Limits: watch.DefaultLimits()}}
	return &node.SequencerConfig{
		Config: cfg, URLs: urls,
		Cluster: cluster.Config{
			ID: m.id, Dir: filepath.Join(m.dir, "raft"), Bootstrap: bootstrap, Reserve: -1, Log: m.log,
			Transport: l.port, Disk: m.currentDisk(), DiskBuffer: 128 << 10,
			SnapshotEvery: 64, SnapshotCheck: 2 * time.Second, TrailingLogs: 48,
			Ask: func(ctx context.Context, id, _ string) (cluster.View, error) { return m.ask(ctx, id) },
			Put: func(ctx context.Context, id string, question []byte) ([]byte, error) {
				return m.put(ctx, id, question, (*life).answer)
			},
			Get: func(ctx context.Context, id string, question []byte) ([]byte, error) {
				return m.put(ctx, id, question, (*life).serve)
			},
		},
		Sequencer: sequencer.DefaultConfig(), Pool: pool.DefaultConfig(), Fee: fees(),
	}
}

// run starts the work of a member.
func (l *life) run() {
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	go func() { l.ended <- l.Run(ctx) }()
}

// supervise starts a member again that ended by itself, once its disk is well: what an operator's init system does.
func (m *member) supervise(l *life) {
	select {
	case <-l.dead:
		return
	case err := <-l.ended:
		l.ended <- err
	}
	select {
	case <-l.dead:
		return
	case m.turn <- struct{}{}:
	}
	defer func() { <-m.turn }()
	if m.life() != l {
		return
	}
	m.tally.count("(ended by themselves)")
	m.stop(ending(m.random.IntN(2)))
	m.restart()
}

// ending is how a life ends.
type ending int

const (
	killed  ending = iota // the process is gone, the machine went on
	powered               // the machine lost its power
)

// stop ends a life; turn is held. The network goes first, and with it the last word that anybody hears. The disk of
// the next life is what this one leaves at that moment; what is left of this one ends on a disk of its own.
func (m *member) stop(how ending) {
	m.mu.Lock()
	l, last := m.now, m.disk
	m.now = nil
	if l == nil {
		m.mu.Unlock()
		return
	}
	close(l.dead)
	l.port.Close()
	l.host.Close()
	m.tally.add("(snapshots sent)", int(l.port.Installs()))
	if how == powered {
		m.disk = last.PowerCut(m.random)
	} else {
		m.disk = last.Clone()
	}
	m.mu.Unlock()
	last.Heal()
	l.cancel()
	if err := errors.Join(<-l.ended, l.Close()); err != nil && !excused(err) {
		m.fail("%s: %v", m.id, err)
	}
	if how == powered {
		if err := l.chain.cut(m.random); err != nil {
			m.fail("%v", err)
		}
	}
}

// excused tells the ends that a broken disk brings about, or a network that was gone before the process, from those
// that nothing does.
func excused(err error) bool {
	for _, known := range []error{cluster.ErrDiskHangs, syscall.ENOSPC, syscall.EIO, net.ErrClosed} {
		if errors.Is(err, known) && !errors.Is(err, sequencer.ErrDivergence) && !errors.Is(err, cluster.ErrDamaged) {
			return true
		}
	}
	return false
}

// ask is the question that members ask one another over their own port.
func (m *member) ask(ctx context.Context, id string) (v cluster.View, err error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	err = errors.New("not running")
	trip := m.net.RoundTrip(ctx, m.id, id, func() {
		for _, other := range m.members {
			if l := other.life(); other.id == id && l != nil {
				v, err = l.Cluster.Told(), nil
			}
		}
	})
	return v, errors.Join(trip, err)
}

// answers is one of the ways in which a member's machine answers.
type answers func(l *life, ctx context.Context, question []byte) ([]byte, error)

func (l *life) answer(ctx context.Context, question []byte) ([]byte, error) {
	return l.Stage.Answer(ctx, question)
}

// serve is what a member says that has what another one lacks, or something else if it lies. What it would say of
// rebases only goes into reports, and nobody could tell, so it does not lie about them.
func (l *life) serve(ctx context.Context, question []byte) ([]byte, error) {
	answer, err := l.Stage.Serve(ctx, question)
	if ofBlocks := len(question) > 1 && question[1] == 0x80; err != nil || !ofBlocks || !l.of.lies.Load() {
		return answer, err
	}
	return falsify(answer, l.of.lied.Add(1)), nil
}

// falsify makes another answer of a true one: with another byte in it, cut short, of nothing, or longer than any.
func falsify(answer []byte, n uint64) []byte {
	lie := bytes.Clone(answer)
	switch n % 4 {
	case 0:
		lie[n*7919%uint64(len(lie))] ^= byte(1 + n%255)
	case 1:
		return lie[:len(lie)/2]
	case 2:
		return []byte{0xc0}
	default:
		return append(lie, make([]byte, 1<<20)...)
	}
	return lie
}

// put is the question of this member's machine to that of another one.
func (m *member) put(ctx context.Context, id string, question []byte, to answers) (answer []byte, err error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	err = errors.New("not running")
	trip := m.net.RoundTrip(ctx, m.id, id, func() {
		for _, other := range m.members {
			if l := other.life(); other.id == id && l != nil {
				answer, err = to(l, ctx, question)
			}
		}
	})
	return answer, errors.Join(trip, err)
}

// restart starts a member once its disk is well; turn is held.
func (m *member) restart() {
	for m.sick.Load() {
		time.Sleep(200 * time.Millisecond)
	}
	m.start()
}

// crash ends a life, if there is one, until somebody calls start.
func (m *member) crash() {
	m.turn <- struct{}{}
	defer func() { <-m.turn }()
	m.stop(killed)
}
