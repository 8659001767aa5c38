// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"net/http/httptest"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// TestStandingCriteria bounds what subscriptions and polled filters of one client compare, over all its connections;
// what has ended is given back.
func TestStandingCriteria(t *testing.T) {
	server := newServer(t, newSolo(t).needs(), DefaultConfig())
	web := httptest.NewServer(server.Handler())
	t.Cleanup(web.Close)
	const many = mostStandingClient/8 - 2*eachLog
	wide := object{"address": make([]common.Address, many/2), "topics": []any{make([]common.Hash, many/2)}}
	c := dial(t, web.URL)
	var ids []string
	for range 8 {
		ids = append(ids, call[string](t, c, "eth_newFilter", wide))
	}
	if code, msg := callErr(t, c, "eth_newFilter", wide); code != codeLimit || msg != errTooMuchStanding.Message {
		t.Errorf("got %d %q for one filter more", code, msg)
	}
	ws := dial(t, wsURL(web.URL))
	subscribe := func(what ...any) (*gethrpc.ClientSubscription, error) {
		return ws.EthSubscribe(t.Context(), make(chan any, 16), what...)
	}
	if _, err := subscribe("logs", wide); err == nil || err.Error() != errTooMuchStanding.Message {
		t.Errorf("got %v for a subscription more", err)
	}
	if _, err := subscribe("newHeads"); err != nil {
		t.Errorf("got %v for a subscription that costs little", err)
	}
	call[bool](t, c, "eth_uninstallFilter", ids[0])
	sub, err := subscribe("logs", wide)
	if err != nil {
		t.Fatalf("got %v after a filter has gone", err)
	}
	sub.Unsubscribe()
	await(t, func() bool { return server.watching.standing.take("127.0.0.1", many) })
	server.watching.standing.give("127.0.0.1", many)
	ws.Close()
	for _, id := range ids[1:] {
		call[bool](t, c, "eth_uninstallFilter", id)
	}
	await(t, func() bool {
		server.watching.standing.mu.Lock()
		defer server.watching.standing.mu.Unlock()
		return server.watching.standing.used == 0
	})
}
