//go:build e2e

package e2e

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/fault"
)

// onDisks is a trial in which the data of each node that keeps any is on a disk of its own, and in which a process that ends is
// started again, as an operator's service manager does.
type onDisks struct {
	*trial
	disks map[string]*fault.Disk // by id
}

// TestFaultDisks lets disks fill up and hang, one node after the other. Transactions must be acknowledged all the while, but for
// five seconds when it is the leader's disk, and the node must be level with the others once the disk is well.
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
	leader := func() string { return r.whole().ID }
	follower := func() string { return r.follower().ID }
	verifier := func() string { return "verifier" }
	t.Run("full disk of the leader costs five seconds", func(t *testing.T) { r.broken(t, fault.Fill, leader, often(1, 5)) })
	t.Run("hung disk of the leader costs five seconds", func(t *testing.T) { r.broken(t, fault.Freeze, leader, often(1, 5)) })
	t.Run("full disk of a follower costs nothing", func(t *testing.T) { r.broken(t, fault.Fill, follower, often(1, 3)) })
	t.Run("hung disk of a follower costs nothing", func(t *testing.T) { r.broken(t, fault.Freeze, follower, often(1, 3)) })
	t.Run("full disk of the verifier costs nothing", func(t *testing.T) { r.broken(t, fault.Fill, verifier, often(1, 3)) })
	t.Run("hung disk of the verifier costs nothing", func(t *testing.T) { r.broken(t, fault.Freeze, verifier, often(1, 3)) })
}

// illFor is how long a disk stays broken: several lives of a process that is started again and again on it.
const illFor = 10 * time.Second

func (r *onDisks) broken(t *testing.T, how func(*fault.Disk, string) fault.Fault, victim func() string, count int) {
	r.under(t, 200, func(p *pulse) {
		var gaps, back times
		for range count {
			r.whole()
			id := victim()
			at := time.Now()
			heal := r.do(how(r.disks[id], id))
			gaps = append(gaps, p.next(at))
			time.Sleep(illFor)
			gaps = append(gaps, p.silence(at.Add(gaps[len(gaps)-1])))
			well := time.Now()
			heal()
			r.whole()
			r.derived()
			back = append(back, time.Since(well))
		}
		gaps.worst(t, "longest silence with the disk ill", 5*time.Second)
		back.worst(t, "disk well to level with the others", time.Minute)
	})
}

// derived waits until the verifier has what the sequencers have sealed by now.
func (r *trial) derived() {
	r.t.Helper()
	head := r.head(r.leader().RPC())
	r.await("the verifier to derive what was sealed", func() (bool, error) {
		var s standing
		err := r.ask(r.info.Verifier, &s, "adit_status")
		return uint64(s.Sealed.Number) >= head, err
	})
}
