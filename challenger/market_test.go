// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"encoding/binary"
	"fmt"
	"log/slog"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
	l1account "github.com/layeredpow/adit/l1anchor/account"
)

// market is an L1 node and its miners, in front of the account that the challenger really uses. Blocks are stuffed for
// a while: what pays no more than the stuffing gets no place in them.
type market struct {
	*l1account.User
	rig     *rig
	price   *big.Int // of the stuffing, wei
	from    uint64   // the first stuffed block; 0: none yet
	blocks  uint64   // how many are
	refund  *big.Int
	pool    map[uint64]*types.Transaction
	paid    *big.Int            // wei above the refunded price, for all the gas that was given
	highest *big.Int            // price that was mined
	refuses func(sentMove) bool // what the node does not carry; nil: it carries everything
}

func wei(gwei int64) *big.Int { return new(big.Int).Mul(big.NewInt(gwei), big.NewInt(1e9)) }

// stuffs has blocks be stuffed, from when the challenger makes its first move on.
func (r *rig) stuffs(price, most int64, blocks uint64) *market {
	r.Helper()
	m := &market{
		rig: r, price: wei(price), blocks: blocks, refund: new(big.Int).SetUint64(r.Referee.Config().Price),
		pool: make(map[uint64]*types.Transaction), paid: new(big.Int), highest: new(big.Int),
	}
	key, err := crypto.ToECDSA(common.Hash{31: 3}.Bytes())
	if err != nil {
		r.Fatal(err)
	}
	a, err := l1account.New(wire{m}, l1account.Config{ChainID: 61, Key: key, Cap: wei(most), Refund: m.refund, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		r.Fatal(err)
	}
	m.User, r.market = a.User("challenger"), m
	r.stop()
	r.start()
	return m
}

func (m *market) Address() common.Address                       { return gamestest.Address(own) }
func (m *market) Balance(ctx context.Context) (*big.Int, error) { return m.rig.sender.Balance(ctx) }

// wire is the market as the account has it.
type wire struct{ *market }

func (w wire) Balance(ctx context.Context, _ common.Address) (*big.Int, error) {
	return w.market.Balance(ctx)
}

func (w wire) Head(ctx context.Context) (l1anchor.Ref, error) { return node{w.rig}.Head(ctx) }

func (w wire) Nonce(context.Context, common.Address) (uint64, error) { return w.rig.sender.sent(), nil }

// Rooms shows the newest blocks.
func (w wire) Rooms(context.Context, common.Hash) (rooms []l1anchor.Room, err error) {
	for h := w.rig.Height; h > 0 && len(rooms) < 20; h-- {
		room := l1anchor.Room{Limit: 8_000_000}
		if w.stuffed(h) {
			room.Bids = []l1anchor.Bid{{Price: w.price, Gas: room.Limit}}
		}
		rooms = append(rooms, room)
	}
	return rooms, nil
}

func (w wire) Send(_ context.Context, raw []byte) error {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return err
	}
	was := w.pool[tx.Nonce()]
	switch {
	case w.refuses != nil && w.refuses(w.rig.sender.moves[binary.BigEndian.Uint32(tx.Data())]):
		return fmt.Errorf("%w: exceeds block gas limit", l1account.ErrRefused)
	case tx.Nonce() < w.rig.sender.sent():
		return l1account.ErrNonceTooLow
	case was != nil && was.Hash() == tx.Hash():
		return nil
	case was != nil && new(big.Int).Mul(tx.GasPrice(), big.NewInt(10)).Cmp(new(big.Int).Mul(was.GasPrice(), big.NewInt(11))) < 0:
		return l1account.ErrUnderpriced
	}
	w.pool[tx.Nonce()] = tx
	return nil
}

func (m *market) stuffed(height uint64) bool {
	return m.from != 0 && height >= m.from && height < m.from+m.blocks
}

// mine puts what pays enough into the next block.
func (m *market) mine() {
	next := m.rig.Height + 1
	for nonce := m.rig.sender.sent(); m.pool[nonce] != nil; nonce++ {
		tx := m.pool[nonce]
		if m.from == 0 {
			m.from = next
		}
		if m.stuffed(next) && tx.GasPrice().Cmp(m.price) <= 0 {
			return
		}
		if tx.GasPrice().Cmp(m.highest) > 0 {
			m.highest.Set(tx.GasPrice())
		}
		if above := new(big.Int).Sub(tx.GasPrice(), m.refund); above.Sign() > 0 {
			m.paid.Add(m.paid, above.Mul(above, new(big.Int).SetUint64(tx.Gas())))
		}
		delete(m.pool, nonce)
		one := m.rig.sender.moves[binary.BigEndian.Uint32(tx.Data())]
		m.rig.Send(own, one.bond, one.move)
	}
}

// Every block is stuffed from the first honest move on, for all the blocks that are tolerated. The challenger pays its
// way in where that is no more than it may bid. Where it is more it bids all that it may in the end, is kept out, and
// wins later. What it pays above the refunded price is reported.
func TestAttack43_stuffedBlocks(t *testing.T) {
	for _, c := range []struct {
		name        string
		stuffs, may int64 // gwei
		kept        bool  // out of the blocks
	}{
		{"at 1 gwei", 1, 500, false},
		{"at 50 gwei", 50, 500, false},
		{"at 500 gwei, with more to bid", 500, 600, false},
		{"at 500 gwei, with no more to bid", 500, 500, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, 3)
			censored := uint64(r.Referee.Config().Censored)
			m := r.stuffs(c.stuffs, c.may, censored)
			liar := r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
			liar.When = func(m *strategy.Move, head uint64) uint64 { // it gives up above the steps, which are many
				if m.Key.What == strategy.RefineTask {
					return gamestest.Never
				}
				return head
			}
			r.won()
			first := uint64(0)
			for _, receipt := range r.Took {
				if receipt.Sender == m.Address() && first == 0 {
					first = receipt.Height
				}
			}
			if got := first >= m.from+censored; got != c.kept {
				t.Errorf("the first honest move is in block %d, stuffed are %d from %d on", first, censored, m.from)
			}
			if m.highest.Cmp(wei(c.may)) > 0 {
				t.Errorf("%s wei were bid, the most is %d gwei", m.highest, c.may)
			}
			s := r.stage.Status()
			if s.Above == nil || s.Above.Cmp(m.paid) != 0 {
				t.Errorf("%s wei above the refunded price are reported, %s were paid", s.Above, m.paid)
			}
			if want := c.stuffs >= 50; (m.paid.Sign() > 0) != want {
				t.Errorf("%s wei were paid above the refunded price", m.paid)
			}
			t.Logf("%s coins above the refunded price, at most", new(big.Rat).SetFrac(m.paid, wei(1e9)).FloatString(4))
		})
	}
}
