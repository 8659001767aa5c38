// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// verifyRefuses derives with parameters that are not the rollup's, and with expectations that L1 does not meet.
func (r *rig) verifyRefuses(t *testing.T) {
	r.t = t
	head := r.verify().Hash
	text, err := os.ReadFile(r.info.RollupFile)
	if err != nil {
		t.Fatal(err)
	}
	altered := func(from, to string) string {
		if !bytes.Contains(text, []byte(from)) {
			t.Fatalf("the rollup file has no %q", from)
		}
		path := filepath.Join(t.TempDir(), "rollup.toml")
		if err := os.WriteFile(path, bytes.Replace(text, []byte(from), []byte(to), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	l1 := r.info.L1RPC
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"another chain id", []string{"--rollup", altered("chain_id = 1337062", "chain_id = 1337063"), "--l1.url", l1}, 3, "batches are void"},
		{"another chain id than the node to compare with", []string{"--rollup", altered("chain_id = 1337062", "chain_id = 1337063"), "--l1.url", l1, "--compare", r.info.L2RPC[0]}, 2, "is on chain 1337062"},
		{"another L1", []string{"--rollup", r.info.RollupFile, "--l1.url", r.info.L2RPC[0]}, 2, "wrong L1 chain"},
		{"a hash that is nowhere", []string{"--rollup", r.info.RollupFile, "--l1.url", l1, "--expect", common.Hash{1}.Hex()}, 3, "is not on the derived chain"},
		{"the hash that is there", []string{"--rollup", r.info.RollupFile, "--l1.url", l1, "--expect", head.Hex(), "--compare", r.info.L2RPC[0]}, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := exec.Command(binary("adit"), append([]string{"verify", "--log.level", "error"}, c.args...)...).CombinedOutput()
			code := 0
			var exit *exec.ExitError
			if errors.As(err, &exit) {
				code = exit.ExitCode()
			}
			if code != c.code || !strings.Contains(string(out), c.want) {
				t.Errorf("exit code %d: %s\nwant %d and %q", code, out, c.code, c.want)
			}
		})
	}
}
