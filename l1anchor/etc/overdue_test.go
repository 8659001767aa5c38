// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"testing"
	"time"
)

func TestForceDelay(t *testing.T) {
	n := startNode(t)
	r := n.reader(n.deploy())
	if got, err := r.ForceDelay(t.Context()); err != nil || got != forceDelay*time.Second {
		t.Errorf("got %s, %v; want %d s", got, err, forceDelay)
	}
}
