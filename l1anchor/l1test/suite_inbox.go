// SPDX-License-Identifier: Apache-2.0

package l1test

import (
	"bytes"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
)

func testContent(t *testing.T, r *Rig) {
	v := watch(t, r)
	body := bytes.Repeat([]byte("forced "), 50)
	r.offer(t, r.Stranger, messageCall(l1anchor.Forced, body), messageCall(l1anchor.Checkpoint, nil), messageCall(9, []byte{0}))
	at := r.Mine(1, Spacing)
	r.offer(t, r.Seat, chainOf(0, nil, 2, "first", "second")...)
	r.Mine(1, Spacing)
	// What the contract turns away leaves no trace: an index that is not next, another predecessor, no seat, a
	// message that is not there, a kind that is the bridge's.
	r.offer(t, r.Seat, chainOf(7, []byte("second"), 2, "wrong index")...)
	r.offer(t, r.Stranger, append(chainOf(2, []byte("second"), 2, "no seat"), messageCall(l1anchor.Deposit, make([]byte, 28)))...)
	r.Mine(1, Spacing)
	r.offer(t, r.Seat, append(chainOf(2, []byte("other"), 2, "wrong predecessor"), chainOf(2, []byte("second"), 4, "wrong consumed")...)...)
	r.Mine(1, Spacing)
	r.offer(t, r.Seat, chainOf(2, []byte("second"), 3, "third")...)
	r.Mine(1, Spacing)

	v.catchUp()
	v.wantData("first", "second", "third")
	v.agree(r.Contract())
	messages, batches := v.content(0)
	if len(messages) != 3 || len(batches) != 3 {
		t.Fatalf("%d messages and %d batches, want 3 and 3", len(messages), len(batches))
	}
	m, carrier := messages[0], v.blocks[0]
	if m.Kind != l1anchor.Forced || m.Sender != r.Stranger.Address() || !bytes.Equal(m.Body, body) ||
		m.Height != at.Height || m.Time != carrier.Time || m.ParentHash != carrier.Parent {
		t.Errorf("message 0 = %+v", m)
	}
	if b := batches[2]; b.Poster != r.Seat.Address() {
		t.Errorf("batch 2 was posted by %s, want %s", b.Poster, r.Seat.Address())
	}
	if b := batches[2]; b.Index != 2 || b.Consumed != 3 || b.Height != v.blocks[4].Height || b.Time != v.blocks[4].Time {
		t.Errorf("batch 2 = %+v", b)
	}
}

func testForced(t *testing.T, r *Rig) {
	v := watch(t, r)
	r.offer(t, r.Stranger, messageCall(l1anchor.Forced, []byte("let me in")))
	r.Mine(1, Spacing)
	r.offer(t, r.Seat, chainOf(0, nil, 0, "passes it by")...)
	r.Mine(1, Spacing)
	r.offer(t, r.Seat, chainOf(1, []byte("passes it by"), 0, "comes too late")...)
	r.offer(t, r.Stranger, l1anchor.Call{Data: (&l1anchor.BatchCall{Index: 99, Prev: [8]byte{9}, Consumed: 1}).Encode(), Gas: callGas})
	r.Mine(1, r.ForceDelay+1)
	r.offer(t, r.Seat, chainOf(2, nil, 1, "goes on")...)
	r.Mine(1, Spacing)

	v.catchUp()
	v.wantData("passes it by", "", "goes on")
	v.agree(r.Contract())
	if _, batches := v.content(0); len(batches) == 3 && (batches[1].Index != 1 || batches[1].Consumed != 1 || batches[1].Poster != common.Address{}) {
		t.Errorf("the forced batch = %+v, want index 1, 1 message consumed, nobody's", batches[1])
	}
}

func testFull(t *testing.T, r *Rig) {
	v := watch(t, r)
	var calls []l1anchor.Call
	for range r.MaxMessages + 3 {
		calls = append(calls, messageCall(l1anchor.Checkpoint, nil))
	}
	r.offer(t, r.Stranger, calls...)
	r.offer(t, r.Seat, chainOf(0, nil, 0, "batches go on")...)
	r.Mine(1, Spacing)
	r.offer(t, r.Stranger, calls[:3]...) // what the full block has refused
	r.Mine(1, Spacing)

	v.catchUp()
	v.wantData("batches go on")
	v.agree(r.Contract())
	for i, want := range []int{r.MaxMessages, 3} {
		if got := len(v.blocks[i].Messages); got != want {
			t.Errorf("block %d took %d messages, want %d", i, got, want)
		}
	}
}

func testOrder(t *testing.T, r *Rig) {
	v := watch(t, r)
	before, err := r.Seat.Balance(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	calls := chainOf(0, nil, 0, "a", "b", "c", "d", "e")
	r.offer(t, r.Seat, calls[:2]...)
	r.offer(t, r.Seat, calls[:4]...)
	r.offer(t, r.Seat, calls...)
	r.offer(t, r.Seat, calls...)
	r.Mine(1, Spacing)
	r.offer(t, r.Seat) // nothing more is wanted
	r.Mine(2, Spacing)
	v.catchUp()
	v.wantData("a", "b", "c", "d", "e")
	after, err := r.Seat.Balance(t.Context())
	if err != nil || after.Cmp(before) >= 0 {
		t.Errorf("balance = %s, %v; want less than %s", after, err, before)
	}
}

func testReplaced(t *testing.T, r *Rig) {
	v := watch(t, r)
	r.offer(t, r.Seat, chainOf(0, nil, 0, "a", "b")...)
	r.offer(t, r.Seat, chainOf(0, nil, 0, "A", "B")...)
	r.offer(t, r.Seat, chainOf(0, nil, 0, "a", "B")...)
	r.Mine(2, Spacing)
	v.catchUp()
	v.wantData("a", "B")
}

func testForgetful(t *testing.T, r *Rig) {
	v := watch(t, r)
	r.offer(t, r.Seat, chainOf(0, nil, 0, "a", "b")...)
	r.offer(t, r.Again(), chainOf(0, nil, 0, "a", "b")...)
	r.offer(t, r.Again(), chainOf(0, nil, 0, "A", "b", "c")...)
	r.Mine(1, Spacing)
	r.offer(t, r.Again(), chainOf(3, []byte("c"), 0, "d")...)
	r.Mine(1, Spacing)
	v.catchUp()
	v.wantData("A", "b", "c", "d")
}

func testReoffered(t *testing.T, r *Rig) {
	v := watch(t, r)
	calls := chainOf(0, nil, 0, "a", "b")
	r.offer(t, r.Seat, calls...)
	mined := r.Mine(1, Spacing)
	v.catchUp()
	v.wantData("a", "b")

	r.Back(mined.Height - 1)
	r.offer(t, r.Seat, calls...)
	r.Mine(3, Spacing)
	v.catchUp()
	v.wantData("a", "b")
	if v.rewinds != 1 {
		t.Errorf("%d rewinds, want 1", v.rewinds)
	}
	v.agree(r.Contract())

	r.Back(mined.Height - 1)
	r.offer(t, r.Seat, chainOf(0, nil, 0, "other")...)
	r.Mine(6, Spacing)
	v.catchUp()
	v.wantData("other")
	v.agree(r.Contract())
}
