// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	gethlog "github.com/ethereum/go-ethereum/log"
)

// What go-ethereum says before it ends the process comes with what to do; other lines are passed on as they are.
func TestLastWords(t *testing.T) {
	for _, c := range []struct {
		level   slog.Level
		message string
		want    []string
	}{
		{gethlog.LevelCrit, "Failed to store block", []string{"Failed to store block", "err=corruption", "remove the folder chain"}},
		{slog.LevelError, "Failed to decode block", []string{"Failed to decode block", "err=corruption"}},
		{slog.LevelWarn, "Unclean shutdown detected", nil},
	} {
		var out bytes.Buffer
		w := &warnings{slog.NewTextHandler(&out, nil)}
		r := slog.NewRecord(time.Now(), c.level, c.message, 0)
		r.AddAttrs(slog.String("err", "corruption"))
		if err := w.Handle(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: got %q, want %q in it", c.message, out.String(), want)
			}
		}
		if strings.Contains(out.String(), "next=") != (c.level == gethlog.LevelCrit) || (out.Len() > 0) != (c.want != nil) {
			t.Errorf("%s: got %q", c.message, out.String())
		}
	}
}
