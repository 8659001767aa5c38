// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

func (r *rig) keep(tx *types.Transaction) {
	r.t.Helper()
	if err := r.pool.Keep(tx); err != nil {
		r.t.Fatalf("keep nonce %d: %v", tx.Nonce(), err)
	}
}

func (r *rig) wantStatus(tx *types.Transaction, want Status) {
	r.t.Helper()
	if _, at := r.pool.Get(tx.Hash()); at != want {
		r.t.Fatalf("nonce %d is %q, want %q", tx.Nonce(), at, want)
	}
}

// TestKeptOutlivesLeadership has a leader with a gap stop leading, and lead again when the gap has closed elsewhere.
func TestKeptOutlivesLeadership(t *testing.T) {
	r := newRig(t, nil)
	kept, other := r.tx(0, 1, 100, 0), r.tx(1, 1, 100, 0)
	ticket := r.add(kept)
	r.add(other) // another member keeps that one
	r.keep(kept)
	r.pool.Reset()
	wantErr(t, resolved(t, ticket).Err, ErrRetry)
	r.wantStatus(kept, Parked)
	r.wantStatus(other, "")
	if got := r.pool.Kept(); len(got) != 1 || got[0] != kept {
		t.Fatalf("keeps %d transactions, want 1", len(got))
	}
	r.ledger.nonce[r.addrs[0]] = 1
	wantNonces(t, r.take(10)) // it does not lead
	r.pool.Recheck()
	txs := r.take(10)
	wantNonces(t, txs, 1)
	r.execute(txs)
	r.empty()
}

// TestKeptOnFollower has a member that does not lead keep a transaction: it goes when it has run, wherever that was.
func TestKeptOnFollower(t *testing.T) {
	r := newRig(t, nil)
	runs, passed := r.tx(0, 0, 100, 0), r.tx(1, 3, 100, 0)
	r.keep(runs) // the state here may be ahead of the leader's
	r.keep(passed)
	r.keep(passed)
	if s := r.pool.Stats(); s.Parked != 2 || s.Queued != 0 {
		t.Fatalf("got %+v, want two parked", s)
	}
	r.execute([]*types.Transaction{runs})
	r.wantStatus(runs, "")
	r.ledger.nonce[r.addrs[1]] = 4 // another one with that nonce ran
	if got := r.pool.Kept(); len(got) != 0 {
		t.Fatalf("keeps %d transactions, want none", len(got))
	}
	wantErr(t, r.pool.Dropped(passed.Hash()), core.ErrNonceTooLow)
	r.keep(passed) // too late: there is nothing to keep
	r.empty()
}

func TestKeptIsReplaced(t *testing.T) {
	r := newRig(t, nil)
	old, fresh := r.tx(0, 1, 1000, 10), r.tx(0, 1, 1100, 11)
	r.keep(old)
	wantErr(t, r.pool.Keep(r.tx(0, 1, 1099, 11)), txpool.ErrReplaceUnderpriced)
	r.keep(fresh)
	wantErr(t, r.pool.Dropped(old.Hash()), ErrReplaced)
	r.pool.Drop(fresh.Hash(), ErrExpired)
	wantErr(t, r.pool.Dropped(fresh.Hash()), ErrExpired)
	r.empty()
}

// TestLeases has the leader hold what other members keep for as long as they offer it, and what it keeps itself for
// as long as the setting says.
func TestLeases(t *testing.T) {
	r := newRig(t, func(c *Config) { c.ParkedFor = 10 * time.Minute })
	own, offered, left := r.tx(0, 1, 100, 0), r.tx(1, 1, 100, 0), r.tx(2, 1, 100, 0)
	for _, tx := range []*types.Transaction{own, offered, left} {
		r.add(tx)
	}
	r.keep(own)
	for range 19 {
		r.now = r.now.Add(20 * time.Second)
		r.add(offered)
		r.take(0)
	}
	r.wantStatus(own, Parked)
	r.wantStatus(offered, Parked)
	wantErr(t, r.pool.Dropped(left.Hash()), ErrExpired)
	for range 11 {
		r.now = r.now.Add(20 * time.Second)
		r.take(0)
	}
	r.wantStatus(offered, "")
	wantErr(t, r.pool.Dropped(own.Hash()), ErrExpired)
}

// TestGapClosesOutside has a nonce pass that no transaction of this pool had: a forced transaction, an authorisation.
func TestGapClosesOutside(t *testing.T) {
	t.Run("looked at", func(t *testing.T) {
		r := newRig(t, nil)
		r.add(r.tx(0, 1, 100, 0))
		r.ledger.nonce[r.addrs[0]] = 1
		wantNonces(t, r.take(10))
		r.pool.Recheck()
		wantNonces(t, r.take(10), 1)
	})
	t.Run("sent again", func(t *testing.T) {
		r := newRig(t, nil)
		ticket := r.add(r.tx(0, 1, 100, 0))
		r.ledger.nonce[r.addrs[0]] = 1
		if r.add(r.tx(0, 1, 100, 0)) != ticket {
			t.Fatal("it got a second ticket")
		}
		txs := r.take(10)
		wantNonces(t, txs, 1)
		r.execute(txs)
		r.empty()
	})
}

// TestTriedTooEarly has a transaction fail and the next one, which was taken with it, find its nonce ahead: it waits
// for another one in that place.
func TestTriedTooEarly(t *testing.T) {
	r := newRig(t, nil)
	r.add(r.tx(0, 0, 100, 0))
	next := r.add(r.tx(0, 1, 100, 0))
	txs := r.take(10)
	r.pool.Settle(txs[0].Hash(), Outcome{Err: core.ErrInsufficientFunds})
	r.pool.Settle(txs[1].Hash(), Outcome{Err: core.ErrNonceTooHigh})
	r.wantStatus(txs[1], Parked)
	r.add(r.tx(0, 0, 200, 0))
	txs = r.take(10)
	wantNonces(t, txs, 0, 1)
	r.execute(txs)
	if o := resolved(t, next); !o.Ordered() {
		t.Fatalf("got %+v", o)
	}
	r.empty()
}

// TestDustMakesRoom has 70 accounts with hardly any money fill all places of parked transactions: one with money gets
// a place, also beside many of its kind, and the dust does not get it back.
func TestDustMakesRoom(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Config)
	}{
		{"places", nil},
		{"bytes", func(c *Config) { c.MaxParked, c.MaxParkedBytes = 1<<20, 4096*newRig(t, nil).tx(0, 1, 100, 0).Size() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, c.change)
			const accounts = 70
			for i := range accounts {
				key, err := crypto.ToECDSA(crypto.Keccak256([]byte{'d', byte(i)}))
				if err != nil {
					t.Fatal(err)
				}
				r.keys, r.addrs = append(r.keys, key), append(r.addrs, crypto.PubkeyToAddress(key.PublicKey))
				r.ledger.balance[crypto.PubkeyToAddress(key.PublicKey)] = uint256.MustFromBig(r.tx(0, 1, 100, 0).Cost())
			}
			full := 0
			for i := range accounts * 64 {
				if _, err := r.pool.Add(r.tx(4+i%accounts, uint64(1+i/accounts), 100, 0)); err != nil {
					wantErr(t, err, ErrFull)
					full++
				}
			}
			if full == 0 || r.pool.Stats().Parked < 4000 {
				t.Fatalf("%d refused with %+v, want all places taken", full, r.pool.Stats())
			}
			for n := range uint64(20) {
				r.add(r.tx(0, 1+n, 100, 0))
			}
			if _, err := r.pool.Add(r.tx(4, 60, 100, 0)); err == nil {
				t.Error("dust got a place back")
			}
			for n := range uint64(20) {
				r.wantStatus(r.tx(0, 1+n, 100, 0), Parked)
			}
			if s, cfg := r.pool.Stats(), r.pool.cfg; s.Parked > cfg.MaxParked || r.pool.parkedB > cfg.MaxParkedBytes {
				t.Errorf("%+v is more than there is room for", s)
			}
		})
	}
}

// TestLargeTakesMoreOfItsShare has one sender's large transactions give way before another's small ones.
func TestLargeTakesMoreOfItsShare(t *testing.T) {
	r := newRig(t, func(c *Config) { c.MaxParked = 4 })
	large := func(nonce uint64) *types.Transaction {
		tx, err := types.SignNewTx(r.keys[0], r.signer, &types.LegacyTx{Nonce: nonce, To: &common.Address{1}, Gas: 1_000_000, GasPrice: big.NewInt(100), Data: make([]byte, 20_000)})
		if err != nil {
			t.Fatal(err)
		}
		return tx
	}
	r.add(large(1))
	r.add(large(2))
	r.add(r.tx(1, 1, 100, 0))
	r.add(r.tx(1, 2, 100, 0))
	r.add(r.tx(2, 1, 100, 0))
	wantErr(t, r.pool.Dropped(large(2).Hash()), ErrGaveWay)
	r.wantStatus(large(1), Parked)
}

// TestJournal has a member with kept transactions end, in the middle of a write as well, and start again.
func TestJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kept.rlp")
	begin := func() *rig {
		r := newRig(t, func(c *Config) { c.ParkedFor = time.Hour })
		if err := r.pool.UseJournal(path); err != nil {
			t.Fatal(err)
		}
		return r
	}
	r := begin()
	one, two := r.tx(0, 1, 100, 0), r.tx(1, 4, 100, 0)
	r.keep(one)
	r.keep(two)
	r.keep(two)
	r = begin()
	if got := r.pool.Kept(); len(got) != 2 {
		t.Fatalf("keeps %d transactions after a restart, want 2", len(got))
	}
	r.now = r.now.Add(2 * time.Hour) // the time before the restart counts
	if got := r.pool.Kept(); len(got) != 0 {
		t.Fatalf("keeps %d transactions that have expired", len(got))
	}
	r.keep(r.tx(2, 1, 100, 0))
	j, kept, err := openJournal(path)
	if err != nil || len(kept) != 3 {
		t.Fatalf("journal holds %d (%v), want 3", len(kept), err)
	}
	if err := j.add(one, r.now); err != nil {
		t.Fatal(err)
	}
	truncateBy(t, path, 10)
	if _, kept, err = openJournal(path); err != nil || len(kept) != 3 {
		t.Fatalf("journal with half a record holds %d (%v), want 3", len(kept), err)
	}
}

// TestJournalSurvivesPower counts what is synced: what was added, once, when kept transactions are listed, and all of
// a journal that is written anew, with its name.
func TestJournalSurvivesPower(t *testing.T) {
	var synced []string
	defer func(real func(*os.File) error) { syncFile = real }(syncFile)
	syncFile = func(f *os.File) error { synced = append(synced, filepath.Base(f.Name())); return nil }
	dir := t.TempDir()
	r := newRig(t, func(c *Config) { c.ParkedFor = time.Hour })
	if err := r.pool.UseJournal(filepath.Join(dir, "kept.rlp")); err != nil {
		t.Fatal(err)
	}
	r.keep(r.tx(0, 1, 100, 0))
	r.keep(r.tx(1, 1, 100, 0))
	for range 3 {
		r.pool.Kept()
	}
	r = newRig(t, func(c *Config) { c.ParkedFor = time.Hour })
	if err := r.pool.UseJournal(filepath.Join(dir, "kept.rlp")); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(synced, " "), strings.Join([]string{filepath.Base(dir), "kept.rlp", "kept.rlp.new", filepath.Base(dir)}, " "); got != want {
		t.Errorf("synced %s, want %s", got, want)
	}
}

func truncateBy(t *testing.T, path string, n int64) {
	t.Helper()
	info, err := os.Stat(path)
	if err == nil {
		err = os.Truncate(path, info.Size()-n)
	}
	if err != nil {
		t.Fatal(err)
	}
}
