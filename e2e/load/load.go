// SPDX-License-Identifier: Apache-2.0

package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"golang.org/x/sync/errgroup"
)

const (
	fundTo    = 100                // ether that every sender is brought up to
	fundBelow = 50                 // ether under which a sender is funded again
	aheadMax  = 200_000            // transactions signed before the clock starts, over all senders
	aheadRate = 3_000              // transactions per second for which that is done when no rate is given
	feeRoom   = 1_000              // factor by which the base fee may rise before a transaction no longer fits a block
	feeFloor  = 10_000_000_000     // wei, least fee cap
	feeTop    = 10_000_000_000_000 // wei, so that what a sender holds covers many transactions
)

// Run prepares the senders, loads the node, waits until what was acknowledged is sealed and counts. A run that ended
// early because ctx did is an error; a run that lost transactions is a result.
func Run(ctx context.Context, cfg Config, log *slog.Logger) (*Result, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	n, err := dial(cfg.RPC)
	if err != nil {
		return nil, err
	}
	defer n.close()
	r := &Result{Kind: cfg.Kind, Senders: cfg.Senders, OfferedPerSecond: cfg.Rate, Errors: map[string]int{}}
	senders, err := prepare(ctx, &cfg, n, r, log)
	if err != nil {
		return nil, fmt.Errorf("prepare senders: %w", err)
	}
	outcomes, err := drive(ctx, &cfg, n, senders, r, log)
	if err != nil {
		return nil, err
	}
	if err := settle(ctx, &cfg, n, outcomes, r, log); err != nil {
		return nil, fmt.Errorf("check receipts: %w", err)
	}
	return r, nil
}

// prepare derives the senders, funds them, gives them tokens if need be, and signs ahead.
func prepare(ctx context.Context, cfg *Config, n *node, r *Result, log *slog.Logger) ([]*sender, error) {
	p, err := fees(ctx, n)
	if err != nil {
		return nil, err
	}
	p.kind = cfg.Kind
	if p.acknowledged = cfg.Acknowledged; p.acknowledged == nil {
		p.acknowledged = func(_, _ time.Time) {}
	}
	senders := make([]*sender, cfg.Senders)
	accounts := make([][]any, cfg.Senders)
	for i := range senders {
		if senders[i], err = newSender(cfg.Seed, i, p, cfg.RPC); err != nil {
			return nil, err
		}
		accounts[i] = []any{senders[i].address, "pending"}
	}
	for i, s := range senders {
		s.to = senders[(i+1)%len(senders)].address
	}
	t := &treasury{node: n, key: cfg.Funder, plan: p}
	if err := t.open(ctx); err != nil {
		return nil, err
	}
	first := t.nonce
	if err := fund(ctx, n, t, senders, accounts); err != nil {
		return nil, fmt.Errorf("fund: %w", err)
	}
	if cfg.Kind != Transfer {
		if err := mint(ctx, n, t, senders); err != nil {
			return nil, fmt.Errorf("tokens: %w", err)
		}
	}
	r.FundingTransaction = int(t.nonce - first)
	nonces, err := batch[hexutil.Uint64](ctx, n, "eth_getTransactionCount", accounts)
	if err != nil {
		return nil, err
	}
	log.Info("senders funded", "senders", cfg.Senders, "transactions", r.FundingTransaction)
	rate := cfg.Rate
	if rate == 0 {
		rate = aheadRate
	}
	if err := p.askWhatIsNeeded(ctx, n, senders[0]); err != nil {
		return nil, err
	}
	each := int(min(rate*cfg.Duration.Seconds()*1.05, aheadMax))/len(senders) + 1
	if cfg.Enough != nil {
		each = 0 // Duration is a bound only: nobody knows how many it takes
	}
	g, _ := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range senders {
		s.nonce = uint64(nonces[i])
		g.Go(func() error { return s.signAhead(each) })
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	log.Info("transactions signed ahead", "transactions", each*len(senders))
	return senders, nil
}

// fees chooses fees that stay good while the base fee moves.
func fees(ctx context.Context, n *node) (*plan, error) {
	var id hexutil.Big
	if err := n.call(ctx, &id, "eth_chainId"); err != nil {
		return nil, err
	}
	var tip hexutil.Big
	if err := n.call(ctx, &tip, "eth_maxPriorityFeePerGas"); err != nil {
		return nil, err
	}
	var head struct {
		BaseFee *hexutil.Big `json:"baseFeePerGas,omitempty"`
	}
	if err := n.call(ctx, &head, "eth_getBlockByNumber", "latest", false); err != nil {
		return nil, err
	}
	if head.BaseFee == nil {
		return nil, errors.New("the chain has no base fee: not a chain for type 2 transactions")
	}
	feeCap := new(big.Int).Mul(head.BaseFee.ToInt(), big.NewInt(feeRoom))
	if feeCap.Cmp(big.NewInt(feeFloor)) < 0 {
		feeCap.SetInt64(feeFloor)
	}
	if feeCap.Cmp(big.NewInt(feeTop)) > 0 {
		feeCap.SetInt64(feeTop)
	}
	feeCap.Add(feeCap, tip.ToInt())
	return &plan{signer: types.LatestSignerForChainID(id.ToInt()), chainID: id.ToInt(), tip: tip.ToInt(), feeCap: feeCap}, nil
}

func ether(n int64) *big.Int { return new(big.Int).Mul(big.NewInt(n), big.NewInt(1e18)) }

// fund brings every sender that holds little up to the same balance.
func fund(ctx context.Context, n *node, t *treasury, senders []*sender, accounts [][]any) error {
	balances, err := batch[hexutil.Big](ctx, n, "eth_getBalance", accounts)
	if err != nil {
		return err
	}
	var last common.Hash
	for i, s := range senders {
		if balances[i].ToInt().Cmp(ether(fundBelow)) >= 0 {
			continue
		}
		if last, err = t.send(ctx, &s.address, new(big.Int).Sub(ether(fundTo), balances[i].ToInt()), nil, 21_000); err != nil {
			return fmt.Errorf("sender %d: %w", i, err)
		}
	}
	if last == (common.Hash{}) {
		return nil
	}
	_, err = n.await(ctx, last) // nonces are in order: the last one in means all are
	return err
}

// mint deploys a token and gives every sender some.
func mint(ctx context.Context, n *node, t *treasury, senders []*sender) error {
	hash, err := t.send(ctx, nil, new(big.Int), tokenCode(), 3_000_000)
	if err != nil {
		return fmt.Errorf("deploy: %w", err)
	}
	deployed, err := n.await(ctx, hash)
	if err != nil {
		return fmt.Errorf("deploy: %w", err)
	}
	if deployed.Contract == nil {
		return errors.New("deploy: the receipt names no contract")
	}
	t.plan.token = *deployed.Contract
	for start := 0; start < len(senders); start += mintChunk {
		chunk := senders[start:min(start+mintChunk, len(senders))]
		holders := make([]common.Address, len(chunk))
		for i, s := range chunk {
			holders[i] = s.address
		}
		if hash, err = t.send(ctx, &t.plan.token, new(big.Int), mintCall(holders), 100_000+40_000*uint64(len(chunk))); err != nil {
			return fmt.Errorf("mint: %w", err)
		}
	}
	if _, err = n.await(ctx, hash); err != nil {
		return fmt.Errorf("mint: %w", err)
	}
	return nil
}

// drive lets all senders run for the configured time and collects what they saw.
func drive(ctx context.Context, cfg *Config, n *node, senders []*sender, r *Result, log *slog.Logger) ([]outcome, error) {
	head, err := n.head(ctx)
	if err != nil {
		return nil, err
	}
	r.FirstBlock, n.patience = head+1, cfg.Settle
	if r.FirstBaseFee, err = n.baseFee(ctx); err != nil {
		return nil, err
	}
	start := time.Now()
	running, cancel := context.WithDeadline(ctx, start.Add(cfg.Duration))
	defer cancel()
	go func() {
		select {
		case <-cfg.Enough:
			cancel()
		case <-running.Done():
		}
	}()
	g, running := errgroup.WithContext(running)
	due := pace(start, cfg.Rate)
	for _, s := range senders {
		g.Go(func() error { return s.run(running, due) })
	}
	err = g.Wait()
	r.Seconds = time.Since(start).Seconds()
	if err := errors.Join(err, ctx.Err()); err != nil {
		return nil, err
	}
	if r.LastBlock, err = newest(ctx, cfg); err != nil {
		return nil, err
	}
	if r.LastBaseFee, err = n.baseFee(ctx); err != nil {
		return nil, err
	}
	var all []outcome
	for _, s := range senders {
		all = append(all, s.outcomes...)
		r.SignedOnTheFly += max(0, int(s.sent)-len(s.ready))
		for kind, count := range s.errors {
			r.Errors[kind] += count
		}
	}
	r.measure(start, all)
	log.Info("load ended", "acknowledged", r.Acknowledged, "tx_per_s", int(r.AcknowledgedRate))
	return all, nil
}

// pace hands out the moments at which transactions are due: now when no rate is asked for, otherwise evenly spread.
func pace(start time.Time, rate float64) func() time.Time {
	if rate == 0 {
		return time.Now
	}
	var tickets atomic.Int64
	gap := float64(time.Second) / rate
	return func() time.Time { return start.Add(time.Duration(float64(tickets.Add(1)-1) * gap)) }
}

// settle follows the chain until every acknowledged transaction has a receipt or the time for it is over.
func settle(ctx context.Context, cfg *Config, n *node, outcomes []outcome, r *Result, log *slog.Logger) error {
	acknowledged := make(map[common.Hash]bool, len(outcomes)) // those without a receipt so far
	for _, o := range outcomes {
		acknowledged[o.hash] = o.acknowledged
	}
	waiting := r.Acknowledged
	log.Info("waiting for receipts", "transactions", waiting)
	deadline := time.Now().Add(cfg.Settle)
	for number := r.FirstBlock; ; {
		last := time.Now().After(deadline) // nothing counts as lost that was asked for before the deadline only
		head, err := n.head(ctx)
		if err != nil {
			return err
		}
		for ; number <= head; number++ {
			list, err := n.receipts(ctx, number)
			if err != nil {
				return fmt.Errorf("block %d: %w", number, err)
			}
			for _, receipt := range list {
				if wasAcknowledged, ours := acknowledged[receipt.Hash]; ours {
					delete(acknowledged, receipt.Hash)
					waiting -= r.count(&receipt, wasAcknowledged)
				}
			}
		}
		if number > r.LastBlock && waiting > 0 {
			found, err := n.elsewhere(ctx, acknowledged, r)
			if err != nil {
				return err
			}
			waiting -= found
		}
		if waiting == 0 && number > r.LastBlock || last {
			break
		}
		if !sleep(ctx, 100*time.Millisecond) {
			return ctx.Err()
		}
	}
	r.Lost = waiting
	if waiting > 0 {
		n.tellLost(ctx, acknowledged, log)
	}
	r.SealedRate = float64(r.Sealed) / r.Seconds
	r.Blocks = r.LastBlock + 1 - r.FirstBlock
	return nil
}

// tellLost logs what the node says of some transactions that were acknowledged and have no receipt.
func (n *node) tellLost(ctx context.Context, acknowledged map[common.Hash]bool, log *slog.Logger) {
	left := 20
	for hash, was := range acknowledged {
		if !was || left == 0 {
			continue
		}
		left--
		var status, tx json.RawMessage
		err := errors.Join(n.call(ctx, &status, "adit_transactionStatus", hash), n.call(ctx, &tx, "eth_getTransactionByHash", hash))
		log.Warn("acknowledged, and without a receipt", "hash", hash, "status", string(status), "transaction", string(tx), "err", err)
	}
}

// elsewhere asks for acknowledged transactions one by one: L1 may have moved them into blocks that were read before.
// It takes those that it finds off the list and returns how many they are.
func (n *node) elsewhere(ctx context.Context, acknowledged map[common.Hash]bool, r *Result) (found int, err error) {
	for hash, was := range acknowledged {
		if !was {
			continue
		}
		var one *receipt
		if err := n.call(ctx, &one, "eth_getTransactionReceipt", hash); err != nil {
			return found, fmt.Errorf("receipt of %s: %w", hash, err)
		}
		if one != nil {
			delete(acknowledged, hash)
			found += r.count(one, true)
		}
	}
	return found, nil
}

// count books the receipt of one of our transactions and returns 1 if it had been acknowledged.
func (r *Result) count(receipt *receipt, acknowledged bool) int {
	if !acknowledged {
		r.LandedUnknown++
		return 0
	}
	if receipt.Status != 1 {
		r.Reverted++
	}
	if uint64(receipt.Block) <= r.LastBlock {
		r.Sealed++
	}
	return 1
}
