// SPDX-License-Identifier: Apache-2.0

//go:build e2e && figures

package e2e

import (
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/e2e/attack"
)

// readers ask modestly: 20 eth_call, 5 eth_getLogs and one debug_traceTransaction a second. One of them sends its
// second transaction before its first, every two seconds.
type readers struct {
	right, wrong atomic.Int64
	first        atomic.Pointer[string] // thing that was wrong
	running      sync.WaitGroup
}

// read starts the readers; they end when stop is closed.
func (s *siege) read(stop <-chan struct{}) *readers {
	r := new(readers)
	client := s.dial(s.target.HTTP)
	var trace atomic.Pointer[string]
	for _, q := range []struct {
		every time.Duration
		ask   func(context.Context) error
	}{
		{time.Second / 20, func(ctx context.Context) error { return askCall(ctx, client) }},
		{time.Second / 5, func(ctx context.Context) error { return askLogs(ctx, client) }},
		{time.Second, func(ctx context.Context) error { return s.askTrace(ctx, client, &trace) }},
		{2 * time.Second, func(ctx context.Context) error { return s.sendGap(ctx, client) }},
	} {
		r.running.Go(func() {
			tick := time.NewTicker(q.every)
			defer tick.Stop()
			for {
				select {
				case <-stop:
					return
				case <-tick.C:
					r.running.Go(func() { r.count(q.ask) })
				}
			}
		})
	}
	return r
}

func (r *readers) count(ask func(context.Context) error) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	err := ask(ctx)
	if err == nil {
		r.right.Add(1)
		return
	}
	r.wrong.Add(1)
	text := err.Error()
	r.first.CompareAndSwap(nil, &text)
}

// askCall calls the identity precompile.
func askCall(ctx context.Context, c *ethclient.Client) error {
	input := big.NewInt(time.Now().UnixNano()).Bytes()
	got, err := c.CallContract(ctx, ethereum.CallMsg{To: &common.Address{19: 4}, Data: input}, nil)
	if err == nil && string(got) != string(input) {
		err = fmt.Errorf("%x of eth_call, want %x", got, input)
	}
	return err
}

// askLogs asks a hundred blocks for logs of a contract that has none.
func askLogs(ctx context.Context, c *ethclient.Client) error {
	head, err := c.BlockNumber(ctx)
	if err != nil {
		return err
	}
	from := new(big.Int).SetUint64(max(head, 100) - 100)
	logs, err := c.FilterLogs(ctx, ethereum.FilterQuery{FromBlock: from, Addresses: []common.Address{{1}}})
	if err == nil && len(logs) != 0 {
		err = fmt.Errorf("%d logs of eth_getLogs, want none", len(logs))
	}
	return err
}

// askTrace traces the same transaction each time: the answer must stay the same.
func (s *siege) askTrace(ctx context.Context, c *ethclient.Client, before *atomic.Pointer[string]) error {
	var raw json.RawMessage
	if err := c.Client().CallContext(ctx, &raw, "debug_traceTransaction", s.traced, map[string]string{"tracer": "callTracer"}); err != nil {
		return err
	}
	got := string(raw)
	if !before.CompareAndSwap(nil, &got) && *before.Load() != got {
		return fmt.Errorf("%.100s of debug_traceTransaction, %.100s before", got, *before.Load())
	}
	return nil
}

// sendGap sends a transaction whose nonce is one too high, which must be taken, then the one that it waits for. Both
// must run.
func (s *siege) sendGap(ctx context.Context, c *ethclient.Client) error {
	if !s.gap.TryLock() {
		return nil // those of before are under way
	}
	defer s.gap.Unlock()
	from := key(6)
	nonce, err := c.PendingNonceAt(ctx, address(from))
	if err != nil {
		return err
	}
	var hashes []common.Hash
	for _, n := range []uint64{nonce + 1, nonce} {
		tx := s.sign(from, n, &common.Address{9}, 21_000, nil, nil)
		if err := c.SendTransaction(ctx, tx); err != nil {
			return fmt.Errorf("nonce %d of eth_sendRawTransaction, %d being the next: %w", n, nonce, err)
		}
		hashes = append(hashes, tx.Hash())
	}
	for _, hash := range hashes {
		for {
			if receipt, err := c.TransactionReceipt(ctx, hash); err == nil && receipt.Status == 1 {
				break
			} else if err != nil && !errors.Is(err, ethereum.NotFound) {
				return err
			}
			select {
			case <-ctx.Done():
				return fmt.Errorf("transaction %v has not run: %w", hash, ctx.Err())
			case <-time.After(time.Second / 4):
			}
		}
	}
	return nil
}

func (s *siege) sign(from *ecdsa.PrivateKey, nonce uint64, to *common.Address, gas uint64, value *big.Int, data []byte) *types.Transaction {
	id := new(big.Int).SetUint64(s.info.L2ChainID)
	return types.MustSignNewTx(from, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: to, Gas: gas, Value: value, GasFeeCap: big.NewInt(200 * gethparams.GWei), GasTipCap: big.NewInt(gethparams.GWei), Data: data,
	})
}

// prepare puts a contract with 120 logs of 1 MiB on the chain, gives the dust accounts their money, and remembers a
// transaction to trace.
func (s *siege) prepare() {
	s.t.Helper()
	ctx, client, from := context.Background(), s.dial(s.target.HTTP), key(5)
	nonce, err := client.PendingNonceAt(ctx, address(from))
	if err != nil {
		s.t.Fatal(err)
	}
	contract := crypto.CreateAddress(address(from), nonce)
	s.logger = contract.Hex()
	send := func(to *common.Address, gas uint64, value *big.Int, data []byte) common.Hash {
		tx := s.sign(from, nonce, to, gas, value, data)
		nonce++
		s.await("a transaction that makes logs", func() (bool, error) {
			err := client.SendTransaction(ctx, tx)
			return err == nil, err
		})
		return tx.Hash()
	}
	// The contract is PUSH3 1 MiB, PUSH0, LOG0, STOP.
	hash := send(nil, 200_000, nil, hexutil.MustDecode("0x66621000005fa0005f5260076019f3"))
	for _, dust := range attack.Dust() {
		to := address(dust)
		send(&to, 21_000, attack.DustMoney, nil)
	}
	for range 120 {
		hash = send(&contract, 11_500_000, nil, nil)
	}
	s.traced = hash.Hex()
	s.await("the last of the logs", func() (bool, error) {
		receipt, err := client.TransactionReceipt(ctx, hash)
		if err == nil && (receipt.Status != 1 || len(receipt.Logs) != 1) {
			return false, errors.New("it has no log")
		}
		return err == nil, err
	})
}
