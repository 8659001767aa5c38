// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/layeredpow/adit/challenger/ledger"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

// checked is an L1 node that answers each Check with the next of its errors, and with the last one from then on.
type checked struct {
	L1
	errs  []error
	asked int
	want  l1anchor.Terms
}

func (c *checked) Check(_ context.Context, _ l1anchor.Height, terms l1anchor.Terms) error {
	if terms != c.want {
		return fmt.Errorf("asked about %+v", terms)
	}
	err := c.errs[min(c.asked, len(c.errs)-1)]
	c.asked++
	return err
}

// TestAwaitL1 has a role end on what L1 says for a while, and on nothing that L1 says once or that passes.
func TestAwaitL1(t *testing.T) {
	rollup := &params.Params{ForceDelay: 600, MaxMessages: 130, MaxBatchData: 100_000}
	delay := fmt.Errorf("%w: a delay", etc.ErrOtherInbox)
	data := fmt.Errorf("%w: its data", etc.ErrOtherInbox)
	away := errors.New("connection refused")
	again := func(err error, n int) (errs []error) {
		for range n {
			errs = append(errs, err)
		}
		return errs
	}
	join := func(lists ...[]error) (errs []error) {
		for _, list := range lists {
			errs = append(errs, list...)
		}
		return errs
	}
	for _, c := range []struct {
		name  string
		errs  []error
		asked int
		want  error // nil: all is well in the end
	}{
		{"all is well", []error{nil}, 1, nil},
		{"L1 is away at first", join(again(away, 20), []error{nil}), 21, nil},
		{"another chain that passes", join(again(etc.ErrOtherChain, 20), []error{nil}), 21, nil},
		{"other terms", again(delay, 1), 6, delay},
		{"other terms once L1 is there", join(again(away, 3), again(delay, 6)), 9, delay},
		{"a lie that ends", join(again(delay, 5), []error{nil}), 6, nil},
		{"lies that differ", join(again(delay, 5), again(data, 5), []error{nil}), 11, nil},
		{"a lie with a pause", join(again(delay, 5), []error{away}, again(delay, 5), []error{nil}), 12, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l1 := &checked{errs: c.errs, want: rollup.Terms()}
				err := awaitL1(t.Context(), l1, rollup, slog.New(slog.DiscardHandler))
				if !errors.Is(err, c.want) || errors.Is(err, ErrSettings) != (c.want != nil) || l1.asked != c.asked {
					t.Errorf("%v after %d questions, want %v after %d", err, l1.asked, c.want, c.asked)
				}
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, end := context.WithTimeout(t.Context(), time.Hour)
		defer end()
		if err := awaitL1(ctx, &checked{errs: []error{away}, want: rollup.Terms()}, rollup, slog.New(slog.DiscardHandler)); err != nil {
			t.Errorf("a role that is stopped: %v", err)
		}
	})
}

// What another rollup has begun is the operator's mistake, and what cannot be read is not.
func TestNotOurs(t *testing.T) {
	text, err := os.ReadFile("../../stateroot/rollupfile/testdata/rollup.toml")
	if err != nil {
		t.Fatal(err)
	}
	file, err := rollupfile.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	cfg, other := &Config{Data: t.TempDir(), CacheMB: 16}, *file.Params
	other.ChainID++
	open := func(p *params.Params) error {
		b, err := openOn(cfg, p, nil, chain.Config{Quiet: true}, slog.New(slog.DiscardHandler))
		if err == nil {
			err = b.close()
		}
		return err
	}
	if err := open(file.Params); err != nil {
		t.Fatal(err)
	}
	if err := open(&other); !errors.Is(err, ErrSettings) || !strings.Contains(err.Error(), "another folder") {
		t.Errorf("the chain of another rollup: %v", err)
	}
	for _, err := range []error{ledger.ErrOther, deploy.ErrOther, cluster.ErrIdentity} {
		if err := notOurs(fmt.Errorf("open: %w", err)); !errors.Is(err, ErrSettings) {
			t.Errorf("%v does not lie with the settings", err)
		}
	}
	if err := errors.New("the disk fails"); notOurs(err) != err || notOurs(nil) != nil { //nolint:errorlint // itself
		t.Error("another error was changed")
	}
}
