// SPDX-License-Identifier: Apache-2.0

//go:build e2e && drill

package e2e

import (
	"crypto/ecdsa"
	"encoding/hex"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/e2e/lie"
)

// coinsEach is what each player has at the start.
const coinsEach = 1_000

// player is a party with its process.
type player struct {
	name    string
	account common.Address
	had     *big.Int // wei
	folder  string
	line    []string // starts it
	command *exec.Cmd
}

// play starts a party with an account and a folder of its own.
func (d *drill) play(name string, command []string) *player {
	d.t.Helper()
	account, err := crypto.ToECDSA(crypto.Keccak256([]byte("adit drill " + name)))
	if err != nil {
		d.t.Fatal(err)
	}
	p := &player{name: name, account: address(account), folder: filepath.Join(d.t.TempDir(), name)}
	p.had = new(big.Int).Mul(big.NewInt(coinsEach), big.NewInt(gethparams.Ether))
	d.onL1(key(0), l1Call{to: p.account, value: p.had})
	if err := os.MkdirAll(p.folder, 0o700); err != nil {
		d.t.Fatal(err)
	}
	file := filepath.Join(p.folder, "key")
	if err := os.WriteFile(file, []byte(hex.EncodeToString(crypto.FromECDSA(account))), 0o600); err != nil {
		d.t.Fatal(err)
	}
	p.line = append(command, "--data", filepath.Join(p.folder, "data"), "--rollup", d.info.RollupFile, "--l1.url", d.info.L1RPC, "--l1.key", file)
	if !contains(command, "--l1.poll") {
		p.line = append(p.line, "--l1.poll", "500ms")
	}
	d.start(p)
	d.all.Cleanup(func() { d.end(p) })
	d.players[p.account] = p
	d.copier(p, account)
	d.say("%s plays from %s, which holds %d coins", name, p.account, coinsEach)
	return p
}

func contains(command []string, flag string) bool {
	for _, word := range command {
		if word == flag {
			return true
		}
	}
	return false
}

// copier makes the second account of a liar known, by which it sends the moves of others again.
func (d *drill) copier(p *player, account *ecdsa.PrivateKey) {
	second, err := lie.CopyKey(account)
	if err != nil {
		d.t.Fatal(err)
	}
	d.players[address(second)] = &player{name: p.name + "'s copier", account: address(second)}
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

// end ends the process of a party, and shows the end of its log if the drill has failed.
func (d *drill) end(p *player) {
	_ = p.command.Process.Signal(syscall.SIGTERM) // it may have ended
	_ = p.command.Wait()
	if d.all.Failed() {
		text, _ := os.ReadFile(filepath.Join(p.folder, "log"))
		d.all.Logf("log of %s:\n%s", p.name, text[max(0, len(text)-6_000):])
	}
}

// money is what a player has on L1, in wei.
type money struct {
	balance, credit, stake *big.Int
}

// worth is all of it.
func (m *money) worth() *big.Int {
	return new(big.Int).Add(m.balance, new(big.Int).Add(m.credit, m.stake))
}

func (d *drill) moneyOf(p *player) (m money) {
	d.t.Helper()
	var err error
	if m.balance, err = d.l1.BalanceAt(d.t.Context(), p.account, nil); err != nil {
		d.t.Fatal(err)
	}
	if m.credit, err = d.abi.UnpackCredit(d.call(d.abi.PackCredit(p.account))); err != nil {
		d.t.Fatal(err)
	}
	stake, err := d.abi.UnpackStake(d.call(d.abi.PackStake(p.account)))
	if err != nil {
		d.t.Fatal(err)
	}
	m.stake = new(big.Int)
	if stake != [32]byte{} {
		m.stake.Mul(new(big.Int).SetUint64(d.config.Bonds[game.Transitions]), big.NewInt(gethparams.GWei))
	}
	return m
}

// bill is what the transactions of a player have cost.
type bill struct {
	sent, failed int
	gas          uint64
	paid, wasted *big.Int // wei: for all, and for those that did nothing
}

// bills are those of all players, by their accounts: read from L1's blocks.
func (d *drill) bills() map[common.Address]*bill {
	d.t.Helper()
	all := make(map[common.Address]*bill)
	for _, p := range d.players {
		all[p.account] = &bill{paid: new(big.Int), wasted: new(big.Int)}
	}
	for height := d.first; height <= d.head; height++ {
		var block struct {
			Transactions []struct {
				Hash     common.Hash    `json:"hash"`
				From     common.Address `json:"from"`
				GasPrice *hexutil.Big   `json:"gasPrice"`
			} `json:"transactions"`
		}
		if err := d.l1.Client().CallContext(d.t.Context(), &block, "eth_getBlockByNumber", hexutil.Uint64(height), true); err != nil {
			d.t.Fatal(err)
		}
		for _, tx := range block.Transactions {
			b := all[tx.From]
			if b == nil {
				continue
			}
			receipt, err := d.l1.TransactionReceipt(d.t.Context(), tx.Hash)
			if err != nil {
				d.t.Fatal(err)
			}
			cost := new(big.Int).Mul(tx.GasPrice.ToInt(), new(big.Int).SetUint64(receipt.GasUsed))
			b.sent++
			b.gas += receipt.GasUsed
			b.paid.Add(b.paid, cost)
			if receipt.Status != types.ReceiptStatusSuccessful {
				b.failed++
				b.wasted.Add(b.wasted, cost)
			}
		}
	}
	return all
}

// home reports whether everything that a player has put in can be had by it: no bond stands in a cohort that is open,
// and no stake, unless the player goes on making claims.
func (d *drill) home(p *player) bool {
	open := false
	for _, e := range d.entered {
		n, _ := d.table.Node(e.Node)
		if e.Poster == p.account && n.Level != game.Transitions && !d.table.Cohort(e.Origin).Settled {
			open = true
		}
	}
	m := d.moneyOf(p)
	little := new(big.Int).Mul(big.NewInt(gethparams.GWei), big.NewInt(1_000_000))
	return !open && (contains(p.line, "--propose") || m.stake.Sign() == 0 && m.credit.Cmp(little) < 0)
}
