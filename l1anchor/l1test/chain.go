// SPDX-License-Identifier: Apache-2.0

// Package l1test is a proof-of-work chain in memory for tests: blocks are mined when told, branches of any depth
// compete by work, and an inbox follows the contract's rules. It also holds the suite that every adapter of a real L1
// must pass. There is no clock, no goroutine and no network in it.
package l1test

import (
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/l1anchor"
)

// Spacing is the seconds between two blocks where a test does not care.
const Spacing = 13

// Config is what a chain starts from. The zero value has no seats, no bridge and no delays.
type Config struct {
	Rules
	Time  uint64         // timestamp of the genesis block, seconds; 1 if 0
	Inbox common.Address // InboxAddress if zero
}

// InboxAddress is where the inbox stands unless a test says otherwise.
var InboxAddress = common.Address{1}

// Chain is the L1 with its node: it implements l1anchor.Reader, and Sender gives a l1anchor.Sender of an account. The
// inbox stands in the genesis block. All methods may be called from several goroutines.
type Chain struct {
	rules Rules

	mu    sync.Mutex // guards all below
	nodes map[common.Hash]*node
	best  []*node // the best chain by height
	pool  pool
	salt  uint64 // makes every block another one

	going, least *big.Int     // gas prices: that the node suggests, that miners take
	crowd        l1anchor.Bid // what somebody else takes of every block
}

// node is a block with the state behind it.
type node struct {
	l1anchor.Block
	header *types.Header
	parent *node
	total  *big.Int // work of the chain up to here
	inbox  *Inbox
	nonces map[common.Address]uint64
	spent  map[common.Address]*big.Int
	txs    []*tx
	errs   []error // of txs, nil where one succeeded
	crowd  l1anchor.Bid
}

// difficulty is the work of every block, enough for sums to show in tests that print them.
const difficulty = 1000

// New makes a chain of a genesis block.
func New(cfg Config) *Chain {
	if cfg.Inbox == (common.Address{}) {
		cfg.Inbox = InboxAddress
	}
	c := &Chain{rules: cfg.Rules, nodes: make(map[common.Hash]*node), pool: newPool(), going: big.NewInt(gasPrice), least: big.NewInt(gasPrice)}
	genesis := &node{total: big.NewInt(difficulty), inbox: newInbox(&c.rules, cfg.Inbox)}
	genesis.Time, genesis.Work = max(cfg.Time, 1), big.NewInt(difficulty)
	c.seal(genesis)
	c.nodes[genesis.Hash] = genesis
	c.best = []*node{genesis}
	return c
}

// Mine makes n blocks on the head, spacing seconds apart, with what waits in the pool.
func (c *Chain) Mine(n int, spacing uint64) l1anchor.Ref {
	c.mu.Lock()
	defer c.mu.Unlock()
	for range n {
		c.add(c.head(), spacing, true)
	}
	return c.head().Ref
}

// MineOn makes n empty blocks on any block. The new branch becomes the best chain with the first block that gives it
// more work; what the blocks that it displaced carried goes back to the pool.
func (c *Chain) MineOn(parent common.Hash, n int, spacing uint64) l1anchor.Ref {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, ok := c.nodes[parent]
	if !ok {
		panic(fmt.Sprintf("l1test: mine on %s: there is no such block", parent))
	}
	for range n {
		at = c.add(at, spacing, false)
	}
	return at.Ref
}

// Reorg replaces the newest depth blocks by n empty ones; it takes n > depth for the new branch to win.
func (c *Chain) Reorg(depth, n int) l1anchor.Ref {
	c.mu.Lock()
	parent := c.best[len(c.best)-1-depth].Hash
	c.mu.Unlock()
	return c.MineOn(parent, n, Spacing)
}

// SetHead throws the blocks above h off the best chain, as debug_setHead does. They can still be read by hash, and what
// they carried is lost.
func (c *Chain) SetHead(h l1anchor.Height) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.best = c.best[:h+1]
	c.pool = newPool()
}

// DropPool makes the node forget what waits to be mined.
func (c *Chain) DropPool() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pool = newPool()
}

// Inbox is the contract's state at the head.
func (c *Chain) Inbox() *Inbox {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.head().inbox.clone()
}

// Overdue says how many messages, counted from the first one ever, the next batch must have consumed because they have
// waited longer than the force delay; 0 when none has.
func (c *Chain) Overdue(context.Context) (through uint64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	head := c.head()
	for i := head.inbox.Consumed; head.inbox.overdue(&head.Block, i); i++ {
		through = i + 1
	}
	return through, nil
}

// Reverts are the contract's reasons, in order, why transactions on the best chain had no effect.
func (c *Chain) Reverts() (errs []error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, n := range c.best {
		for _, err := range n.errs {
			if err != nil {
				errs = append(errs, err)
			}
		}
	}
	return errs
}

// Head implements l1anchor.Reader.
func (c *Chain) Head(ctx context.Context) (l1anchor.Ref, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.head().Ref, ctx.Err()
}

// BlockByHash implements l1anchor.Reader.
func (c *Chain) BlockByHash(ctx context.Context, hash common.Hash) (*l1anchor.Block, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, ok := c.nodes[hash]
	if !ok {
		return nil, fmt.Errorf("read block %s: %w", hash, l1anchor.ErrUnknownBlock)
	}
	return n.read(), ctx.Err()
}

// BlockByHeight implements l1anchor.Reader.
func (c *Chain) BlockByHeight(ctx context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if h >= l1anchor.Height(len(c.best)) {
		return nil, fmt.Errorf("read block %d: %w", h, l1anchor.ErrUnknownBlock)
	}
	return c.best[h].read(), ctx.Err()
}

// read gives a copy whose lists a caller may change.
func (n *node) read() *l1anchor.Block {
	b := n.Block
	b.Work = new(big.Int).Set(n.Work)
	b.Messages = append([]l1anchor.Message(nil), n.Messages...)
	b.Batches = append([]l1anchor.Batch(nil), n.Batches...)
	return &b
}

func (c *Chain) head() *node { return c.best[len(c.best)-1] }

// add mines one block on parent and lets the branches compete.
func (c *Chain) add(parent *node, spacing uint64, fill bool) *node {
	n := &node{
		parent: parent,
		total:  new(big.Int).Add(parent.total, big.NewInt(difficulty)),
		inbox:  parent.inbox.clone(),
		nonces: maps.Clone(parent.nonces),
		spent:  maps.Clone(parent.spent),
	}
	n.Height, n.Parent = parent.Height+1, parent.Hash
	n.Time, n.Work = parent.Time+max(spacing, 1), big.NewInt(difficulty)
	if fill {
		n.crowd = c.crowd
		n.fill(&c.pool, c.least)
	}
	c.seal(n)
	c.nodes[n.Hash] = n
	if n.total.Cmp(c.head().total) > 0 {
		c.lead(n)
	}
	return n
}

// lead makes n the head of the best chain.
func (c *Chain) lead(n *node) {
	var branch []*node // from n down to where it meets the best chain
	at := n
	for ; int(at.Height) >= len(c.best) || c.best[at.Height] != at; at = at.parent {
		branch = append(branch, at)
	}
	left := c.best[at.Height+1:]
	for _, l := range left {
		c.pool.giveBack(l.txs)
	}
	c.best = c.best[:at.Height+1]
	for i := len(branch) - 1; i >= 0; i-- {
		c.best = append(c.best, branch[i])
	}
	c.pool.prune(n.nonces)
}

// Miner is whom a block at that height pays: another account at each.
func Miner(h l1anchor.Height) common.Address {
	return common.BytesToAddress(crypto.Keccak256(binary.BigEndian.AppendUint64([]byte("miner"), uint64(h))))
}

// seal gives n a header which binds parent, height, time, work and content.
func (c *Chain) seal(n *node) {
	content := crypto.NewKeccakState()
	for i, t := range n.txs {
		fmt.Fprintf(content, "%v %d %x %v\n", t.from, t.nonce, crypto.Keccak256(t.call.Data), n.errs[i])
	}
	c.salt++
	txs, gas := n.mined()
	h := &types.Header{
		ParentHash: n.Parent,
		UncleHash:  types.EmptyUncleHash,
		Coinbase:   Miner(n.Height),
		Root:       common.BytesToHash(content.Sum(nil)),
		TxHash:     root(txs),
		Difficulty: common.Big1, // whatever the block's work, nobody searches for a seal
		Number:     new(big.Int).SetUint64(uint64(n.Height)),
		GasLimit:   blockGas,
		GasUsed:    gas,
		Time:       n.Time,
		Nonce:      types.EncodeNonce(c.salt),
	}
	h.Extra = binary.BigEndian.AppendUint64(nil, c.salt)
	n.header, n.Hash = h, h.Hash()
}
