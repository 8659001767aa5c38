// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/fault"
	"github.com/layeredpow/adit/sequencer/cluster"
)

// TestUpgrade mixes builds and rollup files in one set, under load: what goes together goes on, what does not is
// refused.
func TestUpgrade(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 28_000
	r := try(t, cfg)
	t.Run("another version goes through the set member by member", r.rollingUpgrade)
	t.Run("another protocol is refused", r.otherProtocol)
	t.Run("one digit of the fee recipient is refused", r.otherFeeRecipient)
	t.Run("another proof limit is refused", r.otherProofLimit)
}

// upgradeLoad is so many transactions a second that their own distance does not count as a gap.
const upgradeLoad = 200

// build makes the binary with other flags of the Go tool.
func (r *trial) build(t *testing.T, flags ...string) string {
	t.Helper()
	out := filepath.Join(r.all.TempDir(), "adit") // members may run it until the whole test ends
	args := append(append([]string{"build", "-trimpath"}, flags...), "-o", out, "./cmd/adit")
	command := exec.Command("go", args...)
	command.Dir = filepath.Dir(filepath.Dir(binary("adit")))
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, text)
	}
	return out
}

// versionOf is what a build says of itself.
func versionOf(t *testing.T, adit string) string {
	t.Helper()
	out, err := exec.Command(adit, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// rollingUpgrade stops one member after the other, followers first, and starts it as another version.
func (r *trial) rollingUpgrade(t *testing.T) {
	next := r.build(t, "-ldflags", "-X main.release=next")
	if now, then := versionOf(t, binary("adit")), versionOf(t, next); now == then || !strings.Contains(then, "version next,") ||
		protocolOf(now) != protocolOf(then) {
		t.Fatalf("upgrade from %q to %q: want another version of the same protocol", now, then)
	}
	r.under(t, upgradeLoad, func(p *pulse) {
		var gaps times
		upgrade := func(id string) {
			at := time.Now()
			start := r.do(fault.Stop(r.processes[id]))
			r.processes[id].Use(next)
			start()
			r.votes(id)
			r.whole()
			p.next(time.Now())
			gaps = append(gaps, p.silence(at))
			t.Logf("%s: longest silence %s", id, ms(gaps[len(gaps)-1]))
		}
		leader := r.whole().ID
		quiet := time.Now()
		time.Sleep(2 * time.Second)
		t.Logf("longest silence without an upgrade: %s", ms(p.silence(quiet)))
		for _, id := range r.members(leader) {
			upgrade(id)
		}
		upgrade(leader)
		for _, id := range r.order {
			var version string
			if err := r.ask(r.processes[id].RPC(), &version, "web3_clientVersion"); err != nil || !strings.Contains(version, "next") {
				t.Errorf("%s runs %q, %v, want the next version", id, version, err)
			}
		}
		gaps.worst(t, "longest silence around one member's upgrade", 500*time.Millisecond)
	})
}

var protocol = regexp.MustCompile(`protocol \d+`)

func protocolOf(version string) string { return protocol.FindString(version) }

// otherProtocol starts a member, on all that it had, with a build of the next protocol.
func (r *trial) otherProtocol(t *testing.T) {
	root := filepath.Dir(filepath.Dir(binary("adit")))
	file := filepath.Join(root, "sequencer", "cluster", "charter.go")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	ours := fmt.Sprintf("const Protocol = %d", cluster.Protocol)
	if !strings.Contains(string(text), ours) {
		t.Fatalf("%s has no %q", file, ours)
	}
	changed := filepath.Join(t.TempDir(), "charter.go")
	theirs := fmt.Sprintf("const Protocol = %d", cluster.Protocol+1)
	write(t, changed, strings.Replace(string(text), ours, theirs, 1))
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {file: changed}})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "overlay.json")
	write(t, list, string(overlay))
	r.refused(t, r.build(t, "-overlay", list),
		fmt.Sprintf("its protocol is %d, ours %d", cluster.Protocol+1, cluster.Protocol),
		fmt.Sprintf("its protocol is %d, ours %d", cluster.Protocol, cluster.Protocol+1))
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// otherFeeRecipient changes one digit in the rollup file of a member whose folder is empty.
func (r *trial) otherFeeRecipient(t *testing.T) {
	r.otherRollup(t, regexp.MustCompile(`(?m)^(fee_recipient = ".*)(.)"$`), "genesis is 0x")
}

// otherProofLimit changes what does not show in the genesis block.
func (r *trial) otherProofLimit(t *testing.T) {
	r.otherRollup(t, regexp.MustCompile(`(?m)^(proof_limit = .*)(\d)$`), "rollup is 0x")
}

// otherRollup starts a member on an empty folder with a rollup file of which one digit, the second group of a line,
// is another.
func (r *trial) otherRollup(t *testing.T, line *regexp.Regexp, says string) {
	text, err := os.ReadFile(r.info.RollupFile)
	if err != nil {
		t.Fatal(err)
	}
	at := line.FindSubmatchIndex(text)
	if at == nil {
		t.Fatalf("no line %s in\n%s", line, text)
	}
	if digit := &text[at[4]]; *digit > '0' && *digit <= '9' {
		*digit-- // what has an upper limit stays below it
	} else {
		*digit = '1'
	}
	file := filepath.Join(t.TempDir(), "rollup.toml")
	write(t, file, string(text))
	r.refused(t, binary("adit"), says, says, "--rollup", file, "--data", t.TempDir())
}

// refused starts a member by another build or with other settings, in the place of one that was stopped. It must end,
// with what the others are in its last line; the others must raise an alarm with what it is, and go on.
func (r *trial) refused(t *testing.T, adit, here, there string, settings ...string) {
	r.under(t, upgradeLoad, func(p *pulse) {
		leader := r.whole().ID
		odd := r.processes[r.members(leader)[0]]
		start := r.do(fault.Stop(odd))
		out, err := exec.Command(adit, append(odd.Arguments(), settings...)...).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 2 {
			t.Errorf("the odd member ended with %v, want exit code 2", err)
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		if last := lines[len(lines)-1]; !strings.Contains(last, there) || !strings.Contains(last, "2 of the 3 members") {
			t.Errorf("its last line is %q, want %q in it", last, there)
		}
		for _, id := range r.members(odd.ID) {
			if reason := r.raised(r.process(id), "members_differ", true); !strings.Contains(reason, here) {
				t.Errorf("%s says %q, want %q in it", id, reason, here)
			}
		}
		p.next(time.Now())
		start()
		r.votes(odd.ID)
	})
}
