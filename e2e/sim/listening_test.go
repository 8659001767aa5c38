// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"log/slog"
	"time"
)

// differs is what a member logs that executes a transaction and finds something else than the leader has told it.
const differs = "this member does not find a transaction as the leader says"

// listening hears what a member logs. Two that compute differently may say so once and go on.
type listening struct {
	slog.Handler
	by *life
}

// Enabled implements slog.Handler.
func (h *listening) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn || h.Handler.Enabled(ctx, level)
}

// Handle implements slog.Handler.
func (h *listening) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == differs {
		h.differs(r)
	}
	if !h.Handler.Enabled(ctx, r.Level) {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

// differs fails unless there is a reason: a rebase that has not reached everybody, a leader that lies, a disk that
// cannot be read.
func (h *listening) differs(r slog.Record) {
	s := h.by.of.sim
	if s.rebased() || s.liar.Load() || time.Since(time.Unix(0, s.lastLie.Load())) < lieLingers || !h.by.readable() {
		return
	}
	text := r.Message
	r.Attrs(func(a slog.Attr) bool { text += " " + a.String(); return true })
	s.fail("%s: %s", h.by.of.id, text)
}

// lieLingers is how long what a liar has said last may be on its way.
const lieLingers = time.Minute

// WithAttrs implements slog.Handler.
func (h *listening) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &listening{h.Handler.WithAttrs(attrs), h.by}
}

// WithGroup implements slog.Handler.
func (h *listening) WithGroup(name string) slog.Handler {
	return &listening{h.Handler.WithGroup(name), h.by}
}

// readable is false when the member's disk is gone or fails: go-ethereum answers then that there is no such thing.
func (l *life) readable() bool {
	sealed := l.Stage.Sealed()
	_, err := l.Chain().HeadByNumber(sealed.Number())
	return err == nil
}

// rebased says that a member knows of a rebase.
func (s *sim) rebased() bool {
	for _, m := range s.members {
		if l := m.life(); l != nil {
			if count, _ := l.Stage.Rebases(); count > 0 {
				return true
			}
		}
	}
	return false
}

// falsehoods counts what liars have said over JSON-RPC.
func (s *sim) falsehoods() (n uint64) {
	for _, m := range s.members {
		n += m.misspoken.Load()
	}
	return n
}
