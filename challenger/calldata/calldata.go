// SPDX-License-Identifier: Apache-2.0

// Package calldata speaks of moves as the contract Rollup takes them on L1: the input of a transaction, and what it
// is refused with. It sends nothing, and does not know whether a move is any good.
package calldata

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/contracts/bindings"
)

var rollup = bindings.NewRollup()

// Encode is the input of the transaction that makes a move. It fails only for a move of a type that is none.
func Encode(m game.Move) ([]byte, error) {
	switch m := m.(type) {
	case game.Assert:
		return rollup.PackAssertState(parentOf(m.Parent), rangeOf(m.Range), m.State, m.Span, list(m.Path)), nil
	case game.Split:
		return rollup.PackSplit(Ref(m.Node), sixteen(m.Spans)), nil
	case game.RefineLeaf:
		return rollup.PackRefineLeaf(Ref(m.Node), startOf(m.Start), m.Parent, m.End, m.Before, m.Next, m.Span, list(m.Path), bindings.Run{
			Template: m.Run.Template, Header: m.Run.Header, MemoryRoot: m.Run.MemoryRoot,
		}), nil
	case game.RefineStride:
		return rollup.PackRefineStride(Ref(m.Node), startOf(m.Start), m.Machine, m.Span, list(m.Path)), nil
	case game.Prove:
		return rollup.PackProve(Ref(m.Node), startOf(m.Start), m.Witness), nil
	case game.Update:
		return rollup.PackUpdate(Ref(m.Node), sixteen(m.Spans)), nil
	case game.UpdateFrom:
		return rollup.PackUpdateFrom(Ref(m.Node), m.Span, m.Base), nil
	}
	return encodeEnd(m)
}

// encodeEnd is Encode of what ends something, of money, and of several moves at once.
func encodeEnd(m game.Move) ([]byte, error) {
	switch m := m.(type) {
	case game.Confirm:
		return rollup.PackConfirm(parentOf(m.Parent), m.State, m.Span), nil
	case game.Settle:
		return rollup.PackSettle(Ref(m.Winner)), nil
	case game.Last:
		return rollup.PackLast(m.Good), nil
	case game.Unstake:
		return rollup.PackUnstake(), nil
	case game.Withdraw:
		return rollup.PackWithdraw(m.To), nil
	case game.Batch:
		calls := make([][]byte, 0, len(m.Moves))
		for i, move := range m.Moves {
			call, err := Encode(move)
			if err != nil {
				return nil, fmt.Errorf("encode move %d of a batch: %w", i, err)
			}
			calls = append(calls, call)
		}
		return rollup.PackBatch(calls), nil
	}
	return nil, fmt.Errorf("encode a move of type %T: there is none", m)
}

// Deployment is the input of the transaction that deploys a rollup: its code and what it is made with.
func Deployment(c *game.Config) []byte {
	return append(common.FromHex(bindings.RollupMetaData.Bin), rollup.PackConstructor(Config(c))...)
}

// Config is what a rollup is deployed with, as the contract has it.
func Config(c *game.Config) bindings.Config {
	return bindings.Config{
		Inbox: c.Inbox, Machine: c.Machine, Template: c.Template, Params: c.Params, Genesis: c.Genesis,
		Threshold: c.Threshold, Censored: c.Censored, PerMove: c.PerMove, Compute: c.Compute, Queue: c.Queue, MinGap: c.MinGap,
		BondA: c.Bonds[0], BondB: c.Bonds[1], BondC: c.Bonds[2], Price: c.Price,
	}
}

// ConfigOf is the inverse of Config.
func ConfigOf(c bindings.Config) game.Config {
	return game.Config{
		Inbox: c.Inbox, Machine: c.Machine, Template: c.Template, Params: c.Params, Genesis: c.Genesis,
		Threshold: c.Threshold, Censored: c.Censored, PerMove: c.PerMove, Compute: c.Compute, Queue: c.Queue, MinGap: c.MinGap,
		Bonds: [3]uint64{c.BondA, c.BondB, c.BondC}, Price: c.Price,
	}
}

// Ref is a node as the contract names it.
func Ref(r game.Ref) bindings.Ref {
	return bindings.Ref{Origin: r.Origin, Level: uint8(r.Level), Len: r.Len, Pos: r.Pos, Base: r.Base, Span: r.Span}
}

func parentOf(p game.Parent) bindings.Parent {
	return bindings.Parent{Parent: p.Parent, State: p.State, Span: p.Span}
}

func rangeOf(r game.Range) bindings.Range {
	return bindings.Range{Batches: r.Batches, Acc: r.Acc, Mile: r.Milestone}
}

func startOf(s game.Start) bindings.Start {
	return bindings.Start{PrevBase: s.PrevBase, PrevSpan: s.PrevSpan, Path: list(s.Path)}
}

func list(hashes []game.Hash) [][32]byte {
	l := make([][32]byte, 0, len(hashes))
	for _, h := range hashes {
		l = append(l, h)
	}
	return l
}

func sixteen(hashes [16]game.Hash) (l [16][32]byte) {
	for i, h := range hashes {
		l[i] = h
	}
	return l
}
