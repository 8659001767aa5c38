// SPDX-License-Identifier: Apache-2.0

// Package l1evm is a proof-of-work L1 in memory that executes contracts: blocks are mined when told, by Shanghai's
// rules and with Ethereum Classic's gas; branches compete by work; what miners leave out and in which order they take
// the rest is the test's to say. Its node answers JSON-RPC without a network, so the adapters of the product read it
// and send to it as they are. There is no clock and no goroutine in it.
package l1evm

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/triedb"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/l1anchor"
)

// What a block of Ethereum Classic has.
const (
	BlockGas = evm.BlockGas
	Spacing  = 13 // seconds between two blocks where a test does not care

	difficulty = 16 // of every block: a few tries find a seal
)

// Config is what a chain starts from.
type Config struct {
	ChainID uint64
	Time    uint64 // timestamp of the genesis block, seconds; 1 if 0
	Alloc   types.GenesisAlloc
}

// Miner decides what a block is made of. The zero value takes all that pays, the dearest first.
type Miner struct {
	// Leaves, if not nil, is asked for each transaction whether it is left out. What its sender sent behind it is
	// left out, too.
	Leaves func(*types.Transaction) bool
	// Arrange, if not nil, puts transactions in another order. Those of one account are run by nonce all the same.
	Arrange func([]*types.Transaction)
	// Least is the least gas price, wei; nil: any.
	Least *big.Int
	// To is whom the blocks pay.
	To common.Address
}

// Chain is the L1 with its node. All methods may be called from several goroutines.
type Chain struct {
	rules  *params.ChainConfig
	signer types.Signer
	tries  *triedb.Database
	states state.Database

	mu     sync.Mutex // guards all below
	blocks map[common.Hash]*block
	best   []*block // the best chain by height
	pool   map[common.Address]map[uint64]*types.Transaction
	miner  Miner
	salt   uint64 // makes every block another one
	shown  map[shown]json.RawMessage
}

// block is a block with what came of it.
type block struct {
	header   *types.Header
	hash     common.Hash
	parent   *block
	total    *big.Int // work of the chain up to here
	txs      types.Transactions
	receipts types.Receipts
}

func (b *block) height() uint64 { return b.header.Number.Uint64() }

func (b *block) ref() l1anchor.Ref {
	return l1anchor.Ref{Height: l1anchor.Height(b.height()), Hash: b.hash}
}

// New makes a chain of a genesis block.
func New(cfg Config) (*Chain, error) {
	if cfg.ChainID == 0 {
		return nil, errors.New("chain id: missing")
	}
	tries := triedb.NewDatabase(rawdb.NewMemoryDatabase(), triedb.HashDefaults)
	c := &Chain{
		rules: evm.Shanghai(cfg.ChainID), tries: tries, states: state.NewDatabase(tries, nil),
		signer: types.LatestSignerForChainID(new(big.Int).SetUint64(cfg.ChainID)),
		blocks: make(map[common.Hash]*block), pool: make(map[common.Address]map[uint64]*types.Transaction),
		shown: make(map[shown]json.RawMessage),
	}
	root, err := c.allocate(cfg.Alloc)
	if err != nil {
		return nil, fmt.Errorf("genesis: %w", err)
	}
	genesis := &block{total: big.NewInt(difficulty), header: &types.Header{
		Number: new(big.Int), Time: max(cfg.Time, 1), Root: root, Difficulty: big.NewInt(difficulty), GasLimit: BlockGas,
		UncleHash: types.EmptyUncleHash, TxHash: types.EmptyTxsHash, ReceiptHash: types.EmptyReceiptsHash,
	}}
	genesis.hash = genesis.header.Hash()
	c.blocks[genesis.hash], c.best = genesis, []*block{genesis}
	return c, nil
}

func (c *Chain) allocate(alloc types.GenesisAlloc) (common.Hash, error) {
	s, err := state.New(types.EmptyRootHash, c.states)
	if err != nil {
		return common.Hash{}, err
	}
	for who, has := range alloc {
		if has.Balance != nil {
			balance, overflow := uint256.FromBig(has.Balance)
			if overflow {
				return common.Hash{}, fmt.Errorf("%s has more than there is", who)
			}
			s.SetBalance(who, balance, tracing.BalanceChangeUnspecified)
		}
		s.SetNonce(who, has.Nonce, tracing.NonceChangeUnspecified)
		s.SetCode(who, has.Code, tracing.CodeChangeUnspecified)
		for slot, value := range has.Storage {
			s.SetState(who, slot, value)
		}
	}
	return s.Commit(c.rules.Rules(new(big.Int), true, 0), 0)
}

// Head names the tip.
func (c *Chain) Head() l1anchor.Ref {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.head().ref()
}

func (c *Chain) head() *block { return c.best[len(c.best)-1] }

// SetMiner has blocks made otherwise from now on.
func (c *Chain) SetMiner(m Miner) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.miner = m
}

// Mine makes n blocks on the head, spacing seconds apart, with what waits.
func (c *Chain) Mine(n int, spacing uint64) (l1anchor.Ref, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for range n {
		if err := c.extend(spacing); err != nil {
			return l1anchor.Ref{}, err
		}
	}
	return c.head().ref(), nil
}

// deepest is how many blocks a node of core-geth takes back without losing what was in them.
const deepest = 64

// Back throws the blocks above h off the best chain. They stay known by their hashes. Their transactions wait again,
// unless they are so many blocks that a node would give up on them.
func (c *Chain) Back(h l1anchor.Height) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := min(int(h)+1, len(c.best))
	lost := c.best[at:]
	if len(lost) > deepest {
		lost = nil
	}
	for _, b := range lost {
		for _, tx := range b.txs {
			c.put(tx)
		}
	}
	c.best = c.best[:at]
}

// Reorg takes back depth blocks and mines that many more on what is left, one more at least for it to win: what
// waited and what was taken back is in them as the miner has it.
func (c *Chain) Reorg(depth, blocks int, spacing uint64) (l1anchor.Ref, error) {
	c.Back(c.Head().Height - min(l1anchor.Height(depth), c.Head().Height))
	return c.Mine(max(blocks, depth+1), spacing)
}

// Forget has the node lose what waits, of these accounts or, if none is named, of all.
func (c *Chain) Forget(of ...common.Address) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, who := range of {
		delete(c.pool, who)
	}
	if len(of) == 0 {
		clear(c.pool)
	}
}

// Waiting is what waits of an account, by nonce.
func (c *Chain) Waiting(who common.Address) (all []*types.Transaction) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, tx := range c.pool[who] {
		all = append(all, tx)
	}
	slices.SortFunc(all, func(a, b *types.Transaction) int { return int(a.Nonce()) - int(b.Nonce()) })
	return all
}

// put makes tx the one of its account and nonce, unless that has one.
func (c *Chain) put(tx *types.Transaction) {
	from, err := types.Sender(c.signer, tx)
	if err != nil {
		return // it was refused before
	}
	if c.pool[from] == nil {
		c.pool[from] = make(map[uint64]*types.Transaction)
	}
	if c.pool[from][tx.Nonce()] == nil {
		c.pool[from][tx.Nonce()] = tx
	}
}
