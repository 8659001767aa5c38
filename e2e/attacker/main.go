// SPDX-License-Identifier: Apache-2.0

// Command attacker carries out one attack of package attack, as a process of its own with a low priority, until it is
// told to end or its input does.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/layeredpow/adit/e2e/attack"
)

// nice is the priority of an attacker: what is measured is what the node does for it, not what it takes from the
// machine.
const nice = 10

func main() {
	var t attack.Target
	name := flag.String("attack", "", "which one")
	flag.StringVar(&t.HTTP, "http", "", "JSON-RPC URL of the node")
	flag.StringVar(&t.WS, "ws", "", "WebSocket URL of the node")
	flag.StringVar(&t.Logger, "logger", "", "address of a contract with long logs")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	go func() { // whoever started it holds the other end
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	err := syscall.Setpriority(syscall.PRIO_PROCESS, 0, nice)
	if err == nil {
		err = attack.Run(ctx, *name, t)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
