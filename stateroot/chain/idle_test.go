// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"testing"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// TestIdleYear counts what empty blocks leave in the database. At one every 15 seconds, which is what sequencers make
// while nothing happens, a year of them must stay below 25 GB on each node.
func TestIdleYear(t *testing.T) {
	const (
		spacing = 15 // seconds
		year    = 365 * 86_400 / spacing
		most    = 25_000_000_000
		blocks  = 400
	)
	c := openTest(t, t.TempDir(), testRollup(), false)
	size := func() (bytes uint64) {
		it := c.db.NewIterator(nil, nil)
		defer it.Release()
		for it.Next() {
			bytes += uint64(len(it.Key()) + len(it.Value()))
		}
		return bytes
	}
	at, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	before := uint64(0)
	for n := range 2 * blocks {
		if n == blocks { // the first ones lay out what later ones only change
			before = size()
		}
		if at, err = c.Execute(at, derive.Input{Context: transition.Context{Timestamp: at.Time() + spacing}}); err != nil {
			t.Fatal(err)
		}
		if err := c.SetHead(at.Hash()); err != nil {
			t.Fatal(err)
		}
	}
	each := (size() - before) / blocks
	t.Logf("%d bytes an empty block, %.1f GB a year", each, float64(each*year)/1e9)
	if each*year > most {
		t.Errorf("an empty block leaves %d bytes, %d in a year, want %d at most", each, each*year, uint64(most))
	}
}
