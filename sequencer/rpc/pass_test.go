// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/gorilla/websocket"
)

// TestForwardsWithoutPass has a leader that tells no pass: it takes sends all the same.
func TestForwardsWithoutPass(t *testing.T) {
	s := newSolo(t)
	members := &far{leader: serve(t, s.needs(), nil), pass: func() (string, error) { return "", errors.New("no answer") }}
	c := dial(t, serve(t, Needs{Chain: onDisk{s.chain}, Members: members, Open: s}, nil))
	tx := s.tx(0, 0, &common.Address{9}, nil)
	if hash := call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx)); hash != tx.Hash() {
		t.Errorf("got %v, want %v", hash, tx.Hash())
	}
}

// TestOneAsksForThePass has a hundred sends find at once that there is no connection to the leader: one of them asks
// it for its pass.
func TestOneAsksForThePass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var mu sync.Mutex
		asked := 0
		p := newPeers(DefaultConfig(), &far{pass: func() (string, error) {
			mu.Lock()
			asked++
			mu.Unlock()
			<-ctx.Done()
			return "", ctx.Err()
		}}, Network{})
		var sends sync.WaitGroup
		for range 100 {
			sends.Go(func() {
				if _, err := p.leader(ctx, "http://127.0.0.1:1"); err == nil {
					t.Error("a connection to nobody")
				}
			})
		}
		synctest.Wait()
		mu.Lock()
		if asked != 1 {
			t.Errorf("%d asked for the pass, want 1", asked)
		}
		mu.Unlock()
		cancel()
		sends.Wait()
	})
}

// TestNewPassAfterRestart has the leader's process end each connection: the one that is opened anew shows the pass of
// that time.
func TestNewPassAfterRestart(t *testing.T) {
	shown := make(chan string, 100)
	upgrader := websocket.Upgrader{}
	leader := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		shown <- r.Header.Get(memberHeader)
		if conn, err := upgrader.Upgrade(w, r, nil); err == nil {
			conn.Close()
		}
	}))
	defer leader.Close()
	var mu sync.Mutex
	lives := 0
	p := newPeers(DefaultConfig(), &far{pass: func() (string, error) {
		mu.Lock()
		defer mu.Unlock()
		lives++
		return fmt.Sprint("pass ", lives), nil
	}}, Network{})
	defer p.close()
	c, err := p.leader(t.Context(), leader.URL)
	if err != nil {
		t.Fatal(err)
	}
	for len(shown) < 2 {
		// It fails, and opens the connection anew once that is known to have ended. The library may lose the end of
		// one on which it has just written.
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		_ = c.CallContext(ctx, nil, "eth_chainId")
		cancel()
	}
	for _, want := range []string{"pass 1", "pass 2"} {
		if got := <-shown; got != want {
			t.Errorf("the leader was shown %q, want %q", got, want)
		}
	}
}
