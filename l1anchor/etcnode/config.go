// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/params/vars"
	"github.com/urfave/cli/v2"
)

// config is what the operator of the node chooses. Difficulty, ChainID, Fund and Balance make the genesis block: nodes
// that differ in one of them are on different chains.
type config struct {
	DataDir    string
	Host       string
	Port       int // 0 takes a free one
	LocalPort  int // of all methods, on loopback, when Host lets others in; 0: none
	P2PPort    int // 0 takes a free one
	Peers      []string
	ChainID    uint64
	Difficulty int64 // expected hashes per block, and the floor below which it never falls
	GasLimit   uint64
	BlockTime  time.Duration // 0 mines only when asked by etcnode_mine
	Coinbase   common.Address
	Fund       []common.Address
	Balance    *big.Int // wei, for each funded account
	Prune      bool     // keep the states of 128 blocks only, as public nodes do
	LogLevel   int      // as in slog
}

// The ten accounts of the mnemonic "test test test test test test test test test test test junk".
var junkAccounts = []string{
	"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
	"0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
	"0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65", "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
	"0x976EA74026E726554dB657fA54763abd0C3a0aa9", "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
	"0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f", "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
}

var flags = []cli.Flag{
	&cli.StringFlag{Name: "data-dir", EnvVars: []string{"ETCNODE_DATA_DIR"}, Usage: "folder of the chain and of the node's key", Required: true},
	&cli.StringFlag{Name: "http-host", EnvVars: []string{"ETCNODE_HTTP_HOST"}, Value: "127.0.0.1", Usage: "address that JSON-RPC listens on; one that others can reach serves eth_, net_ and web3_ only"},
	&cli.IntFlag{Name: "http-port", EnvVars: []string{"ETCNODE_HTTP_PORT"}, Value: 8545, Usage: "port of JSON-RPC, 0 for a free one"},
	&cli.IntFlag{Name: "local-port", EnvVars: []string{"ETCNODE_LOCAL_PORT"}, Usage: "port on 127.0.0.1 for the admin_, debug_, txpool_ and etcnode_ methods over WebSocket, when --http-host lets others in: JSON-RPC there is without them; 0 is none"},
	&cli.IntFlag{Name: "p2p-port", EnvVars: []string{"ETCNODE_P2P_PORT"}, Value: 0, Usage: "port for peers, 0 for a free one"},
	&cli.StringSliceFlag{Name: "peers", EnvVars: []string{"ETCNODE_PEERS"}, Usage: "enode URLs to stay connected to"},
	&cli.Uint64Flag{Name: "chain-id", EnvVars: []string{"ETCNODE_CHAIN_ID"}, Value: 1337061, Usage: "EIP-155 id of the chain, and its network id"},
	&cli.Int64Flag{Name: "difficulty", EnvVars: []string{"ETCNODE_DIFFICULTY"}, Value: 1024, Usage: "expected hashes per block; below 2048 it stays constant"},
	&cli.Uint64Flag{Name: "gas-limit", EnvVars: []string{"ETCNODE_GAS_LIMIT"}, Value: 8_000_000, Usage: "gas of a block"},
	&cli.DurationFlag{Name: "block-time", EnvVars: []string{"ETCNODE_BLOCK_TIME"}, Value: time.Second, Usage: "pace of mining; 0 mines only when asked by etcnode_mine"},
	&cli.StringFlag{Name: "coinbase", EnvVars: []string{"ETCNODE_COINBASE"}, Value: "0x00000000000000000000000000000000000e7c00", Usage: "account that block rewards go to"},
	&cli.StringSliceFlag{Name: "fund", EnvVars: []string{"ETCNODE_FUND"}, Usage: "accounts that hold --balance in the genesis block", Value: cli.NewStringSlice(junkAccounts...)},
	&cli.StringFlag{Name: "balance", EnvVars: []string{"ETCNODE_BALANCE"}, Value: "1000000", Usage: "whole coins that each funded account holds"},
	&cli.BoolFlag{Name: "prune", EnvVars: []string{"ETCNODE_PRUNE"}, Usage: "keep the states of the newest 128 blocks only; a kill loses blocks"},
	&cli.IntFlag{Name: "log-level", EnvVars: []string{"ETCNODE_LOG_LEVEL"}, Value: int(slog.LevelWarn), Usage: "-4 debug, 0 info, 4 warnings, 8 errors"},
}

// configOf reads the flags and complains about all of them at once.
func configOf(c *cli.Context) (*config, error) {
	cfg := &config{
		DataDir:    c.String("data-dir"),
		Host:       c.String("http-host"),
		Port:       c.Int("http-port"),
		LocalPort:  c.Int("local-port"),
		P2PPort:    c.Int("p2p-port"),
		Peers:      c.StringSlice("peers"),
		ChainID:    c.Uint64("chain-id"),
		Difficulty: c.Int64("difficulty"),
		GasLimit:   c.Uint64("gas-limit"),
		BlockTime:  c.Duration("block-time"),
		Coinbase:   common.HexToAddress(c.String("coinbase")),
		Prune:      c.Bool("prune"),
		LogLevel:   c.Int("log-level"),
	}
	var errs []error
	for _, a := range c.StringSlice("fund") {
		if !common.IsHexAddress(a) {
			errs = append(errs, fmt.Errorf("--fund: %q is not an address", a))
		}
		cfg.Fund = append(cfg.Fund, common.HexToAddress(a))
	}
	if !common.IsHexAddress(c.String("coinbase")) {
		errs = append(errs, fmt.Errorf("--coinbase: %q is not an address", c.String("coinbase")))
	}
	coins, ok := new(big.Int).SetString(c.String("balance"), 10)
	if !ok || coins.Sign() < 0 || coins.BitLen() > 128 {
		errs = append(errs, fmt.Errorf("--balance: %q is not a number of coins", c.String("balance")))
		coins = new(big.Int)
	}
	cfg.Balance = coins.Mul(coins, big.NewInt(vars.Ether))
	if cfg.Difficulty < 1 {
		errs = append(errs, fmt.Errorf("--difficulty: %d is less than 1", cfg.Difficulty))
	}
	if cfg.BlockTime < 0 {
		errs = append(errs, fmt.Errorf("--block-time: %s is negative", cfg.BlockTime))
	}
	if cfg.LocalPort != 0 && cfg.LocalPort == cfg.Port {
		errs = append(errs, fmt.Errorf("--local-port: %d is --http-port, too", cfg.LocalPort))
	}
	if cfg.ChainID == 0 {
		errs = append(errs, errors.New("--chain-id: must not be 0"))
	}
	return cfg, errors.Join(errs...)
}
