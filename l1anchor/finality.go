// SPDX-License-Identifier: Apache-2.0

package l1anchor

import "math"

// Confirmations counts block and those above it up to head: 1 for the head itself, 0 for what is above it.
func Confirmations(head, block Height) uint64 {
	if block > head {
		return 0
	}
	return uint64(head-block) + 1
}

// Policy says when a chain's operator calls a block final. It labels blocks for people; no rule depends on it.
type Policy struct {
	K          uint64  // confirmations from which a sequencer acts on L1
	Attacker   float64 // share of all hash power that an attacker is taken to have, in [0, 0.5)
	Acceptable float64 // probability of a reversal, by that attacker, below which a block counts as final
}

// Reversal is the probability that an attacker with share q of the hash power, who began to mine in secret when the
// block was mined, ever gets ahead of a block with that many confirmations. It is 1 from q = 1/2 on.
//
// Rosenfeld, "Analysis of hashrate-based double spending" (2012), equation 1: while the honest miners find n blocks the
// attacker finds m with the negative binomial probability C(m+n-1, m)·pⁿ·qᵐ, and then catches up from behind with
// (q/p)^(n-m). His one premined block is in the count, as in the paper's table.
func Reversal(confirmations uint64, q float64) float64 {
	if q <= 0 {
		return 0
	}
	if q >= 0.5 || confirmations == 0 {
		return 1
	}
	n, p := float64(confirmations), 1-q
	lnP, lnQ := math.Log(p), math.Log(q)
	total := 0.0
	for m := 0.0; m <= n; m++ {
		c := lnChoose(m+n-1, m)
		total += math.Exp(c+n*lnP+m*lnQ) - math.Exp(c+m*lnP+n*lnQ)
	}
	return min(max(1-total, 0), 1)
}

// Final is the number of confirmations from which Reversal is at most the acceptable probability, and at least K.
func (p Policy) Final() uint64 {
	if p.Attacker >= 0.5 {
		return math.MaxUint64
	}
	high := max(p.K, 1)
	for Reversal(high, p.Attacker) > p.Acceptable {
		if high > 1<<20 {
			return math.MaxUint64
		}
		high *= 2
	}
	low := high / 2
	for low+1 < high {
		if mid := (low + high) / 2; Reversal(mid, p.Attacker) > p.Acceptable {
			low = mid
		} else {
			high = mid
		}
	}
	return max(high, p.K)
}

// lnChoose is the logarithm of the binomial coefficient n over k.
func lnChoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}
