// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience bounds every wait of these tests; a wait that is met ends at once, and one in vain is a hang.
const patience = 3 * time.Minute

// eventually polls until what says "".
func eventually(t testing.TB, what func() string) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		complaint := what()
		if complaint == "" {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("after %s: %s", patience, complaint)
		}
		<-time.After(2 * time.Millisecond)
	}
}

// record is a Machine that keeps what it was given.
type record struct {
	mu       sync.Mutex
	entries  []string
	index    uint64
	restores int
	refuse   error         // what Snapshot answers
	lacking  chan struct{} // what snapshots name is here when it is closed; nil: it is
}

func (r *record) Apply(index, _ uint64, data []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if index > r.index { // a restart replays
		r.entries, r.index = append(r.entries, string(data)), index
	}
}

// unknown begins entries and snapshots that a record does not read.
const unknown = "?"

func (r *record) Known(b []byte) error {
	if strings.HasPrefix(string(b), unknown) {
		return errors.New("begins with " + unknown)
	}
	return nil
}

func (r *record) Snapshot() (func() ([]byte, error), error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := binary.BigEndian.AppendUint64(nil, r.index)
	for _, e := range r.entries {
		b = append(binary.BigEndian.AppendUint32(b, uint32(len(e))), e...)
	}
	return func() ([]byte, error) { return b, r.refuse }, nil
}

func (r *record) Prepare(ctx context.Context, _ []byte) error {
	if r.lacking == nil {
		return nil
	}
	select {
	case <-r.lacking:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *record) Restore(b []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.index, r.entries = binary.BigEndian.Uint64(b), nil
	r.restores++
	for b = b[8:]; len(b) > 0; {
		n := binary.BigEndian.Uint32(b)
		r.entries = append(r.entries, string(b[4:4+n]))
		b = b[4+n:]
	}
	return nil
}

func (r *record) restored() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.restores
}

func (r *record) all() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.entries...)
}

// node is one member under test.
type node struct {
	*Cluster
	machine *record
	cfg     Config
	run     chan error
	stop    context.CancelFunc
}

// network is a set of members and their authority.
type network struct {
	testing.TB
	dir  string
	ca   *Authority
	tune func(*Config)

	lacking chan struct{} // of the machines of members that start

	mu    sync.Mutex // for who is not the test itself
	nodes map[string]*node

	busy bool  // in real time, on a machine that may be so slow that a leader is deposed
	kept *held // a leader that propose has found and no test has asked for
}

type held struct {
	*node
	Term
}

// lives tells whether a leader still is one.
func (n *network) lives(h *held) bool {
	return h != nil && h.Ctx.Err() == nil && n.nodes[h.cfg.ID] == h.node
}

// node is a member that runs, or nil.
func (n *network) node(id string) *node {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.nodes[id]
}

func (n *network) note(id string, m *node) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.nodes[id] = m; m == nil {
		delete(n.nodes, id)
	}
}

func newNetwork(t testing.TB, tune func(*Config)) *network {
	t.Helper()
	dir := t.TempDir()
	ca, err := CreateAuthority(dir, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if tune == nil {
		tune = func(*Config) {}
	}
	return &network{TB: t, dir: dir, ca: ca, nodes: map[string]*node{}, tune: tune, busy: true}
}

// config makes certificates for id and reserves a port.
func (n *network) config(id string) Config {
	n.Helper()
	files, err := n.ca.Issue(n.dir, id, time.Hour)
	if err != nil {
		n.Fatal(err)
	}
	return Config{
		ID: id, Listen: freePort(n), Dir: filepath.Join(n.dir, id),
		CA: files.CA, Cert: files.Cert, Key: files.Key,
		Log: testLog(), Reserve: -1,
	}
}

func testLog() *slog.Logger {
	if os.Getenv("CLUSTER_TEST_LOG") == "" {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// start opens a member and runs it until the test ends or stop is called.
func (n *network) start(cfg Config) *node {
	n.Helper()
	n.tune(&cfg)
	machine := &record{lacking: n.lacking}
	c, err := Open(cfg, machine)
	if err != nil {
		n.Fatalf("open %s: %v", cfg.ID, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	m := &node{Cluster: c, machine: machine, cfg: cfg, run: make(chan error, 1), stop: cancel}
	go func() { m.run <- c.Run(ctx) }()
	n.note(cfg.ID, m)
	n.Cleanup(func() { n.end(cfg.ID) })
	return m
}

// end stops a member in order, as a signal would.
func (n *network) end(id string) {
	n.Helper()
	m, ok := n.nodes[id]
	if !ok {
		return
	}
	n.note(id, nil)
	m.stop()
	if err := <-m.run; err != nil {
		n.Errorf("run %s: %v", id, err)
	}
	if err := m.Close(); err != nil {
		n.Errorf("close %s: %v", id, err)
	}
}

// crash takes a member off the network without a word to the others.
func (n *network) crash(id string) {
	n.Helper()
	m := n.nodes[id]
	n.note(id, nil)
	if err := m.transport.Close(); err != nil {
		n.Errorf("crash %s: %v", id, err)
	}
	m.stop()
	<-m.run
	m.Close()
}

// trio starts a cluster of three.
func trio(t testing.TB, tune func(*Config)) *network {
	t.Helper()
	n := newNetwork(t, tune)
	var configs []Config
	var members []Member
	for i := range 3 {
		cfg := n.config(fmt.Sprintf("seq-%d", i))
		configs = append(configs, cfg)
		members = append(members, Member{ID: cfg.ID, Address: cfg.Listen, Voter: true})
	}
	for _, cfg := range configs {
		cfg.Bootstrap = members
		n.start(cfg)
	}
	return n
}

// leader waits for a Term and returns it with its member.
func (n *network) leader() (*node, Term) {
	n.Helper()
	if kept := n.kept; n.lives(kept) {
		n.kept = nil
		return kept.node, kept.Term
	}
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		for _, m := range n.nodes {
			select {
			case term := <-m.Terms():
				if term.Ctx.Err() == nil {
					return m, term
				}
			case <-time.After(5 * time.Millisecond):
			}
		}
	}
	n.Fatal("nobody leads")
	return nil, Term{}
}

// propose has the members order entries. A leader that is deposed meanwhile has lost none that it has said are
// ordered; of the others the next one knows whether they are, since its term begins when its machine has all of them.
func (n *network) propose(term Term, entries ...string) {
	n.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var proposals []*Proposal
	for _, e := range entries {
		proposals = append(proposals, term.Propose([]byte(e)))
	}
	for i, p := range proposals {
		_, err := p.Wait(ctx)
		for err != nil && n.busy && ctx.Err() == nil {
			n.Logf("propose %q: %v", entries[i], err)
			err = n.again(ctx, entries[i])
		}
		if err != nil {
			n.Fatalf("propose %q: %v", entries[i], err)
		}
	}
}

// again proposes an entry to the leader that there is now, unless it has it.
func (n *network) again(ctx context.Context, entry string) error {
	if !n.lives(n.kept) {
		m, term := n.leader()
		n.kept = &held{m, term}
	}
	if slices.Contains(n.kept.machine.all(), entry) {
		return nil
	}
	_, err := n.kept.Propose([]byte(entry)).Wait(ctx)
	return err
}

// agree waits until every running member has exactly these entries.
func (n *network) agree(want ...string) {
	n.Helper()
	for id, m := range n.nodes {
		eventually(n, func() string {
			if got := m.machine.all(); fmt.Sprint(got) != fmt.Sprint(want) {
				return fmt.Sprintf("%s has %q, want %q", id, got, want)
			}
			return ""
		})
	}
}

func TestThreeMembersAgree(t *testing.T) {
	n := trio(t, nil)
	_, term := n.leader()
	n.propose(term, "a", "b", "c")
	n.agree("a", "b", "c")
}

func TestLeaderCrash(t *testing.T) {
	n := trio(t, nil)
	old, term := n.leader()
	n.propose(term, "a")
	begin := time.Now()
	n.crash(old.cfg.ID)
	next, term2 := n.leader()
	n.propose(term2, "b")
	t.Logf("leader loss to next commit: %s", time.Since(begin).Round(time.Millisecond))
	if term2.Number <= term.Number || next.cfg.ID == old.cfg.ID {
		t.Fatalf("term %d of %s follows term %d of %s", term2.Number, next.cfg.ID, term.Number, old.cfg.ID)
	}
	n.agree("a", "b")

	back := n.start(old.cfg) // on the same disk: "a" comes from its log
	n.agree("a", "b")
	if got := len(back.Members()); got != 3 {
		t.Fatalf("%d members after restart, want 3", got)
	}
}
