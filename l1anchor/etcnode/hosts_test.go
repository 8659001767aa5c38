// SPDX-License-Identifier: Apache-2.0

package main

import (
	"slices"
	"testing"
)

// TestVirtualHosts lets a node that listens for this machine alone be called by no other name.
func TestVirtualHosts(t *testing.T) {
	for host, want := range map[string]string{"127.0.0.1": "localhost", "::1": "localhost", "localhost": "localhost", "0.0.0.0": "*", "172.17.0.1": "*"} {
		if got := virtualHosts(host); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v, want %s", host, got, want)
		}
	}
}
