// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"net"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/downloader"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/eth/gasprice"
	"github.com/ethereum/go-ethereum/eth/tracers"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
	"github.com/ethereum/go-ethereum/p2p/enode"
	"github.com/ethereum/go-ethereum/params/vars"
	"github.com/ethereum/go-ethereum/rpc"
)

// running is a started node.
type running struct {
	cfg   *config
	stack *node.Node
	eth   *eth.Ethereum
	miner *miner
	stop  context.CancelFunc
	mined chan struct{} // closed when mining has ended
}

// readyLine is what the node prints, as one line of JSON, once it serves requests.
type readyLine struct {
	HTTP    string      `json:"http"`
	Local   string      `json:"local,omitempty"` // WebSocket URL of all methods, see isOpen
	Enode   string      `json:"enode"`
	ChainID uint64      `json:"chain_id"`
	Genesis common.Hash `json:"genesis"`
}

// start brings up chain, peers, JSON-RPC and, unless it is off, mining.
func start(cfg *config) (*running, error) {
	lowerFloor(cfg.Difficulty)
	stackCfg, err := stackConfig(cfg)
	if err != nil {
		return nil, err
	}
	stack, err := node.New(stackCfg)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", cfg.DataDir, err)
	}
	back, err := eth.New(stack, chainConfig(cfg))
	if err != nil {
		stack.Close()
		return nil, fmt.Errorf("open the chain: %w", err)
	}
	engine, ok := back.Engine().(*beacon.Beacon).InnerEngine().(*ethash.Ethash)
	if !ok {
		stack.Close()
		return nil, errors.New("open the chain: its consensus is not Ethash")
	}
	engine.SetThreads(1)
	m := newMiner(back, cfg)
	fs := filters.NewFilterSystem(back.APIBackend, filters.Config{})
	stack.RegisterAPIs([]rpc.API{
		{Namespace: "eth", Service: filters.NewFilterAPI(fs, false)},
		{Namespace: "etcnode", Service: &api{m}},
	})
	stack.RegisterAPIs(tracers.APIs(back.APIBackend))
	if err := stack.Start(); err != nil {
		stack.Close()
		return nil, fmt.Errorf("start the node: %w", err)
	}
	back.SetSynced() // take transactions without having heard of a peer

	ctx, cancel := context.WithCancel(context.Background())
	n := &running{cfg: cfg, stack: stack, eth: back, miner: m, stop: cancel, mined: make(chan struct{})}
	go func() {
		defer close(n.mined)
		m.run(ctx)
	}()
	return n, nil
}

// close ends mining, then writes out and closes everything else.
func (n *running) close() error {
	n.stop()
	<-n.mined
	if err := n.stack.Close(); err != nil {
		return fmt.Errorf("close the node: %w", err)
	}
	return nil
}

func (n *running) ready() readyLine {
	return readyLine{
		HTTP:    n.stack.HTTPEndpoint(),
		Local:   n.local(),
		Enode:   n.stack.Server().Self().URLv4(),
		ChainID: n.cfg.ChainID,
		Genesis: n.eth.BlockChain().Genesis().Hash(),
	}
}

// local is where this machine finds all methods of a node that others can reach; empty when that is HTTP, or nowhere.
func (n *running) local() string {
	if isOpen(n.cfg.Host) && n.cfg.LocalPort != 0 {
		return n.stack.WSEndpoint()
	}
	return ""
}

// Methods that anybody may call who reaches the node, and those for whoever runs it: they stop it, take blocks away,
// and mine.
var (
	publicModules = []string{"eth", "net", "web3"}
	allModules    = []string{"eth", "net", "web3", "debug", "txpool", "admin", "etcnode"}
)

// isOpen says whether others than this machine can reach what listens at host. Then HTTP serves the public methods
// only.
func isOpen(host string) bool {
	ip := net.ParseIP(host)
	return ip == nil && host != "localhost" || ip != nil && !ip.IsLoopback()
}

// virtualHosts are the names under which clients may call the node. An operator who has it listen for others is called
// by names that it does not know: a container has one of its own for the machine that it runs on.
func virtualHosts(host string) []string {
	if ip := net.ParseIP(host); ip != nil && isOpen(host) {
		return []string{"*"}
	}
	return []string{"localhost"}
}

// stackConfig keeps the node on this machine: no discovery, no NAT, no IPC, peers only on loopback.
func stackConfig(cfg *config) (*node.Config, error) {
	var peers []*enode.Node
	for _, url := range cfg.Peers {
		p, err := enode.Parse(enode.ValidSchemes, url)
		if err != nil {
			return nil, fmt.Errorf("--peers: %q: %w", url, err)
		}
		peers = append(peers, p)
	}
	c := &node.Config{
		Name:                 "etcnode",
		DataDir:              cfg.DataDir,
		KeyStoreDir:          filepath.Join(cfg.DataDir, "keystore"),
		HTTPHost:             cfg.Host,
		HTTPPort:             cfg.Port,
		HTTPModules:          allModules,
		HTTPVirtualHosts:     virtualHosts(cfg.Host),
		HTTPTimeouts:         rpc.DefaultHTTPTimeouts,
		BatchRequestLimit:    1000,
		BatchResponseMaxSize: 25_000_000,
		P2P: p2p.Config{
			ListenAddr:  fmt.Sprintf("127.0.0.1:%d", cfg.P2PPort),
			NoDiscovery: true,
			MaxPeers:    8,
			StaticNodes: peers,
		},
	}
	if isOpen(cfg.Host) {
		c.HTTPModules = publicModules
		if cfg.LocalPort != 0 {
			c.WSHost, c.WSPort, c.WSModules = "127.0.0.1", cfg.LocalPort, allModules
		}
	}
	return c, nil
}

// chainConfig keeps every state and writes it with its block, so that a kill loses no block, unless the node prunes.
func chainConfig(cfg *config) *ethconfig.Config {
	c := ethconfig.Defaults
	c.Genesis = genesis(cfg)
	c.NetworkId = cfg.ChainID
	c.SyncMode = downloader.FullSync
	c.NoPruning = !cfg.Prune
	c.StateScheme = rawdb.HashScheme
	c.TransactionHistory, c.TxLookupLimit = 0, 0 // index everything
	c.DatabaseCache, c.DatabaseHandles = 64, 256
	c.TrieCleanCache, c.TrieDirtyCache, c.SnapshotCache = 32, 32, 0
	c.Ethash = ethash.Config{PowMode: ethash.ModeTest}
	c.Miner.Etherbase = cfg.Coinbase
	c.Miner.GasCeil = cfg.GasLimit
	c.Miner.GasPrice = big.NewInt(1)
	c.TxPool.PriceLimit = 1
	c.TxPool.AccountSlots, c.TxPool.AccountQueue = 1024, 1024
	c.GPO = gasprice.Config{Blocks: 20, Percentile: 60, MaxHeaderHistory: 1024, MaxBlockHistory: 1024,
		Default: big.NewInt(vars.GWei), MaxPrice: gasprice.DefaultMaxPrice, IgnorePrice: big.NewInt(2)}
	return &c
}
