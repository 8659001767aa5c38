// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
)

// virtual is a network of members in virtual time, on simulated links and disks.
type virtual struct {
	*network
	net   *clustertest.Network
	disks map[string]*clustertest.Disk // of each member's newest life
	ports map[string]*clustertest.Port
	all   []Member

	newestOf *node // what leading has found
	newest   Term
}

// inVirtualTime runs a test on three members of which one leads.
func inVirtualTime(t *testing.T, tune func(*Config), test func(v *virtual)) {
	ofMembers(t, 3, tune, test)
}

// ofMembers is inVirtualTime with another number of them.
func ofMembers(t *testing.T, n int, tune func(*Config), test func(v *virtual)) {
	synctest.Test(t, func(t *testing.T) { among(t, n, tune, test) })
}

// among is ofMembers for those who are in virtual time already.
func among(t *testing.T, n int, tune func(*Config), test func(v *virtual)) {
	if tune == nil {
		tune = func(*Config) {}
	}
	v := &virtual{
		network: &network{TB: t, dir: t.TempDir(), nodes: map[string]*node{}, tune: tune},
		net:     clustertest.NewNetwork(rand.New(rand.NewPCG(1, 0))),
		disks:   map[string]*clustertest.Disk{}, ports: map[string]*clustertest.Port{},
	}
	for i := range n {
		id := fmt.Sprintf("seq-%d", i)
		v.all = append(v.all, Member{ID: id, Address: id, Voter: true})
		v.disks[id] = clustertest.New()
	}
	defer func() {
		for _, m := range v.all {
			v.disks[m.ID].Heal()
			v.end(m.ID)
		}
		time.Sleep(2 * time.Minute) // calls under way and the libraries' goroutines end
	}()
	for _, m := range v.all {
		v.begin(m.ID)
	}
	test(v)
}

// begin starts a member on its disk.
func (v *virtual) begin(id string) *node {
	v.Helper()
	v.ports[id] = v.net.Open(id)
	return v.start(Config{
		ID: id, Dir: filepath.Join(v.dir, id), Bootstrap: v.all, Reserve: -1, Log: testLog(), SnapshotCheck: time.Second,
		Transport: v.ports[id], Disk: v.disks[id], DiskBuffer: 64 << 10,
		Ask: func(ctx context.Context, other, _ string) (view View, err error) {
			err = errors.New("not running")
			ctx, cancel := context.WithTimeout(ctx, time.Second)
			defer cancel()
			trip := v.net.RoundTrip(ctx, id, other, func() {
				if m := v.node(other); m != nil {
					view, err = m.Status(), nil
				}
			})
			return view, errors.Join(trip, err)
		},
	})
}

// kill ends a member's life as SIGKILL would: what it has written stays, and nobody hears from it again.
func (v *virtual) kill(id string) {
	v.Helper()
	m := v.nodes[id]
	v.note(id, nil)
	v.ports[id].Close()
	last := v.disks[id]
	v.disks[id] = last.Clone()
	last.Heal()
	m.stop()
	<-m.run
	if err := m.Close(); err != nil {
		v.Errorf("close %s: %v", id, err)
	}
}

// died waits until a member's Run has returned, and ends what is left of it.
func (v *virtual) died(id string) error {
	v.Helper()
	m := v.nodes[id]
	select {
	case err := <-m.run:
		m.run <- err
		v.kill(id)
		return err
	case <-time.After(time.Minute):
		v.Fatalf("%s is still running", id)
		return nil
	}
}

// within fails the test unless what happens takes less than 30 seconds, the time in which a cluster must be well again
// without a human.
func (v *virtual) within(what string, do func()) {
	v.Helper()
	begin := time.Now()
	do()
	took := time.Since(begin)
	v.Logf("%s after %s", what, took.Round(time.Millisecond))
	if took > 30*time.Second {
		v.Errorf("%s after %s, want 30s at most", what, took)
	}
}

// isolate cuts a member off, or connects it again.
func (v *virtual) isolate(id string, alone bool) {
	change := v.net.Mend
	if alone {
		change = v.net.Cut
	}
	for _, m := range v.all {
		if m.ID != id {
			change(id, m.ID)
			change(m.ID, id)
		}
	}
}
