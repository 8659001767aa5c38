// SPDX-License-Identifier: Apache-2.0

package l1anchor_test

import (
	"errors"
	"math"
	"testing"

	"github.com/layeredpow/adit/l1anchor"
)

func TestConfirmations(t *testing.T) {
	for _, test := range []struct {
		head, block l1anchor.Height
		want        uint64
	}{{10, 10, 1}, {10, 1, 10}, {10, 11, 0}, {0, 0, 1}} {
		if got := l1anchor.Confirmations(test.head, test.block); got != test.want {
			t.Errorf("head %d, block %d: %d confirmations, want %d", test.head, test.block, got, test.want)
		}
	}
}

// The table in Rosenfeld's paper, in per cent, by confirmations and the attacker's share.
func TestReversalIsRosenfelds(t *testing.T) {
	for _, test := range []struct {
		n    uint64
		q    float64
		want float64
	}{
		{1, 0.02, 4}, {2, 0.02, 0.237}, {3, 0.02, 0.016},
		{1, 0.10, 20}, {2, 0.10, 5.600}, {6, 0.10, 0.059}, {10, 0.10, 0.001},
		{1, 0.30, 60}, {6, 0.30, 15.645}, {10, 0.30, 6.511},
		{1, 0.40, 80}, {10, 0.40, 37.218},
		{1, 0.50, 100}, {5, 0.60, 100}, {0, 0.10, 100}, {3, 0, 0},
	} {
		if got := 100 * l1anchor.Reversal(test.n, test.q); math.Abs(got-test.want) > 0.0006 {
			t.Errorf("%d confirmations against %g: %.4f %%, want %.3f %%", test.n, test.q, got, test.want)
		}
	}
}

func TestFinal(t *testing.T) {
	for _, p := range []l1anchor.Policy{{K: 60, Attacker: 0.33, Acceptable: 1e-7}, {K: 1, Attacker: 0.1, Acceptable: 1e-3}, {K: 60, Attacker: 0.1, Acceptable: 1e-3}, {Attacker: 0.45, Acceptable: 1e-9}} {
		n := p.Final()
		if n < p.K || l1anchor.Reversal(n, p.Attacker) > p.Acceptable {
			t.Errorf("%+v: final after %d, with probability %g", p, n, l1anchor.Reversal(n, p.Attacker))
		}
		if n > p.K && n > 1 && l1anchor.Reversal(n-1, p.Attacker) <= p.Acceptable {
			t.Errorf("%+v: final after %d, but %d is enough", p, n, n-1)
		}
	}
	if n := (l1anchor.Policy{K: 6, Attacker: 0.5, Acceptable: 0.1}).Final(); n != math.MaxUint64 {
		t.Errorf("against half of the hash power: final after %d, want never", n)
	}
}

func TestNumber(t *testing.T) {
	batches := []l1anchor.Batch{{Index: 4, Data: []byte{1}}, {}, {Index: 6, Data: []byte{1}}, {}}
	next, err := l1anchor.Number(4, batches)
	if err != nil || next != 8 || batches[1].Index != 5 || batches[3].Index != 7 {
		t.Errorf("next %d, %v, batches %+v", next, err, batches)
	}
	if _, err := l1anchor.Number(3, batches); !errors.Is(err, l1anchor.ErrContradiction) {
		t.Errorf("a batch missing: %v, want ErrContradiction", err)
	}
}
