// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
)

// A command of another protocol, or of none, is refused before it is read, and told why.
func TestCommandOfAnotherProtocol(t *testing.T) {
	served := 0
	server := httptest.NewServer(sameProtocol(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		served++
		reply(w, View{ID: "s1"}, nil)
	})))
	defer server.Close()
	for _, header := range []string{"", "0", ownProtocol + "0", ownProtocol} {
		control := &Control{http.Client{Transport: speaking{server.Listener.Addr().String(), header}}}
		v, err := control.Status(t.Context())
		if header == ownProtocol {
			if err != nil || v.ID != "s1" || served != 1 {
				t.Errorf("the same protocol: %+v, %v, %d served", v, err, served)
			}
		} else if !errors.Is(err, ErrProtocol) || served != 0 {
			t.Errorf("protocol %q: %v, %d served, want %v", header, err, served, ErrProtocol)
		}
	}
}

// speaking sends requests to one address with a protocol of the test's choosing.
type speaking struct{ address, protocol string }

func (s speaking) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set(protocolHeader, s.protocol)
	return (&http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", s.address)
	}}).RoundTrip(r)
}
