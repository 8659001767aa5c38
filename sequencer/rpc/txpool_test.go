// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// TestPoolListingEnds has more wait than an answer of a member may hold, which is a quarter of others', and has a caller leave: the
// listing ends then, and not when it is complete.
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
