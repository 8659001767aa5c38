// SPDX-License-Identifier: Apache-2.0

package node

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A divergence is remembered by the processes that follow, counted, and forgotten once the chain has come past it.
func TestDivergenceIsRemembered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "divergence.json")
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	first := &divergences{path: path}
	if got := first.standing(0); got != nil {
		t.Fatalf("in a new folder: got %+v", got)
	}
	first.note(errors.New("block 8 is a here"), 7, log)
	second := &divergences{path: path}
	if got := second.standing(7); got == nil || got.Times != 1 || got.Behind != 7 || got.Why != "block 8 is a here" {
		t.Errorf("at the next start: got %+v", got)
	}
	second.note(errors.New("block 8 is a here"), 7, log)
	if got := strings.Count(out.String(), "ALARM: this member's execution differs"); got != 2 || !strings.Contains(out.String(), "times=2") {
		t.Errorf("want a line for each, the second with times=2:\n%s", out.String())
	}
	third := &divergences{path: path}
	if got := third.standing(6); got == nil || got.Times != 2 {
		t.Errorf("on the way to the block: got %+v", got)
	}
	if got := third.standing(8); got != nil {
		t.Errorf("past the block: got %+v", got)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the note is still there: %v", err)
	}
}
