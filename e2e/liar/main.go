// SPDX-License-Identifier: Apache-2.0

// Command liar is a challenger that lies, in one of the ways of package lie. It stands here and not in adit, so that
// nobody runs it by mistake. Drills and tests run it against the real thing.
package main

import (
	"context"
	"crypto/ecdsa"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/e2e/lie"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "liar:", err)
		os.Exit(1)
	}
}

// settings are what the command line says.
type settings struct {
	lie                                        lie.Kind
	at                                         lie.Place
	data, rollup, l1, guest, key, copyOf, pool string
	poll                                       time.Duration
}

func parse(args []string) (s settings, err error) {
	var all []string
	for _, k := range lie.Kinds() {
		all = append(all, k.Name)
	}
	flags := flag.NewFlagSet("liar", flag.ContinueOnError)
	kind := flags.String("lie", "step", "kind of the lie: "+strings.Join(all, ", "))
	flags.Uint64Var(&s.at.Batches, "batches", 0, "number of batches: the first claim that goes further has the lie; 0: the first that is about anything")
	flags.Uint64Var(&s.at.Block, "block", 0, "L2 block whose transition is lied about; 0: whichever suits the lie")
	flags.Uint64Var(&s.at.Salt, "salt", 0, "number that sets liars apart which lie about the same")
	flags.StringVar(&s.copyOf, "copy", "", "address whose moves are copied by the lie front; empty: everybody's")
	flags.StringVar(&s.data, "data", "", "folder")
	flags.StringVar(&s.rollup, "rollup", "", "rollup file")
	flags.StringVar(&s.l1, "l1.url", "", "JSON-RPC URL of the L1 node")
	flags.StringVar(&s.pool, "pool", "", "JSON-RPC URL of an L1 node that says what waits in it, for the lie front; empty: that of l1.url")
	flags.StringVar(&s.guest, "guest", "", "the program (default: guest beside this binary)")
	flags.StringVar(&s.key, "l1.key", "", "file with the L1 account's private key in hex")
	flags.DurationVar(&s.poll, "l1.poll", 500*time.Millisecond, "pause between two looks at L1")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if s.copyOf != "" && !common.IsHexAddress(s.copyOf) {
		return s, fmt.Errorf("copy the moves of %q: it is no address", s.copyOf)
	}
	if s.pool == "" {
		s.pool = s.l1
	}
	if s.lie, err = lie.Find(*kind); err != nil || s.guest != "" {
		return s, err
	}
	self, err := os.Executable()
	s.guest = filepath.Join(filepath.Dir(self), "guest")
	return s, err
}

func run(ctx context.Context, args []string) error {
	s, err := parse(args)
	if err != nil {
		return err
	}
	key, err := crypto.LoadECDSA(s.key)
	if err != nil {
		return fmt.Errorf("read the key: %w", err)
	}
	program, err := os.ReadFile(s.guest)
	if err != nil {
		return fmt.Errorf("read the program: %w", err)
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	play := challenger.Default()
	play.Propose, play.Poll = true, s.poll
	g, ctx := errgroup.WithContext(ctx)
	if s.lie.Copies() {
		front, err := s.front(key, log)
		if err != nil {
			return err
		}
		if err := front.Fund(ctx); err != nil {
			return err
		}
		g.Go(func() error { return front.Run(ctx) })
	}
	g.Go(func() error {
		return node.Challenger(ctx, node.ChallengerConfig{
			Config: node.Config{
				Data: s.data, Rollup: s.rollup, L1: s.l1, L1Poll: s.poll, CacheMB: 64, RPC: rpc.DefaultConfig(),
				Policy: l1anchor.Policy{K: 1, Attacker: 0.1, Acceptable: 0.001},
			},
			Guest: program, Key: key, Challenger: play,
			Ports: func(p challenger.Ports, states trace.Node, config game.Config) challenger.Ports {
				return lie.Change(p, s.lie, s.at, states, config)
			},
		}, log)
	})
	return g.Wait()
}

// front copies the moves of others to the contract that the rollup file names.
func (s *settings) front(key *ecdsa.PrivateKey, log *slog.Logger) (*lie.Front, error) {
	text, err := os.ReadFile(s.rollup)
	if err != nil {
		return nil, fmt.Errorf("read the rollup file: %w", err)
	}
	file, err := rollupfile.Read(text)
	if err != nil {
		return nil, fmt.Errorf("read the rollup file %s: %w", s.rollup, err)
	}
	second, err := lie.CopyKey(key)
	if err != nil {
		return nil, fmt.Errorf("make a second account: %w", err)
	}
	front := &lie.Front{URL: s.pool, Contract: file.Rollup, Key: second, Purse: key, Own: map[common.Address]bool{crypto.PubkeyToAddress(key.PublicKey): true}, Log: log}
	if s.copyOf != "" {
		front.Of = map[common.Address]bool{common.HexToAddress(s.copyOf): true}
	}
	return front, nil
}
