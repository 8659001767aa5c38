// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/core"
)

// virtually runs a test in virtual time: a clock that stands while anybody computes, so that no patience of the stage
// or of a test runs out because the machine is busy.
func virtually(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	core.SenderCacher() // starts goroutines that outlive the test, so outside of it
	synctest.Test(t, func(t *testing.T) {
		t.Cleanup(func() { time.Sleep(2 * time.Minute) }) // libraries end goroutines a while after they were closed
		test(t)
	})
}

// run is t.Run in virtual time.
func run(t *testing.T, name string, test func(t *testing.T)) {
	t.Helper()
	t.Run(name, func(t *testing.T) { virtually(t, test) })
}
