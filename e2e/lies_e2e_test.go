// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"maps"
	"math/big"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	gethparams "github.com/ethereum/go-ethereum/params"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/etc/liar"
)

// TestLyingL1 puts a proxy that lies between real processes and a real L1 node. A verifier behind it must never have
// a block that the sequencers did not seal, must say what is wrong with L1, and must go on when the lie ends.
// Sequencers and batcher behind it must neither rebase nor post a batch that is void.
func TestLyingL1(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 31_200
	r := up(t, cfg)
	defer r.stop()
	l := r.behindLiar("127.0.0.1:31250", "127.0.0.1:31251")
	ctx, stop := context.WithCancel(t.Context())
	var beside sync.WaitGroup
	beside.Go(func() { r.chatter(ctx) })
	beside.Go(func() { l.watch(ctx) })
	defer beside.Wait()
	defer stop()
	t.Run("one after the other", l.eachLie)
	t.Run("all at random", l.allLies)
	t.Run("sequencers and batcher", l.everybody)
	if n := l.seen.Load(); n < 100 {
		t.Errorf("the verifier's head was looked at %d times only", n)
	}
}

// lied is a verifier behind a lying L1.
type lied struct {
	*rig
	proxy *liar.Proxy
	url   string // of the proxy
	rpc   string // of the verifier
	dir   string
	log   string
	cmd   *exec.Cmd
	ended chan struct{} // closed when cmd has ended
	seen  atomic.Int64  // heads that were compared
}

// behindLiar starts the proxy and a verifier behind it.
func (r *rig) behindLiar(proxyAddr, rpcAddr string) *lied {
	r.t.Helper()
	l := &lied{rig: r, proxy: liar.New(r.info.L1RPC), url: "http://" + proxyAddr, rpc: "http://" + rpcAddr, dir: r.t.TempDir()}
	l.log = filepath.Join(l.dir, "log.txt")
	listener, err := net.Listen("tcp", proxyAddr)
	if err != nil {
		r.t.Fatal(err)
	}
	server := &http.Server{Handler: l.proxy}
	go server.Serve(listener)
	r.t.Cleanup(func() { server.Close() })
	l.start()
	r.t.Cleanup(l.kill)
	r.await("a block at the verifier behind the proxy", func() (bool, error) { return l.number() > 0, nil })
	return l
}

// start runs the verifier; what it says is added to its log.
func (l *lied) start() {
	l.t.Helper()
	out, err := os.OpenFile(l.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		l.t.Fatal(err)
	}
	defer out.Close()
	honest := l.info.Processes["verifier"][0].Command
	args := append(append([]string{}, honest[1:]...),
		"--data", filepath.Join(l.dir, "data"), "--l1.url", l.url, "--rpc.addr", strings.TrimPrefix(l.rpc, "http://"), "--compare", "", "--ops.addr", "")
	l.cmd = exec.Command(honest[0], args...)
	l.cmd.Stdout, l.cmd.Stderr = out, out
	if err := l.cmd.Start(); err != nil {
		l.t.Fatal(err)
	}
	cmd, ended := l.cmd, make(chan struct{})
	l.ended = ended
	go func() {
		cmd.Wait()
		close(ended)
	}()
}

func (l *lied) kill() {
	l.cmd.Process.Kill()
	<-l.ended
}

// number is the verifier's head, 0 while it does not answer.
func (l *lied) number() uint64 {
	n, err := l.dial(l.rpc).BlockNumber(context.Background())
	if err != nil {
		return 0
	}
	return n
}

// chatter sends a message to L1 every second, so that no block goes without something to lie about.
func (r *rig) chatter(ctx context.Context) {
	l1, err := ethclient.DialContext(ctx, r.info.L1RPC)
	if err != nil {
		r.all.Error(err)
		return
	}
	defer l1.Close()
	signer := types.NewEIP155Signer(new(big.Int).SetUint64(r.info.L1ChainID))
	for ; ctx.Err() == nil; time.Sleep(time.Second) {
		nonce, err := l1.PendingNonceAt(ctx, address(key(6)))
		if err != nil {
			continue // the node is busy
		}
		body := new(big.Int).SetUint64(nonce).Bytes()
		tx := types.MustSignNewTx(key(6), signer, &types.LegacyTx{
			Nonce: nonce, GasPrice: big.NewInt(2 * gethparams.GWei), Gas: 300_000, To: &r.info.Inbox,
			Data: bindings.NewInbox().PackAppendMessage(uint8(l1anchor.Forced), body),
		})
		if err := l1.SendTransaction(ctx, tx); err != nil && ctx.Err() == nil {
			r.all.Logf("message: %v", err)
		}
	}
}

// watch holds each head of the verifier against the block that the sequencers sealed.
func (l *lied) watch(ctx context.Context) {
	verifier, err := gethrpc.DialContext(ctx, l.rpc)
	if err != nil {
		l.all.Error(err)
		return
	}
	defer verifier.Close()
	sequencers := make([]*gethrpc.Client, len(l.info.L2RPC))
	for i, url := range l.info.L2RPC {
		if sequencers[i], err = gethrpc.DialContext(ctx, url); err != nil {
			l.all.Error(err)
			return
		}
		defer sequencers[i].Close()
	}
	type block struct {
		Number hexutil.Uint64 `json:"number"`
		Hash   string         `json:"hash"`
	}
	for ; ctx.Err() == nil; time.Sleep(100 * time.Millisecond) {
		var derived block
		if err := verifier.CallContext(ctx, &derived, "eth_getBlockByNumber", "latest", false); err != nil {
			continue // it is being started again
		}
		for _, s := range sequencers {
			var sealed *block
			if err := s.CallContext(ctx, &sealed, "eth_getBlockByNumber", derived.Number, false); err != nil || sealed == nil {
				continue // killed, or behind
			}
			if sealed.Hash != derived.Hash {
				l.all.Errorf("block %d is %s behind the liar, sealed as %s", derived.Number, derived.Hash, sealed.Hash)
			}
			l.seen.Add(1)
			break
		}
	}
}

// said is what the verifier has logged from an offset on.
func (l *lied) said(from int64) string {
	text, err := os.ReadFile(l.log)
	if err != nil {
		l.t.Fatal(err)
	}
	return string(text[min(from, int64(len(text))):])
}

// alive fails the test when the verifier has ended.
func (l *lied) alive() {
	l.t.Helper()
	select {
	case <-l.ended:
		l.t.Fatalf("the verifier has ended\n%s", l.said(0))
	default:
	}
}

// eachLie tells one lie after the other, each until it was told and found.
func (l *lied) eachLie(t *testing.T) {
	l.t, l.rig.t = t, t
	told, found := 0, 0
	for _, lie := range liar.Lies(l.info.Inbox) {
		from := int64(len(l.said(0)))
		l.proxy.Tell(lie)
		if strings.Contains(lie.Name, "chain id") { // asked for once only
			l.kill()
			l.start()
		}
		n := l.tell(lie, from)
		l.alive()
		behind := l.head(l.info.Verifier)
		l.proxy.Tell(nil)
		l.await("the truth after "+lie.Name, func() (bool, error) { return l.number() >= behind, nil })
		if n > 0 {
			told++
			if lie.Found() {
				found++
			}
		}
	}
	t.Logf("%d lies were told, %d of them could be found and were", told, found)
	if told < 50 {
		t.Errorf("%d lies had an occasion, want 50", told)
	}
}

// tell waits until a lie was told for a while and, when it can be found, the verifier has said so. It returns how
// often it was told: a verifier never asks what some lies are about.
func (l *lied) tell(lie *liar.Lie, from int64) int {
	l.t.Helper()
	says := lie.Says
	if lie.Want != nil {
		says = lie.Want.Error()
	}
	const occasion, spell = 8 * time.Second, 3 * time.Second
	began := time.Now()
	for {
		n := l.proxy.Told()[lie.Name]
		past := time.Since(began)
		switch {
		case n == 0 && past > occasion:
			return 0
		case n > 0 && !lie.Found() && past > spell:
			return n
		case n > 0 && lie.Found() && strings.Contains(l.said(from), says):
			return n
		case past > patience:
			l.t.Errorf("%s: told %d times, and the verifier does not say %q but\n%s", lie.Name, n, says, l.said(from))
			return n
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// mix tells a random lie, or the truth, for each question. Those that hold up a request for long are rare.
func (l *lied) mix(random *rand.Rand) {
	lies := liar.Lies(l.info.Inbox)
	l.proxy.TellAny(func() *liar.Lie {
		if random.IntN(3) > 0 {
			return nil
		}
		lie := lies[random.IntN(len(lies))]
		if lie.TakesTime() && random.IntN(50) > 0 {
			return nil
		}
		return lie
	})
}

// allLies mixes them, and has the verifier begin anew in the middle.
func (l *lied) allLies(t *testing.T) {
	l.t, l.rig.t = t, t
	s := seed(t)
	t.Logf("seed %d", s)
	l.mix(rand.New(rand.NewPCG(s, 1)))
	time.Sleep(20 * time.Second) // how long it is lied to is what this is about
	l.alive()
	l.kill()
	if err := os.RemoveAll(filepath.Join(l.dir, "data")); err != nil {
		t.Fatal(err)
	}
	l.start()
	time.Sleep(20 * time.Second)
	l.alive()
	told := l.proxy.Told()
	behind := l.head(l.info.Verifier)
	l.proxy.Tell(nil)
	l.await("the truth after all lies", func() (bool, error) { return l.number() >= behind, nil })
	sum := 0
	for _, n := range told {
		sum += n
	}
	t.Logf("%d lies of %d kinds; all %d blocks are the same", sum, len(told), l.sameChain(l.rpc, l.info.L2RPC[0]))
}

// everybody starts sequencers and batcher again behind the liar, under load.
func (l *lied) everybody(t *testing.T) {
	l.t, l.rig.t = t, t
	for _, role := range []string{"sequencer", "batcher"} {
		l.rig.kill(role)
		for i, p := range l.info.Processes[role] {
			l.await("the end of "+p.ID, func() (bool, error) { return syscall.Kill(p.PID, 0) == syscall.ESRCH, nil }) // it holds its folder and ports
			l.info.Processes[role][i].Command = append(p.Command, "--l1.url", l.url)
			l.startAgain(role, p.ID)
		}
	}
	l.await("sequencers that order", func() (bool, error) {
		n, err := l.dial(l.info.L2RPC[0]).BlockNumber(t.Context())
		return err == nil && n > l.head(l.info.Verifier), err
	})
	s := seed(t)
	t.Logf("seed %d", s)
	load := l.loadAt(60*time.Second, 50, l.info.L2RPC...)
	told := make(map[string]int)
	for _, lie := range liar.Views() { // what only a batcher asks for
		l.proxy.Tell(lie)
		time.Sleep(4 * time.Second)
		maps.Copy(told, l.proxy.Told())
	}
	l.mix(rand.New(rand.NewPCG(s, 2)))
	time.Sleep(25 * time.Second)
	for name, n := range l.proxy.Told() {
		told[name] += n
	}
	l.proxy.Tell(nil)
	if got := load(); *got.Lost != 0 || got.Acknowledged == 0 {
		t.Errorf("%d acknowledged, %d lost", got.Acknowledged, *got.Lost)
	}
	l.settle()
	for _, url := range l.info.L2RPC {
		if n := l.rebases(url); n != 0 {
			t.Errorf("%d rebases at %s, although L1 dictated nothing", n, url)
		}
	}
	honest, err := os.ReadFile(l.info.Processes["verifier"][0].Log)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(honest, []byte("batch is void")); n != 0 {
		t.Errorf("%d batches on L1 are void", n)
	}
	for _, name := range []string{"all messages are overdue", "an account far ahead", "an account without transactions"} {
		if told[name] == 0 {
			t.Errorf("the batcher was never told: %s", name)
		}
	}
	t.Logf("%d kinds of lies, told %v; %d calls reverted on L1", len(told), told, l.reverted())
}

// rebases is how often a member left its chain.
func (r *rig) rebases(url string) uint64 {
	r.t.Helper()
	c, err := gethrpc.Dial(url)
	if err != nil {
		r.t.Fatal(err)
	}
	defer c.Close()
	var status struct {
		Rebases *struct{ Count hexutil.Uint64 }
	}
	if err := c.Call(&status, "adit_status"); err != nil || status.Rebases == nil {
		r.t.Fatalf("rebases of %s: %v", url, err)
	}
	return uint64(status.Rebases.Count)
}

// reverted counts the failed transactions to the inbox.
func (r *rig) reverted() (n int) {
	r.t.Helper()
	ctx := context.Background()
	l1 := r.dial(r.info.L1RPC)
	top, err := l1.BlockNumber(ctx)
	if err != nil {
		r.t.Fatal(err)
	}
	for h := uint64(1); h <= top; h++ {
		b, err := l1.BlockByNumber(ctx, new(big.Int).SetUint64(h))
		if err != nil {
			r.t.Fatal(err)
		}
		for _, tx := range b.Transactions() {
			receipt, err := l1.TransactionReceipt(ctx, tx.Hash())
			if err != nil {
				r.t.Fatal(err)
			}
			if receipt.Status == 0 {
				n++
			}
		}
	}
	return n
}
