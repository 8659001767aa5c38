// SPDX-License-Identifier: Apache-2.0

package account

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
)

// picky is a chain whose node refuses what it is told to.
type picky struct {
	*chain
	refuses func(tx *types.Transaction) bool
}

func (p *picky) Send(ctx context.Context, raw []byte) error {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		p.t.Fatal(err)
	}
	if known := p.pool[tx.Nonce()]; (known == nil || known.Hash() != tx.Hash()) && p.refuses(tx) {
		return fmt.Errorf("%w: %s", ErrRefused, tx.Data())
	}
	return p.chain.Send(ctx, raw)
}

// names are those whose calls the node refuses.
func (p *picky) names(names ...string) {
	p.refuses = func(tx *types.Transaction) bool { return slices.Contains(names, string(tx.Data())) }
}

func openPicky(t *testing.T, c *chain, change func(*Config)) (*Account, *picky) {
	a, p := open(t, c, change), &picky{chain: c}
	a.node = p
	p.names()
	return a, p
}

// insister offers calls as OfferBy asks for: what is refused steps aside, and is remembered.
type insister struct {
	t     *testing.T
	c     *chain
	u     *User
	under map[string]uint64
}

func (i *insister) offer(names ...string) {
	i.t.Helper()
	for {
		left, under, next := make([]uint64, len(names)), make([]uint64, len(names)), uint64(len(i.c.all()))
		for n, name := range names {
			if left[n] = 160; i.under[name] <= next {
				delete(i.under, name)
			}
			under[n] = i.under[name]
		}
		has, err := i.u.OfferBy(i.t.Context(), next, calls(names...), left, under, 160)
		var no *RefusedError
		switch {
		case errors.As(err, &no):
			call, nonce := no.Refused()
			i.under[names[call]] = nonce + 1
			names = slices.Delete(slices.Clone(names), call, call+1)
			continue
		case err != nil || has == nil:
			i.t.Fatal(has, err)
		}
		for n, name := range names {
			if has[n] > 0 {
				delete(i.under, name)
			}
		}
		return
	}
}

// What is behind a call that the node refuses takes its nonce. The call has another one when something else was mined
// under that, and not before, since the node may have lied.
func TestRefusedStepsAside(t *testing.T) {
	c := newChain(t)
	a, p := openPicky(t, c, nil)
	i := &insister{t, c, a.User("one"), make(map[string]uint64)}
	step := func(names, want string) {
		t.Helper()
		i.offer(strings.Fields(names)...)
		if got := c.waiting(); got != want {
			t.Errorf("%s: %q waits, want %q", names, got, want)
		}
	}
	p.names("a")
	step("a b c", "b c")
	p.names()
	step("a b c", "b c")
	step("a b c d", "b c d")
	c.mine(1)
	step("c d a", "c d a")
	p.names("e")
	step("c d a e", "c d a")
	p.names()
	step("c d a e", "c d a e") // still the nonce that it was refused under: nothing else has it
	c.mine(9)
	if got := strings.Join(texts(c.all()), " "); got != "b c d a e" {
		t.Errorf("mined are %q", got)
	}
}

// A call that waits keeps its nonce, whatever goes before it: an empty one is put where nothing is left.
func TestCallsKeepTheirNonces(t *testing.T) {
	c := newChain(t)
	a, p := openPicky(t, c, nil)
	i := &insister{t, c, a.User("one"), make(map[string]uint64)}
	i.offer("a", "b", "c")
	clear(c.pool) // the node starts anew, with less money for the account
	p.names("a")
	i.offer("a", "b", "c")
	if got := c.waiting(); got != " b c" {
		t.Errorf("%q waits, want an empty call before b", got)
	}
	if tx := c.pool[0]; tx == nil || *tx.To() != a.from || tx.Gas() != 21_000 || tx.Value().Sign() != 0 {
		t.Errorf("under the nonce of what is refused is %v", tx)
	}
	i.offer("b", "c", "d") // a is not wanted any more
	if got := c.waiting(); got != "d b c" {
		t.Errorf("%q waits, want b and c where they were", got)
	}
}

// A node that takes no higher price of a call, for want of money, has the call at its price all the same.
func TestHigherPriceRefused(t *testing.T) {
	c := newChain(t)
	a, p := openPicky(t, c, nil)
	u := a.User("one")
	offer(t, u, "a", "b")
	was := c.pool[0].GasPrice()
	p.refuses = func(tx *types.Transaction) bool { return string(tx.Data()) == "a" && tx.GasPrice().Cmp(was) > 0 }
	c.mine(0)
	c.mine(0)
	c.mine(0)
	offer(t, u, "a", "b")
	if a, b := c.pool[0].GasPrice(), c.pool[1].GasPrice(); a.Cmp(was) != 0 || b.Cmp(was) <= 0 {
		t.Errorf("they wait at %s and %s, were at %s", a, b, was)
	}
}

// What a node will not carry for one user holds up no other, and what builds on a refused call is not sent.
func TestRefusedForAnotherUser(t *testing.T) {
	c := newChain(t)
	a, p := openPicky(t, c, nil)
	one, two := a.User("one"), a.User("two")
	offer(t, one, "a")
	offer(t, two, "x", "y")
	clear(c.pool)
	p.names("a")
	offer(t, two, "x", "y")
	if got := c.waiting(); got != " x y" {
		t.Errorf("%q waits, want an empty call before x", got)
	}
	if err := one.Offer(t.Context(), calls("a", "b")); !errors.Is(err, ErrRefused) || c.waiting() != " x y" {
		t.Errorf("%v; %q waits", err, c.waiting())
	}
}

// TestRefusalsUnderLies has a node that refuses at random, and passes on some of what it refuses. A miner takes any
// transaction that was ever given out, if its nonce is due. The process forgets all but what was refused and the order.
// Every call is mined once.
func TestRefusalsUnderLies(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 1))
		c := newChain(t)
		out := make(map[uint64][]*types.Transaction)
		a, p := openPicky(t, c, nil)
		p.refuses = func(tx *types.Transaction) bool {
			no := random.IntN(3) == 0
			if !no || random.IntN(2) == 0 {
				out[tx.Nonce()] = append(out[tx.Nonce()], tx)
			}
			return no
		}
		i := &insister{t, c, a.User("one"), make(map[string]uint64)}
		var wanted []string
		for step := 0; step < 40 || len(wanted) > 0; step++ {
			if step == 2_000 {
				t.Fatalf("seed %d: %v are not mined", seed, wanted)
			}
			if step < 40 && random.IntN(2) == 0 {
				wanted = append(wanted, fmt.Sprintf("<%d>", step))
			}
			if len(wanted) > 0 {
				i.offer(wanted...)
			}
			for n := random.IntN(3); n > 0; n-- {
				next := uint64(len(c.all()))
				if len(out[next]) == 0 {
					break
				}
				tx := out[next][random.IntN(len(out[next]))]
				delete(c.pool, next)
				c.mined = append(c.mined, []*types.Transaction{tx})
				wanted = slices.DeleteFunc(wanted, func(name string) bool { return name == string(tx.Data()) })
			}
		}
		seen := make(map[string]bool)
		for _, text := range texts(c.all()) {
			if seen[text] && text != "" {
				t.Fatalf("seed %d: %s is mined twice: %v", seed, text, texts(c.all()))
			}
			seen[text] = true
		}
	}
}
