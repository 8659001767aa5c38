// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"path/filepath"
	"testing"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/fault"
)

// onDisks is a trial in which the data of each node that keeps any is on a disk of its own, and in which a process
// that ends is started again, as an operator's service manager does.
type onDisks struct {
	*trial
	disks map[string]*fault.Disk // by id
}

// TestFaultDisks lets disks fill up and hang, one node after the other. Transactions must be acknowledged all the
// while, but for five seconds when it is the leader's disk, and the node must be level with the others once the disk
// is well.
func TestFaultDisks(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port, cfg.Restart = t.TempDir(), 29_100, true
	r := &onDisks{disks: map[string]*fault.Disk{}}
	for _, id := range []string{"s1", "s2", "s3", "verifier"} {
		disk, err := fault.NewDisk(filepath.Join(cfg.Dir, id, "data"), 1024)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := disk.Close(); err != nil {
				t.Error(err)
			}
		})
		r.disks[id] = disk
	}
	r.trial = try(t, cfg)
	leader := func() string { return r.leader().ID }
	follower := func() string { return r.follower().ID }
	verifier := func() string { return "verifier" }
	try := func(name string, how func(*fault.Disk, string) fault.Fault, victim func() string, count int) {
		t.Run(name, func(t *testing.T) {
			r.broken(t, count, func() (fault.Fault, func()) {
				id := victim()
				return how(r.disks[id], id), func() {}
			})
		})
	}
	try("full disk of the leader costs five seconds", fault.Fill, leader, often(1, 5))
	try("hung disk of the leader costs five seconds", fault.Freeze, leader, often(1, 5))
	try("full disk of a follower costs nothing", fault.Fill, follower, often(1, 3))
	try("hung disk of a follower costs nothing", fault.Freeze, follower, often(1, 3))
	try("full disk of the verifier costs nothing", fault.Fill, verifier, often(1, 3))
	try("hung disk of the verifier costs nothing", fault.Freeze, verifier, often(1, 3))
}
