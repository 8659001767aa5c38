// SPDX-License-Identifier: Apache-2.0

package load

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"
)

// All nodes may be killed at the same moment under load. That ends no run: what was acknowledged before must still be
// counted.
func TestAllNodesAwayForAWhile(t *testing.T) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1)%4 != 0 {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprint(w, `{"jsonrpc":"2.0","id":1,"result":"0x7"}`)
	}))
	defer server.Close()
	n, err := dial([]string{server.URL, server.URL})
	if err != nil {
		t.Fatal(err)
	}
	defer n.close()
	if _, err := n.head(t.Context()); err == nil {
		t.Error("before the load begins, a node that is away is an error")
	}
	n.patience = time.Minute
	if head, err := n.head(t.Context()); err != nil || head != 7 {
		t.Errorf("got %d, %v, want 7", head, err)
	}
}
