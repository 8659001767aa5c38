// SPDX-License-Identifier: Apache-2.0

package account

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
)

// offer makes the calls the user's next ones. They get nonces in their order: those that the user has, then those that
// nobody has. It also re-sends the transactions of other users below the last of these. A reorg may have taken one out
// of the chain, or a node out of its pool, and nothing is mined behind a missing nonce. Where the node refuses one of
// those an empty call takes its nonce. A refused call of the user's own holds back those behind it: they build on it.
func (a *Account) offer(ctx context.Context, name string, calls []l1anchor.Call) error {
	if len(calls) == 0 {
		return nil
	}
	head, next, going, err := a.survey(ctx, calls)
	if err != nil {
		return err
	}
	a.forget(next)
	for nonce := next; len(calls) > 0; nonce++ {
		was, taken := a.sent[nonce]
		call := was.call
		if !taken || was.user == name {
			call, calls = calls[0], calls[1:]
			was.user = name
		}
		how := ask{price: going, wait: a.cfg.Wait}
		err := a.place(ctx, was.user, head, nonce, how, call)
		if errors.Is(err, ErrRefused) && was.user != name {
			a.cfg.Log.Warn("L1 node refuses a call of another user", "nonce", nonce, "user", was.user, "err", err)
			err = a.place(ctx, was.user, head, nonce, how, a.empty())
		}
		if err != nil {
			return fmt.Errorf("nonce %d, %d calls are left: %w", nonce, len(calls), err)
		}
	}
	return nil
}

// plan says how to offer calls from a nonce on.
type plan struct {
	places func() []numbered                          // which nonces they get, in the order of the nonces
	asks   func(all []numbered, going *big.Int) []ask // what to ask for each, by the going price
}

// offerFrom makes the calls the account's next ones, the first with that nonce, and says which nonces they have. Where
// the account is at another one, or gets there meanwhile, the error matches ErrNonceTooLow. Where the node refuses one
// it is a RefusedError.
func (a *Account) offerFrom(ctx context.Context, name string, first uint64, calls []l1anchor.Call, how plan) ([]numbered, error) {
	if len(calls) == 0 {
		return nil, nil
	}
	head, next, going, err := a.survey(ctx, calls)
	if err != nil {
		return nil, err
	}
	if next != first {
		return nil, fmt.Errorf("%w: the account is at %d", ErrNonceTooLow, next)
	}
	a.forget(next)
	all := how.places()
	each := how.asks(all, going)
	for i, p := range all {
		if was, taken := a.sent[p.nonce]; taken && was.user != name {
			return nil, fmt.Errorf("nonce %d is of another user, %q", p.nonce, was.user)
		}
		err := a.place(ctx, name, head, p.nonce, each[i], p.call)
		switch {
		case errors.Is(err, ErrRefused) && p.index != filler:
			return nil, &RefusedError{p.index, p.nonce, err}
		case err != nil:
			return nil, fmt.Errorf("nonce %d, %d calls are left: %w", p.nonce, len(all)-i, err)
		}
	}
	return all, nil
}

// survey reads head, next nonce and the going price. The nonce may be of a newer head than the one returned: then the
// node says that it is too low, or the next offer puts it right.
func (a *Account) survey(ctx context.Context, calls []l1anchor.Call) (head l1anchor.Height, next uint64, going *big.Int, err error) {
	at, err := a.node.Head(ctx)
	if err != nil {
		return 0, 0, nil, err
	}
	if next, err = a.node.Nonce(ctx, a.from); err != nil {
		return 0, 0, nil, err
	}
	gas := uint64(0)
	for i := range calls {
		gas = max(gas, calls[i].Gas)
	}
	return at.Height, next, a.going(ctx, at.Hash, gas), nil
}

// going is the price at which a call sets out. A node that does not show its blocks is no reason to post nothing: what
// is bid too low for them is raised step by step.
func (a *Account) going(ctx context.Context, head common.Hash, gas uint64) *big.Int {
	rooms, err := a.node.Rooms(ctx, head)
	if err != nil {
		a.cfg.Log.Warn("what others pay on L1 is not known in full", "blocks", len(rooms), "err", err)
	}
	return a.within(l1anchor.Going(rooms, gas))
}

// reach is how many mined nonces stay remembered, for the reorg that brings them back.
const reach = 256

func (a *Account) forget(next uint64) {
	a.next = next
	for nonce, t := range a.sent {
		if nonce+reach < next {
			a.above.Add(a.above, a.dear(&t))
			delete(a.sent, nonce)
		}
	}
}

// ask is how a call is priced: where it sets out, and after how many blocks without a place its price is raised. A
// call that follows its price is raised at once when the price has gone up by an eighth. While it bids less than the
// price that is paid back to it, it is doubled, after fewer blocks; nil is nothing paid back.
type ask struct {
	price   *big.Int
	wait    uint64
	follows bool
	paid    *big.Int
	quick   uint64 // blocks
}

// doubles reports whether a bid that was too low is doubled.
func (k *ask) doubles(bid *big.Int) bool { return k.paid != nil && bid.Cmp(k.paid) < 0 }

// patience is how many blocks a bid stands.
func (k *ask) patience(bid *big.Int) uint64 {
	if k.doubles(bid) {
		return min(k.quick, k.wait)
	}
	return k.wait
}

// place gets call pending under nonce. A call that is refused at its price, but not at the one that it had, stays at
// that: the node has it.
func (a *Account) place(ctx context.Context, name string, head l1anchor.Height, nonce uint64, how ask, call l1anchor.Call) error {
	want, going := sent{user: name, call: call, price: how.price, since: head}, how.price
	was, ok := a.sent[nonce]
	switch {
	case ok && same(&was.call, &call) && !a.waited(was, head, how.patience(was.price)) && !(how.follows && going.Cmp(a.raised(was.price, was.price)) >= 0):
		want = was // the same bytes again: the node may have lost them, or have gone back behind the block that held them
	case ok:
		want.price = a.raised(was.price, going)
		if twice := new(big.Int).Lsh(was.price, 1); how.doubles(was.price) && a.waited(was, head, how.patience(was.price)) && twice.Cmp(want.price) > 0 {
			want.price = a.within(twice)
		}
	}
	for {
		err := a.send(ctx, nonce, want.price, call)
		if errors.Is(err, ErrUnderpriced) {
			higher := a.raised(want.price, going)
			if higher.Cmp(want.price) > 0 {
				want.price, want.since = higher, head
				continue
			}
			return fmt.Errorf("%w at the highest price allowed, %s wei", err, want.price)
		}
		if errors.Is(err, ErrRefused) && ok && same(&was.call, &call) {
			if was.price.Cmp(want.price) < 0 && a.send(ctx, nonce, was.price, call) == nil {
				a.cfg.Log.Warn("L1 node does not take a higher price", "nonce", nonce, "price", was.price, "higher", want.price, "err", err)
				err, want = nil, sent{user: name, call: call, price: was.price, since: head}
			} else {
				was.refused = true // what it bid still says what others may have of it
				a.sent[nonce] = was
			}
		}
		if err != nil {
			return err
		}
		want.refused = false
		a.sent[nonce] = want
		return nil
	}
}

// waited tells whether t has been pending for too long at its price. A head below since means that a reorg was there.
func (a *Account) waited(t sent, head l1anchor.Height, wait uint64) bool {
	return t.price.Cmp(a.cfg.Cap) < 0 && head > t.since && uint64(head-t.since) >= wait
}

// raised is a price that replaces one: an eighth more, which is over the tenth that nodes ask for, and at least the
// going price.
func (a *Account) raised(price, going *big.Int) *big.Int {
	up := new(big.Int).Add(price, new(big.Int).Rsh(price, 3))
	up.Add(up, big.NewInt(1))
	if up.Cmp(going) < 0 {
		up.Set(going)
	}
	return a.within(up)
}

func (a *Account) within(price *big.Int) *big.Int {
	switch {
	case price.Cmp(a.cfg.Floor) < 0:
		return a.cfg.Floor
	case price.Cmp(a.cfg.Cap) > 0:
		return a.cfg.Cap
	}
	return price
}

// send signs and sends. Signatures are deterministic: the same call, nonce and price give the same bytes.
func (a *Account) send(ctx context.Context, nonce uint64, price *big.Int, call l1anchor.Call) error {
	to := &call.To
	if call.Create {
		to = nil
	}
	tx, err := types.SignNewTx(a.cfg.Key, a.signer, &types.LegacyTx{Nonce: nonce, GasPrice: price, Gas: call.Gas, To: to, Value: value(&call), Data: call.Data})
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	return a.node.Send(ctx, raw)
}

func value(c *l1anchor.Call) *big.Int {
	if c.Value == nil {
		return new(big.Int)
	}
	return c.Value
}

// same tells whether two calls are the same transaction but for its price.
func same(a, b *l1anchor.Call) bool {
	return a.To == b.To && a.Create == b.Create && a.Gas == b.Gas && value(a).Cmp(value(b)) == 0 && bytes.Equal(a.Data, b.Data)
}
