// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth/filters"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

const (
	// logCacheBlocks are the blocks whose logs go-ethereum keeps decoded. A block has at most 10 MB of them, since a
	// byte costs 8 gas.
	logCacheBlocks = 4
	// maxCriteria is go-ethereum's own limit on the addresses of a query, and on the topics at one place.
	maxCriteria = 1_000
	maxTopics   = 4
)

// GetLogs is go-ethereum's, block by block, so that it ends when the answer gets too large, when its time is over, or
// when nobody waits for it any more.
func (s *subscriptions) GetLogs(ctx context.Context, crit filters.FilterCriteria) ([]*types.Log, error) {
	if crit.BlockHash != nil || isPendingNumber(crit.FromBlock) || isPendingNumber(crit.ToBlock) {
		logs, err := s.api.GetLogs(ctx, crit) // of one block, or an error
		if err == nil && logBytes(logs) > s.cfg.AnswerBytes {
			return nil, errTooLarge
		}
		return logs, err
	}
	if err := checkCriteria(crit); err != nil {
		return nil, err
	}
	from, to, err := s.blockRange(ctx, crit)
	if err != nil {
		return nil, err
	}
	return s.search(ctx, crit, from, to)
}

// search collects the logs of a range of canonical blocks.
func (s *subscriptions) search(ctx context.Context, crit filters.FilterCriteria, from, to uint64) ([]*types.Log, error) {
	all, size := []*types.Log{}, 0
	var last *types.Header
	for n := from; n <= to; n++ {
		if ctx.Err() != nil {
			return nil, limitError("the search has come from block %d to block %d in the time that it may take: ask for fewer blocks", from, n)
		}
		header, err := s.backend.HeaderByNumber(ctx, gethrpc.BlockNumber(n))
		if err != nil || header == nil {
			return nil, errors.Join(fmt.Errorf("block %d cannot be read", n), err)
		}
		if last != nil && header.ParentHash != last.Hash() {
			return nil, errors.New("other blocks took the place of some during the search: ask again")
		}
		last = header
		if header.Bloom == (types.Bloom{}) {
			continue // it has no logs
		}
		logs, err := s.system.NewBlockFilter(header.Hash(), crit.Addresses, crit.Topics).Logs(ctx)
		if err != nil {
			return nil, err
		}
		if size += logBytes(logs); size > s.cfg.AnswerBytes {
			return nil, limitError("the answer would be larger than %d bytes at block %d: ask for fewer blocks than from %d", s.cfg.AnswerBytes, n, from)
		}
		all = append(all, logs...)
	}
	return all, nil
}

// logBytes is about how long logs are as JSON.
func logBytes(logs []*types.Log) (size int) {
	for _, l := range logs {
		size += 480 + 70*len(l.Topics) + 2*len(l.Data)
	}
	return size
}

func checkCriteria(crit filters.FilterCriteria) error {
	tooMany := len(crit.Addresses) > maxCriteria
	for _, topics := range crit.Topics {
		tooMany = tooMany || len(topics) > maxCriteria
	}
	switch {
	case len(crit.Topics) > maxTopics:
		return errors.New("exceed max topics")
	case tooMany:
		return errors.New("exceed max addresses or topics per search position")
	}
	return nil
}

// blockRange is what the ends of a query mean.
func (s *subscriptions) blockRange(ctx context.Context, crit filters.FilterCriteria) (from, to uint64, err error) {
	head := s.backend.CurrentHeader().Number.Uint64()
	if from, err = s.number(ctx, crit.FromBlock, head); err != nil {
		return 0, 0, err
	}
	if to, err = s.number(ctx, crit.ToBlock, head); err != nil {
		return 0, 0, err
	}
	switch {
	case from > to:
		err = &rpcError{Code: codeInvalid, Message: "invalid block range params"}
	case to > head:
		err = &rpcError{Code: codeInvalid, Message: "block range extends beyond current head block"}
	case s.cfg.LogBlocks > 0 && to-from >= s.cfg.LogBlocks:
		err = limitError("the query spans %d blocks, at most %d are searched at once", to-from+1, s.cfg.LogBlocks)
	}
	return from, to, err
}

// number is the block that one end of a query means.
func (s *subscriptions) number(ctx context.Context, end *big.Int, head uint64) (uint64, error) {
	switch {
	case end == nil || end.IsInt64() && end.Int64() == gethrpc.LatestBlockNumber.Int64():
		return head, nil
	case !end.IsInt64():
		return 0, &rpcError{Code: codeInvalid, Message: "invalid block range params"}
	case end.Sign() >= 0:
		return end.Uint64(), nil
	case end.Int64() == gethrpc.EarliestBlockNumber.Int64():
		return 0, nil
	}
	h, err := s.backend.HeaderByNumber(ctx, gethrpc.BlockNumber(end.Int64()))
	if err != nil || h == nil {
		return 0, errors.Join(fmt.Errorf("there is no %s block", gethrpc.BlockNumber(end.Int64())), err)
	}
	return h.Number.Uint64(), nil
}

func isPendingNumber(end *big.Int) bool {
	return end != nil && end.IsInt64() && end.Int64() == gethrpc.PendingBlockNumber.Int64()
}
