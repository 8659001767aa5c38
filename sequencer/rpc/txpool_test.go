// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// TestPoolListingEnds has more wait than an answer of a member may hold, which is a quarter of others', and has a
// caller leave: the listing ends then, and not when it is complete.
func TestPoolListingEnds(t *testing.T) {
	s := newSolo(t)
	cfg := DefaultConfig()
	cfg.AnswerBytes = 8_000
	api := &txpoolAPI{newServer(t, s.needs(), cfg)}
	left, leave := context.WithCancel(t.Context())
	leave()
	for nonce := uint64(1); nonce <= 10; nonce++ {
		if _, err := s.pool.Add(s.tx(0, nonce, &common.Address{9}, make([]byte, 100))); err != nil {
			t.Fatal(err)
		}
	}
	for name, list := range map[string]func(context.Context) error{
		"content":     func(ctx context.Context) error { _, err := api.Content(ctx); return err },
		"contentFrom": func(ctx context.Context) error { _, err := api.ContentFrom(ctx, s.addrs[0]); return err },
	} {
		if err := list(t.Context()); !errors.Is(err, errPoolTooLarge) {
			t.Errorf("%s: got %v, want %v", name, err, errPoolTooLarge)
		}
		var limit *rpcError
		if err := list(left); !errors.As(err, &limit) || limit.Code != codeLimit {
			t.Errorf("%s: got %v from who has left, want code %d", name, err, codeLimit)
		}
		if !isHeavy("txpool_" + name) {
			t.Errorf("%s takes no turn of those that may take long", name)
		}
	}
	if _, err := api.Inspect(t.Context()); err != nil {
		t.Errorf("inspect: %v", err)
	}
}

// TestRefusedListingIsCheap has more data wait than an answer may hold: that is seen before anything is written,
// since who asks for the pool in a loop would otherwise have megabytes written for each refusal.
func TestRefusedListingIsCheap(t *testing.T) {
	s := newSolo(t)
	cfg := DefaultConfig()
	cfg.AnswerBytes = 1 << 20
	api := &txpoolAPI{newServer(t, s.needs(), cfg)}
	for nonce := uint64(1); nonce <= 64; nonce++ {
		if _, err := s.pool.Add(s.tx(0, nonce, &common.Address{9}, make([]byte, 3_000))); err != nil {
			t.Fatal(err)
		}
	}
	refused := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := api.Content(b.Context()); !errors.Is(err, errPoolTooLarge) {
				b.Fatalf("got %v, want %v", err, errPoolTooLarge)
			}
		}
	})
	if got := refused.AllocedBytesPerOp(); got > 64<<10 {
		t.Errorf("a refusal takes %d bytes of garbage", got)
	}
}
