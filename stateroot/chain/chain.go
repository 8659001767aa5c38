// SPDX-License-Identifier: Apache-2.0

// Package chain keeps the L2 chain on disk: a go-ethereum node, used as a library, with what Adit adds to each block
// beside it. It finds, executes and stores blocks and moves the head; it does not decide which block comes next.
package chain

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/lru"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/ethdb"
	"github.com/ethereum/go-ethereum/node"

	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
)

// ErrUnknown says that a block is not in the chain's database.
var ErrUnknown = errors.New("unknown L2 block")

// Config is the operator's part of a chain.
type Config struct {
	Dir        string // folder of the database; made if it does not exist
	CacheMB    int    // memory for the database and the tries; 0 means 256
	StockCheck bool   // Execute has go-ethereum's own processor execute every block as well, and its validator compare
	Quiet      bool   // leave out the node's services: nothing but the chain, for tools that answer no JSON-RPC
}

// Chain is one node's copy of L2. Blocks may be executed by several goroutines at a time; what moves the head or a
// tag, and Provisional, must be called by one. Reading is safe from any.
type Chain struct {
	cfg    Config
	rollup *params.Params
	log    *slog.Logger
	stack  *node.Node
	eth    *eth.Ethereum
	bc     *core.BlockChain
	db     ethdb.Database
	signer types.Signer
	queues *lru.Cache[common.Hash, []taken] // by head
	fsync  func(file string) error

	syncing     sync.Mutex     // held by Sync
	mu          sync.Mutex     // guards provisional
	provisional []*provisional // the newest last

	storing sync.Mutex   // held while a block is stored; taken before mu
	moving  sync.RWMutex // held while the head moves: the numbers of the canonical chain are changed before or after it
}

// begin gives the genesis block its record and the tags that clients ask for before anything is safe.
func (c *Chain) begin() error {
	genesis := c.bc.Genesis()
	if err := c.keepFromFreezing(genesis); err != nil {
		return err
	}
	if err := c.mendCanonical(); err != nil {
		return err
	}
	if err := c.compareSyncs(); err != nil {
		return err
	}
	if _, err := c.record(genesis.Hash()); errors.Is(err, ErrUnknown) {
		if err := c.writeRecord(c.db, genesis.Hash(), &record{}); err != nil {
			return err
		}
	}
	if c.bc.CurrentSafeBlock() == nil {
		c.bc.SetSafe(genesis.Header())
	}
	if c.bc.CurrentFinalBlock() == nil {
		c.bc.SetFinalized(genesis.Header())
	}
	return nil
}

// keepFromFreezing stops go-ethereum from moving blocks into its freezer, which it does with all that is finalized or
// 90,000 blocks old. What is frozen cannot be replaced any more, it would shadow whatever comes in its place; but L1
// may go back further than that. There is no switch for it. Freezing begins with block 0 and wants its (empty)
// receipts: without them it gives up each time, and says so once a minute. A caller that looks for the logs of block 0
// must know that there are none.
func (c *Chain) keepFromFreezing(genesis *types.Block) error {
	rawdb.DeleteReceipts(c.db, genesis.Hash(), 0)
	frozen, err := c.db.Ancients()
	if err != nil {
		return fmt.Errorf("blocks in the freezer: %w", err)
	}
	if frozen > 0 {
		return fmt.Errorf("%d blocks are frozen and could not be replaced after a deep L1 reorg: start again with an empty folder", frozen)
	}
	return nil
}

// Ethereum is the embedded node's service, for the RPC server; nil on a quiet chain.
func (c *Chain) Ethereum() *eth.Ethereum { return c.eth }

// Stack is the embedded node, for the RPC server.
func (c *Chain) Stack() *node.Node { return c.stack }

// Rollup is the rollup that this chain belongs to.
func (c *Chain) Rollup() *params.Params { return c.rollup }

// Head is the newest block of the canonical chain.
func (c *Chain) Head() (transition.Head, error) {
	return c.headOf(c.bc.CurrentBlock())
}

// HeadAt is the block with that hash, canonical or not. The error matches ErrUnknown when it is not on disk. What is
// only provisional is unknown, also when a crash left it behind: it has no state on disk, so nothing can stand on it.
func (c *Chain) HeadAt(hash common.Hash) (transition.Head, error) {
	h := c.bc.GetHeaderByHash(hash)
	if h == nil || c.isProvisional(hash) || !c.bc.HasState(h.Root) {
		return transition.Head{}, fmt.Errorf("%w %s", ErrUnknown, hash)
	}
	return c.headOf(h)
}

// HeadByNumber is the canonical block with that number. The error matches ErrUnknown when the chain is shorter.
func (c *Chain) HeadByNumber(number uint64) (transition.Head, error) {
	h := c.bc.GetHeaderByNumber(number)
	if h == nil {
		return transition.Head{}, fmt.Errorf("%w %d", ErrUnknown, number)
	}
	return c.headOf(h)
}

func (c *Chain) headOf(h *types.Header) (transition.Head, error) {
	r, err := c.record(h.Hash())
	if err != nil {
		return transition.Head{}, err
	}
	return transition.Head{Header: h, Cursor: r.cursor()}, nil
}

// SetHead makes the block with that hash the newest one of the canonical chain, whatever was canonical before: its
// descendants too are left. Blocks that are left stay on disk. The head goes there block by block, so that whoever
// subscribed to heads, logs or receipts is told of each. If it fails, an ancestor of that block may be the newest.
func (c *Chain) SetHead(hash common.Hash) error {
	header := c.bc.GetHeaderByHash(hash)
	if header == nil {
		return fmt.Errorf("set head: %w %s", ErrUnknown, hash)
	}
	if c.bc.CurrentBlock().Hash() == hash {
		return nil
	}
	c.moving.Lock()
	defer c.moving.Unlock()
	way, err := c.way(header)
	if err != nil {
		return err
	}
	for _, hash := range slices.Backward(way) {
		if err := c.setHead(c.bc.GetHeaderByHash(hash)); err != nil {
			return err
		}
	}
	return nil
}

// way lists the blocks by which the head gets to a block, that one first: those from the fork with the canonical
// chain on. A block that is an ancestor of the head is the whole way to itself. go-ethereum itself would take the way
// at once, with all of its transactions in memory, and tell of the last block only.
func (c *Chain) way(to *types.Header) (way []common.Hash, err error) {
	way = append(way, to.Hash())
	head := c.bc.CurrentBlock().Number.Uint64()
	for at := to; at.Number.Uint64() > 0; {
		n, hash := at.Number.Uint64()-1, at.ParentHash
		if n <= head && c.bc.GetCanonicalHash(n) == hash {
			break
		}
		if at = c.bc.GetHeader(hash, n); at == nil {
			return nil, fmt.Errorf("set head to block %d: %w %s before it", to.Number, ErrUnknown, hash)
		}
		way = append(way, hash)
	}
	return way, nil
}

func (c *Chain) setHead(header *types.Header) error {
	hash := header.Hash()
	block := c.bc.GetBlock(hash, header.Number.Uint64())
	if block == nil {
		return fmt.Errorf("set head: body of %w %s", ErrUnknown, hash)
	}
	// Services of the embedded node ask for the senders of each new head: let them find them.
	for _, tx := range block.Transactions() {
		if _, err := types.Sender(c.signer, tx); err != nil {
			return fmt.Errorf("sender of transaction %s in block %d: %w", tx.Hash(), block.NumberU64(), err)
		}
	}
	if _, err := c.bc.SetCanonical(block); err != nil {
		return fmt.Errorf("set head to block %d: %w", block.NumberU64(), err)
	}
	if got := c.bc.GetCanonicalHash(block.NumberU64()); got != hash {
		return fmt.Errorf("set head to block %d: its number leads to %s, not to %s: start again with an empty folder", block.NumberU64(), got, hash)
	}
	return nil
}

// SetSafe and SetFinalized move the tags of those names; the block must be canonical.
func (c *Chain) SetSafe(hash common.Hash) error { return c.tag(hash, c.bc.SetSafe) }

// SetFinalized moves the tag of that name.
func (c *Chain) SetFinalized(hash common.Hash) error { return c.tag(hash, c.bc.SetFinalized) }

func (c *Chain) tag(hash common.Hash, set func(*types.Header)) error {
	h := c.bc.GetHeaderByHash(hash)
	if h == nil || c.bc.GetCanonicalHash(h.Number.Uint64()) != hash {
		return fmt.Errorf("tag: canonical %w %s", ErrUnknown, hash)
	}
	set(h)
	return nil
}
