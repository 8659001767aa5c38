// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"slices"
	"strings"
	"testing"
)

// TestHost says where JSON-RPC listens, where the devnet itself looks for it, and that the rest stays on this machine.
func TestHost(t *testing.T) {
	for host, want := range map[string]struct {
		listen, reach string
		open          bool
	}{
		"":           {"127.0.0.1:8545", "127.0.0.1:8545", false},
		"0.0.0.0":    {"0.0.0.0:8545", "127.0.0.1:8545", true},
		"::":         {"[::]:8545", "127.0.0.1:8545", true},
		"172.17.0.1": {"172.17.0.1:8545", "172.17.0.1:8545", true},
	} {
		cfg := configFor(t)
		cfg.Host = host
		if err := cfg.Validate(); err != nil {
			t.Fatal(err)
		}
		d := &devnet{cfg: &cfg, ports: ports{8545}}
		if got := d.rpcListen(0); got != want.listen {
			t.Errorf("%q: listens on %s, want %s", host, got, want.listen)
		}
		if got := d.rpcURL(0); got != "http://"+want.reach {
			t.Errorf("%q: found at %s, want %s", host, got, want.reach)
		}
		if hosts := cfg.served(d.rpcListen(0), nil)["hosts"]; (hosts != nil) != want.open {
			t.Errorf("%q: names that may be used: %v, want any: %v", host, hosts, want.open)
		}
		if args := d.l1().args; slices.Contains(args, "--local-port") != want.open {
			t.Errorf("%q: L1 with %v", host, args)
		}
		for _, inner := range []string{d.raftAddress(0), d.opsAddress(0)} {
			if !strings.HasPrefix(inner, loopback+":") {
				t.Errorf("%q: %s is not of this machine alone", host, inner)
			}
		}
	}
	cfg := configFor(t)
	cfg.Host = "container"
	if err := cfg.Validate(); err == nil || !strings.Contains(err.Error(), `host "container": want an address`) {
		t.Errorf("a name: got %v", err)
	}
}
