// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/wire"
)

// numberClasses are wrong times and message counts, in each of the blocks.
func numberClasses() (all []class) {
	starts := []uint64{1002, 1004, 1034} // time of the parent of each good block
	left := []uint64{3, 1, 1}            // messages that each may still consume
	for n := range 3 {
		elapsed := func(name string, kind derive.Kind, v uint64) {
			all = append(all, change("elapsed "+name, n, kind, func(_ *rig, b *wire.Block) { b.Elapsed = v }))
		}
		elapsed("zero", derive.Kind(wire.NoTime), 0)
		elapsed("one second past the drift", derive.TooLate, classTime+600-starts[n]+1)
		elapsed("years", derive.TooLate, 1<<40)
		elapsed("half of 64 bits", derive.TooLate, 1<<63)
		elapsed("wraps to the parent's time", derive.NotLater, math.MaxUint64)
		elapsed("wraps to zero", derive.NotLater, -starts[n])

		messages := func(name string, kind derive.Kind, v uint64) {
			all = append(all, change("messages "+name, n, kind, func(_ *rig, b *wire.Block) { b.Messages = v }))
		}
		messages("one more than the batch has", derive.TooManyTaken, left[n]+1)
		messages("as many as a block may, more than there are", derive.TooManyTaken, 256)
		messages("one over the limit", derive.Kind(wire.OverLimit), 257)
		messages("as many as a batch may", derive.Kind(wire.OverLimit), 4096)
		messages("wrap to none", derive.Kind(wire.OverLimit), math.MaxUint64)

		all = append(all, class{name: fmt.Sprintf("block %d: L1 time one second too early", n), stand: n, kind: derive.TooLate, left: true,
			batch: func(r *rig, good []wire.Block) l1anchor.Batch {
				return r.next(starts[n]+good[n].Elapsed-601, good...)
			}})
	}
	return all
}

// countClasses are batches whose last block does not end at the count of the inbox.
func countClasses() []class {
	of := func(name string, stand int, kind derive.Kind, f func(r *rig, good []wire.Block) []wire.Block, consumed int) class {
		return class{name: "count: " + name, stand: stand, kind: kind, batch: func(r *rig, good []wire.Block) l1anchor.Batch {
			b := r.next(classTime, f(r, good)...)
			b.Consumed = uint64(int(b.Consumed) + consumed)
			return b
		}}
	}
	same := func(_ *rig, good []wire.Block) []wire.Block { return good }
	return []class{
		of("last block one short", 2, derive.NotAllTaken, func(_ *rig, good []wire.Block) []wire.Block {
			good[2].Messages = 0
			return good
		}, 0),
		of("taken in while a forced transaction waits", 1, derive.TakenTooEarly, func(_ *rig, good []wire.Block) []wire.Block {
			good[1].Messages, good[2].Messages = 1, 0
			return good
		}, 0),
		of("last block missing", 1, derive.NotAllTaken, func(_ *rig, good []wire.Block) []wire.Block { return good[:2] }, 0),
		of("only the first block", 0, derive.NotAllTaken, func(_ *rig, good []wire.Block) []wire.Block { return good[:1] }, 0),
		of("the inbox counts one less", 2, derive.TooManyTaken, same, -1),
		of("the inbox counts none", 0, derive.TooManyTaken, same, -3),
		of("the inbox counts one more", 2, derive.NotAllTaken, func(r *rig, good []wire.Block) []wire.Block {
			r.inbox.add(l1anchor.Checkpoint, 1060, nil)
			return good
		}, 0),
		of("the inbox counts a whole batch more", 2, derive.NotAllTaken, func(r *rig, good []wire.Block) []wire.Block {
			for range 4093 {
				r.inbox.add(l1anchor.Checkpoint, 1060, nil)
			}
			return good
		}, 0),
	}
}

// parentClasses are good blocks on top of another block.
func parentClasses() (all []class) {
	for name, parent := range map[string]func(head, before common.Hash) common.Hash{
		"zero":                func(_, _ common.Hash) common.Hash { return common.Hash{} },
		"all ones":            func(_, _ common.Hash) common.Hash { return common.MaxHash },
		"the head's parent":   func(_, before common.Hash) common.Hash { return before },
		"first bit flipped":   func(h, _ common.Hash) common.Hash { h[0] ^= 0x80; return h },
		"last bit flipped":    func(h, _ common.Hash) common.Hash { h[31] ^= 1; return h },
		"bytes reversed":      func(h, _ common.Hash) common.Hash { slices.Reverse(h[:]); return h },
		"shifted by one byte": func(h, _ common.Hash) common.Hash { copy(h[1:], h[:31]); return h },
	} {
		all = append(all, class{name: "parent " + name, kind: derive.WrongParent, batch: func(r *rig, good []wire.Block) l1anchor.Batch {
			b := r.next(classTime, good...)
			b.Data = plain(parent(r.pos.Hash(), r.pos.Header.ParentHash), good...)
			return b
		}})
	}
	slices.SortFunc(all, func(a, b class) int { return bytes.Compare([]byte(a.name), []byte(b.name)) })
	return all
}

// edit makes a class of what f does to the bytes of the good batch.
func edit(name string, stand int, kind derive.Kind, f func(r *rig, blocks []wire.Block, data []byte) []byte) class {
	return class{name: name, stand: stand, kind: kind, batch: func(r *rig, good []wire.Block) l1anchor.Batch {
		b := r.next(classTime, good...)
		b.Data = f(r, good, b.Data)
		return b
	}}
}

// headerClasses are wrong in the version, the size, or in there being blocks at all.
func headerClasses() (all []class) {
	for _, version := range []byte{0x10, 0x7f, 0x80, 0xc0, 0xf8, 0xff} {
		all = append(all, edit(fmt.Sprintf("version %#x", version), 0, derive.Kind(wire.UnknownVersion), func(_ *rig, _ []wire.Block, d []byte) []byte {
			d[0] = version
			return d
		}))
	}
	return append(all,
		edit("no version", 0, derive.Kind(wire.UnknownVersion), func(_ *rig, _ []wire.Block, d []byte) []byte { return d[1:] }),
		edit("header and no block", 0, derive.Kind(wire.Malformed), func(_ *rig, _ []wire.Block, d []byte) []byte { return d[:33] }),
		edit("one byte over the size of data", 0, derive.Kind(wire.OverLimit), func(_ *rig, _ []wire.Block, d []byte) []byte {
			return append(d, make([]byte, wire.MaxData+1-len(d))...)
		}),
		edit("all zeros", 0, derive.Kind(wire.Malformed), func(_ *rig, _ []wire.Block, d []byte) []byte {
			clear(d)
			return append(d, plainBlock(wire.Block{Elapsed: 1})...)
		}),
	)
}

// cutClasses end the data at every border of its structure and inside every part.
func cutClasses() (all []class) {
	cut := func(name string, stand int, kind wire.Kind, at func(blocks []wire.Block) int) {
		all = append(all, edit("cut "+name, stand, derive.Kind(kind), func(_ *rig, blocks []wire.Block, d []byte) []byte { return d[:at(blocks)] }))
	}
	cut("after the version", 0, wire.Truncated, func([]wire.Block) int { return 1 })
	cut("inside the parent", 0, wire.Truncated, func([]wire.Block) int { return 17 })
	cut("one byte before the end of the parent", 0, wire.Truncated, func([]wire.Block) int { return 32 })
	for n := range 3 {
		inside := func(name string, at func(p places) int) {
			cut(fmt.Sprintf("%s block %d", name, n), n, wire.Malformed, func(blocks []wire.Block) int {
				start := 33
				for _, b := range blocks[:n] {
					start += len(plainBlock(b))
				}
				return start + at(find(blocks[n]))
			})
		}
		inside("inside the length of", func(places) int { return 1 })
		inside("before the elapsed time of", func(p places) int { return p.elapsed })
		inside("before the messages of", func(p places) int { return p.elapsed + 1 })
		inside("before the transactions of", func(p places) int { return p.elapsed + 2 })
		inside("before the first transaction of", func(p places) int { return p.first })
		inside("inside the first transaction of", func(p places) int { return (p.first + p.second) / 2 })
		inside("before the second transaction of", func(p places) int { return p.second })
		inside("inside the second transaction of", func(p places) int { return (p.second + p.end) / 2 })
		inside("one byte before the end of", func(p places) int { return p.end - 1 })
	}
	return all
}

// places are where the parts of a good block begin in its plain form; numbers in it take one byte each.
type places struct{ elapsed, first, second, end int }

func find(b wire.Block) places {
	whole := plainBlock(b)
	body, _, err := rlp.SplitList(whole)
	if err != nil {
		panic(err)
	}
	p := places{elapsed: len(whole) - len(body), end: len(whole)}
	second := len(str(raw(b.Txs[1])))
	p.second = p.end - second
	p.first = p.second - len(str(raw(b.Txs[0])))
	return p
}

// trailingClasses have something behind the last block. All blocks stand, and what follows is not one.
func trailingClasses() (all []class) {
	for _, c := range []struct {
		name string
		kind wire.Kind
		tail []byte
	}{
		{"a zero byte", wire.Malformed, []byte{0}},
		{"a small number", wire.Malformed, []byte{1}},
		{"an empty string", wire.Malformed, []byte{0x80}},
		{"an empty list", wire.Malformed, []byte{0xc0}},
		{"a length without content", wire.Malformed, []byte{0xff}},
		{"a list of zero length in long form", wire.Malformed, []byte{0xf8, 0}},
		{"a word of zeros", wire.Malformed, make([]byte, 32)},
		{"another batch", wire.Malformed, plain(common.Hash{1}, wire.Block{Elapsed: 1})},
		{"a block without time", wire.NoTime, plainBlock(wire.Block{})},
	} {
		all = append(all, edit("trailing: "+c.name, 3, derive.Kind(c.kind), func(_ *rig, _ []wire.Block, d []byte) []byte { return append(d, c.tail...) }))
	}
	return all
}

// shapeClasses write a field of a block in a form that RLP or the format does not have.
func shapeClasses() (all []class) {
	long := bytes.Repeat([]byte{1}, 9)
	for n := range 3 {
		// f gets the three items of the block and returns the block.
		shape := func(name string, kind wire.Kind, f func(elapsed, messages, txs []byte) []byte) {
			all = append(all, edit(fmt.Sprintf("block %d: %s", n, name), n, derive.Kind(kind), func(_ *rig, blocks []wire.Block, d []byte) []byte {
				out := slices.Clone(d[:33])
				for i, b := range blocks {
					if i != n {
						out = append(out, plainBlock(b)...)
						continue
					}
					var txs []byte
					for _, tx := range b.Txs {
						txs = append(txs, str(raw(tx))...)
					}
					out = append(out, f(num(b.Elapsed), num(b.Messages), list(txs))...)
				}
				return out
			}))
		}
		shape("elapsed with a leading zero", wire.Malformed, func(e, m, x []byte) []byte { return list([]byte{0x82, 0, e[0]}, m, x) })
		shape("elapsed in long form", wire.Malformed, func(e, m, x []byte) []byte { return list([]byte{0x81, e[0]}, m, x) })
		shape("elapsed of nine bytes", wire.Malformed, func(_, m, x []byte) []byte { return list(str(long), m, x) })
		shape("elapsed is a list", wire.Malformed, func(e, m, x []byte) []byte { return list(list(e), m, x) })
		shape("elapsed is a zero byte", wire.Malformed, func(_, m, x []byte) []byte { return list([]byte{0}, m, x) })
		shape("messages with a leading zero", wire.Malformed, func(e, _, x []byte) []byte { return list(e, []byte{0x82, 0, 1}, x) })
		shape("messages are a zero byte", wire.Malformed, func(e, _, x []byte) []byte { return list(e, []byte{0}, x) })
		shape("messages of nine bytes", wire.Malformed, func(e, _, x []byte) []byte { return list(e, str(long), x) })
		shape("messages are a list", wire.Malformed, func(e, m, x []byte) []byte { return list(e, list(m), x) })
		shape("transactions are a string", wire.Malformed, func(e, m, x []byte) []byte { return list(e, m, str(x)) })
		shape("transactions are a number", wire.Malformed, func(e, m, _ []byte) []byte { return list(e, m, num(2)) })
		shape("no transactions field", wire.Malformed, func(e, m, _ []byte) []byte { return list(e, m) })
		shape("no messages field", wire.Malformed, func(e, _, x []byte) []byte { return list(e, x) })
		shape("no field", wire.Malformed, func(_, _, _ []byte) []byte { return list() })
		shape("a field too many", wire.Malformed, func(e, m, x []byte) []byte { return list(e, m, x, num(0)) })
		shape("is a string", wire.Malformed, func(e, m, x []byte) []byte { return str(slices.Concat(e, m, x)) })
		shape("is a list in a list", wire.Malformed, func(e, m, x []byte) []byte { return list(list(e, m, x)) })
		shape("length with a leading zero", wire.Malformed, func(e, m, x []byte) []byte {
			body := slices.Concat(e, m, x)
			return append([]byte{0xfa, 0, byte(len(body) >> 8), byte(len(body))}, body...)
		})
		shape("length of 64 bits", wire.Malformed, func(e, m, x []byte) []byte {
			return append(bytes.Repeat([]byte{0xff}, 9), slices.Concat(e, m, x)...)
		})
		shape("a transaction is a list", wire.Malformed, func(e, m, _ []byte) []byte { return list(e, m, list(list(num(1), num(2)))) })
	}
	return all
}
