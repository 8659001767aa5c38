// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/l1anchor"
)

// l1Node is an etcnode, the devnet's or one beside it.
type l1Node struct {
	t     *testing.T
	rpc   *gethrpc.Client
	url   string
	enode string
}

// l1Block is what the tests look at of an L1 block.
type l1Block struct {
	Number hexutil.Uint64 `json:"number"`
	Hash   common.Hash    `json:"hash"`
	Time   hexutil.Uint64 `json:"timestamp"`
}

// l1 is the devnet's own node.
func (r *rig) l1() *l1Node { return dialL1(r.t, r.info.L1RPC) }

func dialL1(t *testing.T, url string) *l1Node {
	t.Helper()
	c, err := gethrpc.Dial(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	n := &l1Node{t: t, rpc: c, url: url}
	var info struct {
		Enode string `json:"enode"`
	}
	n.call(&info, "admin_nodeInfo")
	n.enode = info.Enode
	return n
}

// rival starts a second node on the same genesis block, which mines only when told.
func (r *rig) rival(http, peers int) *l1Node {
	r.t.Helper()
	command := append([]string(nil), r.info.Processes["etcnode"][0].Command...)
	for flag, value := range map[string]string{
		"--data-dir": r.t.TempDir(), "--http-port": strconv.Itoa(http), "--p2p-port": strconv.Itoa(peers), "--block-time": "0",
	} {
		for i, arg := range command {
			if arg == flag {
				command[i+1] = value
			}
		}
	}
	cmd := exec.Command(command[0], append(command[1:], "--log-level", "8")...)
	cmd.Stderr, cmd.SysProcAttr = os.Stderr, &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := cmd.StdoutPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		r.t.Fatalf("second etcnode ended before it was ready: %v", err)
	}
	var ready struct {
		HTTP    string      `json:"http"`
		Genesis common.Hash `json:"genesis"`
	}
	if err := json.Unmarshal(line, &ready); err != nil {
		r.t.Fatalf("ready line %q: %v", line, err)
	}
	if first := r.l1().block(0); first.Hash != ready.Genesis {
		r.t.Fatalf("the second node's chain begins with %s, the first one's with %s", ready.Genesis, first.Hash)
	}
	return dialL1(r.t, ready.HTTP)
}

// call makes a request that must succeed.
func (n *l1Node) call(result any, method string, args ...any) {
	n.t.Helper()
	if err := n.rpc.CallContext(context.Background(), result, method, args...); err != nil {
		n.t.Fatalf("%s: %v", method, err)
	}
}

func (n *l1Node) block(number uint64) l1Block { return n.named(hexutil.Uint64(number)) }
func (n *l1Node) head() l1Block               { return n.named("latest") }

func (n *l1Node) named(which any) (b l1Block) {
	n.t.Helper()
	n.call(&b, "eth_getBlockByNumber", which, false)
	return b
}

// pace has the node mine by itself so often; 0 ends that.
func (n *l1Node) pace(every time.Duration) {
	n.t.Helper()
	n.call(nil, "etcnode_pace", hexutil.Uint64(every.Milliseconds()))
}

// mine makes blocks on the head, one second apart.
func (n *l1Node) mine(count int) {
	n.t.Helper()
	n.call(nil, "etcnode_mine", hexutil.Uint64(count), hexutil.Uint64(1))
}

// mineNow makes a block that says what time it is.
func (n *l1Node) mineNow() {
	n.t.Helper()
	n.call(nil, "etcnode_mine", hexutil.Uint64(1), hexutil.Uint64(max(1, time.Now().Unix()-int64(n.head().Time))))
}

func (n *l1Node) send(tx *types.Transaction) {
	n.t.Helper()
	raw, err := tx.MarshalBinary()
	if err != nil {
		n.t.Fatal(err)
	}
	n.call(nil, "eth_sendRawTransaction", hexutil.Bytes(raw))
}

// join connects two nodes, part takes them apart again.
func (n *l1Node) join(other *l1Node) {
	n.t.Helper()
	n.call(nil, "admin_addPeer", other.enode)
}

func (n *l1Node) part(other *l1Node) {
	n.t.Helper()
	n.call(nil, "admin_removePeer", other.enode)
	other.call(nil, "admin_removePeer", n.enode)
}

// batches are the data of those above one block up to another, by the hashes of their blocks.
func (x *reorged) batches(above, to l1Block) (data [][]byte) {
	x.t.Helper()
	for at := to.Hash; at != above.Hash; {
		b, err := x.reader().BlockByHash(context.Background(), at)
		if err != nil {
			x.t.Fatal(err)
		}
		for i := len(b.Batches) - 1; i >= 0; i-- {
			data = append([][]byte{b.Batches[i].Data}, data...)
		}
		at = b.Parent
	}
	return data
}

// batchWaits tells whether the batcher has something in the first node's pool.
func (x *reorged) batchWaits() bool {
	x.t.Helper()
	var content struct {
		Pending map[common.Address]map[string]struct {
			To    *common.Address `json:"to"`
			Input string          `json:"input"`
		} `json:"pending"`
	}
	x.a.call(&content, "txpool_content")
	for _, txs := range content.Pending {
		for _, tx := range txs {
			if tx.To != nil && *tx.To == x.info.Inbox && l1anchor.IsBatchCall(common.FromHex(tx.Input)) {
				return true
			}
		}
	}
	return false
}

// occurrences counts how often data stands in list.
func occurrences(list [][]byte, data []byte) (n int) {
	for _, d := range list {
		if bytes.Equal(d, data) {
			n++
		}
	}
	return n
}
