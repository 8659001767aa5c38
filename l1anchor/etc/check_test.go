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
	terms := l1anchor.Terms{ForceDelay: 100, MaxMessages: maxMessages, MaxBatchData: l1anchor.MaxBatchData}
	longer, more, less := terms, terms, terms
	longer.ForceDelay++
	more.MaxMessages++
	less.MaxBatchData--
	cfg := etc.Config{URL: n.HTTP, ChainID: chainID, Inbox: inbox}
	for _, c := range []struct {
		name    string
		cfg     etc.Config
		created l1anchor.Height
		terms   l1anchor.Terms
		want    error
	}{
		{"as it is", cfg, created, terms, nil},
		{"another chain id", etc.Config{URL: n.HTTP, ChainID: chainID + 1, Inbox: inbox}, created, terms, etc.ErrOtherChain},
		{"an address without code", etc.Config{URL: n.HTTP, ChainID: chainID, Inbox: common.Address{1}}, created, terms, etc.ErrNoInbox},
		{"a chain that is too short", cfg, 1_000, terms, etc.ErrTooShort},
		{"another force delay", cfg, created, longer, etc.ErrOtherInbox},
		{"another number of messages", cfg, created, more, etc.ErrOtherInbox},
		{"another length of data", cfg, created, less, etc.ErrOtherInbox},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := etc.NewReader(c.cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if err := r.Check(t.Context(), c.created, c.terms); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}
