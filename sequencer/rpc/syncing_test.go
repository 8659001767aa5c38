// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"testing"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// derives is a node that says how far it has followed L1.
type derives struct{ at Derived }

func (d *derives) Node() NodeStatus        { return NodeStatus{} }
func (d *derives) Block(uint64) Provenance { return Provenance{} }

func (d *derives) Derived() (*Derived, error) {
	at := d.at
	return &at, nil
}

// TestSyncingMember has a follower be four blocks behind the leader, and then one.
func TestSyncingMember(t *testing.T) {
	s := newSolo(t)
	f := newFollower(t, serve(t, s.needs(), nil))
	for range 4 {
		s.seal()
	}
	got := call[syncing](t, f.client, "eth_syncing")
	if got.Starting != 0 || got.Current != 0 || got.Highest != 4 {
		t.Errorf("got %+v, want block 0 of 4", got)
	}
	for range 3 {
		f.seal()
	}
	if call[bool](t, f.client, "eth_syncing") {
		t.Error("one block on its way is called behind")
	}
	// Nobody leads, and L1 leads to a block that is not here.
	f.status = &derives{Derived{Number: 9}}
	f.follow("")
	if got := call[syncing](t, dial(t, serve(t, f.needs(), nil)), "eth_syncing"); got.Current != 3 || got.Highest != 9 {
		t.Errorf("got %+v, want block 3 of 9", got)
	}
}

// TestSyncingVerifier has a verifier not see L1 yet, be behind it, and be there while the sequencers are far ahead of
// L1.
func TestSyncingVerifier(t *testing.T) {
	s, derived := newSolo(t), newSolo(t)
	for range 5 {
		s.seal()
	}
	sequencer := serve(t, s.needs(), nil)
	d := &derives{}
	c := dial(t, serve(t, Needs{Chain: onDisk{derived.chain}, Status: d}, func(c *Config) { c.ForwardTo = sequencer }))
	for _, at := range []struct{ derived, head hexutil.Uint64 }{{0, 0}, {7, 10}} {
		d.at.L1.Height, d.at.L1Head.Height = at.derived, at.head
		got := call[syncing](t, c, "eth_syncing")
		if *got.L1Current != at.derived || *got.L1Highest != at.head || got.Highest != 5 {
			t.Errorf("got %+v, want L1 block %d of %d, and 5 blocks", got, at.derived, at.head)
		}
	}
	d.at.L1.Height = 9
	if call[bool](t, c, "eth_syncing") {
		t.Error("a verifier that has derived L1 is called behind")
	}
}
