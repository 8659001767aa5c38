// SPDX-License-Identifier: Apache-2.0

// Command etcnode is a real Ethereum Classic node for devnets and tests: core-geth, which mines Ethash blocks over a
// small DAG under all ETC rules up to Spiral. It decides nothing about Adit, and nobody should keep money on it.
//
// It lives in a module of its own because core-geth takes the place of go-ethereum. Build it with
//
//	go build -ldflags=-checklinkname=0 .
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/ethereum/go-ethereum/log"
	"github.com/urfave/cli/v2"
	"golang.org/x/exp/slog"
)

func main() {
	app := &cli.App{
		Name:            "etcnode",
		Usage:           "run a mined Ethereum Classic chain on this machine",
		HideHelpCommand: true,
		Flags:           flags,
		Action:          run,
	}
	if err := app.Run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, "etcnode:", err)
		os.Exit(1)
	}
}

// run starts a node, says that it is ready, and stops it on the first SIGINT or SIGTERM.
func run(c *cli.Context) error {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)

	cfg, err := configOf(c)
	if err != nil {
		return err
	}
	log.SetDefault(log.NewLogger(log.NewTerminalHandlerWithLevel(os.Stderr, slog.Level(cfg.LogLevel), false)))
	n, err := start(cfg)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(n.ready()); err != nil {
		n.close()
		return fmt.Errorf("print the ready line: %w", err)
	}
	<-stop
	return n.close()
}
