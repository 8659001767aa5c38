package cluster

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/raft"
)

// The whole adapter runs in virtual time, with network, log and snapshots replaced: simulations stand on this.
func TestClusterInVirtualTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := &network{TB: t, nodes: map[string]*node{}, tune: func(*Config) {}}
		clusters := map[string]*Cluster{}
		var members []Member
		var transports []*raft.InmemTransport
		for i := range 3 {
			_, trans := raft.NewInmemTransport(raft.ServerAddress(fmt.Sprintf("virtual:%d", i)))
			for _, other := range transports {
				trans.Connect(other.LocalAddr(), other)
				other.Connect(trans.LocalAddr(), trans)
			}
			transports = append(transports, trans)
			members = append(members, Member{ID: fmt.Sprintf("seq-%d", i), Address: string(trans.LocalAddr()), Voter: true})
		}
		for i, m := range members {
			store := raft.NewInmemStore()
			running := n.start(Config{
				ID: m.ID, Dir: t.TempDir(), Bootstrap: members, Log: testLog(),
				Transport: transports[i], Logs: store, Snapshots: raft.NewInmemSnapshotStore(),
				Ask: func(_ context.Context, id, _ string) (View, error) { return clusters[id].Status(), nil },
			})
			clusters[m.ID] = running.Cluster
		}
		lead, term := n.leader()
		n.propose(term, "a", "b")
		time.Sleep(time.Minute)
		if term.Ctx.Err() != nil {
			t.Fatal("leadership did not last a minute of quiet")
		}
		target := n.other(lead.cfg.ID)
		if err := lead.Transfer(context.Background(), target); err != nil {
			t.Fatal(err)
		}
		next, term := n.leader()
		if next.cfg.ID != target {
			t.Fatalf("%s leads, want %s", next.cfg.ID, target)
		}
		n.propose(term, "c")
		n.agree("a", "b", "c")
		for id := range clusters {
			n.end(id)
		}
		time.Sleep(time.Minute) // the library's calls to members that have ended time out
	})
}
