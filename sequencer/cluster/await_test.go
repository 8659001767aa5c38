// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

// TestTransferAtTheEnd closes a member at the moment at which it hands leadership over. Raft takes the question then,
// about every other time, and never answers.
func TestTransferAtTheEnd(t *testing.T) {
	for range 8 {
		var leader atomic.Pointer[string]
		var v *virtual
		questions := 0
		tune := func(c *Config) {
			id, ask := c.ID, c.Ask
			c.Ask = func(ctx context.Context, other, address string) (View, error) {
				view, err := ask(ctx, other, address)
				if l := leader.Load(); l == nil || *l != id {
					return view, err
				}
				if questions++; questions == 3 { // two about who is fit, the third is the last thing before the handover
					v.kill(id)
				}
				return view, err
			}
		}
		ofMembers(t, 3, tune, func(now *virtual) {
			v = now
			lead, _ := v.leader()
			leader.Store(&lead.cfg.ID)
			done := make(chan error, 1)
			go func() { done <- lead.Transfer(context.Background(), "") }()
			select {
			case err := <-done:
				if !errors.Is(err, ErrNotLeader) {
					t.Errorf("handed over by a closed member: %v", err)
				}
			case <-time.After(time.Minute):
				t.Fatal("a member that is closed still hands leadership over")
			}
			leader.Store(nil)
		})
	}
}
