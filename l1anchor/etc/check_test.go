// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/etc"
)

// TestCheck asks a real node the questions that end a command before it derives a wrong chain.
func TestCheck(t *testing.T) {
	n := startNode(t)
	inbox := n.deployWith(100, 1_000)
	const created l1anchor.Height = 1
	for _, c := range []struct {
		name    string
		cfg     etc.Config
		created l1anchor.Height
		want    error
	}{
		{"as it is", etc.Config{URL: n.HTTP, ChainID: chainID, Inbox: inbox}, created, nil},
		{"another chain id", etc.Config{URL: n.HTTP, ChainID: chainID + 1, Inbox: inbox}, created, etc.ErrOtherChain},
		{"an address without code", etc.Config{URL: n.HTTP, ChainID: chainID, Inbox: common.Address{1}}, created, etc.ErrNoInbox},
		{"a chain that is too short", etc.Config{URL: n.HTTP, ChainID: chainID, Inbox: inbox}, 1_000, etc.ErrTooShort},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := etc.NewReader(c.cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if err := r.Check(t.Context(), c.created); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}
