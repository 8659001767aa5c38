// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/e2e/devnet"
)

// TestAlarms breaks what surrounds a process and looks at it as its operator does: on /readyz, /metrics and in the log.
func TestAlarms(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 31_000
	cfg.L1Silence, cfg.BatchAge, cfg.Balance = 3*time.Second, 45*time.Second, "1000001" // idle blocks are 15 s apart
	r := up(t, cfg)
	defer r.stop()
	t.Run("metrics of the manual", r.metricsOfTheManual)
	t.Run("poor batcher", r.poorBatcher)
	gone := r.dropFollower()
	t.Run("stopped L1", r.stoppedL1)
	t.Run("killed batcher", r.killedBatcher)
	t.Run("lying sequencer", r.lyingSequencer)
	t.Run("member away", func(t *testing.T) { r.memberAway(t, gone) })
}

// process finds a process by its id.
func (r *rig) process(id string) devnet.Process {
	r.t.Helper()
	for _, list := range r.info.Processes {
		for _, p := range list {
			if p.ID == id {
				return p
			}
		}
	}
	r.t.Fatalf("no process %s", id)
	return devnet.Process{}
}

// get reads a page; code 0 says that nobody answered.
func get(url string) (code int, body string) {
	client := http.Client{Timeout: 5 * time.Second}
	answer, err := client.Get(url)
	if err != nil {
		return 0, err.Error()
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, err.Error()
	}
	return answer.StatusCode, string(raw)
}

// readyz is the answer on that page.
type readyz struct {
	Ready   bool     `json:"ready"`
	Reasons []string `json:"reasons"`
	Alarms  []struct {
		Alarm  string `json:"alarm"`
		Reason string `json:"reason"`
		Raised bool   `json:"raised"`
	} `json:"alarms"`
}

// alarm returns the reason of an alarm that is raised at an operator's or JSON-RPC port, and whether the node is ready.
func alarm(base, name string) (reason string, ready bool, err error) {
	code, body := get(base + "/readyz")
	var z readyz
	if err := json.Unmarshal([]byte(body), &z); err != nil {
		return "", false, fmt.Errorf("/readyz of %s: %d %s", base, code, body)
	}
	if (code == http.StatusOK) != z.Ready {
		return "", false, fmt.Errorf("/readyz of %s: status %d with ready %t", base, code, z.Ready)
	}
	for _, a := range z.Alarms {
		if a.Alarm == name && a.Raised {
			return a.Reason, z.Ready, nil
		}
	}
	return "", z.Ready, fmt.Errorf("/readyz of %s: %s", base, body)
}

// raised waits for an alarm of a process on all its ways, and returns the reason.
func (r *rig) raised(p devnet.Process, name string, ready bool) (reason string) {
	r.t.Helper()
	for _, base := range []string{p.Ops, p.RPC} {
		if base == "" {
			continue
		}
		r.await(name+" at "+p.ID, func() (bool, error) {
			text, fit, err := alarm(base, name)
			if text != "" && fit != ready {
				err = fmt.Errorf("ready is %t", fit)
				text = ""
			}
			reason = text
			return text != "", err
		})
	}
	r.gauge(p, name, 1)
	if log, err := os.ReadFile(p.Log); err != nil || !bytes.Contains(log, []byte(`msg="ALARM: raised"`)) || !bytes.Contains(log, []byte("alarm="+name)) {
		r.t.Errorf("the log of %s does not tell of %s: %v", p.ID, name, err)
	}
	if code, body := get(p.Ops + "/healthz"); code != http.StatusOK {
		r.t.Errorf("/healthz of %s: got %d %s; it must not depend on %s", p.ID, code, body, name)
	}
	r.t.Logf("%s: %s", p.ID, reason)
	return reason
}

// cleared waits for the end of an alarm.
func (r *rig) cleared(p devnet.Process, name string) {
	r.t.Helper()
	r.await("the end of "+name+" at "+p.ID, func() (bool, error) {
		code, body := get(p.Ops + "/readyz")
		return code != 0 && !strings.Contains(body, `"alarm":"`+name+`"`), fmt.Errorf("%d %s", code, body)
	})
	r.gauge(p, name, 0)
	if log, err := os.ReadFile(p.Log); err != nil || !bytes.Contains(log, []byte(`msg="ALARM: cleared"`)) {
		r.t.Errorf("the log of %s does not tell of the end of %s: %v", p.ID, name, err)
	}
}

func (r *rig) gauge(p devnet.Process, name string, want int) {
	r.t.Helper()
	if _, page := get(p.Ops + "/metrics"); !strings.Contains(page, fmt.Sprintf("adit_alarm{alarm=%q} %d\n", name, want)) {
		r.t.Errorf("/metrics of %s: the gauge of %s is not %d", p.ID, name, want)
	}
}

// manualRow is a row of the table of metrics in OPERATIONS.md.
var manualRow = regexp.MustCompile("(?m)^\\| `(adit_[a-z0-9_]+)[^`]*` \\| ([a-z, ]+) \\|")

func (r *rig) metricsOfTheManual(t *testing.T) {
	r.t = t
	manual, err := os.ReadFile("../OPERATIONS.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := manualRow.FindAllStringSubmatch(string(manual), -1)
	if len(rows) < 40 {
		t.Fatalf("OPERATIONS.md lists %d metrics", len(rows))
	}
	for _, role := range []string{"sequencer", "verifier", "batcher"} {
		for _, p := range r.info.Processes[role] {
			for _, row := range rows {
				if !strings.Contains(row[2], role) {
					continue
				}
				r.await(row[1]+" at "+p.ID, func() (bool, error) {
					_, page := get(p.Ops + "/metrics")
					return strings.Contains(page, "\n"+row[1]+" ") || strings.Contains(page, "\n"+row[1]+"{"), nil
				})
			}
		}
	}
	_, page := get(r.process(r.info.Leader).Ops + "/metrics")
	for _, want := range []string{"\nraft_commitTime", "\ngo_goroutines ", "\nprocess_open_fds ", "\nadit_raft_state{state=\"leader\"} 1\n", "\nadit_member_answers{"} {
		if !strings.Contains(page, want) {
			t.Errorf("/metrics of the leader lacks %q", strings.TrimSpace(want))
		}
	}
}

// poorBatcher sends coins to the account that the alarm names.
func (r *rig) poorBatcher(t *testing.T) {
	r.t = t
	p := r.info.Processes["batcher"][0]
	reason := r.raised(p, "balance_low", true)
	account := regexp.MustCompile("0x[0-9a-fA-F]{40}").FindString(reason)
	if account == "" {
		t.Fatalf("no account in %q", reason)
	}
	r.onL1(key(3), l1Call{to: common.HexToAddress(account), value: new(big.Int).Mul(big.NewInt(1000), big.NewInt(1e18))})
	r.cleared(p, "balance_low")
}

// dropFollower kills a member that does not lead, which the others notice after a while.
func (r *rig) dropFollower() (id string) {
	r.t.Helper()
	for _, p := range r.info.Processes["sequencer"] {
		if p.ID != r.info.Leader {
			r.kill("sequencer", p.ID)
			return p.ID
		}
	}
	r.t.Fatal("no follower")
	return ""
}

// followers of L1 that run: the members but for the one that is gone, and the verifier.
func (r *rig) followers() (list []devnet.Process) {
	for _, p := range append(r.info.Processes["sequencer"], r.info.Processes["verifier"]...) {
		if syscall.Kill(p.PID, 0) == nil {
			if code, _ := get(p.Ops + "/healthz"); code == http.StatusOK {
				list = append(list, p)
			}
		}
	}
	return list
}

func (r *rig) stoppedL1(t *testing.T) {
	r.t = t
	l1 := r.info.Processes["etcnode"][0]
	r.signal(l1, syscall.SIGSTOP)
	defer r.signal(l1, syscall.SIGCONT)
	for _, p := range r.followers() {
		r.raised(p, "l1_silent", false)
	}
	r.signal(l1, syscall.SIGCONT)
	for _, p := range r.followers() {
		r.cleared(p, "l1_silent")
		r.await(p.ID+" ready", func() (bool, error) {
			code, body := get(p.RPC + "/readyz")
			return code == http.StatusOK, fmt.Errorf("%d %s", code, body)
		})
	}
}

// killedBatcher lets blocks pile up: nodes say so and stay ready, since their clients are served as well as ever.
func (r *rig) killedBatcher(t *testing.T) {
	r.t = t
	r.kill("batcher")
	for _, p := range r.followers() {
		r.raised(p, "batch_age", true)
	}
	r.startAgain("batcher", "batcher")
	for _, p := range r.followers() {
		r.cleared(p, "batch_age")
	}
}

// forger passes questions on to a sequencer and, while it lies, answers with another block hash.
type forger struct {
	to  string
	lie atomic.Bool
}

var blockHash = regexp.MustCompile(`"hash":"0x[0-9a-f]{64}"`)

func (f *forger) ServeHTTP(out http.ResponseWriter, in *http.Request) {
	answer, err := http.Post(f.to, "application/json", in.Body)
	if err != nil {
		http.Error(out, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		http.Error(out, err.Error(), http.StatusBadGateway)
		return
	}
	if f.lie.Load() {
		body = blockHash.ReplaceAll(body, []byte(`"hash":"0x`+strings.Repeat("ab", 32)+`"`))
	}
	out.Header().Set("Content-Type", "application/json")
	_, _ = out.Write(body)
}

// lyingSequencer starts a second verifier that compares with a sequencer that lies for a while.
func (r *rig) lyingSequencer(t *testing.T) {
	r.t = t
	f := &forger{to: r.process(r.info.Leader).RPC}
	f.lie.Store(true)
	server := httptest.NewServer(f)
	defer server.Close()
	dir := t.TempDir()
	p := devnet.Process{ID: "second verifier", RPC: "http://127.0.0.1:31100", Ops: "http://127.0.0.1:31101", Log: dir + "/log.txt"}
	log, err := os.Create(p.Log)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	command := exec.Command(binary("adit"), "verifier", "--data", dir+"/data", "--rollup", r.info.RollupFile, "--l1.url", r.info.L1RPC, "--l1.depth", "4",
		"--l1.poll", "500ms", "--rpc.addr", "127.0.0.1:31100", "--ops.addr", "127.0.0.1:31101", "--compare", server.URL)
	command.Stderr = log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		if err := command.Wait(); err != nil {
			t.Errorf("the second verifier ended with %v", err)
		}
	}()
	if reason := r.raised(p, "disagreement", true); !strings.Contains(reason, strings.Repeat("ab", 32)) {
		t.Errorf("got %q, want it to name what the sequencer sealed", reason)
	}
	f.lie.Store(false)
	r.cleared(p, "disagreement")
}

// memberAway looks at the others of a member that was killed before.
func (r *rig) memberAway(t *testing.T, id string) {
	r.t = t
	var others []devnet.Process
	for _, p := range r.info.Processes["sequencer"] {
		if p.ID != id {
			others = append(others, p)
		}
	}
	for _, p := range others {
		if reason := r.raised(p, "members_away", true); !strings.Contains(reason, "Member "+id+" has not answered") {
			t.Errorf("%s: got %q, want it to name %s", p.ID, reason, id)
		}
	}
	r.startAgain("sequencer", id)
	for _, p := range others {
		r.cleared(p, "members_away")
	}
}
