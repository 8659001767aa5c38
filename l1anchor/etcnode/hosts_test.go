// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/rpc"
)

// TestVirtualHosts lets a node that listens for this machine alone be called by no other name.
func TestVirtualHosts(t *testing.T) {
	for host, want := range map[string]string{"127.0.0.1": "localhost", "::1": "localhost", "localhost": "localhost", "0.0.0.0": "*", "172.17.0.1": "*"} {
		if got := virtualHosts(host); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v, want %s", host, got, want)
		}
	}
}

// TestMethodsOfStrangers starts a node that others can reach: they get the methods of users, and none that change the
// node.
func TestMethodsOfStrangers(t *testing.T) {
	for host, open := range map[string]bool{"127.0.0.1": false, "0.0.0.0": true} {
		n, err := start(&config{DataDir: t.TempDir(), Host: host, ChainID: 1337061, Difficulty: 1024, GasLimit: 8_000_000, Balance: new(big.Int)})
		if err != nil {
			t.Fatal(err)
		}
		url := strings.Replace(n.ready().HTTP, "0.0.0.0", "127.0.0.1", 1)
		client, err := rpc.DialHTTPWithClient(url, new(http.Client))
		if err != nil {
			t.Fatal(err)
		}
		for method, public := range map[string]bool{
			"eth_blockNumber": true, "net_version": true, "web3_clientVersion": true,
			"admin_nodeInfo": false, "debug_memStats": false, "txpool_status": false, "etcnode_mine": false,
		} {
			var args []any
			if method == "etcnode_mine" {
				args = []any{"0x1"}
			}
			var coded rpc.Error
			err := client.Call(nil, method, args...)
			if missing := errors.As(err, &coded) && coded.ErrorCode() == -32601; missing == (public || !open) {
				t.Errorf("%s: %s: %v", host, method, err)
			}
		}
		client.Close()
		if err := n.close(); err != nil {
			t.Error(err)
		}
	}
}

// TestLocalMethods has all methods on loopback, apart, when others can reach the node.
func TestLocalMethods(t *testing.T) {
	for host, want := range map[string]string{"127.0.0.1": "", "0.0.0.0": "127.0.0.1", "::": "127.0.0.1", "172.17.0.1": "127.0.0.1", "everywhere": "127.0.0.1"} {
		c, err := stackConfig(&config{DataDir: t.TempDir(), Host: host, Port: 8545, LocalPort: 8546})
		if err != nil {
			t.Fatal(err)
		}
		if c.WSHost != want || (want != "") != slices.Contains(c.WSModules, "admin") || (want == "") != slices.Contains(c.HTTPModules, "admin") {
			t.Errorf("%s: %v over HTTP, %v at %q", host, c.HTTPModules, c.WSModules, c.WSHost)
		}
	}
}
