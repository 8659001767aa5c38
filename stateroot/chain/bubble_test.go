// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"

	"github.com/layeredpow/adit/l1anchor"
)

// The chain runs in virtual time, with its services and without: simulations stand on this.
func TestChainInVirtualTime(t *testing.T) {
	core.SenderCacher() // starts goroutines that outlive the test, so outside of it
	for _, quiet := range []bool{true, false} {
		t.Run(fmt.Sprintf("quiet=%v", quiet), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { liveInVirtualTime(t, quiet) })
		})
	}
}

func liveInVirtualTime(t *testing.T, quiet bool) {
	rich := newAccount(1)
	p, to := testRollup(rich), common.Address{0xaa}
	c, err := Open(Config{Dir: t.TempDir(), CacheMB: 16, Quiet: quiet}, p, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	var hashes []common.Hash
	for range 100 {
		hashes = append(hashes, extend(t, c, nil, rich.send(p, &to, 5, 21_000, nil)).Hash())
		if err := c.SetFinalized(hashes[len(hashes)-1]); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
	}
	// What is called finalized can still be left: L1 decides, and it may go back any way.
	if err := c.SetHead(hashes[10]); err != nil {
		t.Fatal(err)
	}
	other := extend(t, c, []l1anchor.Message{deposit(0, to, 1)})
	if at, err := c.HeadByNumber(other.NumberU64()); err != nil || at.Hash() != other.Hash() {
		t.Errorf("block %d is %v (%v), want the one that was set", other.NumberU64(), at.Header, err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Minute) // goleveldb ends a goroutine a while after it was closed
}
