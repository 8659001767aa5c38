// SPDX-License-Identifier: Apache-2.0

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

// warnings drops everything below a warning, and the warnings that are about something we do on purpose.
type warnings struct{ slog.Handler }

// onPurpose are warnings of go-ethereum that say nothing to an operator of ours.
var onPurpose = map[string]string{
	"P2P server will be useless, neither dialing nor listening": "blocks come from the log or from L1, never from peers",
	"Head block is not reachable":                               "a new folder has no head yet",
	"Unclean shutdown detected":                                 "being killed is a normal end for us",
	"Error in block freeze operation":                           "package chain keeps blocks from being frozen",
	"Sanitizing invalid txpool journal time":                    "the pool of the embedded node is not used",
	"Impossible reorg, please file an issue":                    "a rebase after a deep L1 reorg ends the chain at a block far below",
	"Large chain reorg detected":                                "likewise, with other blocks on it; the sequencer and the deriver tell of it",
}

func (w *warnings) Handle(ctx context.Context, r slog.Record) error {
	if _, ok := onPurpose[r.Message]; ok {
		return nil
	}
	if r.Level >= gethlog.LevelCrit {
		r = r.Clone()
		r.AddAttrs(slog.String("next", afterCrit))
	}
	return w.Handler.Handle(ctx, r)
}

// afterCrit is what to do when go-ethereum could not write to its database: it logs that and ends the process on the
// spot.
const afterCrit = "the process ends: see to the disk's room and health, then start it again; if that does not help, the L2 chain on disk " +
	"is damaged: remove the folder chain in the data folder, it is fetched from peers or derived from L1"

func (w *warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

func (w *warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &warnings{w.Handler.WithAttrs(attrs)}
}

func (w *warnings) WithGroup(name string) slog.Handler { return &warnings{w.Handler.WithGroup(name)} }
