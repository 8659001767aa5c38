// SPDX-License-Identifier: Apache-2.0

package account

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
)

// chain is an L1 with its node, of one account.
type chain struct {
	t     *testing.T
	mined [][]*types.Transaction // by block
	pool  map[uint64]*types.Transaction
	least *big.Int // price under which nothing is mined
	deaf  bool     // the node takes nothing
}

func newChain(t *testing.T) *chain {
	return &chain{t: t, pool: make(map[uint64]*types.Transaction), least: new(big.Int), mined: make([][]*types.Transaction, 1)}
}

var errDeaf = errors.New("the node does not answer")

func (c *chain) Head(context.Context) (l1anchor.Ref, error) {
	return l1anchor.Ref{Height: l1anchor.Height(len(c.mined))}, nil
}

func (c *chain) Nonce(context.Context, common.Address) (uint64, error) {
	return uint64(len(c.all())), nil
}

func (c *chain) Balance(context.Context, common.Address) (*big.Int, error) { return big.NewInt(7), nil }

func (c *chain) Rooms(context.Context, common.Hash) ([]l1anchor.Room, error) {
	return nil, errors.New("not shown")
}

func (c *chain) Send(_ context.Context, raw []byte) error {
	if c.deaf {
		return errDeaf
	}
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		c.t.Fatal(err)
	}
	was := c.pool[tx.Nonce()]
	switch {
	case tx.Nonce() < uint64(len(c.all())):
		return ErrNonceTooLow
	case was != nil && was.Hash() == tx.Hash():
		return nil
	case was != nil && new(big.Int).Mul(tx.GasPrice(), big.NewInt(10)).Cmp(new(big.Int).Mul(was.GasPrice(), big.NewInt(11))) < 0:
		return ErrUnderpriced
	}
	c.pool[tx.Nonce()] = tx
	return nil
}

// all are the transactions of the chain.
func (c *chain) all() []*types.Transaction { return slices.Concat(c.mined...) }

// mine makes a block with so many of the pool's transactions, at most.
func (c *chain) mine(most int) {
	var block []*types.Transaction
	for next := uint64(len(c.all())); len(block) < most; next++ {
		tx := c.pool[next]
		if tx == nil || tx.GasPrice().Cmp(c.least) < 0 {
			break
		}
		delete(c.pool, next)
		block = append(block, tx)
	}
	c.mined = append(c.mined, block)
}

// back takes blocks off the chain. The node gives their transactions back to its pool, or forgets all it has.
func (c *chain) back(blocks int, forget bool) {
	at := max(1, len(c.mined)-blocks)
	for _, tx := range slices.Concat(c.mined[at:]...) {
		c.pool[tx.Nonce()] = tx
	}
	c.mined = c.mined[:at]
	if forget {
		clear(c.pool)
	}
}

// texts is what the transactions carry.
func texts(txs []*types.Transaction) (all []string) {
	for _, tx := range txs {
		all = append(all, string(tx.Data()))
	}
	return all
}

// waiting is what the pool has, in order, from the next nonce on.
func (c *chain) waiting() string {
	var all []string
	for n := uint64(len(c.all())); c.pool[n] != nil; n++ {
		all = append(all, string(c.pool[n].Data()))
	}
	return strings.Join(all, " ")
}

func open(t *testing.T, c *chain, change func(*Config)) *Account {
	t.Helper()
	key, err := crypto.ToECDSA(common.Hash{31: 9}.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{ChainID: 61, Key: key, Wait: 3, Log: slog.New(slog.DiscardHandler)}
	if change != nil {
		change(&cfg)
	}
	a, err := New(c, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var target = common.Address{0xcc}

func calls(names ...string) (all []l1anchor.Call) {
	for _, name := range names {
		all = append(all, l1anchor.Call{To: target, Data: []byte(name), Gas: 50_000})
	}
	return all
}

func offer(t *testing.T, s l1anchor.Sender, names ...string) {
	t.Helper()
	if err := s.Offer(t.Context(), calls(names...)); err != nil {
		t.Fatal(err)
	}
}

// Each user has nonces of its own, and changes what it has under them without a word to the other.
func TestUsersBesideEachOther(t *testing.T) {
	c := newChain(t)
	a := open(t, c, nil)
	one, two := a.User("one"), a.User("two")
	step := func(s l1anchor.Sender, names, want string) {
		t.Helper()
		offer(t, s, strings.Fields(names)...)
		if got := c.waiting(); got != want {
			t.Errorf("%s: %q waits, want %q", names, got, want)
		}
	}
	step(one, "a b", "a b")
	step(two, "x", "a b x")
	step(one, "a b c", "a b x c")
	step(two, "y z", "a b y c z")
	step(one, "d", "d b y c z") // what waits behind an offer stays
	c.mine(2)
	step(one, "e", "y e z")
	step(two, "y z", "y e z")
	c.mine(9)
	if got := strings.Join(texts(c.all()), " "); got != "d b y e z" {
		t.Errorf("mined are %q", got)
	}
}

// moving is a chain that mines a block while somebody looks at the head.
type moving struct{ *chain }

func (m moving) Rooms(context.Context, common.Hash) ([]l1anchor.Room, error) {
	m.mine(1)
	return nil, errors.New("not shown")
}

// TestOfferFrom has calls only under the nonces that they were meant for, whatever is mined before or meanwhile.
func TestOfferFrom(t *testing.T) {
	c := newChain(t)
	a := open(t, c, nil)
	one := a.User("one")
	from := func(u *User, next uint64, names string, wantPlaced bool, wantWaiting string) {
		t.Helper()
		placed, err := u.OfferFrom(t.Context(), next, calls(strings.Fields(names)...))
		if err != nil || placed != wantPlaced {
			t.Errorf("%q from %d: placed %v, %v, want %v", names, next, placed, err, wantPlaced)
		}
		if got := c.waiting(); got != wantWaiting {
			t.Errorf("%q from %d: %q waits, want %q", names, next, got, wantWaiting)
		}
	}
	from(one, 0, "a b c", true, "a b c")
	from(one, 0, "a b c", true, "a b c")
	c.mine(1)
	from(one, 0, "a b c", false, "b c") // with Offer, a would wait again, in the place of b
	from(one, 2, "c", false, "b c")
	from(one, 1, "b d", true, "b d")
	c.back(1, true)
	from(one, 1, "b d", false, "")
	from(one, 0, "a b d", true, "a b d")
	if _, err := a.User("two").OfferFrom(t.Context(), 0, calls("x")); err == nil || !strings.Contains(err.Error(), "of another user") {
		t.Errorf("a nonce of another user: %v", err)
	}
	if _, err := one.OfferFrom(t.Context(), 0, []l1anchor.Call{{}}); err == nil {
		t.Error("a call to nobody is offered")
	}
	c.deaf = true
	if _, err := one.OfferFrom(t.Context(), 0, calls("a")); !errors.Is(err, errDeaf) {
		t.Errorf("a deaf node: %v", err)
	}
	c.deaf = false
	a.node = moving{c}
	from(one, 0, "a b d", false, "b d") // a was mined between the look at the nonce and the sending
}

// A reorg takes what another user had out of the chain, and the node has forgotten it: it is sent again by whoever
// offers next, since nothing is mined behind a nonce that is missing.
func TestSentAgainForOthers(t *testing.T) {
	c := newChain(t)
	a := open(t, c, nil)
	one, two := a.User("one"), a.User("two")
	offer(t, one, "a")
	offer(t, two, "x")
	offer(t, one, "a", "b")
	c.mine(1)
	c.mine(2)
	c.back(2, true)
	offer(t, one, "a", "b")
	if got := c.waiting(); got != "a x b" {
		t.Errorf("%q waits, want what was there before", got)
	}
	c.mine(3)
	offer(t, one, "c")
	if got := c.waiting(); got != "c" {
		t.Errorf("%q waits, want c", got)
	}
}

// What stands in the way of a user's call is raised like the user's own.
func TestOthersAreRaised(t *testing.T) {
	c := newChain(t)
	a := open(t, c, func(cfg *Config) { cfg.Floor, cfg.Cap = big.NewInt(1_000), big.NewInt(2_000) })
	one, two := a.User("one"), a.User("two")
	c.least = big.NewInt(1_200)
	offer(t, one, "a")
	for block := range 20 {
		offer(t, two, "x")
		c.mine(2)
		if len(c.all()) == 2 {
			if block < 5 {
				t.Errorf("mined after %d blocks, at %s", block, c.all()[0].GasPrice())
			}
			break
		}
	}
	if got := strings.Join(texts(c.all()), " "); got != "a x" {
		t.Errorf("mined are %q, want both", got)
	}
	c.least = big.NewInt(5_000)
	for range 40 {
		offer(t, two, "y")
		c.mine(1)
	}
	if got := c.pool[2].GasPrice().Int64(); got != 2_000 {
		t.Errorf("the price is %d after a long wait, want the cap", got)
	}
	if err := one.Offer(t.Context(), calls("z")); err != nil {
		t.Error(err)
	}
	if err := two.Offer(t.Context(), calls("other")); !errors.Is(err, ErrUnderpriced) || !strings.Contains(err.Error(), "highest price") {
		t.Errorf("another call at the highest price: %v", err)
	}
}

// Target and value are what the call says; a call to nobody is refused before anything is sent.
func TestTargetAndValue(t *testing.T) {
	c := newChain(t)
	s := open(t, c, nil).User("one")
	call := l1anchor.Call{To: common.Address{5}, Value: big.NewInt(11), Data: []byte("pay"), Gas: 30_000}
	if err := s.Offer(t.Context(), []l1anchor.Call{call}); err != nil {
		t.Fatal(err)
	}
	if tx := c.pool[0]; *tx.To() != call.To || tx.Value().Int64() != 11 || tx.Gas() != 30_000 {
		t.Errorf("sent was %d wei to %s with %d gas", tx.Value(), tx.To(), tx.Gas())
	}
	hash := c.pool[0].Hash()
	call.Value = big.NewInt(12)
	if err := s.Offer(t.Context(), []l1anchor.Call{call}); err != nil || c.pool[0].Hash() == hash {
		t.Errorf("another value is another call: %v", err)
	}
	if err := s.Offer(t.Context(), []l1anchor.Call{call, {Data: []byte("lost")}}); err == nil || len(c.pool) != 1 {
		t.Errorf("a call to nobody: %v, %d transactions wait", err, len(c.pool))
	}
	if b, err := s.Balance(t.Context()); err != nil || b.Int64() != 7 {
		t.Errorf("balance %s, %v", b, err)
	}
	c.deaf = true
	if err := s.Offer(t.Context(), []l1anchor.Call{call}); !errors.Is(err, errDeaf) {
		t.Errorf("a node that takes nothing: %v", err)
	}
}

func TestConfig(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	for name, cfg := range map[string]Config{
		"chain id": {Key: key}, "key": {ChainID: 61}, "negative": {ChainID: 61, Key: key, Floor: big.NewInt(-1)},
		"less than at least": {ChainID: 61, Key: key, Floor: big.NewInt(2), Cap: big.NewInt(1)},
	} {
		if _, err := New(nil, cfg); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// seeded is a user that wants its calls mined in order, and looks at the chain for which are.
type seeded struct {
	l1anchor.Sender
	name  string
	total int
}

// wants are the next of its calls.
func (s *seeded) wants(c *chain, most int) (names []string) {
	done := 0
	for _, text := range texts(c.all()) {
		if strings.HasPrefix(text, s.name) {
			done++
		}
	}
	for i := done; i < min(s.total, done+most); i++ {
		names = append(names, fmt.Sprintf("%s%d", s.name, i))
	}
	return names
}

// TestUsersUnderReorgs has three users over blocks that hold little, prices that are too low, reorgs and nodes that
// forget. In the end each has all its calls mined, once and in their order.
func TestUsersUnderReorgs(t *testing.T) {
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 0))
		c := newChain(t)
		a := open(t, c, nil)
		var users []*seeded
		for _, name := range []string{"a", "b", "c"} {
			users = append(users, &seeded{a.User(name), name, 12})
		}
		for step := 0; len(c.all()) < 36; step++ {
			if step == 5_000 {
				t.Fatalf("seed %d: %d are mined, %q wait", seed, len(c.all()), c.waiting())
			}
			u := users[random.IntN(len(users))]
			c.least = big.NewInt(random.Int64N(3e9))
			c.deaf = random.IntN(5) == 0
			if err := u.Offer(t.Context(), calls(u.wants(c, 1+random.IntN(4))...)); err != nil && !c.deaf {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if random.IntN(3) == 0 {
				c.mine(random.IntN(4))
			}
			if step < 500 && random.IntN(12) == 0 {
				c.back(1+random.IntN(5), random.IntN(2) == 0)
			}
		}
		next := map[string]int{}
		for _, text := range texts(c.all()) {
			if want := fmt.Sprint(next[text[:1]]); text[1:] != want {
				t.Fatalf("seed %d: call %s where %s is due: %v", seed, text, want, texts(c.all()))
			}
			next[text[:1]]++
		}
	}
}
