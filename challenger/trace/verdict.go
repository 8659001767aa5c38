// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"fmt"
	"maps"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/program"
)

// Verdict says that the machine and the native run come to different states behind a transition. L1 goes by the
// machine. Whoever operates the party has to look at it: either the machine fails, and the rollup ends here, or one
// of the two is wrong.
type Verdict struct {
	State   common.Hash // before the transition
	Native  common.Hash // behind it, as the node has it
	Machine common.Hash // behind it, as the machine says
	Steps   uint64      // that the machine did
	Reason  string      // of a stuck machine: how it ended, and what it wrote to standard error
	Good    []byte      // State, encoded

	kept bool // on disk
}

// Stuck reports whether the machine fails: then it is known what comes behind the transition, and nothing comes
// behind that.
func (v *Verdict) Stuck() bool { return v.Machine == program.Stuck(v.State) }

// Error implements error.
func (v *Verdict) Error() string {
	s := fmt.Sprintf("find machine and native run diverged behind state %s: natively state %s comes, ", v.State, v.Native)
	if v.Stuck() {
		return s + fmt.Sprintf("the machine is stuck after %d steps: %s", v.Steps, v.Reason)
	}
	return s + fmt.Sprintf("by the machine state %s, after %d steps", v.Machine, v.Steps)
}

// Verdicts are all that were found, in no order.
func (t *Trace) Verdicts() (all []Verdict) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, v := range t.verdicts {
		all = append(all, *v)
	}
	return all
}

// judge notes that the machine differs from the native run. Claims that were computed before are computed anew. An
// error says that the verdict may not outlive this process; in it, it counts.
func (t *Trace) judge(k key, v *Verdict) error {
	t.log.Error("machine and native run diverge", "state", v.State, "end", k.end.Batches, "native", v.Native, "machine", v.Machine,
		"stuck", v.Stuck(), "steps", v.Steps, "reason", v.Reason)
	t.mu.Lock()
	defer t.mu.Unlock()
	if known := t.verdicts[k]; known != nil {
		v = known
	} else {
		t.verdicts[k] = v
		maps.DeleteFunc(t.known, func(_ key, ours bool) bool { return !ours }) // a stuck state may be ours now
		t.claims.clear()
	}
	if v.kept {
		return nil
	}
	err := t.disk.keepVerdict(k, v)
	v.kept = err == nil
	return err
}
