// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// One line when an alarm is raised and one when it is cleared, however often it is judged and whatever its text
// becomes.
func TestAlarmIsLoggedOnce(t *testing.T) {
	b := newBench(Batcher)
	for i := range 5 {
		b.alarms.Raise("balance_low", "left: "+strings.Repeat("i", 5-i), noon.Add(time.Duration(i)*time.Second))
	}
	b.alarms.Clear("balance_low", noon.Add(5*time.Second))
	b.alarms.Clear("balance_low", noon.Add(6*time.Second))
	lines := strings.Split(strings.TrimSpace(b.out.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], `level=ERROR msg="ALARM: raised" alarm=balance_low reason="left: iiiii. Send coins`) ||
		!strings.Contains(lines[1], `level=INFO msg="ALARM: cleared" alarm=balance_low lasted=5s`) {
		t.Errorf("got\n%s", b.out.String())
	}
}

// What comes and goes by itself is listed at once, and raised when it has held for its time.
func TestAlarmHold(t *testing.T) {
	b := newBench(Sequencer)
	for _, c := range []struct {
		after  time.Duration
		leader string
		listed bool
		raised bool
	}{
		{0, "", true, false}, {time.Second, "s1", false, false}, {2 * time.Second, "", true, false}, {11 * time.Second, "", true, false},
		{12 * time.Second, "", true, true}, {13 * time.Second, "s1", false, false},
	} {
		f := later(Sequencer, c.after)
		f.Set.View.LeaderID = c.leader
		holding := b.judge(f)
		if (len(holding) == 1) != c.listed || b.alarms.raised()["no_leader"] != c.raised || fit(holding) == c.listed {
			t.Errorf("after %s: got %+v, want listed %t, raised %t", c.after, holding, c.listed, c.raised)
		}
	}
	if got := strings.Count(b.out.String(), "ALARM"); got != 2 {
		t.Errorf("%d lines, want one for the alarm that was raised and one for its end:\n%s", got, b.out.String())
	}
}

// Conditions of other roles are not known.
func TestAlarmsByRole(t *testing.T) {
	for role, want := range map[Role]struct{ has, hasNot string }{
		Sequencer: {"no_leader", "balance_low"}, Verifier: {"disagreement", "no_leader"}, Batcher: {"balance_low", "l1_silent"},
	} {
		known := newBench(role).alarms.raised()
		if _, ok := known[want.has]; !ok {
			t.Errorf("%s does not know %s", role, want.has)
		}
		if _, ok := known[want.hasNot]; ok {
			t.Errorf("%s knows %s", role, want.hasNot)
		}
	}
}

// A process whose state cannot be read, since its disk hangs, says so in bounded time; it is well again afterwards.
func TestStalled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var hang chan struct{}
		gather := func() *Facts {
			if hang != nil {
				<-hang
			}
			return &Facts{Disk: &Disk{Free: 1 << 40, Size: 1 << 40}}
		}
		w := New(Verifier, DefaultLimits(), gather, slog.New(slog.DiscardHandler))
		ended := make(chan error, 1)
		go func() { ended <- w.Run(t.Context()) }()
		ask := func() (int, readiness) {
			begun := time.Now()
			out := httptest.NewRecorder()
			w.ServeHTTP(out, httptest.NewRequest(http.MethodGet, "/readyz", nil))
			if took := time.Since(begun); took > askWait {
				t.Errorf("/readyz took %s", took)
			}
			var r readiness
			if err := json.Unmarshal(out.Body.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			return out.Code, r
		}
		if code, r := ask(); code != http.StatusOK || !r.Ready || r.Reasons == nil || len(r.Reasons) != 0 {
			t.Errorf("at first: got %d %+v", code, r)
		}
		time.Sleep(10 * time.Second)
		synctest.Wait()
		hang = make(chan struct{})
		time.Sleep(10 * time.Second)
		if code, r := ask(); code != http.StatusServiceUnavailable || r.Ready || len(r.Alarms) != 1 || r.Alarms[0].Name != stalled {
			t.Errorf("while it hangs: got %d %+v", code, r)
		}
		close(hang)
		time.Sleep(2 * time.Second)
		if code, r := ask(); code != http.StatusOK || !r.Ready {
			t.Errorf("afterwards: got %d %+v", code, r)
		}
	})
}
