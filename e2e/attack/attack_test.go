// SPDX-License-Identifier: Apache-2.0

package attack

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gorilla/websocket"
)

// TestAttacksReachAndEnd has every attack come upon a server, and end with its context.
func TestAttacksReachAndEnd(t *testing.T) {
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var from atomic.Value
			reached := func(address string) {
				from.Store(address)
				cancel()
			}
			web := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
					if conn, err := new(websocket.Upgrader).Upgrade(w, r, nil); err == nil {
						conn.Close()
					}
				}
				reached(r.RemoteAddr)
			}))
			incomplete := strings.Contains(name, "slow") || strings.Contains(name, "unfinished") // they never get as far as a request
			web.Config.ConnState = func(conn net.Conn, state http.ConnState) {
				if incomplete && state == http.StateNew {
					reached(conn.RemoteAddr().String())
				}
			}
			web.Start()
			defer web.Close()
			target := Target{HTTP: web.URL, WS: strings.Replace(web.URL, "http", "ws", 1), Logger: "0x00000000000000000000000000000000000000ff"}
			if err := Run(ctx, name, target); err != nil {
				t.Fatal(err)
			}
			if address, _ := from.Load().(string); !strings.HasPrefix(address, "127.77.") {
				t.Errorf("it came from %q, want 127.77.0.0/16", address)
			}
		})
	}
	if err := Run(t.Context(), "none", Target{}); err == nil {
		t.Error("an attack that is none was carried out")
	}
}
