// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"context"
	"fmt"
	"math/big"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/e2e/lie"
)

const (
	roleLiar  = "liar"
	liarCoins = 1_000 // of each liar on L1; most of them are lost
)

func liarID(i int) string { return fmt.Sprintf("%s%d", roleLiar, i+1) }

func liarIDs(n int) (ids []string) {
	for i := range n {
		ids = append(ids, liarID(i))
	}
	return ids
}

// says is what a liar of a kind does.
func says(kind string) string {
	k, err := lie.Find(kind)
	if err != nil {
		return err.Error()
	}
	return k.Says
}

// liars are the processes of those who lie. They are not adit: nobody runs one by mistake.
func (d *devnet) liars() (list []*process, err error) {
	for i, kind := range d.cfg.Liars {
		id := liarID(i)
		if err := d.folder.prepare(id); err != nil {
			return nil, fmt.Errorf("folder of %s: %w", id, err)
		}
		args := []string{
			"--lie", kind, "--salt", strconv.Itoa(i), "--data", d.folder.data(id), "--rollup", d.folder.rollup(),
			"--l1.url", d.cfg.url(d.ports.l1()), "--l1.poll", (d.cfg.L1BlockTime / 2).String(), "--l1.key", d.folder.key(id),
		}
		if d.cfg.open() {
			args = append(args, "--pool", "ws://"+local(d.ports.l1Local()))
		}
		list = append(list, &process{
			role: roleLiar, id: id, binary: d.cfg.liar(), args: args, logPath: d.folder.log(id), idle: true, log: d.cfg.Log,
		})
	}
	return list, nil
}

// payLiars gives each liar what it will lose, from the batcher's account: nobody else sends from that before the roles
// run.
func (d *devnet) payLiars(ctx context.Context) error {
	if len(d.cfg.Liars) == 0 {
		return nil
	}
	l1, err := ethclient.DialContext(ctx, d.cfg.url(d.ports.l1()))
	if err != nil {
		return fmt.Errorf("dial L1: %w", err)
	}
	defer l1.Close()
	want := new(big.Int).Mul(big.NewInt(liarCoins), big.NewInt(gethparams.Ether))
	for i := range d.cfg.Liars {
		to := crypto.PubkeyToAddress(roleAccount(liarID(i)).PublicKey)
		has, err := l1.BalanceAt(ctx, to, nil)
		if err != nil {
			return fmt.Errorf("read the balance of %s: %w", liarID(i), err)
		}
		if has.Cmp(new(big.Int).Rsh(want, 1)) >= 0 {
			continue
		}
		if err := pay(ctx, l1, to, want); err != nil {
			return fmt.Errorf("give %s money: %w", liarID(i), err)
		}
	}
	return nil
}

// pay sends coins from the batcher's account, and waits until it has them.
func pay(ctx context.Context, l1 *ethclient.Client, to common.Address, wei *big.Int) error {
	key := roleAccount(roleBatcher)
	nonce, err := l1.NonceAt(ctx, crypto.PubkeyToAddress(key.PublicKey), nil)
	if err != nil {
		return err
	}
	tx := types.MustSignNewTx(key, types.NewEIP155Signer(big.NewInt(L1ChainID)), &types.LegacyTx{
		Nonce: nonce, GasPrice: big.NewInt(2 * gethparams.GWei), Gas: 21_000, To: &to, Value: wei,
	})
	if err := l1.SendTransaction(ctx, tx); err != nil {
		return err
	}
	for {
		if _, err := l1.TransactionReceipt(ctx, tx.Hash()); err == nil {
			return nil
		}
		if err := pause(ctx, 200*time.Millisecond); err != nil {
			return err
		}
	}
}
