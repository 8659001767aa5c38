// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"github.com/ethereum/go-ethereum/common"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
)

// attacks are by those who hold a seat, by those who hold none, and by whoever pays for L1's gas; the last is all of
// them.
func attacks() []attack {
	all := single()
	return append(all, attack{name: "all at random, with crashes", delay: 200, quiet: 25, blocks: 25, moves: true, luck: true, act: func(h *hostile, block int) {
		all[h.random.IntN(len(all))].act(h, h.random.IntN(10))
		if victim := h.members[1+h.random.IntN(2)]; block%5 == 0 {
			victim.crash()
			victim.start()
		}
	}})
}

func single() []attack {
	return []attack{
		{name: "junk batches, first in the block", blocks: 12, act: func(h *hostile, _ int) {
			h.append(earlySeat, h.l1.Inbox().Consumed, h.junk(1+h.random.IntN(2_000)))
		}},
		{name: "junk batches, last in the block", blocks: 12, act: func(h *hostile, _ int) {
			x := h.l1.Inbox()
			h.append(lateSeat, x.Consumed, h.junk(1+h.random.IntN(100_000)))
		}},
		{name: "a thousand junk batches", blocks: 20, act: func(h *hostile, _ int) {
			var list [][]byte
			for range 50 {
				list = append(list, h.junk(1+h.random.IntN(300)))
			}
			h.append(earlySeat, h.l1.Inbox().Consumed, list...)
		}},
		{name: "junk that takes in messages", blocks: 12, moves: true, act: func(h *hostile, block int) {
			h.l1.Message(l1anchor.Checkpoint, stranger, []byte{byte(block)})
			h.append(earlySeat, h.most(), h.junk(500))
		}},
		{name: "empty batches by a seat", blocks: 12, moves: true, act: func(h *hostile, block int) {
			h.l1.Message(l1anchor.Checkpoint, stranger, []byte{byte(block)})
			h.append(earlySeat, h.most(), nil)
		}},
		{name: "old batches once more", blocks: 12, act: func(h *hostile, _ int) {
			for height := l1anchor.Height(1); ; height++ {
				b, err := h.l1.BlockByHeight(h.all, height)
				if err != nil {
					return
				}
				if len(b.Batches) > 0 {
					h.append(earlySeat, h.l1.Inbox().Consumed, b.Batches[0].Data)
					return
				}
			}
		}},
		{name: "sealed blocks cut short", blocks: 12, act: func(h *hostile, _ int) { h.append(earlySeat, h.l1.Inbox().Consumed, h.sealed(3)...) }},
		{name: "a chain of one's own", blocks: 8, moves: true, act: func(h *hostile, _ int) {
			h.append(earlySeat, h.l1.Inbox().Consumed, h.ownChain(h.l1.Inbox().Consumed, h.behind(), 1, 1))
		}},
		{name: "a chain of one's own as far ahead of the clock as may be", blocks: 12, moves: true, act: func(h *hostile, block int) {
			if block != 0 {
				return
			}
			h.append(earlySeat, h.l1.Inbox().Consumed, h.ownChain(h.l1.Inbox().Consumed, h.behind()+h.rollup.MaxDrift))
		}},
		{name: "two batchers that do not know of each other", blocks: 12, act: func(h *hostile, _ int) {
			h.append(lateSeat, h.l1.Inbox().Consumed, h.sealed(1+h.random.IntN(8))...)
		}},
		{name: "100 messages", blocks: 8, act: flood(100, 0)},
		{name: "4,096 messages", blocks: 8, act: flood(4_096, 0)},
		{name: "9,000 messages", blocks: 8, act: flood(9_000, 0)},
		{name: "600 messages of 32 KiB", blocks: 8, act: flood(600, l1anchor.MaxBody)},
		{name: "forced transactions of every kind", blocks: 10, act: func(h *hostile, block int) { h.forceAll(uint64(block)) }},
		{name: "forced transactions that take all gas", blocks: 2, act: func(h *hostile, block int) {
			for i := range uint64(25) {
				h.force(raw(h.t, h.burner(firstForcer+2, uint64(block)*25+i)))
			}
			h.force(raw(h.t, h.l2Transfer(firstForcer+1, uint64(block))))
		}},
		{name: "a stranger forces in what the sequencers leave out", delay: 120, blocks: 16, silent: true, moves: true, act: func(h *hostile, block int) {
			if block == 0 {
				h.forceAll(0)
			}
			h.append(stranger, h.most(), nil)
		}},
		{name: "a stranger forces in while the batcher posts", delay: 60, blocks: 24, moves: true, luck: true, act: func(h *hostile, block int) {
			if block%10 == 0 {
				h.forceAll(uint64(block / 10))
			}
			h.append(stranger, h.most(), nil)
		}},
		{name: "a takeover after silence", quiet: 10, blocks: 25, silent: true, moves: true, act: func(h *hostile, block int) {
			x := h.l1.Inbox()
			if block%2 == 0 {
				h.append(stranger, x.Consumed, h.ownChain(x.Consumed, h.behind(), 1))
			} else {
				h.append(stranger, x.Consumed, h.junk(400))
			}
		}},
		{name: "a backlog older than the force delay", delay: 300, blocks: 30, silent: true, moves: true, act: func(h *hostile, block int) {
			if block == 0 {
				h.forceAll(0)
				flood(9_000, 0)(h, 0)
			}
		}},
	}
}

// flood puts that many messages into the first block of the attack.
func flood(n, size int) func(h *hostile, block int) {
	return func(h *hostile, block int) {
		if block != 0 {
			return
		}
		for i := range n {
			kind, body := l1anchor.Checkpoint, make([]byte, size)
			switch i % 3 {
			case 1:
				kind, body = l1anchor.Forced, append(body, byte(i))
				body = body[max(0, len(body)-l1anchor.MaxBody):]
			case 2:
				kind = l1anchor.Kind(200)
			}
			h.l1.Message(kind, stranger, body)
		}
	}
}

// forceAll forces in good transactions and every kind that can never run.
func (h *hostile) forceAll(round uint64) {
	a, b := firstForcer, firstForcer+1
	good := raw(h.t, h.l2Transfer(a, 2*round))
	h.force(good)
	h.force(good) // the same again: its nonce is used
	h.force(raw(h.t, h.l2Transfer(a, 2*round+1)))
	h.force(raw(h.t, h.l2Transfer(b, 1_000+round))) // a nonce that never comes
	h.force(good[:len(good)-1])
	h.force(nil)
	h.force(h.junk(200))
	h.force(raw(h.t, h.l2Transfer(50, 0))) // an account without money
	h.force(raw(h.t, h.l2Tx(h.rollup.ChainID+1, b, 0, gethparams.TxGas, &stranger, nil)))
	gwei := make([]byte, l1anchor.DepositLength)
	copy(gwei, common.Address{0xdd}.Bytes())
	gwei[len(gwei)-1] = 1
	h.l1.Message(l1anchor.Deposit, stranger, gwei)
	h.l1.Message(l1anchor.Deposit, stranger, gwei[1:])
	h.l1.Message(l1anchor.BridgeCall, stranger, gwei)
}
