// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
)

// A challenger says how far it agrees, as a sentence and in its report. It stands still while it is not sure of what
// L1 says.
func TestHeartbeat(t *testing.T) {
	r, right := quarrel(t)
	r.stop()
	r.cfg.Defend = false
	r.start()
	if err := r.round(); err != nil {
		t.Fatal(err)
	}
	s := r.stage.Status()
	a := s.Agreed
	if len(a.Line) != 2 || a.Line[1] != right || a.Block != 9 || a.Transition != 12 || a.Seen != r.Height || a.Differ != 1 || a.Why != "" {
		t.Fatalf("agreement %+v", a)
	}
	want := "I agree with everything that is claimed up to L2 block 9 (transition 12), seen at L1 block "
	report := s.Report()
	if !strings.HasPrefix(report.Heartbeat, want) || !strings.HasSuffix(report.Heartbeat, "; one other claim contradicts that") {
		t.Errorf("it says: %s", report.Heartbeat)
	}
	if report.Propose || report.Defend || report.Money != nil || len(report.Claims) != 0 || len(report.Disputes) != 1 || len(report.Notices) == 0 || report.Problem != "" {
		t.Errorf("report %+v", report)
	}
	r.lies = func(logs []*types.Log) []*types.Log {
		return append(logs, &types.Log{Address: contract{r}.Address(), Topics: []game.Hash{{9}}})
	}
	r.mineTo(r.Height + 1)
	if err := r.round(); err == nil {
		t.Fatal("no error")
	}
	s = r.stage.Status()
	if s.Agreed.Seen != a.Seen {
		t.Errorf("it agrees up to L1 block %d while L1 cannot be read", s.Agreed.Seen)
	}
	if report := s.Report(); report.Problem == "" || report.Failures != 1 {
		t.Errorf("report %+v", report)
	}
}

// A challenger that plays reports what it has at stake, until all of it is back.
func TestReport(t *testing.T) {
	r := newRig(t, 3)
	gamestest.Silent(r.Liar("liar", gamestest.Lie{Leaf: 1}))
	right := r.Right(r.Genesis())
	unit := r.Referee.Config().Bonds[game.Transitions]
	r.until(r.Height+100, func() bool {
		s := r.stage.Status()
		report := s.Report()
		return report.Money != nil && report.Money.AtStake > 0
	})
	s := r.stage.Status()
	report := s.Report()
	if report.Money.Stake != unit || report.Money.AtStake != unit || report.Money.Tip != right || len(report.Claims) != 1 || report.Claims[0].ID != right {
		t.Errorf("report %+v, money %+v", report, report.Money)
	}
	if report.Account != r.sender.Address() || !report.Defend || report.Propose || report.Target != uint64(r.Referee.Config().Threshold) {
		t.Errorf("report %+v", report)
	}
}

// The log is told what is new at most once a minute, and what is not once an hour.
func TestHeartbeatIsSlow(t *testing.T) {
	var h heartbeat
	noon := time.Unix(1_700_000_000, 0)
	first, second := Agreement{Line: []common.Hash{{1}}, Seen: 7}, Agreement{Line: []common.Hash{{1}, {2}}, Seen: 8}
	for i, c := range []struct {
		after time.Duration
		says  Agreement
		due   bool
	}{
		{0, first, true}, {time.Second, second, false}, {59 * time.Second, second, false}, {time.Minute, second, true},
		{2 * time.Minute, Agreement{Line: second.Line, Seen: 99}, false}, {59 * time.Minute, second, false}, {61 * time.Minute, second, true},
		{62 * time.Minute, Agreement{Line: second.Line, Differ: 1}, true}, {64 * time.Minute, Agreement{Line: second.Line, Differ: 1, Wrong: true}, true},
	} {
		if got := h.due(&c.says, noon.Add(c.after)); got != c.due {
			t.Errorf("case %d, after %s: due %t, want %t", i, c.after, got, c.due)
		}
	}
}
