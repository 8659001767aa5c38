// SPDX-License-Identifier: Apache-2.0

package clustertest

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// Schedules runs a test in virtual time once a seed, several at once: as many as told, from seed 1 on, unless the
// environment says
//
//	ADIT_SEED   the first seed
//	ADIT_SEEDS  how many
//	ADIT_FOR    the real time in which to begin them, such as 1h, instead of ADIT_SEEDS
func Schedules(t *testing.T, seeds uint64, run func(t *testing.T, seed uint64)) {
	next := Number(t, "ADIT_SEED", 1)
	end := next + Number(t, "ADIT_SEEDS", seeds)
	patience, begun := duration(t, "ADIT_FOR"), time.Now()
	more := func() bool {
		if patience != 0 {
			return time.Since(begun) < patience
		}
		return next < end
	}
	const group = 16 // as many are known to the test machinery at a time
	for more() {
		t.Run(fmt.Sprintf("from %d", next), func(t *testing.T) {
			for range group {
				if !more() {
					return
				}
				seed := next
				next++
				t.Run(fmt.Sprint(seed), func(t *testing.T) {
					t.Parallel()
					if patience == 0 || time.Since(begun) < patience {
						synctest.Test(t, func(t *testing.T) { run(t, seed) })
					}
				})
			}
		})
	}
}

// Number is a setting in the environment of a test.
func Number(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	return setting(t, name, otherwise, func(text string) (uint64, error) { return strconv.ParseUint(text, 10, 64) })
}

func duration(t *testing.T, name string) time.Duration {
	t.Helper()
	return setting(t, name, 0, time.ParseDuration)
}

func setting[V any](t *testing.T, name string, otherwise V, parse func(string) (V, error)) V {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	v, err := parse(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}
