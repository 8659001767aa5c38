// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/etc"
)

func TestReaderFollowsHashes(t *testing.T) {
	n := startNode(t)
	head := n.mine(20, 13)
	r, err := etc.NewReader(etc.Config{URL: n.HTTP, ChainID: chainID, Inbox: common.Address{1}})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	ref, err := r.Head(t.Context())
	if err != nil || ref != (l1anchor.Ref{Height: 20, Hash: head}) {
		t.Fatalf("head = %v, %v; want height 20, %s", ref, err, head)
	}
	for at := ref; at.Height > 0; {
		b, err := r.BlockByHash(t.Context(), at.Hash)
		if err != nil {
			t.Fatal(err)
		}
		if b.Ref != at || b.Work.Sign() <= 0 || b.Time == 0 {
			t.Fatalf("block = %+v, want %v", b, at)
		}
		byHeight, err := r.BlockByHeight(t.Context(), at.Height)
		if err != nil || byHeight.Ref != at {
			t.Fatalf("block %d = %v, %v; want %v", at.Height, byHeight, err, at)
		}
		at = b.ParentRef()
	}
	if _, err := r.BlockByHash(t.Context(), common.Hash{1}); !errors.Is(err, l1anchor.ErrUnknownBlock) {
		t.Errorf("unknown hash: %v", err)
	}
	if _, err := r.BlockByHeight(t.Context(), 21); !errors.Is(err, l1anchor.ErrUnknownBlock) {
		t.Errorf("height over the head: %v", err)
	}
}

func TestWrongChainIsRefused(t *testing.T) {
	n := startNode(t)
	r, err := etc.NewReader(etc.Config{URL: n.HTTP, ChainID: 61, Inbox: common.Address{1}})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if ref, err := r.Head(t.Context()); err == nil {
		t.Fatalf("head = %v of a node on chain %d, want an error", ref, chainID)
	}
}
