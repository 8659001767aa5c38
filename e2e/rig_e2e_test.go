// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/l1anchor/etc"
)

// patience is how long a test waits for one thing to happen.
const patience = 90 * time.Second

// rig is a running devnet as a test holds it.
type rig struct {
	t    *testing.T // of the running subtest
	all  *testing.T // of the whole test
	info *devnet.Info
	stop func()

	jsonFile string // where the devnet writes info; empty: nowhere

	throughL1 []uint64 // blocks with what came through L1
}

// binary is what `make build` made.
func binary(name string) string {
	path, err := filepath.Abs(filepath.Join("..", "bin", name)) // tests run in their package's folder
	if err != nil {
		panic(err)
	}
	return path
}

// up starts a devnet and waits until it is ready.
func up(t *testing.T, cfg devnet.Config) *rig {
	t.Helper()
	cfg.Adit, cfg.EtcNode = binary("adit"), binary("etcnode")
	cfg.Log, cfg.Progress = slog.New(slog.DiscardHandler), testWriter{t}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan *devnet.Info, 1), make(chan error, 1)
	go func() { ended <- devnet.Run(ctx, cfg, func(i *devnet.Info) { ready <- i }) }()
	r := &rig{t: t, all: t, jsonFile: cfg.JSON}
	r.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("devnet: %v", err)
		}
	})
	select {
	case r.info = <-ready:
	case err := <-ended:
		cancel()
		t.Fatalf("devnet: %v", err)
	}
	return r
}

type testWriter struct{ t *testing.T }

func (w testWriter) Write(p []byte) (int, error) {
	w.t.Log(string(bytes.TrimRight(p, "\n")))
	return len(p), nil
}

// dial connects to a node.
func (r *rig) dial(url string) *ethclient.Client {
	r.t.Helper()
	c, err := ethclient.Dial(url)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(c.Close)
	return c
}

func (r *rig) await(what string, ok func() (bool, error)) {
	r.t.Helper()
	var last error
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		done, err := ok()
		if done {
			return
		}
		last = err
	}
	r.t.Fatalf("waited %s in vain for %s; last error: %v", patience, what, last)
}

// kill ends processes of a role at once, by their ids; without ids all of them. It returns when the kernel is done
// with them: until then they hold their data folders.
func (r *rig) kill(role string, ids ...string) {
	r.t.Helper()
	var killed []devnet.Process
	for _, p := range r.info.Processes[role] {
		if len(ids) > 0 && !slices.Contains(ids, p.ID) {
			continue
		}
		if err := syscall.Kill(p.PID, syscall.SIGKILL); err != nil {
			r.t.Fatalf("kill %s: %v", p.ID, err)
		}
		killed = append(killed, p)
	}
	for _, p := range killed {
		r.await("the end of "+p.ID, func() (bool, error) { return errors.Is(syscall.Kill(p.PID, 0), syscall.ESRCH), nil })
	}
}

// startAgain starts a killed process by the command that the devnet names.
func (r *rig) startAgain(role, id string) {
	r.t.Helper()
	for i, p := range r.info.Processes[role] {
		if p.ID != id {
			continue
		}
		stop, err := r.info.Processes[role][i].Again()
		if err != nil {
			r.t.Fatal(err)
		}
		r.all.Cleanup(func() { stop(0) })
	}
}

// loaded is the part of `adit bench --json` that tests look at.
type loaded struct {
	Acknowledged uint64  `json:"acknowledged"`
	Lost         *uint64 `json:"lost"`
}

// load runs `adit bench` beside the test, as fast as it goes; the function returned waits for its result.
func (r *rig) load(d time.Duration, urls ...string) func() loaded { return r.loadAt(d, 0, urls...) }

// loadAt is load with so many transactions a second; 0 means as fast as it goes.
func (r *rig) loadAt(d time.Duration, rate int, urls ...string) func() loaded {
	r.t.Helper()
	args := []string{"bench", "--json", "--duration", d.String(), "--senders", "32", "--rate", strconv.Itoa(rate)}
	for _, u := range urls {
		args = append(args, "--rpc", u)
	}
	var out, log bytes.Buffer
	cmd := exec.Command(binary("adit"), args...)
	cmd.Stdout, cmd.Stderr = &out, &log
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	return func() loaded {
		r.t.Helper()
		if err := cmd.Wait(); err != nil {
			r.t.Fatalf("adit bench: %v\n%s", err, log.String())
		}
		var l loaded
		if err := json.Unmarshal(out.Bytes(), &l); err != nil || l.Lost == nil {
			r.t.Fatalf("adit bench printed %s: %v", out.String(), err)
		}
		r.t.Logf("load: %s", bytes.TrimSpace(out.Bytes()))
		return l
	}
}

// verified is the part of `adit verify --json` that tests look at.
type verified struct {
	Number uint64      `json:"number"`
	Hash   common.Hash `json:"hash"`
}

// verify derives from L1 alone into an empty folder.
func (r *rig) verify() verified {
	r.t.Helper()
	out, err := exec.Command(binary("adit"), "verify", "--json", "--log.level", "error", "--rollup", r.info.RollupFile, "--l1.url", r.info.L1RPC).Output()
	if err != nil {
		r.t.Fatalf("adit verify: %v", err)
	}
	var v verified
	if err := json.Unmarshal(out, &v); err != nil {
		r.t.Fatalf("adit verify printed %s: %v", out, err)
	}
	return v
}

// key is the private key of one of the well-known accounts.
func key(i int) *ecdsa.PrivateKey { return devnet.Key(i) }

func address(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

// onL1 sends calls to L1 contracts from one account, one nonce after the other, and waits until all are mined.
func (r *rig) onL1(from *ecdsa.PrivateKey, calls ...l1Call) {
	r.t.Helper()
	ctx := context.Background()
	l1 := r.dial(r.info.L1RPC)
	nonce, err := l1.NonceAt(ctx, address(from), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	var hashes []common.Hash
	for i, c := range calls {
		value := c.value
		if value == nil {
			value = new(big.Int)
		}
		tx := types.MustSignNewTx(from, types.NewEIP155Signer(new(big.Int).SetUint64(r.info.L1ChainID)), &types.LegacyTx{
			Nonce: nonce + uint64(i), GasPrice: big.NewInt(2 * gethparams.GWei), Gas: 1_000_000, To: &c.to, Value: value, Data: c.data,
		})
		if err := l1.SendTransaction(ctx, tx); err != nil {
			r.t.Fatalf("call %d: %v", i, err)
		}
		hashes = append(hashes, tx.Hash())
	}
	for i, h := range hashes {
		r.await(fmt.Sprintf("call %d on L1", i), func() (bool, error) {
			receipt, err := l1.TransactionReceipt(ctx, h)
			if err == nil && receipt.Status != types.ReceiptStatusSuccessful {
				r.t.Fatalf("call %d failed on L1", i)
			}
			return err == nil, err
		})
	}
}

type l1Call struct {
	to    common.Address
	value *big.Int
	data  []byte
}

// transferL2 signs a transfer on L2.
func (r *rig) transferL2(from *ecdsa.PrivateKey, nonce uint64, to common.Address, wei int64) *types.Transaction {
	id := new(big.Int).SetUint64(r.info.L2ChainID)
	return types.MustSignNewTx(from, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: &to, Value: big.NewInt(wei), Gas: 21_000,
		GasFeeCap: big.NewInt(10 * gethparams.GWei), GasTipCap: big.NewInt(1),
	})
}

// reader reads the first node's chain as the rollup does.
func (r *rig) reader() *etc.Reader {
	r.t.Helper()
	l1, err := etc.NewReader(etc.Config{URL: r.info.L1RPC, ChainID: r.info.L1ChainID, Inbox: r.info.Inbox})
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(l1.Close)
	return l1
}

// sameChain compares two nodes block by block, up to the newest that both have.
func (r *rig) sameChain(a, b string) uint64 {
	r.t.Helper()
	ctx := context.Background()
	ca, cb := r.dial(a), r.dial(b)
	na, err := ca.BlockNumber(ctx)
	if err != nil {
		r.t.Fatal(err)
	}
	nb, err := cb.BlockNumber(ctx)
	if err != nil {
		r.t.Fatal(err)
	}
	top := min(na, nb)
	for n := range top + 1 {
		ha, err := ca.HeaderByNumber(ctx, new(big.Int).SetUint64(n))
		if err != nil {
			r.t.Fatal(err)
		}
		hb, err := cb.HeaderByNumber(ctx, new(big.Int).SetUint64(n))
		if err != nil {
			r.t.Fatal(err)
		}
		if ha.Hash() != hb.Hash() {
			r.t.Fatalf("block %d is %s at %s and %s at %s", n, ha.Hash(), a, hb.Hash(), b)
		}
	}
	return top
}
