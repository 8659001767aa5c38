// SPDX-License-Identifier: Apache-2.0

package main

import (
	"container/heap"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params/vars"
	"github.com/urfave/cli/v2"
)

func tx(nonce uint64, price int64) *types.Transaction {
	return types.NewTx(&types.LegacyTx{Nonce: nonce, GasPrice: big.NewInt(price)})
}

func TestRunnable(t *testing.T) {
	for _, test := range []struct {
		name string
		have []uint64
		next uint64
		want []uint64
	}{
		{"in order", []uint64{3, 4, 5}, 3, []uint64{3, 4, 5}},
		{"out of order", []uint64{5, 3, 4}, 3, []uint64{3, 4, 5}},
		{"mined ones among them", []uint64{1, 2, 3, 4}, 3, []uint64{3, 4}},
		{"a gap", []uint64{3, 5, 6}, 3, []uint64{3}},
		{"none that is next", []uint64{4, 5}, 3, nil},
		{"one nonce twice", []uint64{3, 3, 4}, 3, []uint64{3, 4}},
	} {
		var txs []*types.Transaction
		for _, n := range test.have {
			txs = append(txs, tx(n, 1))
		}
		var got []uint64
		for _, x := range runnable(txs, test.next) {
			got = append(got, x.Nonce())
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestOrder(t *testing.T) {
	early, late := tx(0, 5), tx(0, 5)
	early.SetTime(time.Unix(1, 0))
	late.SetTime(time.Unix(2, 0))
	o := order{{tx(0, 1), tx(1, 100)}, {late}, {early}, {tx(0, 7), tx(1, 2)}}
	heap.Init(&o)
	var got []int64
	for o.Len() > 0 {
		best := o.best()
		if best == late && !slices.Contains(got, 5) {
			t.Error("the later of two at one price comes first")
		}
		got = append(got, best.GasPrice().Int64())
		o.shift()
	}
	if want := []int64{7, 5, 5, 2, 1, 100}; !slices.Equal(got, want) {
		t.Errorf("prices in order %v, want %v", got, want)
	}
}

func TestConfig(t *testing.T) {
	run := func(args ...string) (cfg *config, err error) {
		app := &cli.App{Flags: flags, Writer: discard{}, ErrWriter: discard{}, Action: func(c *cli.Context) error {
			cfg, err = configOf(c)
			return nil
		}}
		if fail := app.Run(append([]string{"etcnode", "--data-dir", "x"}, args...)); fail != nil {
			return nil, fail
		}
		return cfg, err
	}
	cfg, err := run()
	if err != nil {
		t.Fatal(err)
	}
	million := new(big.Int).Mul(big.NewInt(1_000_000), big.NewInt(vars.Ether))
	if len(cfg.Fund) != 10 || cfg.Balance.Cmp(million) != 0 || cfg.ChainID != 1337061 || cfg.GasLimit != 8_000_000 {
		t.Errorf("defaults %+v", cfg)
	}
	for _, bad := range [][]string{
		{"--fund", "0x12"}, {"--balance", "-1"}, {"--balance", "many"}, {"--difficulty", "0"},
		{"--block-time", "-1s"}, {"--chain-id", "0"}, {"--coinbase", "nobody"},
	} {
		if _, err := run(bad...); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
