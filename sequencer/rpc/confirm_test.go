// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer/pool"
)

// behind has executed what its leader has, apart from what the test says.
type behind struct {
	*solo
	executed chan struct{} // closed when it has executed what the leader acknowledges
	wrong    func(o pool.Outcome, ok bool) (pool.Outcome, bool)
}

func (f *behind) AwaitExecuted(ctx context.Context, _ uint64, _ uint) error {
	select {
	case <-f.executed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (f *behind) Ordered(h common.Hash) (pool.Outcome, bool) {
	o, ok := f.solo.Ordered(h)
	if f.wrong == nil {
		return o, ok
	}
	return f.wrong(o, ok)
}

// TestOwnExecution sends through a follower: it acknowledges what it has executed as the leader says, and nothing else,
// however long the leader's answer has been there.
func TestOwnExecution(t *testing.T) {
	executed := make(chan struct{})
	close(executed)
	var looks atomic.Int32
	for _, c := range []struct {
		name     string
		executed chan struct{}
		wrong    func(pool.Outcome, bool) (pool.Outcome, bool)
		code     int // 0: acknowledged
	}{
		{"the same", executed, nil, 0},
		{"not executed yet", make(chan struct{}), nil, codeUnknown},
		{"another receipt", executed, func(o pool.Outcome, ok bool) (pool.Outcome, bool) { o.Receipt[0]++; return o, ok }, codeUnknown},
		{"another place in the block", executed, func(o pool.Outcome, ok bool) (pool.Outcome, bool) { o.Index++; return o, ok }, codeUnknown},
		{"another block", executed, func(o pool.Outcome, ok bool) (pool.Outcome, bool) { o.Number++; return o, ok }, codeUnknown},
		{"no place", executed, func(pool.Outcome, bool) (pool.Outcome, bool) { return pool.Outcome{}, false }, codeUnknown},
		{"moved by a rebase meanwhile", executed, func(o pool.Outcome, ok bool) (pool.Outcome, bool) {
			if looks.Add(1) < 3 {
				o.Number++
			}
			return o, ok
		}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSolo(t)
			open := &behind{s, c.executed, c.wrong}
			patience := 400 * time.Millisecond // more than the 250 ms after which a follower once repeated what the leader said
			if c.code == 0 {
				patience = time.Minute
			}
			url := serve(t, Needs{Chain: onDisk{s.chain}, Members: &far{leader: serve(t, s.needs(), nil)}, Open: open},
				func(cfg *Config) { cfg.AckTimeout = patience })
			tx := s.tx(0, 0, &common.Address{9}, nil)
			if c.code == 0 {
				if hash := call[common.Hash](t, dial(t, url), "eth_sendRawTransaction", encode(t, tx)); hash != tx.Hash() {
					t.Errorf("got %v, want %v", hash, tx.Hash())
				}
				return
			}
			if code, msg := callErr(t, dial(t, url), "eth_sendRawTransaction", encode(t, tx)); code != c.code {
				t.Errorf("got %d %q, want %d", code, msg, c.code)
			}
			if _, ok := s.Ordered(tx.Hash()); !ok {
				t.Error("the leader has not ordered it: nothing was tried")
			}
		})
	}
}
