// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"log/slog"
	"sync/atomic"
	"testing"

	"github.com/layeredpow/adit/sequencer/cluster"
)

// TestLookIsFresh changes who leads and looks at once, as an operator does behind a transfer: nothing from before is
// shown, though whoever asks for figures may be given those of a moment ago.
func TestLookIsFresh(t *testing.T) {
	var term, looks atomic.Uint64
	w := New(Sequencer, DefaultLimits(), func() *Facts {
		looks.Add(1)
		return &Facts{Set: &Set{View: cluster.View{Term: term.Load()}}}
	}, slog.New(slog.DiscardHandler))
	for range 100 {
		want := term.Add(1)
		if facts, _ := w.Look(); facts == nil || facts.Set.View.Term != want {
			t.Fatalf("got %+v, want term %d", facts, want)
		}
	}
	before := looks.Load()
	w.State()
	if looks.Load() != before {
		t.Error("figures of a moment ago were gathered again")
	}
}
