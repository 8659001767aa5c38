// SPDX-License-Identifier: Apache-2.0

//go:build e2e && figures

package e2e

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/layeredpow/adit/e2e/attack"
	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/load"
)

const (
	honestRate    = 200       // transfers a second of honest clients
	mostGrowth    = 512 << 20 // bytes of memory that an attack may cost
	judgedFrom    = time.Minute
	attackRounds  = 3
	worseAttacked = 2 // times the quiet value that p50 and p99 may be
	// Quiet values below these count as these, in ms: nobody feels twice of them, and the ratio of two smaller ones
	// says how the machine's scheduler did in that minute.
	quietP50, quietP99 = 5, 25
)

// phase is what honest clients saw in one stretch of time.
type phase struct {
	p50, p99 float64
	growth   int64 // most memory over that of the beginning
	readers  *readers
	errors   map[string]int
}

// siege measures one attack after the other.
type siege struct {
	*rig
	target attack.Target
	pid    int
	span   time.Duration
	logger string
	traced string     // a transaction that readers trace
	gap    sync.Mutex // held by the sender that leaves one
}

// TestAttacks measures what honest clients at 200 transfers a second and modest readers feel of each attack on the
// leader (`make hostile`): a minute of it behind a quiet minute, three times, the median. ADIT_HOSTILE is the minute,
// ADIT_ATTACK picks attacks by a regular expression of their names. Figures are held to the bounds when the span is a
// minute at least; right answers always.
func TestAttacks(t *testing.T) {
	span, err := time.ParseDuration(os.Getenv("ADIT_HOSTILE"))
	if err != nil {
		t.Fatalf("ADIT_HOSTILE: %v", err)
	}
	picked, err := regexp.Compile(os.Getenv("ADIT_ATTACK"))
	if err != nil {
		t.Fatalf("ADIT_ATTACK: %v", err)
	}
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 29_145
	s := &siege{rig: up(t, cfg), span: span}
	defer s.stop()
	s.aim()
	s.prepare()
	table := new(bytes.Buffer)
	w := tabwriter.NewWriter(table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "attack\tquiet p50/p99 ms\tattacked p50/p99 ms\ttimes\tmemory MB\treaders right\twrong")
	for _, name := range attack.Names() {
		if picked.MatchString(name) {
			s.measure(w, name)
		}
	}
	w.Flush()
	t.Logf("honest clients at %d/s, %s each, median of %d rounds:\n%s", honestRate, span, s.rounds(), table)
}

// aim picks whoever leads now.
func (s *siege) aim() {
	s.t.Helper()
	leader, _, _ := s.roles()
	p := s.info.Processes["sequencer"][leader]
	s.target, s.pid = attack.Target{HTTP: p.RPC, WS: p.WS}, p.PID
}

// round is a quiet stretch and the attacked one behind it.
type round struct{ quiet, attacked phase }

// worse is how many times the quiet values p50 and p99 are under attack, whichever suffers more.
func (r round) worse() float64 {
	return max(r.attacked.p50/max(r.quiet.p50, quietP50), r.attacked.p99/max(r.quiet.p99, quietP99))
}

// measure carries out one attack, and prints its line: that of the median round by what honest clients feel. Two
// rounds that are on the same side of the bound spare the third, and the worse of them is printed: the median cannot
// be on the other side.
func (s *siege) measure(w io.Writer, name string) {
	var rounds []round
	for range s.rounds() {
		rounds = append(rounds, s.round(name))
		if len(rounds) == 2 && (rounds[0].worse() <= worseAttacked) == (rounds[1].worse() <= worseAttacked) {
			break
		}
	}
	slices.SortFunc(rounds, func(a, b round) int { return cmp.Compare(a.worse(), b.worse()) })
	shown := rounds[len(rounds)/2]
	q, a := shown.quiet, shown.attacked
	right, wrong := s.answers(name, rounds)
	line := fmt.Sprintf("%s\t%.0f/%.0f\t%.0f/%.0f\t%.1f\t%d\t%d\t%d", name, q.p50, q.p99, a.p50, a.p99, shown.worse(), a.growth>>20, right, wrong)
	fmt.Fprintln(w, line)
	s.t.Log(strings.ReplaceAll(line, "\t", "  "))
	if right == 0 {
		s.t.Errorf("%s: no reader was answered", name)
	}
	if a.growth > mostGrowth {
		s.t.Errorf("%s: the memory grew by %d MB, want at most %d", name, a.growth>>20, mostGrowth>>20)
	}
	if s.span >= judgedFrom && shown.worse() > worseAttacked {
		s.t.Errorf("%s: p50 and p99 are %.0f and %.0f ms, %.0f and %.0f ms in quiet", name, a.p50, a.p99, q.p50, q.p99)
	}
}

// rounds are fewer when they are for their answers only.
func (s *siege) rounds() int {
	if s.span < judgedFrom {
		return 1
	}
	return attackRounds
}

func (s *siege) round(name string) round {
	s.aim()
	quiet := s.honest()
	end := s.attack(name)
	defer end()
	return round{quiet: quiet, attacked: s.honest()}
}

// answers counts what modest readers got under attack. No honest client may get a wrong answer or a refusal.
func (s *siege) answers(name string, rounds []round) (right, wrong int64) {
	for _, r := range rounds {
		right, wrong = right+r.attacked.readers.right.Load(), wrong+r.attacked.readers.wrong.Load()
		if first := r.attacked.readers.first.Load(); first != nil {
			s.t.Errorf("%s: a modest reader got %s", name, *first)
		}
		for kind, n := range alike(r.attacked.errors) {
			s.t.Errorf("%s: an honest sender got %d × %s", name, n, kind)
		}
	}
	return right, wrong
}

var anyHash = regexp.MustCompile(`0x[0-9a-f]{64}`)

// alike adds up errors that differ in a hash only.
func alike(errors map[string]int) map[string]int {
	sum := map[string]int{}
	for text, n := range errors {
		sum[anyHash.ReplaceAllString(text, "HASH")] += n
	}
	return sum
}

// honest lets honest clients send, and modest readers read, for the span.
func (s *siege) honest() phase {
	s.t.Helper()
	before := s.memory()
	stop := make(chan struct{})
	most := make(chan int64)
	go func() {
		top := before
		for {
			select {
			case <-time.After(250 * time.Millisecond):
				top = max(top, s.memory())
			case <-stop:
				most <- top
				return
			}
		}
	}()
	readers := s.read(stop)
	result, err := load.Run(s.t.Context(), load.Config{
		RPC: s.info.L2RPC, Duration: s.span, Senders: 64, Kind: load.Transfer, Rate: honestRate, Funder: devnet.Key(0), Settle: patience,
	}, slog.New(slog.DiscardHandler))
	close(stop)
	top := <-most
	readers.running.Wait()
	if err != nil {
		s.t.Fatal(err)
	}
	if result.Lost > 0 {
		s.t.Errorf("%d acknowledged transactions are lost", result.Lost)
	}
	return phase{p50: result.P50, p99: result.P99, growth: top - before, readers: readers, errors: result.Errors}
}

// attack starts an attacker and returns what ends it.
func (s *siege) attack(name string) (end func()) {
	s.t.Helper()
	cmd := exec.Command(binary("attacker"), "-attack", name, "-http", s.target.HTTP, "-ws", s.target.WS, "-logger", s.logger)
	input, err := cmd.StdinPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	return func() {
		_ = input.Close()
		_ = cmd.Process.Signal(syscall.SIGTERM)
		late := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
		defer late.Stop()
		if err := cmd.Wait(); err != nil && complaints.Len() > 0 {
			s.t.Errorf("attacker: %v %s", err, complaints.String())
		}
	}
}

// memory is what the attacked process has in memory, in bytes.
func (s *siege) memory() int64 { return statusOf(s.pid, "VmRSS") * 1024 }

// statusOf is a number of a process's status file; 0 when it cannot be read.
func statusOf(pid int, field string) int64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, field+":"); ok {
			n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n
		}
	}
	return 0
}
