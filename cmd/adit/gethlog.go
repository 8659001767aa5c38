package main

import (
	"context"
	"log/slog"

	gethlog "github.com/ethereum/go-ethereum/log"
)

// quieten sends what go-ethereum logs by its global logger to ours, from warnings upwards: its notes are about a
// node, ours are about a rollup.
func quieten(handler slog.Handler) {
	gethlog.SetDefault(gethlog.NewLogger(&warnings{handler.WithAttrs([]slog.Attr{slog.String("from", "geth")})}))
}

// warnings drops everything below a warning.
type warnings struct{ slog.Handler }

func (w *warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

func (w *warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &warnings{w.Handler.WithAttrs(attrs)}
}

func (w *warnings) WithGroup(name string) slog.Handler { return &warnings{w.Handler.WithGroup(name)} }
