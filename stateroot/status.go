// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"context"
	"log/slog"
	"math/big"
	"time"

	"github.com/layeredpow/adit/l1anchor"
)

// Status is what derivation knows at one moment.
type Status struct {
	Tip      Place     // at the L1 head
	Deep     Place     // at the newest L1 block with K confirmations: what is safe, and what a sequencer acts upon
	DeepTime uint64    // timestamp of that L1 block; 0 while L1 is shorter than that
	Final    Place     // at the newest L1 block that counts as final
	Seen     time.Time // when the L1 node last answered
	// Head is the tip of L1 as the node named it last; what is above Tip is still to be derived.
	Head l1anchor.Ref
	// Working is when the move along L1 was begun that is under way: L1 has answered, and what it said is executed and
	// stored. It is zero between two moves. A move that does not end waits for the disk.
	Working time.Time
	// Settled says that all of L1 that the node shows has been taken, and that a branch that displaced another one
	// has K confirmations.
	Settled bool
	Reorgs  Reorgs
}

// Reorgs is what L1 has taken back since the process started.
type Reorgs struct {
	Count uint64
	Last  Reorg
}

// Reorg is one time that L1 took blocks back.
type Reorg struct {
	From, To l1anchor.Ref // newest block before, and newest block that stayed
	Seen     time.Time
}

// Depth is how many L1 blocks were taken back.
func (r *Reorg) Depth() uint64 { return uint64(r.From.Height - r.To.Height) }

// Status may be called from any goroutine.
func (d *Deriver) Status() Status {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.status
}

// Finality says how far an L1 block is from being taken back.
type Finality struct {
	Confirmations uint64
	Work          *big.Int // expected hashes on top of it and in it; nil when the block is too old to have been summed up
	Reversal      float64  // probability that the policy's attacker undoes it
}

// Finality is that of the L1 block of a carrier.
func (d *Deriver) Finality(at l1anchor.Ref) Finality {
	d.mu.RLock()
	defer d.mu.RUnlock()
	n := l1anchor.Confirmations(d.status.Tip.At.Height, at.Height)
	return Finality{Confirmations: n, Work: d.trail.work(at.Height), Reversal: l1anchor.Reversal(min(n, d.final), d.cfg.Policy.Attacker)}
}

// alarmDepth is how many blocks L1 may take back before a person should look: more than chance explains.
const alarmDepth = 64

// noteReorg keeps and tells what L1 took back.
func (d *Deriver) noteReorg(from, to l1anchor.Ref) {
	r := Reorg{From: from, To: to, Seen: d.cfg.Now()}
	level := slog.LevelWarn
	if r.Depth() > alarmDepth {
		level = slog.LevelError
	}
	d.log.Log(context.Background(), level, "L1 reorg", "from", from.Height, "to", to.Height, "depth", r.Depth())
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status.Reorgs.Count++
	d.status.Reorgs.Last = r
}

// noteSettled is called when there is nothing more to take.
func (d *Deriver) noteSettled() {
	d.mu.Lock()
	defer d.mu.Unlock()
	fork := d.status.Reorgs.Last.To.Height
	d.status.Settled = d.status.Reorgs.Count == 0 || l1anchor.Confirmations(d.place.At.Height, fork+1) >= d.cfg.Policy.K
}

// noteSeen is called when the L1 node has answered.
func (d *Deriver) noteSeen(head l1anchor.Ref) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status.Seen, d.status.Head = d.cfg.Now(), head
}

// work dates the move that begins, and returns what to call at its end.
func (d *Deriver) work() (done func()) {
	note := func(at time.Time) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.status.Working = at
	}
	note(d.cfg.Now())
	return func() { note(time.Time{}) }
}

// publish renews what Status says.
func (d *Deriver) publish() {
	deep, final := d.atDepth(d.cfg.Policy.K), d.atDepth(d.final)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.status.Tip, d.status.Deep, d.status.Final = d.place, deep, final
	d.status.Settled = false
	d.status.DeepTime = 0
	if h := uint64(d.place.At.Height); h+1 >= d.cfg.Policy.K {
		d.status.DeepTime = d.trail.time(l1anchor.Height(h + 1 - d.cfg.Policy.K))
	}
}

// atDepth is the place as it was at the newest L1 block with n confirmations.
func (d *Deriver) atDepth(n uint64) Place {
	h := uint64(d.place.At.Height)
	limit := l1anchor.Height(0)
	if h+1 >= n {
		limit = l1anchor.Height(h + 1 - n)
	}
	p, err := d.placeAt(d.place, limit)
	if err != nil {
		d.log.Error("place cannot be read", "l1", limit, "err", err)
		return d.status.Deep
	}
	return p
}

// trailLength is how many L1 blocks have their time and work at hand.
const trailLength = 16_384

// trail holds the newest L1 blocks without a gap.
type trail struct {
	base   l1anchor.Height // height of blocks[0]
	blocks []summed
}

// summed is what a trail holds of a block.
type summed struct {
	time uint64
	sum  *big.Int // work of this block and those before it in the trail
}

func (t *trail) reset(p Place) {
	t.base, t.blocks = p.At.Height, append(t.blocks[:0], summed{p.Time, new(big.Int)})
}

func (t *trail) add(b *l1anchor.Block) {
	if len(t.blocks) == trailLength {
		t.base += trailLength / 2
		t.blocks = append(t.blocks[:0], t.blocks[trailLength/2:]...)
	}
	last := t.blocks[len(t.blocks)-1].sum
	t.blocks = append(t.blocks, summed{b.Time, new(big.Int).Add(last, b.Work)})
}

// cut forgets what is above h. At least one block stays.
func (t *trail) cut(h l1anchor.Height) {
	if h < t.base {
		t.base, t.blocks = h, append(t.blocks[:0], summed{0, new(big.Int)})
		return
	}
	if n := int(h-t.base) + 1; n < len(t.blocks) {
		t.blocks = t.blocks[:n]
	}
}

// time is the timestamp of the block at h, 0 when it is not at hand.
func (t *trail) time(h l1anchor.Height) uint64 {
	if h < t.base || int(h-t.base) >= len(t.blocks) {
		return 0
	}
	return t.blocks[h-t.base].time
}

// work is that of the block at h and of all above it, nil when it is not at hand.
func (t *trail) work(h l1anchor.Height) *big.Int {
	if h <= t.base || int(h-t.base) >= len(t.blocks) {
		return nil
	}
	return new(big.Int).Sub(t.blocks[len(t.blocks)-1].sum, t.blocks[h-t.base-1].sum)
}
