// SPDX-License-Identifier: Apache-2.0

package node

import (
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/layeredpow/adit/cmd/node/watch"
)

// divergences remembers, across restarts, that this member came to another block than the set. A supervisor may start
// it again and again: whoever looks between two ends must see why.
type divergences struct {
	path string

	mu   sync.Mutex // guards what follows
	read bool
	last *watch.Divergence
}

// standing is the divergence that has not been overcome: the chain has not come past the block that differed.
func (d *divergences) standing(head uint64) *watch.Divergence {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.load()
	if d.last != nil && head > d.last.Behind {
		if err := os.Remove(d.path); err == nil || errors.Is(err, os.ErrNotExist) {
			d.last = nil
		}
	}
	return d.last
}

func (d *divergences) load() {
	if d.read {
		return
	}
	d.read = true
	raw, err := os.ReadFile(d.path)
	if err != nil {
		return // none, as far as anybody can tell: the chain's own error comes first then
	}
	last := new(watch.Divergence)
	if json.Unmarshal(raw, last) == nil {
		d.last = last
	}
}

// note tells of a divergence behind the block with that number, and keeps it. The process ends then.
func (d *divergences) note(why error, behind uint64, log *slog.Logger) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.load()
	next := watch.Divergence{Times: 1, Last: time.Now().UTC(), Behind: behind, Why: why.Error()}
	if d.last != nil {
		next.Times += d.last.Times
	}
	log.Error("ALARM: this member's execution differs from what was sealed, it stops", "times", next.Times, "behind", next.Behind, "err", why)
	d.last = &next
	raw, err := json.Marshal(next)
	if err == nil {
		err = os.WriteFile(d.path, raw, 0o600)
	}
	if err != nil {
		log.Error("the divergence cannot be noted for the next start", "path", d.path, "err", err)
	}
}
