// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"math/big"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fee"
)

// TestLargeDelaysNoSmall has a large transaction be measured without end: prices are known and small ones are judged
// all the same.
func TestLargeDelaysNoSmall(t *testing.T) {
	tariff, f := NewTariff(fee.DefaultPolicy(), tariffChain), newTraffic(1)
	under := <-tariff.large
	if tariff.Suggest(0).Sign() <= 0 {
		t.Error("no tip is suggested")
	}
	if q, err := tariff.Quote(f.transfer(), big.NewInt(1e9), 0); err != nil || q.Tip.Sign() <= 0 {
		t.Errorf("got %v, %v", q, err)
	}
	judged := make(chan error, 1)
	go func() {
		_, err := tariff.Quote(f.noise(2*smallBytes), big.NewInt(1e9), 0)
		judged <- err
	}()
	select {
	case err := <-judged:
		t.Errorf("a second large one is measured at the same time: %v", err)
	default:
	}
	tariff.large <- under
	if err := <-judged; err != nil {
		t.Error(err)
	}
}

// TestMeasureBeside asks from many goroutines while traffic is learned, and holds what they hear in the end against
// the gauge that learned it.
func TestMeasureBeside(t *testing.T) {
	tariff, f := NewTariff(fee.DefaultPolicy(), tariffChain), newTraffic(2)
	asked := f.noise(300)
	var asking sync.WaitGroup
	for range 8 {
		asking.Go(func() {
			for range 20 {
				if _, err := tariff.measure(asked); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 1_000 { // past the half of a batch: what is asked from then on is asked of its middle
		if _, err := tariff.Learn([]*types.Transaction{f.mixture()}, sender); err != nil {
			t.Fatal(err)
		}
	}
	asking.Wait()
	want, err := tariff.gauge.Size(asked)
	if err != nil {
		t.Fatal(err)
	}
	for range cap(tariff.small) + 1 {
		if got, err := tariff.measure(asked); err != nil || got != want {
			t.Errorf("a copy measures %v (%v), the gauge %v", got, err, want)
		}
	}
}
