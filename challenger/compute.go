// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/layeredpow/adit/challenger/strategy"
)

// ask has the questions be computed, in that order. They replace those that were asked before: what is still needed
// is among them.
func (c *Challenger) ask(needed []strategy.Question) {
	replace := func(asked chan []strategy.Question, needed []strategy.Question) {
		select {
		case <-asked:
		default:
		}
		asked <- needed // nobody else sends, so there is room
	}
	isDear := func(q strategy.Question) bool { return q.Kind == strategy.CheckOf }
	replace(c.asked, slices.DeleteFunc(slices.Clone(needed), isDear))
	replace(c.dear, slices.DeleteFunc(slices.Clone(needed), func(q strategy.Question) bool { return !isDear(q) }))
	c.now.Needed = needed
}

// How long the computer rests behind a question that it could not answer: at all, or before more of L1 was derived.
const (
	retryPause  = 5 * time.Second
	derivePause = 500 * time.Millisecond
)

// againPause is how long a question that was answered must not be the only one that is. If it is asked again at once
// its answer did not help, or there was no room for it: the others come first.
const againPause = 2 * time.Second

// compute answers the most urgent question, and again, until ctx ends. One that fails comes again with a later round;
// others get their turn before it.
func (c *Challenger) compute(ctx context.Context, asked <-chan []strategy.Question) error {
	answered := make(map[strategy.Question]time.Time)
	for {
		var needed []strategy.Question
		select {
		case <-ctx.Done():
			return nil
		case needed = <-asked:
		}
		maps.DeleteFunc(answered, func(_ strategy.Question, at time.Time) bool { return time.Since(at) > againPause })
		for _, q := range needed {
			if _, again := answered[q]; again {
				continue
			}
			began := time.Now()
			err := c.ports.Computer.Compute(ctx, q)
			switch {
			case ctx.Err() != nil:
				return nil
			case err == nil:
				c.log.Info("computed what the dispute asks", "question", q.String(), "took", time.Since(began).Round(time.Millisecond))
				answered[q] = time.Now()
				c.wake()
			case errors.Is(err, strategy.ErrNotYet):
				c.log.Debug("what the dispute asks waits for L1 to be derived", "question", q.String(), "err", err)
				if !pause(ctx, derivePause) {
					return nil
				}
				continue
			default:
				c.log.Error("cannot compute what the dispute asks", "question", q.String(), "err", err)
				if !pause(ctx, retryPause) {
					return nil
				}
				continue
			}
			break // a newer round knows better what is urgent
		}
	}
}

// wake has a round be made now.
func (c *Challenger) wake() {
	select {
	case c.answered <- struct{}{}:
	default:
	}
}

// pause waits; it is false when ctx ends before.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
