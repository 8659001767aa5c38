// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/lru"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"

	"github.com/layeredpow/adit/stateroot/params"
)

// Open opens the chain in cfg.Dir, or begins one with the rollup's genesis. It refuses a folder that holds another
// rollup's chain (ErrOther), or one in another format (ErrFormat). Nothing listens on a port.
func Open(cfg Config, rollup *params.Params, log *slog.Logger) (*Chain, error) {
	if cfg.CacheMB == 0 {
		cfg.CacheMB = 256
	}
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("open L2 chain: %w", err)
	}
	if err := checkFormat(cfg.Dir); err != nil {
		return nil, fmt.Errorf("open L2 chain in %s: %w", cfg.Dir, err)
	}
	if err := checkRollup(filepath.Join(cfg.Dir, rollupFile), rollup); err != nil {
		return nil, err
	}
	c := &Chain{cfg: cfg, rollup: rollup, log: log, signer: NewSigner(rollup.ChainID), fsync: syncFile}
	c.queues = lru.NewCache[common.Hash, []taken](rememberedQueues)
	var err error
	c.stack, err = node.New(&node.Config{
		Name:     "l2",
		DataDir:  cfg.Dir,
		DBEngine: "leveldb",
		P2P:      p2p.Config{NoDiscovery: true, NoDial: true},
	})
	if err != nil {
		return nil, fmt.Errorf("open L2 chain in %s: %w", cfg.Dir, err)
	}
	if err := mend(c.stack.ResolvePath(database), log); err != nil {
		return nil, errors.Join(fmt.Errorf("open L2 chain in %s: %w", cfg.Dir, err), c.stack.Close())
	}
	if cfg.Quiet {
		err = c.openQuiet()
	} else {
		err = c.openNode()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open L2 chain in %s: %w", cfg.Dir, damaged(err)), c.stack.Close())
	}
	if err := c.begin(); err != nil {
		return nil, errors.Join(fmt.Errorf("open L2 chain in %s: %w", cfg.Dir, damaged(err)), c.Close())
	}
	return c, nil
}

// database is the folder within a node's that go-ethereum's services look for; the name is theirs.
const database = "chaindata"

// openNode opens the chain with all the services that JSON-RPC needs.
func (c *Chain) openNode() (err error) {
	c.stack.RegisterLifecycle(pause{})
	if c.eth, err = eth.New(c.stack, ethConfig(c.cfg, c.rollup)); err != nil {
		return err
	}
	c.bc, c.db = c.eth.BlockChain(), c.eth.ChainDb()
	return c.stack.Start()
}

// pause comes between the start of go-ethereum's network, which nobody is on, and that of the services. The network
// waits for a millisecond first, under a lock that the services wait for in turn: a simulation's virtual time would
// never get past that.
type pause struct{}

// Start implements node.Lifecycle.
func (pause) Start() error {
	time.Sleep(2 * time.Millisecond)
	return nil
}

// Stop implements node.Lifecycle.
func (pause) Stop() error { return nil }

// openQuiet opens nothing but the chain, the way in which openNode has it opened.
func (c *Chain) openQuiet() (err error) {
	e := ethConfig(c.cfg, c.rollup)
	c.db, err = c.stack.OpenDatabaseWithOptions(database, node.DatabaseOptions{Cache: e.DatabaseCache, Handles: e.DatabaseHandles})
	if err != nil {
		return err
	}
	cfg := core.DefaultConfig().WithStateScheme(e.StateScheme).WithArchive(e.NoPruning)
	cfg.TrieCleanLimit, cfg.TrieDirtyLimit, cfg.SnapshotLimit, cfg.TxLookupLimit = e.TrieCleanCache, 0, e.SnapshotCache, int64(e.TransactionHistory)
	cfg.SlowBlockThreshold = e.SlowBlockThreshold
	c.bc, err = core.NewBlockChain(c.db, e.Genesis, beacon.New(ethash.NewFaker()), cfg)
	return err
}

// Close flushes and closes the database.
func (c *Chain) Close() error {
	if c.cfg.Quiet {
		c.bc.Stop()
	}
	return c.stack.Close()
}

// ethConfig chooses what survives a crash: the hash scheme with every state kept. Other combinations of go-ethereum
// come back from a SIGKILL without their newest blocks.
func ethConfig(cfg Config, rollup *params.Params) *ethconfig.Config {
	e := ethconfig.Defaults
	e.Genesis = rollup.Genesis()
	e.NetworkId = rollup.ChainID
	e.SyncMode = ethconfig.FullSync
	e.StateScheme = rawdb.HashScheme
	e.NoPruning = true
	e.TransactionHistory = 0
	e.SnapshotCache = 0
	e.DatabaseCache = cfg.CacheMB / 2
	e.DatabaseHandles = 256
	e.TrieCleanCache = cfg.CacheMB / 2
	e.TrieDirtyCache = 0 // else eth.New, which has no use for it where every state is kept, adds it to the clean one
	e.TxPool.Journal = ""
	e.TxPool.NoLocals = true
	e.BlobPool.Datadir = ""
	e.Miner.GasPrice = big.NewInt(1)

	e.RPCGasCap = 50_000_000
	e.RPCEVMTimeout = 2 * time.Second
	e.LogNoHistory = true // an index of logs costs each node more than the bounded queries that are allowed
	return &e
}
