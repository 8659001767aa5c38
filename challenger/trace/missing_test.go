// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm/oracle"
)

// blind is a node that has lost what proves transitions.
type blind struct{ node.Derivation }

var errBlind = errors.New("read what is gone")

func (blind) Evidence(context.Context, uint64, program.End) (oracle.Source, error) {
	return nil, errBlind
}

// wrongValues is a node whose disk gives other bytes than it was given.
type wrongValues struct{ node.Derivation }

func (n wrongValues) Evidence(ctx context.Context, index uint64, end program.End) (oracle.Source, error) {
	s, err := n.Derivation.Evidence(ctx, index, end)
	return wrong{s}, err
}

type wrong struct{ oracle.Source }

func (s wrong) Value(hash common.Hash) ([]byte, error) {
	v, err := s.Source.Value(hash)
	v = bytes.Clone(v)
	if len(v) > 400 { // a header
		v[100]++
	}
	return v, err
}

// TestMissing: what is not to be had is an error, and neither an answer nor a verdict.
func TestMissing(t *testing.T) {
	w := newWorld(t)
	w.Batch(w.Transfers(1))
	ctx, last, genesis := t.Context(), w.Last(), w.State(0).Hash()
	for _, c := range []struct {
		name string
		node trace.Node
		want string
	}{
		{"no evidence", blind{w.Derivation()}, errBlind.Error()},
		{"values with another hash", wrongValues{w.Derivation()}, "with another hash"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := w.traceOver(trace.Config{}, failing(t, 1), c.node)
			if _, err := tr.Run(ctx, genesis, last); !errors.Is(err, trace.ErrUnknown) {
				t.Errorf("a run of no claim: got %v, want %v", err, trace.ErrUnknown)
			}
			if _, err := tr.Claim(ctx, genesis, last); err != nil {
				t.Fatal(err)
			}
			_, err := tr.Run(ctx, genesis, last)
			if err == nil || !strings.Contains(err.Error(), c.want) || len(tr.Verdicts()) != 0 {
				t.Errorf("got %v, %d verdicts, want %q", err, len(tr.Verdicts()), c.want)
			}
			if _, err := tr.Ready().Run(genesis, last); !errors.Is(err, strategy.ErrNotYet) {
				t.Errorf("ready: %v", err)
			}
		})
	}
}

// TestDisk answers from disk after a restart, without a node that knows anything, and computes anew what was damaged.
func TestDisk(t *testing.T) {
	w := newWorld(t)
	w.Batch(nil)
	ctx, last, genesis, dir := t.Context(), w.Last(), w.State(0).Hash(), t.TempDir()
	cfg, p := trace.Config{Dir: dir}, failing(t, twoStrides)
	tr := w.computed(cfg, p, genesis, last)
	run, err := tr.Run(ctx, genesis, last)
	if err != nil {
		t.Fatal(err)
	}
	stride, err := tr.Stride(ctx, genesis, last, 1)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.history"))
	if err != nil || len(files) != 2 {
		t.Fatalf("%v are kept (%v), want two histories", files, err)
	}
	same := func(t *testing.T, tr *trace.Trace) {
		t.Helper()
		r, err := tr.Run(ctx, genesis, last)
		if err != nil {
			t.Fatal(err)
		}
		s, err := tr.Stride(ctx, genesis, last, 1)
		if err != nil {
			t.Fatal(err)
		}
		if r.Tree.Root() != run.Tree.Root() || r.Start != run.Start || !bytes.Equal(r.End.Header, run.End.Header) ||
			r.End.MemoryRoot != run.End.MemoryRoot || !bytes.Equal(r.End.Template, run.End.Template) || s.Root() != stride.Root() {
			t.Error("another answer comes from disk")
		}
	}
	same(t, w.traceOver(cfg, p, blind{w.Derivation()}))
	for _, damage := range []func(b []byte) []byte{
		func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		func(b []byte) []byte { return b[:len(b)-1] },
		func(b []byte) []byte { return b[:0] },
		func(b []byte) []byte { return b[32:] },
	} {
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, damage(b), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		same(t, w.computed(cfg, p, genesis, last))
	}
	// One history in the place of another is none.
	run1, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[1], run1, 0o600); err != nil {
		t.Fatal(err)
	}
	same(t, w.computed(cfg, p, genesis, last))
	// Another program's histories are not this one's.
	if _, err := w.traceOver(cfg, failing(t, twoStrides+1), blind{w.Derivation()}).Run(ctx, genesis, last); err == nil {
		t.Error("the history of another program passes")
	}
}
