// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"errors"
	"math/big"
	"runtime"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/holiman/uint256"
)

// forge encodes blocks in the packed form without any checks and with a plan of the test's own, after change has had
// its way with the drafts.
func forge(t testing.TB, b *Batch, index map[common.Address]int, change func([]*draft)) []byte {
	t.Helper()
	var drafts []*draft
	for _, block := range b.Blocks {
		for _, tx := range block.Txs {
			d, err := take(testChain, tx)
			if err != nil {
				t.Fatal(err)
			}
			drafts = append(drafts, d)
		}
	}
	if change != nil {
		change(drafts)
	}
	if index == nil {
		index = make(map[common.Address]int)
	}
	p := &packed{coder: newWriter(), left: budget{left: MaxInflated}}
	p.pool = pool{senders: len(drafts), index: index}
	p.bits(uint64(len(drafts)), 16)
	for i, block := range b.Blocks {
		p.block(&block, len(block.Txs))
		for range block.Txs {
			p.transaction(drafts[0])
			drafts = drafts[1:]
		}
		more := 0
		if i+1 < len(b.Blocks) {
			more = 1
		}
		p.bit(&p.more, more)
	}
	return append(append([]byte{byte(Packed)}, b.Parent[:]...), p.finish()...)
}

// transfers makes blocks of one transfer each; from and to are accounts.
func transfers(m *mix, pairs ...[2]int) *Batch {
	b := &Batch{}
	for i, p := range pairs {
		to := m.account(p[1])
		tx := types.MustSignNewTx(m.keys[p[0]], m.signer, &types.DynamicFeeTx{
			ChainID: testChain, Nonce: uint64(i), GasFeeCap: big.NewInt(7), Gas: 21000, To: &to, Value: big.NewInt(int64(i)),
		})
		b.Blocks = append(b.Blocks, Block{Elapsed: 1, Txs: []*types.Transaction{tx}})
	}
	return b
}

func TestBreaches(t *testing.T) {
	m := newMix(t, 1)
	three := func() *Batch { return transfers(m, [2]int{0, 1}, [2]int{1, 2}, [2]int{2, 3}) }
	raw := func(tx *types.Transaction) []byte {
		b, err := tx.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	good := raw(three().Blocks[0].Txs[0])
	plain := func(blocks ...any) []byte {
		data := make([]byte, headerLength)
		for _, b := range blocks {
			item, err := rlp.EncodeToBytes(b)
			if err != nil {
				t.Fatal(err)
			}
			data = append(data, item...)
		}
		return data
	}
	type list = []any
	first := list{uint(1), uint(0), [][]byte{good}}
	header := func(v Version, body ...byte) []byte {
		return append(append([]byte{byte(v)}, make([]byte, 32)...), body...)
	}
	blob := types.MustSignNewTx(m.keys[0], m.signer, &types.BlobTx{ChainID: uint256.MustFromBig(testChain),
		BlobHashes: []common.Hash{{1}}})
	foreign := types.MustSignNewTx(m.keys[0], types.LatestSignerForChainID(big.NewInt(9)), &types.AccessListTx{ChainID: big.NewInt(9)})
	spoil := func(b *Batch, i int, f func(*Block)) *Batch { f(&b.Blocks[i]); return b }
	packed := func() []byte { return forge(t, three(), nil, nil) }

	tests := []struct {
		name   string
		data   []byte
		blocks int
		kind   Kind
	}{
		{"empty", nil, 0, Truncated},
		{"header cut", header(Packed)[:32], 0, Truncated},
		{"too long", make([]byte, MaxData+1), 0, OverLimit},
		{"unknown version", header(2, 1, 2, 3), 0, UnknownVersion},
		{"version 255", header(255, 1, 2, 3), 0, UnknownVersion},

		{"plain: no block", header(Plain), 0, Malformed},
		{"plain: a string", header(Plain, 0x83, 1, 2, 3), 0, Malformed},
		{"plain: list longer than the data", header(Plain, 0xf9, 0xff, 0xff), 0, Malformed},
		{"plain: long form of a short list", header(Plain, 0xf8, 3, 1, 0x80, 0xc0), 0, Malformed},
		{"plain: second block cut", append(plain(first), 0xc3, 1), 1, Malformed},
		{"plain: rubbish behind", append(plain(first), 0), 1, Malformed},
		{"plain: elapsed 0", plain(first, list{uint(0), uint(0), list{}}), 1, NoTime},
		{"plain: elapsed a list", plain(first, list{list{}, uint(0), list{}}), 1, Malformed},
		{"plain: elapsed with a leading zero", plain(first, list{[]byte{0, 1}, uint(0), list{}}), 1, Malformed},
		{"plain: elapsed over 64 bits", plain(first, list{make([]byte, 9), uint(0), list{}}), 1, Malformed},
		{"plain: 257 messages", plain(first, list{uint(1), uint(257), list{}}), 1, OverLimit},
		{"plain: transactions a string", plain(first, list{uint(1), uint(0), []byte{1}}), 1, Malformed},
		{"plain: no transactions", plain(first, list{uint(1), uint(0)}), 1, Malformed},
		{"plain: fourth item", plain(first, list{uint(1), uint(0), list{}, uint(0)}), 1, Malformed},
		{"plain: transaction a list", plain(first, list{uint(1), uint(0), list{list{}}}), 1, Malformed},
		{"plain: empty transaction", plain(first, list{uint(1), uint(0), [][]byte{{}}}), 1, BadTransaction},
		{"plain: unknown type", plain(first, list{uint(1), uint(0), [][]byte{{5, 0xc0}}}), 1, BadTransaction},
		{"plain: trailing byte in a transaction", plain(first, list{uint(1), uint(0), [][]byte{append(good[:len(good):len(good)], 0)}}), 1, BadTransaction},
		{"plain: other chain", plain(first, list{uint(1), uint(0), [][]byte{raw(foreign)}}), 1, BadSignature},
		{"plain: one bad transaction of two", plain(first, list{uint(1), uint(0), [][]byte{good, {5}}}), 1, BadTransaction},

		{"packed: empty", header(Packed), 0, Truncated},
		{"packed: zeros", header(Packed, make([]byte, 200)...), 0, Malformed},
		{"packed: ones", header(Packed, ones(200)...), 0, NoTime},
		{"packed: trailing byte", append(packed(), 0), 3, Trailing},
		{"packed: trailing kilobyte", append(packed(), make([]byte, 1024)...), 3, Trailing},
		{"packed: last byte gone", packed()[:len(packed())-1], 2, Truncated},
		{"packed: elapsed 0", forge(t, spoil(three(), 1, func(b *Block) { b.Elapsed = 0 }), nil, nil), 1, NoTime},
		{"packed: 257 messages", forge(t, spoil(three(), 2, func(b *Block) { b.Messages = 257 }), nil, nil), 2, OverLimit},
		{"packed: names itself", forge(t, three(), map[common.Address]int{m.account(2): 1}, nil), 1, BadReference},
		{"packed: names a ring", forge(t, transfers(m, [2]int{4, 5}, [2]int{0, 1}, [2]int{1, 0}),
			map[common.Address]int{m.account(0): 1, m.account(1): 2}, nil), 1, BadReference},
		{"packed: waits for a ring", forge(t, transfers(m, [2]int{5, 0}, [2]int{0, 1}, [2]int{1, 0}),
			map[common.Address]int{m.account(0): 1, m.account(1): 2}, nil), 0, BadReference},
		{"packed: bad signature", forge(t, three(), nil, func(d []*draft) { d[1].r = [32]byte{} }), 1, BadSignature},
		{"packed: s over half", forge(t, three(), nil, func(d []*draft) { copy(d[2].s[:], append([]byte{0x7f}, ones(31)...)) }), 2, BadSignature},
		{"packed: names a bad signature", forge(t, three(), map[common.Address]int{m.account(1): 2},
			func(d []*draft) { d[2].r = [32]byte{} }), 0, BadReference},
		{"packed: unknown form", forge(t, three(), nil, func(d []*draft) { d[1].form = 5 }), 1, Malformed},
		{"packed: envelope of a column transaction", forge(t, three(), nil, func(d []*draft) {
			d[1].form, d[1].envelope = envelope, raw(three().Blocks[1].Txs[0])
		}), 3, ""},
		{"packed: envelope with a byte too many", forge(t, three(), nil, func(d []*draft) {
			d[1].form, d[1].envelope = envelope, append(raw(three().Blocks[1].Txs[0]), 0)
		}), 1, BadTransaction},
		{"packed: empty envelope", forge(t, three(), nil, func(d []*draft) { d[1].form = envelope }), 1, BadTransaction},
		{"packed: set code without recipient", forge(t, three(), nil, func(d []*draft) {
			d[1].form, d[1].create = setCode, true
		}), 1, Malformed},
		{"packed: blob", forge(t, &Batch{Blocks: []Block{{Elapsed: 1, Txs: []*types.Transaction{blob}}}}, nil, nil), 1, ""},
	}
	for _, tt := range tests {
		got, v := Decode(testChain, tt.data)
		if len(got.Blocks) != tt.blocks {
			t.Errorf("%s: %d blocks stand (%v), want %d", tt.name, len(got.Blocks), v, tt.blocks)
		}
		if tt.kind == "" && v != nil || tt.kind != "" && (v == nil || !errors.Is(v, tt.kind)) {
			t.Errorf("%s: violation %v, want kind %q", tt.name, v, tt.kind)
		}
	}
}

func ones(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = 0xff
	}
	return b
}

// A forward reference stands although what is between is in breach.
func TestBreachBetweenReferences(t *testing.T) {
	m := newMix(t, 1)
	b := transfers(m, [2]int{0, 2}, [2]int{1, 3}, [2]int{2, 4})
	data := forge(t, b, map[common.Address]int{m.account(2): 2}, func(d []*draft) { d[1].r = [32]byte{} })
	got, v := Decode(testChain, data)
	if v == nil || !errors.Is(v, BadSignature) {
		t.Fatalf("violation %v, want a bad signature", v)
	}
	if len(got.Blocks) != 1 {
		t.Fatalf("%d blocks stand, want 1", len(got.Blocks))
	}
	sameBlocks(t, got.Blocks, b.Blocks, false)
}

// bombs are small data that would inflate without limit.
func bombs(t testing.TB) map[string][]byte {
	m := newMix(t, 2)
	one := func(n int) *Batch {
		b := transfers(m, [2]int{0, 1})
		for len(b.Blocks[0].Txs) < n {
			b.Blocks[0].Txs = append(b.Blocks[0].Txs, b.Blocks[0].Txs[0])
		}
		return b
	}
	keys := make([]common.Hash, 200_000)
	return map[string][]byte{
		"zeros in calldata":   forge(t, one(1), nil, func(d []*draft) { d[0].data = make([]byte, MaxInflated) }),
		"zeros in many calls": forge(t, one(60), nil, func(d []*draft) { spread(d, func(d *draft) { d.data = make([]byte, MaxInflated/40) }) }),
		"init code":           forge(t, one(1), nil, func(d []*draft) { d[0].create, d[0].data = true, make([]byte, 4*MaxInflated) }),
		"storage keys":        forge(t, one(1), nil, func(d []*draft) { d[0].access = []entry{{keys: keys}} }),
		"access list":         forge(t, one(1), nil, func(d []*draft) { d[0].access = make([]entry, 100_000) }),
		"envelope":            forge(t, one(1), nil, func(d []*draft) { d[0].form, d[0].envelope = envelope, make([]byte, 2*MaxInflated) })[:MaxData],
		"blocks":              forge(t, &Batch{Blocks: manyBlocks(MaxBlocks + 1)}, nil, nil),
	}
}

func spread(drafts []*draft, f func(*draft)) {
	for _, d := range drafts {
		f(d)
	}
}

func manyBlocks(n int) []Block {
	blocks := make([]Block, n)
	for i := range blocks {
		blocks[i].Elapsed = 1
	}
	return blocks
}

func TestBombsStayBounded(t *testing.T) {
	for name, data := range bombs(t) {
		if len(data) > MaxData {
			t.Errorf("%s: %d bytes of data do not test inflation", name, len(data))
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		got, v := Decode(testChain, data)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if v == nil || !errors.Is(v, OverLimit) {
			t.Errorf("%s: violation %v, want over a limit", name, v)
		}
		if want := 0; name != "blocks" && len(got.Blocks) != want {
			t.Errorf("%s: %d blocks stand, want %d", name, len(got.Blocks), want)
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > 32<<20 {
			t.Errorf("%s: %d bytes allocated for %d bytes of data", name, n, len(data))
		}
		t.Logf("%s: %d bytes of data, %v, %d KiB", name, len(data), took, (after.TotalAlloc-before.TotalAlloc)>>10)
	}
	got, v := Decode(testChain, bombs(t)["blocks"])
	if v == nil || len(got.Blocks) != MaxBlocks {
		t.Errorf("%d blocks stand (%v), want %d and a breach", len(got.Blocks), v, MaxBlocks)
	}
}

// The largest legal inflated size passes.
func TestLimitsAreReached(t *testing.T) {
	m := newMix(t, 2)
	b := transfers(m, [2]int{0, 1})
	room := MaxInflated - blockCost - txCost
	for _, extra := range []int{0, 1} {
		to := m.account(1)
		b.Blocks[0].Txs[0] = types.MustSignNewTx(m.keys[0], m.signer, &types.DynamicFeeTx{ChainID: testChain, To: &to, Data: make([]byte, room+extra)})
		data, err := Encode(testChain, b)
		if extra == 1 {
			if !errors.Is(err, ErrTooLarge) {
				t.Errorf("one byte over: error %v, want one that matches ErrTooLarge", err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		got, v := Decode(testChain, data)
		if v != nil {
			t.Fatal(v)
		}
		sameBlocks(t, got.Blocks, b.Blocks, true)
	}
	full := &Batch{Blocks: manyBlocks(MaxBlocks)}
	data, err := Encode(testChain, full)
	if err != nil {
		t.Fatal(err)
	}
	if got, v := Decode(testChain, data); v != nil || len(got.Blocks) != MaxBlocks {
		t.Errorf("%d blocks (%v), want %d", len(got.Blocks), v, MaxBlocks)
	}
}
