// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"bytes"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/chain/chaintest"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
)

// life is a chain with the whole story of what was done to it.
type life struct {
	rng    *rand.Rand
	rich   *account
	rollup *params.Params
	folder *chaintest.Folder
	chain  *Chain

	blocks []story                    // in the order of their making; parents come first
	heads  []common.Hash              // in the order of their setting
	notes  []common.Hash              // what the note said, one after the other
	safe   struct{ heads, notes int } // so many of them were synced
}

// story is how a block was made and what must be known of it.
type story struct {
	parent, hash common.Hash
	input        derive.Input
	record       []byte
}

const noteName = "at"

func newLife(seed uint64, dir string) (*life, error) {
	rich := newAccount(1)
	l := &life{rng: rand.New(rand.NewPCG(seed, 7)), rich: rich, rollup: testRollup(rich), folder: &chaintest.Folder{Dir: dir}}
	if err := l.open(); err != nil {
		return nil, err
	}
	genesis := l.chain.bc.Genesis().Hash()
	l.heads, l.notes = []common.Hash{genesis}, []common.Hash{{}}
	return l, nil
}

func (l *life) open() (err error) {
	l.chain, err = openQuietly(l.folder.Dir, l.rollup)
	return err
}

// close closes the chain unless that was done.
func (l *life) close() error {
	if l.chain == nil {
		return nil
	}
	c := l.chain
	l.chain = nil
	return c.Close()
}

func openQuietly(dir string, rollup *params.Params) (*Chain, error) {
	c, _, err := openAndHear(dir, rollup)
	return c, err
}

// openAndHear tells, too, whether the log says that something synced is lost.
func openAndHear(dir string, rollup *params.Params) (c *Chain, lost bool, err error) {
	var log bytes.Buffer
	c, err = Open(Config{Dir: dir, CacheMB: 16, Quiet: true}, rollup, slog.New(slog.NewTextHandler(&log, nil)))
	return c, strings.Contains(log.String(), "has lost what was synced"), err
}

// act does what a node does: makes blocks, goes over to other branches, takes notes, syncs, restarts.
func (l *life) act() error {
	switch l.rng.IntN(12) {
	case 0:
		l.notes = append(l.notes, l.heads[len(l.heads)-1])
		return l.chain.SetNote(noteName, l.notes[len(l.notes)-1][:])
	case 1:
		if err := l.folder.Sync(l.chain.Sync); err != nil {
			return err
		}
		l.safe.heads, l.safe.notes = len(l.heads)-1, len(l.notes)-1
		return nil
	case 2:
		if l.rng.IntN(3) > 0 {
			return nil
		}
		if err := l.close(); err != nil {
			return err
		}
		return l.open()
	case 3: // a branch off an older block
		n := len(l.blocks)
		if n < 3 {
			return nil
		}
		return l.make(l.blocks[n-1-l.rng.IntN(min(n, 6))].parent)
	case 4: // to a block that is there already
		if len(l.blocks) == 0 {
			return nil
		}
		return l.lead(l.blocks[l.rng.IntN(len(l.blocks))].hash)
	}
	return l.make(l.heads[len(l.heads)-1])
}

// make builds a block, the way a sequencer does, and moves the head to it.
func (l *life) make(parent common.Hash) error {
	head, err := l.chain.HeadAt(parent)
	if err != nil {
		return err
	}
	in := derive.Input{Context: transition.Context{Timestamp: head.Time() + 1 + l.rng.Uint64N(3), Consumed: head.Consumed}}
	for range l.rng.IntN(3) {
		in.Messages = append(in.Messages, deposit(in.Consumed, common.Address{byte(l.rng.IntN(256))}, 1+l.rng.Uint64N(1000)))
		in.Consumed++
	}
	if in.Own, err = l.transactions(head); err != nil {
		return err
	}
	b, err := l.chain.Open(head, in.Context)
	if err != nil {
		return err
	}
	for _, tx := range in.Own {
		if _, err := b.Attempt(tx); err != nil {
			return err
		}
	}
	if l.rng.IntN(3) == 0 { // readers have asked for the open block
		if _, err := l.chain.Provisional(b.Sealable()); err != nil {
			return err
		}
	}
	block, err := l.chain.Seal(b)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(l.blocks, func(s story) bool { return s.hash == block.Hash() }) {
		record, err := l.chain.db.Get(recordKey(block.Hash()))
		if err != nil {
			return err
		}
		l.blocks = append(l.blocks, story{parent, block.Hash(), in, record})
	}
	return l.lead(block.Hash())
}

func (l *life) lead(hash common.Hash) error {
	l.heads = append(l.heads, hash)
	return l.chain.SetHead(hash)
}

// transactions are transfers, contracts with storage and, now and then, a lot of data: journals must become tables.
func (l *life) transactions(head transition.Head) (txs []*types.Transaction, err error) {
	st, err := l.chain.State(head)
	if err != nil {
		return nil, err
	}
	l.rich.nonce = st.GetNonce(l.rich.addr)
	for range l.rng.IntN(4) {
		to := common.Address{0xaa, byte(l.rng.IntN(256)), byte(l.rng.IntN(256))}
		txs = append(txs, l.rich.send(l.rollup, &to, 1+l.rng.Int64N(9), 21_000, nil))
	}
	// Init code that fills eight storage slots and leaves a contract of one byte.
	code := []byte{}
	for slot := range 8 {
		code = append(code, 0x60, byte(1+l.rng.IntN(255)), 0x60, byte(slot), 0x55)
	}
	txs = append(txs, l.rich.send(l.rollup, nil, 0, 400_000, append(code, 0x60, 1, 0x60, 0, 0xf3)))
	if l.rng.IntN(6) == 0 {
		for range 4 {
			data := make([]byte, 120_000)
			for i := range data {
				data[i] = byte(l.rng.Uint32())
			}
			txs = append(txs, l.rich.send(l.rollup, &common.Address{0xbb}, 0, 6_000_000, data))
		}
	}
	return txs, nil
}
