// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/strategy"
)

// scribe answers questions as it is told, and writes down which.
type scribe struct {
	computer
	mu    sync.Mutex // guards asked
	asked []byte
	err   map[byte]error
}

func (s *scribe) Compute(_ context.Context, q strategy.Question) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, q.State[0])
	return s.err[q.State[0]]
}

// A question whose answer does not help, one that fails and one that has to wait for L1 do not keep the others from
// their turn, and come again.
func TestQuestionsTakeTurns(t *testing.T) {
	for name, err := range map[string]error{"does not help": nil, "fails": errors.New("no disk"), "waits": strategy.ErrNotYet} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &scribe{err: map[byte]error{1: err}}
				c := &Challenger{
					ports: Ports{Computer: s}, log: slog.New(slog.DiscardHandler),
					asked: make(chan []strategy.Question, 1), dear: make(chan []strategy.Question, 1), answered: make(chan struct{}, 1),
				}
				ctx, cancel := context.WithCancel(t.Context())
				ended := make(chan error, 1)
				go func() { ended <- c.compute(ctx, c.asked) }()
				for range 40 { // rounds, each of which needs both
					c.ask([]strategy.Question{{State: common.Hash{1}}, {State: common.Hash{2}}})
					time.Sleep(time.Second)
				}
				cancel()
				if err := <-ended; err != nil {
					t.Error(err)
				}
				s.mu.Lock()
				defer s.mu.Unlock()
				for _, q := range []byte{1, 2} {
					if n := len(slices.DeleteFunc(slices.Clone(s.asked), func(b byte) bool { return b != q })); n < 3 {
						t.Errorf("question %d was computed %d times: %v", q, n, s.asked)
					}
				}
			})
		})
	}
}
