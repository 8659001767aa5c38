// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// syncing is the answer to eth_syncing while this node is behind.
type syncing struct {
	Starting hexutil.Uint64 `json:"startingBlock"` // newest block when the process started
	Current  hexutil.Uint64 `json:"currentBlock"`  // newest block here
	Highest  hexutil.Uint64 `json:"highestBlock"`  // newest block elsewhere; the own one while that cannot be told

	// On a node that derives, which learns the number of a block when it has derived it.
	L1Current *hexutil.Uint64 `json:"l1CurrentBlock,omitempty"` // newest L1 block of which everything has been derived
	L1Highest *hexutil.Uint64 `json:"l1HighestBlock,omitempty"` // newest L1 block
}

// Blocks by which a node may be behind without being called so: they are on their way.
const (
	onTheWay   = 2
	onTheWayL1 = 2
)

// Syncing is false, or how far this node is. A member is behind when the leader, or L1, has more blocks. A verifier
// is behind when it has not derived all of L1; what the sequencers have sealed and not posted is no business of it.
func (e *ethAPI) Syncing(ctx context.Context) (any, error) {
	head := e.s.eth.BlockChain().CurrentBlock().Number.Uint64()
	at := syncing{Starting: hexutil.Uint64(e.s.starting), Current: hexutil.Uint64(head), Highest: hexutil.Uint64(head)}
	var known hexutil.Uint64
	asked := e.s.elsewhere(ctx, &known, "eth_blockNumber")
	if asked {
		at.Highest = max(at.Highest, known)
	}
	behind := at.Highest > at.Current+onTheWay && e.s.need.Members != nil
	if e.s.need.Status != nil {
		d, err := e.s.need.Status.Derived()
		if err != nil {
			return nil, err
		}
		behind = at.followed(d, e.s.need.Members != nil)
	}
	if !behind {
		return false, nil
	}
	return &at, nil
}

// followed adds how far L1 has been followed, and tells whether the node is behind by it.
func (at *syncing) followed(d *Derived, member bool) bool {
	if member {
		at.Highest = max(at.Highest, d.Number)
		return at.Highest > at.Current+onTheWay
	}
	at.L1Current, at.L1Highest = &d.L1.Height, &d.L1Head.Height
	return d.L1Head.Height == 0 || d.L1Head.Height > d.L1.Height+onTheWayL1
}
