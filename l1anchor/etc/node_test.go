// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
)

const chainID = 1337061

// binary is the etcnode that the tests run: ADIT_ETCNODE, or built on first use from the module beside this package.
var binary = sync.OnceValues(func() (string, error) {
	if path := os.Getenv("ADIT_ETCNODE"); path != "" {
		return path, nil
	}
	path := filepath.Join(scratch, "etcnode")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-checklinkname=0", "-o", path, ".")
	build.Dir = filepath.Join("..", "etcnode")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build etcnode: %w\n%s", err, out)
	}
	return path, nil
})

var scratch string // folder of what is built once for all tests

func TestMain(m *testing.M) {
	var err error
	if scratch, err = os.MkdirTemp("", "etcnode"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(scratch)
	os.Exit(code)
}

// etcnode is a running node that mines when told.
type etcnode struct {
	HTTP    string      `json:"http"`
	Enode   string      `json:"enode"`
	Genesis common.Hash `json:"genesis"`

	t   *testing.T
	dir string
	cmd *exec.Cmd
	rpc *rpc.Client
}

// startNode starts a node of its own for t and stops it when t ends.
func startNode(t *testing.T, args ...string) *etcnode {
	t.Helper()
	n := &etcnode{t: t, dir: t.TempDir()}
	n.start(args...)
	t.Cleanup(func() { n.stop(syscall.SIGTERM) })
	return n
}

func (n *etcnode) start(args ...string) {
	n.t.Helper()
	path, err := binary()
	if err != nil {
		n.t.Fatal(err)
	}
	args = append([]string{"--data-dir", n.dir, "--http-port", "0", "--block-time", "0", "--chain-id", fmt.Sprint(chainID), "--difficulty", "16", "--log-level", "8"}, args...)
	n.cmd = exec.Command(path, args...)
	n.cmd.Stderr = os.Stderr
	out, err := n.cmd.StdoutPipe()
	if err != nil {
		n.t.Fatal(err)
	}
	if err := n.cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		n.t.Fatalf("etcnode ended before it was ready: %v", err)
	}
	if err := json.Unmarshal(line, n); err != nil {
		n.t.Fatalf("ready line %q: %v", line, err)
	}
	if n.rpc, err = rpc.Dial(n.HTTP); err != nil {
		n.t.Fatal(err)
	}
}

// stop ends the process by sig and waits for it.
func (n *etcnode) stop(sig os.Signal) {
	n.rpc.Close()
	n.cmd.Process.Signal(sig)
	if err := n.cmd.Wait(); err != nil && sig != os.Kill {
		n.t.Errorf("etcnode: %v", err)
	}
}

// under is the same node, which a test within t uses and does not stop.
func (n *etcnode) under(t *testing.T) *etcnode {
	sub := *n
	sub.t = t
	return &sub
}

// call makes a request that must succeed.
func (n *etcnode) call(result any, method string, args ...any) {
	n.t.Helper()
	if err := n.rpc.CallContext(context.Background(), result, method, args...); err != nil {
		n.t.Fatalf("%s: %v", method, err)
	}
}

// mine makes count blocks, spacing seconds apart, and returns the hash of the last.
func (n *etcnode) mine(count int, spacing uint64) (head common.Hash) {
	n.t.Helper()
	n.call(&head, "etcnode_mine", hexutil.Uint64(count), hexutil.Uint64(spacing))
	return head
}
