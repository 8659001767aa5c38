// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/layeredpow/adit/e2e/devnet"
)

// TestClients puts viem, ethers and cast through what applications do, against a follower.
func TestClients(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 28_645
	cfg.JSON = filepath.Join(cfg.Dir, "devnet.json")
	r := up(t, cfg)
	defer r.stop()
	command := exec.CommandContext(t.Context(), "node", "run.mjs", cfg.JSON)
	command.Dir = "clients"
	out, err := command.CombinedOutput()
	t.Logf("\n%s", out)
	if err != nil {
		t.Fatalf("clients: %v (`make e2e` installs them)", err)
	}
}
