// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// proved runs blocks of the whole chain in the machine, with nothing but L1 to take them from: some of the load,
// those in which something came through L1, and the last, which nobody's sequencer made.
func (r *rig) proved(t *testing.T) {
	r.t = t
	last := r.verify().Number
	blocks := append([]uint64{1, last / 4, last / 2, last - 1, last}, r.throughL1...)
	folder := t.TempDir() // derived into once
	for _, n := range blocks {
		var p struct {
			Steps   uint64      `json:"steps"`
			Machine common.Hash `json:"machine"`
			Chain   common.Hash `json:"chain"`
			Equal   bool        `json:"equal"`
		}
		out, err := exec.Command(binary("adit"), "prove", "--json", "--log.level", "error", "--block", fmt.Sprint(n), "--data", folder,
			"--rollup", r.info.RollupFile, "--l1.url", r.info.L1RPC).Output()
		if err != nil {
			t.Fatalf("adit prove --block %d: %v: %s", n, err, stderr(err))
		}
		if err := json.Unmarshal(out, &p); err != nil {
			t.Fatalf("adit prove printed %s: %v", out, err)
		}
		if !p.Equal || p.Machine != p.Chain || p.Steps == 0 {
			t.Errorf("block %d: %s", n, out)
		}
		t.Logf("block %d: %d steps", n, p.Steps)
	}
}

// stderr is what a command has complained about.
func stderr(err error) []byte {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.Stderr
	}
	return nil
}
