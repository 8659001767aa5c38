// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/hashicorp/raft"
)

// View is what one member knows of the cluster.
type View struct {
	ID        string   `json:"id"`
	State     string   `json:"state"` // Leader, Follower, Candidate or Shutdown
	Term      uint64   `json:"term"`
	LastIndex uint64   `json:"last_index"` // newest entry in its log
	Committed uint64   `json:"committed"`  // newest entry that it knows a quorum has
	Handed    uint64   `json:"handed"`     // newest entry handed over to its machine, which may not have executed it yet
	Snapshot  uint64   `json:"snapshot"`   // newest entry in its snapshot
	LeaderID  string   `json:"leader_id"`  // empty if it knows none
	Leader    string   `json:"leader"`     // the leader's member address
	Contact   float64  `json:"contact"`    // seconds since it heard of a leader, 0 on the leader, -1 never
	Fit       bool     `json:"fit"`        // nothing speaks against its leading, see Config.Fit
	Leaders   uint64   `json:"leaders"`    // leaders, one after the other, that it has heard of since it started
	Members   []Member `json:"members"`

	Phase        Phase         `json:"phase,omitempty"`        // how far it is after it began with an empty folder
	Missing      string        `json:"missing,omitempty"`      // what it waits for then
	Life         uint64        `json:"life"`                   // differs from process to process
	Readmissions []Readmission `json:"readmissions,omitempty"` // that it made as a leader
	Pass         string        `json:"pass,omitempty"`         // told to members only: see Cluster.Pass
}

// Status is this member's view.
func (c *Cluster) Status() View {
	v := View{
		ID:           c.cfg.ID,
		State:        c.raft.State().String(),
		Term:         c.raft.CurrentTerm(),
		LastIndex:    c.raft.LastIndex(),
		Committed:    c.raft.CommitIndex(),
		Handed:       c.raft.AppliedIndex(),
		Members:      c.Members(),
		Contact:      -1,
		Fit:          c.cfg.Fit == nil || c.cfg.Fit(),
		Leaders:      c.leaders.Load(),
		Missing:      c.recovery.missing(c.cfg.ID),
		Life:         c.recovery.life,
		Phase:        c.recovery.phase(),
		Readmissions: c.readmissions.all(),
	}
	fmt.Sscan(c.raft.Stats()["last_snapshot_index"], &v.Snapshot)
	v.LeaderID, v.Leader, _ = c.Leader()
	if v.State == raft.Leader.String() {
		v.Contact = 0
	} else if last := c.raft.LastContact(); !last.IsZero() {
		v.Contact = time.Since(last).Seconds()
	}
	return v
}

// Other is what another member says of itself, or why it says nothing.
type Other struct {
	Member Member
	View   View
	Err    error
}

// Others asks all other members at once.
func (c *Cluster) Others(ctx context.Context) []Other {
	var others []Other
	for _, m := range c.Members() {
		if m.ID != c.cfg.ID {
			others = append(others, Other{Member: m})
		}
	}
	var asking sync.WaitGroup
	for i := range others {
		asking.Go(func() { others[i].View, others[i].Err = c.ask(ctx, others[i].Member.ID, others[i].Member.Address) })
	}
	asking.Wait()
	return others
}

// Expiry is when the first of the certificates runs out that this member is known by and knows others by; ok is false
// when the network is not ours.
func (c *Cluster) Expiry() (at time.Time, ok bool) {
	if c.identity == nil {
		return at, false
	}
	return c.identity.expiry, true
}

// countLeaders counts each leader that is another one than before.
func (c *Cluster) countLeaders() {
	var mu sync.Mutex
	var last raft.ServerID
	c.raft.RegisterObserver(raft.NewObserver(nil, false, func(o *raft.Observation) bool {
		if l, ok := o.Data.(raft.LeaderObservation); ok && l.LeaderID != "" {
			mu.Lock()
			defer mu.Unlock()
			if l.LeaderID != last {
				c.leaders.Add(1)
			}
			last = l.LeaderID
		}
		return false // nothing is sent
	}))
}

// Leader names the member that leads as far as this one knows, and its member address.
func (c *Cluster) Leader() (id, address string, ok bool) {
	a, i := c.raft.LeaderWithID()
	return string(i), string(a), i != ""
}

// Members lists the newest configuration that this member knows, committed or not.
func (c *Cluster) Members() []Member {
	var members []Member
	for _, s := range c.configuration().Servers {
		members = append(members, Member{ID: string(s.ID), Address: string(s.Address), Voter: s.Suffrage == raft.Voter})
	}
	return members
}

func (c *Cluster) configuration() raft.Configuration {
	return c.raft.GetConfiguration().Configuration() // a copy kept for this purpose: it does not wait for raft
}

func server(m Member) raft.Server {
	s := raft.Server{ID: raft.ServerID(m.ID), Address: raft.ServerAddress(m.Address), Suffrage: raft.Nonvoter}
	if m.Voter {
		s.Suffrage = raft.Voter
	}
	return s
}

// Told is what a member that asks over the port is told: the Status, and the Pass.
func (c *Cluster) Told() View {
	v := c.Status()
	v.Pass = c.pass
	return v
}

func (c *Cluster) answer() ([]byte, error) { return json.Marshal(c.Told()) }

// Pass is a secret of member id, new with each of its processes, that it tells members over its port and nobody else.
// Who shows it on another port has been told by a member.
func (c *Cluster) Pass(ctx context.Context, id string) (string, error) {
	m, _ := c.member(id)
	if m.ID == "" {
		return "", fmt.Errorf("pass of %s: %w", id, ErrUnknownMember)
	}
	v, err := c.ask(ctx, m.ID, m.Address)
	return v.Pass, err
}

// Admits tells whether pass is this member's own.
func (c *Cluster) Admits(pass string) bool {
	return subtle.ConstantTimeCompare([]byte(pass), []byte(c.pass)) == 1
}

const (
	maxAnswer   = 1 << 20
	askPatience = 2 * time.Second
)

// ask returns member id's view; its certificate and its charter have been checked.
func (c *Cluster) ask(ctx context.Context, id, address string) (View, error) {
	if c.cfg.Ask != nil {
		v, err := c.cfg.Ask(ctx, id, address)
		c.accord.note(id, err)
		return v, err
	}
	var v View
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	conn, err := c.transport.dial(ctx, id, address, protoPeer)
	if err != nil {
		return v, err
	}
	defer conn.Close()
	if deadline, ok := ctx.Deadline(); ok {
		conn.SetDeadline(deadline)
	}
	if err := json.NewDecoder(io.LimitReader(conn, maxAnswer)).Decode(&v); err != nil {
		return v, fmt.Errorf("ask member %s at %s: %w", id, address, err)
	}
	return v, nil
}

// admit decides whether id may call us: it is in the newest configuration that we know, or members vouch for it. A new
// member knows no configuration; it takes those of its bootstrap list, or anybody with a certificate if it has none.
func (c *Cluster) admit(id string) bool {
	servers := c.configuration().Servers
	if len(servers) == 0 {
		_, ok := c.recovery.known()[id]
		return ok || len(c.cfg.Bootstrap) == 0
	}
	for _, s := range servers {
		if string(s.ID) == id {
			return true
		}
	}
	if c.vouched.holds(id) {
		return true
	}
	if c.vouched.start() {
		go c.inquire()
	}
	return false
}

// A member that was away may not know that another joined and leads by now. It would refuse the only one that can
// tell it. So before it refuses for good it asks the members that it does know, and believes one with a
// longer log.
const (
	vouchFor   = 30 * time.Second
	vouchPause = time.Second // between two rounds of questions
)

type vouched struct {
	mu    sync.Mutex
	until map[string]time.Time
	next  time.Time
}

func newVouched() *vouched { return &vouched{until: make(map[string]time.Time)} }

func (v *vouched) holds(id string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return time.Now().Before(v.until[id])
}

// start tells whether it is time to ask again.
func (v *vouched) start() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if time.Now().Before(v.next) {
		return false
	}
	v.next = time.Now().Add(vouchPause)
	return true
}

func (v *vouched) set(ids []string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	clear(v.until)
	for _, id := range ids {
		v.until[id] = time.Now().Add(vouchFor)
	}
}

// inquire asks the members that we know for those that we do not know.
func (c *Cluster) inquire() {
	ours := c.raft.LastIndex()
	var ids []string
	for _, m := range c.Members() {
		if m.ID == c.cfg.ID {
			continue
		}
		view, err := c.ask(context.Background(), m.ID, m.Address)
		if err != nil || view.LastIndex <= ours {
			continue
		}
		for _, other := range view.Members {
			ids = append(ids, other.ID)
		}
	}
	c.vouched.set(ids)
}
