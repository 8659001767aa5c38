// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// L1Ref names an L1 block.
type L1Ref struct {
	Height hexutil.Uint64 `json:"height"`
	Hash   common.Hash    `json:"hash"`
}

// L2Ref names an L2 block.
type L2Ref struct {
	Number hexutil.Uint64 `json:"number"`
	Hash   common.Hash    `json:"hash"`
}

// NodeStatus is the answer to adit_status.
type NodeStatus struct {
	Role    string        `json:"role"`         // sequencer or verifier
	ID      string        `json:"id,omitempty"` // of the member
	Leader  *Leader       `json:"leader"`       // null when none is known
	Raft    *RaftStatus   `json:"raft,omitempty"`
	Sealed  *L2Ref        `json:"sealed"`  // newest sealed block; null while it cannot be read
	Derived *Derived      `json:"derived"` // null when this node does not follow L1, or its chain cannot be read
	Rebases *RebaseCounts `json:"rebases,omitempty"`
	Alarms  []string      `json:"alarms,omitempty"` // what a person should look at
}

// RebaseCounts is what L1 made of the sealed chain in the member's whole life.
type RebaseCounts struct {
	Count   hexutil.Uint64 `json:"count"`
	Waiting hexutil.Uint64 `json:"waiting"` // transactions that lost their place and wait to be executed again
}

// Leader is the member that leads.
type Leader struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	Self bool   `json:"self"`
}

// RaftStatus is the member's view of the log.
type RaftStatus struct {
	State     string         `json:"state"` // leader, follower or candidate
	Term      hexutil.Uint64 `json:"term"`
	Last      hexutil.Uint64 `json:"last"`      // newest entry on disk
	Committed hexutil.Uint64 `json:"committed"` // newest entry on a quorum's disks
	Applied   hexutil.Uint64 `json:"applied"`   // newest entry executed
	Members   []Member       `json:"members"`
}

// Member is one sequencer of the set.
type Member struct {
	ID      string `json:"id"`
	Address string `json:"address"` // of the raft transport
	URL     string `json:"url"`     // of its JSON-RPC
	Voter   bool   `json:"voter"`
}

// Derived is the answer to adit_derived: how far L1 has been followed, and what came of it.
type Derived struct {
	L1         L1Ref          `json:"l1"`         // newest L1 block that was read
	L1Head     L1Ref          `json:"l1Head"`     // newest L1 block that the L1 node shows; zero before it has answered
	BatchCount hexutil.Uint64 `json:"batchCount"` // batches in the inbox there
	Tail       hexutil.Bytes  `json:"tail"`       // by which the next batch names its predecessor, 8 bytes
	Consumed   hexutil.Uint64 `json:"consumed"`   // messages consumed by those batches
	Messages   hexutil.Uint64 `json:"messages"`   // messages in the inbox there
	Number     hexutil.Uint64 `json:"number"`     // newest derived L2 block
	Hash       common.Hash    `json:"hash"`
	Sealed     hexutil.Uint64 `json:"sealed"` // newest sealed L2 block that this node knows
}

// Provenance is how far a sealed block has come on its way to L1.
type Provenance struct {
	Batch     *Posting // nil while no batch on L1 holds it
	Safe      bool     // the batch is deep enough for the tag safe
	Finalized bool     // … finalized
}

// Posting is the batch that carries a block.
type Posting struct {
	Index         hexutil.Uint64 `json:"index"`
	L1            L1Ref          `json:"l1"`
	Confirmations hexutil.Uint64 `json:"confirmations"`      // L1 blocks from that one to the tip, both included
	Work          *hexutil.Big   `json:"work,omitempty"`     // expected hashes in those blocks
	Reversal      *float64       `json:"reversal,omitempty"` // probability that a minority miner undoes it
}
