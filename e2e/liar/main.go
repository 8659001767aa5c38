// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/rpc"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "liar:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("liar", flag.ContinueOnError)
	kinds := strings.Join(slices.Sorted(maps.Keys(lies)), ", ")
	var (
		kind   = flags.String("lie", "step", "how far it is defended: "+kinds)
		data   = flags.String("data", "", "folder")
		rollup = flags.String("rollup", "", "rollup file")
		l1     = flags.String("l1.url", "", "JSON-RPC URL of the L1 node")
		guest  = flags.String("guest", "", "the program (default: guest beside this binary)")
		key    = flags.String("l1.key", "", "file with the L1 account's private key in hex")
		poll   = flags.Duration("l1.poll", 500*time.Millisecond, "pause between two looks at L1")
	)
	if err := flags.Parse(args); err != nil {
		return err
	}
	told, ok := lies[*kind]
	if !ok {
		return fmt.Errorf("there is no lie %q: %s", *kind, kinds)
	}
	account, err := crypto.LoadECDSA(*key)
	if err != nil {
		return fmt.Errorf("read the key: %w", err)
	}
	if *guest == "" {
		self, err := os.Executable()
		if err != nil {
			return err
		}
		*guest = filepath.Join(filepath.Dir(self), "guest")
	}
	program, err := os.ReadFile(*guest)
	if err != nil {
		return fmt.Errorf("read the program: %w", err)
	}
	play := challenger.Default()
	play.Propose, play.Poll = true, *poll
	return node.Challenger(ctx, node.ChallengerConfig{
		Config: node.Config{
			Data: *data, Rollup: *rollup, L1: *l1, L1Poll: *poll, CacheMB: 64, RPC: rpc.DefaultConfig(),
			Policy: l1anchor.Policy{K: 1, Attacker: 0.1, Acceptable: 0.001},
		},
		Guest: program, Key: account, Challenger: play,
		Computing: func(c challenger.Computer) challenger.Computer { return newLying(c, told) },
	}, slog.New(slog.NewTextHandler(os.Stderr, nil)))
}
