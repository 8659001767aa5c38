// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
)

// tortureTime is how long TestTorture goes on: ADIT_TORTURE, or half a minute.
func tortureTime(t *testing.T) time.Duration {
	text := os.Getenv("ADIT_TORTURE")
	if text == "" {
		return 30 * time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("ADIT_TORTURE: %v", err)
	}
	return d
}

// seed makes a run repeatable as far as real processes are: ADIT_SEED, or the clock.
func seed(t *testing.T) uint64 {
	if text := os.Getenv("ADIT_SEED"); text != "" {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("ADIT_SEED: %v", err)
		}
		return n
	}
	return uint64(time.Now().UnixNano())
}

// TestTorture kills and stops processes of every role, L1 apart, at random under load. Nothing acknowledged may be
// lost, and in the end all nodes and one that derives from L1 alone must have the same chain.
func TestTorture(t *testing.T) {
	duration, s := tortureTime(t), seed(t)
	t.Logf("seed %d, %s", s, duration)
	random := rand.New(rand.NewPCG(s, 0))
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port, cfg.Restart = t.TempDir(), 28_845, true
	cfg.JSON = cfg.Dir + "/devnet.json"
	r := up(t, cfg)
	defer r.stop()

	done := make(chan loaded, 1)
	wait := r.loadAt(duration, 150, r.info.L2RPC...)
	go func() { done <- wait() }()
	faults := 0
	for end := time.Now().Add(duration); time.Now().Before(end); faults++ {
		time.Sleep(time.Duration(1500+random.IntN(4000)) * time.Millisecond)
		r.fault(random)
	}
	l := <-done
	t.Logf("%d faults, %d acknowledged", faults, l.Acknowledged)
	if *l.Lost != 0 || l.Acknowledged == 0 {
		t.Errorf("%d acknowledged, %d lost", l.Acknowledged, *l.Lost)
	}
	r.settle()
}

// settle waits until the verifier has what the sequencers sealed by now, and compares everybody with everybody.
func (r *rig) settle() {
	r.t.Helper()
	var head uint64
	r.await("a sequencer that answers", func() (bool, error) {
		n, err := r.dial(r.info.L2RPC[0]).BlockNumber(r.t.Context())
		head = n
		return err == nil, err
	})
	for _, url := range append(r.info.L2RPC[1:], r.info.Verifier) {
		r.await("block "+strconv.FormatUint(head, 10)+" at "+url, func() (bool, error) {
			n, err := r.dial(url).BlockNumber(r.t.Context())
			return n >= head, err
		})
		r.sameChain(r.info.L2RPC[0], url)
	}
	if v := r.verify(); v.Number < head {
		r.t.Errorf("L1 alone leads to block %d, the sequencers were at %d", v.Number, head)
	} else if n := r.sameChain(r.info.L2RPC[0], r.info.Verifier); n < head {
		r.t.Errorf("only %d blocks are the same, want %d", n, head)
	}
}

// fault does one bad thing.
func (r *rig) fault(random *rand.Rand) {
	r.reload()
	var victims []devnet.Process
	for _, role := range []string{"sequencer", "batcher", "verifier"} {
		victims = append(victims, r.info.Processes[role]...)
	}
	victim := victims[random.IntN(len(victims))]
	switch random.IntN(8) {
	case 0: // all sequencers at once
		for _, p := range r.info.Processes["sequencer"] {
			r.signal(p, syscall.SIGKILL)
		}
	case 1, 2, 3: // a pause
		r.signal(victim, syscall.SIGSTOP)
		time.Sleep(time.Duration(200+random.IntN(3000)) * time.Millisecond)
		r.signal(victim, syscall.SIGCONT)
	default:
		r.signal(victim, syscall.SIGKILL)
	}
}

// signal is sent to a process that may have ended already.
func (r *rig) signal(p devnet.Process, s syscall.Signal) {
	r.t.Helper()
	if err := syscall.Kill(p.PID, s); err != nil && err != syscall.ESRCH {
		r.t.Fatalf("signal %s: %v", p.ID, err)
	}
}

// reload reads the process ids again: the devnet starts what was killed.
func (r *rig) reload() {
	r.t.Helper()
	raw, err := os.ReadFile(r.jsonFile)
	if err != nil {
		r.t.Fatal(err)
	}
	info := new(devnet.Info)
	if err := json.Unmarshal(raw, info); err != nil {
		r.t.Fatal(err)
	}
	r.info = info
}
