package chain

import (
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
)

// The chain without its services runs in virtual time: simulations stand on this.
func TestChainInVirtualTime(t *testing.T) {
	core.SenderCacher() // starts goroutines that outlive the test, so outside of it
	synctest.Test(t, func(t *testing.T) {
		rich := newAccount(1)
		p, to := testRollup(rich), common.Address{0xaa}
		c, err := Open(Config{Dir: t.TempDir(), CacheMB: 16, Quiet: true}, p, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		for range 100 {
			extend(t, c, nil, rich.send(p, &to, 5, 21_000, nil))
			time.Sleep(time.Minute)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute) // goleveldb ends a goroutine a while after it was closed
	})
}
