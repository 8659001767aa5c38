// SPDX-License-Identifier: Apache-2.0

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// guestCeiling is how many packages the proven program may be linked from; nearly all of them are what go-ethereum's
// core brings along. It only goes down.
const guestCeiling = 345

// guestDenied must not be in the proven program, each with the reason. An entry ending in "/" is a prefix.
var guestDenied = map[string]string{
	"testing":                   "the test machinery",
	"github.com/hashicorp/":     "ordering is not proven",
	"github.com/prometheus/":    "nobody measures it",
	"github.com/syndtr/":        "there is no disk",
	"github.com/cockroachdb/":   "there is no disk",
	"github.com/BurntSushi/":    "constants come by their hash",
	"github.com/urfave/":        "it has no flags",
	module + "/sequencer":       "ordering is not proven",
	module + "/batcher":         "posting is not proven",
	module + "/vm":              "the program does not hold the machine that runs it",
	module + "/stateroot/chain": "there is no disk",
	module + "/l1anchor/etc":    "what L1 carries comes by its hash",
	module + "/l1anchor/family": "no rule of the chain depends on what is usual on an L1",
}

// TestGuestClosure holds what the proven program is linked from against both.
func TestGuestClosure(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "./cmd/guest")
	cmd.Dir = filepath.Join("..")
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=riscv64", "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	packages := strings.Fields(string(out))
	if len(packages) > guestCeiling {
		t.Errorf("linked from %d packages, at most %d are allowed", len(packages), guestCeiling)
	} else if len(packages) < guestCeiling {
		t.Errorf("linked from %d packages: lower the ceiling of %d", len(packages), guestCeiling)
	}
	for _, p := range packages {
		for denied, why := range guestDenied {
			if p == denied || strings.HasSuffix(denied, "/") && strings.HasPrefix(p, denied) {
				t.Errorf("%s is linked in: %s", p, why)
			}
		}
	}
}
