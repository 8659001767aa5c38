// SPDX-License-Identifier: Apache-2.0

//go:build e2e && drill

package e2e

import (
	"context"
	"encoding/hex"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/e2e/devnet"
)

// TestDrill has somebody claim a wrong L2 state on the mined chain and defend it down to one step of the machine,
// against a challenger that was started with nothing but the rollup file and a key. The right claim is confirmed, and
// the liar's money is gone.
func TestDrill(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Challenger = t.TempDir(), false
	faults := os.Getenv("ADIT_FAULTS") != ""
	if faults {
		cfg.Dispute = "faults"
	}
	r := up(t, cfg)
	defer r.stop()
	r.loadAt(5*time.Second, 20, r.info.L2RPC[0])() // something to claim

	d := newDrill(r)
	d.say("the rollup's contract is %s: a claim must earn %d blocks of %d s", r.info.Rollup, d.config.Threshold, 1)
	d.play("liar", 3, binary("liar"), "--lie", "step")
	d.play("honest", 2, binary("adit"), "challenger", "--defend")
	if faults {
		d.faults, d.faulty = mishaps, true
	}
	d.watch(20 * time.Minute)
	d.judge()
	if len(d.faults) > 0 {
		t.Errorf("%d faults had no occasion", len(d.faults))
	}
}

// drill is a dispute on a devnet, as somebody sees it who reads L1.
type drill struct {
	*rig
	l1      *ethclient.Client
	config  game.Config
	table   *game.Table
	head    uint64 // L1 block up to which logs were read
	told    map[logID]bool
	faults  []mishap // that are still to come, in that order
	faulty  bool     // there were some at the start
	players map[common.Address]*player
	began   time.Time
}

// player is a party with its process.
type player struct {
	name    string
	account common.Address
	had     *big.Int             // wei
	sent    map[common.Hash]bool // transactions
	gas     uint64
	folder  string
	line    []string // starts it
	command *exec.Cmd
}

// logID is one event on one branch of L1.
type logID struct {
	block common.Hash
	index uint
}

func newDrill(r *rig) *drill {
	r.t.Helper()
	d := &drill{rig: r, l1: r.dial(r.info.L1RPC), players: make(map[common.Address]*player), told: make(map[logID]bool), began: time.Now()}
	abi := bindings.NewRollup()
	out, err := d.l1.CallContract(r.t.Context(), ethereum.CallMsg{To: &r.info.Rollup, Data: abi.PackConfig()}, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	config, err := abi.UnpackConfig(out)
	if err != nil {
		r.t.Fatal(err)
	}
	d.config = calldata.ConfigOf(config)
	d.table = game.NewTable(d.config)
	return d
}

// say tells whoever watches.
func (d *drill) say(format string, args ...any) {
	d.t.Logf("%6.1f s  %s", time.Since(d.began).Seconds(), fmt.Sprintf(format, args...))
}

// play starts a party with one of the devnet's accounts.
func (d *drill) play(name string, account int, command ...string) {
	d.t.Helper()
	folder := filepath.Join(d.t.TempDir(), name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		d.t.Fatal(err)
	}
	key := filepath.Join(folder, "key")
	if err := os.WriteFile(key, []byte(hex.EncodeToString(crypto.FromECDSA(devnet.Key(account)))), 0o600); err != nil {
		d.t.Fatal(err)
	}
	shared := []string{"--data", filepath.Join(folder, "data"), "--rollup", d.info.RollupFile, "--l1.url", d.info.L1RPC, "--l1.poll", "500ms", "--l1.key", key}
	p := &player{name: name, sent: make(map[common.Hash]bool), account: crypto.PubkeyToAddress(devnet.Key(account).PublicKey)}
	balance, err := d.l1.BalanceAt(d.t.Context(), p.account, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	p.had = balance
	p.folder, p.line = folder, append(command, shared...)
	d.start(p)
	d.all.Cleanup(func() {
		_ = p.command.Process.Signal(syscall.SIGTERM) // it may have ended
		_ = p.command.Wait()
		if d.all.Failed() {
			text, _ := os.ReadFile(filepath.Join(folder, "log"))
			d.all.Logf("log of %s:\n%s", name, text[max(0, len(text)-8_000):])
		}
	})
	d.players[p.account] = p
	d.say("%s plays from %s, which holds %s coins", name, p.account, coinsOf(balance))
}

// start starts the process of a party, which goes on writing its log.
func (d *drill) start(p *player) {
	d.t.Helper()
	log, err := os.OpenFile(filepath.Join(p.folder, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		d.t.Fatal(err)
	}
	defer log.Close() // the process has its own
	p.command = exec.Command(p.line[0], p.line[1:]...)
	p.command.Stdout, p.command.Stderr = log, log
	p.command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := p.command.Start(); err != nil {
		d.t.Fatal(err)
	}
}

func coinsOf(wei *big.Int) string {
	return new(big.Rat).SetFrac(wei, big.NewInt(1e18)).FloatString(3)
}

// watch follows the contract until a claim is confirmed that somebody has contradicted.
func (d *drill) watch(limit time.Duration) {
	d.t.Helper()
	for deadline := time.Now().Add(limit); time.Now().Before(deadline); time.Sleep(time.Second) {
		d.read()
		if d.decided() {
			return
		}
	}
	d.t.Fatalf("nothing was confirmed in %s", limit)
}

// decided tells whether the newest confirmed claim had a rival.
func (d *drill) decided() bool {
	latest := d.table.Assertion(d.table.Latest())
	origin, ok := d.table.ChildOrigin(latest.Parent)
	return ok && d.table.Cohort(origin).Count > 1
}

// read takes in what the contract has said, on the branch that L1 is on now, and tells what is new.
func (d *drill) read() {
	d.t.Helper()
	head, err := d.l1.BlockNumber(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	logs, err := d.l1.FilterLogs(d.t.Context(), ethereum.FilterQuery{
		FromBlock: new(big.Int), ToBlock: new(big.Int).SetUint64(head), Addresses: []common.Address{d.info.Rollup},
	})
	if err != nil {
		return // L1 has just gone back
	}
	table := game.NewTable(d.config)
	var fresh []func()
	for i := range logs {
		l := &logs[i]
		e, err := game.DecodeEvent(game.Log{Topics: l.Topics, Data: l.Data})
		if err != nil {
			d.t.Fatal(err)
		}
		if err := table.Apply(l.BlockNumber, e); err != nil {
			d.t.Fatal(err)
		}
		if id := (logID{l.BlockHash, l.Index}); !d.told[id] {
			d.told[id] = true
			fresh = append(fresh, func() { d.tell(l, e) })
		}
	}
	d.table, d.head = table, head
	for _, tell := range fresh {
		tell()
	}
	if len(d.faults) > 0 && d.faults[0].due(d) {
		next := d.faults[0]
		d.faults = d.faults[1:]
		d.say("FAULT: %s", next.name)
		next.do(d)
	}
}

// tell says what an event means, and whose it was.
func (d *drill) tell(l *types.Log, e game.Event) {
	d.t.Helper()
	who, gas := d.sender(l)
	name := "somebody"
	if p := d.players[who]; p != nil {
		name = p.name
		if !p.sent[l.TxHash] {
			p.sent[l.TxHash] = true
			p.gas += gas
		}
	}
	switch e := e.(type) {
	case game.Asserted:
		d.say("%s claims state %x, root %x", name, crypto.Keccak256(e.State)[:4], e.Span[:4])
	case game.SplitMade:
		n, _ := d.table.Node(e.Node)
		d.say("%s cuts a node of level %s with 2^%d leaves from %d (%d gas)", name, n.Level, n.Len, n.Pos, gas)
	case game.Entered:
		n, _ := d.table.Node(e.Node)
		if n.Level != game.Transitions {
			d.say("%s goes on at level %s with a bond of %.2f coins (%d gas)", name, n.Level, float64(e.Bond)/1e9, gas)
		}
	case game.Proven:
		n, _ := d.table.Node(e.Node)
		d.say("%s has L1 do step %d of the stride: it is right (%d gas)", name, n.Pos, gas)
	case game.Confirmed:
		d.say("%s has assertion %x confirmed", name, e.Assertion[:4])
	case game.Settled:
		d.say("%s settles a cohort: reward %.3f coins, %.3f burnt", name, float64(e.Reward)/1e9, float64(e.Burnt)/1e9)
	}
}

// sender is who sent the transaction of a log, and what it used.
func (d *drill) sender(l *types.Log) (common.Address, uint64) {
	d.t.Helper()
	tx, _, err := d.l1.TransactionByHash(d.t.Context(), l.TxHash)
	if err != nil {
		return common.Address{}, 0 // L1 has taken it back
	}
	receipt, err := d.l1.TransactionReceipt(d.t.Context(), l.TxHash)
	if err != nil {
		return common.Address{}, 0
	}
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
	if err != nil {
		d.t.Fatal(err)
	}
	return from, receipt.GasUsed
}

// judge sees that the honest party has won, what it cost, and that its money comes back.
func (d *drill) judge() {
	d.t.Helper()
	winner := d.table.Assertion(d.table.Latest())
	honest, liar := d.named("honest"), d.named("liar")
	if winner.Author != honest.account {
		d.t.Fatalf("the claim of %s was confirmed", winner.Author)
	}
	took := d.height(winner)
	bound := uint64(d.config.Threshold) + d.config.Delay()
	if d.faulty { // what is lost by faults is what the queue's blocks are good for here: one dispute has no need of them
		bound += uint64(d.config.Queue)
	}
	if took > bound {
		d.t.Errorf("confirmed %d blocks behind the honest claim, the bound is %d", took, bound)
	}
	d.say("the right claim was confirmed %d blocks after it was made; without a dispute it takes %d", took, d.config.Threshold)
	d.await("the honest party's money", func() (bool, error) {
		d.read()
		has, err := d.l1.BalanceAt(context.Background(), honest.account, nil)
		return err == nil && has.Cmp(honest.had) >= 0, err
	})
	for _, p := range []*player{honest, liar} {
		has, err := d.l1.BalanceAt(d.t.Context(), p.account, nil)
		if err != nil {
			d.t.Fatal(err)
		}
		d.say("%s: %d transactions that said something, %d gas; had %s coins, has %s", p.name, len(p.sent), p.gas, coinsOf(p.had), coinsOf(has))
		if p == liar && new(big.Int).Add(has, big.NewInt(1e18)).Cmp(p.had) > 0 {
			d.t.Errorf("the liar has lost less than a coin")
		}
	}
}

func (d *drill) named(name string) *player {
	for _, p := range d.players {
		if p.name == name {
			return p
		}
	}
	return nil
}

// height is how many blocks an assertion took.
func (d *drill) height(a game.Assertion) uint64 { return d.head - a.CreatedAt }
