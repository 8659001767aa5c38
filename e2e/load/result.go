// SPDX-License-Identifier: Apache-2.0

package load

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// Result is what a run has found. The JSON names are stable.
type Result struct {
	Kind               Kind           `json:"kind"`
	Senders            int            `json:"senders"`
	OfferedPerSecond   float64        `json:"offered_tx_per_s"` // 0 when senders waited for nothing but the last answer
	Seconds            float64        `json:"duration_s"`
	Sent               int            `json:"sent"`
	Acknowledged       int            `json:"acknowledged"`
	AcknowledgedRate   float64        `json:"acknowledged_tx_per_s"`
	Sealed             int            `json:"sealed"` // of the acknowledged ones, in a block when the clock stopped
	SealedRate         float64        `json:"sealed_tx_per_s"`
	P50                float64        `json:"ack_p50_ms"`
	P90                float64        `json:"ack_p90_ms"`
	P99                float64        `json:"ack_p99_ms"`
	Max                float64        `json:"ack_max_ms"`
	LongestSilence     float64        `json:"longest_silence_ms"` // between two acknowledgements, over all senders
	Lost               int            `json:"lost"`               // acknowledged, and without a receipt in the end
	Reverted           int            `json:"reverted"`           // acknowledged, with a receipt that says failed
	LandedUnknown      int            `json:"landed_unacknowledged"`
	Blocks             uint64         `json:"blocks"`
	SignedOnTheFly     int            `json:"signed_on_the_fly"` // after the clock had started: costs the machine a little
	Errors             map[string]int `json:"errors"`
	FirstBlock         uint64         `json:"first_block"`
	LastBlock          uint64         `json:"last_block"`
	FundingTransaction int            `json:"funding_transactions"`
	FirstBaseFee       float64        `json:"first_base_fee_wei"` // of the newest block when the clock started
	LastBaseFee        float64        `json:"last_base_fee_wei"`  // … and stopped: what lasts leaves it level
}

// measure fills in what the answers say.
func (r *Result) measure(start time.Time, all []outcome) {
	var latencies []time.Duration
	times := []time.Time{start}
	for i := range all {
		if o := &all[i]; o.acknowledged {
			latencies = append(latencies, o.latency)
			times = append(times, o.at)
		}
	}
	r.Sent, r.Acknowledged = len(all), len(latencies)
	r.AcknowledgedRate = float64(r.Acknowledged) / r.Seconds
	slices.SortFunc(times, time.Time.Compare)
	for i := range times[1:] {
		r.LongestSilence = max(r.LongestSilence, milliseconds(times[i+1].Sub(times[i])))
	}
	slices.Sort(latencies)
	r.P50, r.P90, r.P99, r.Max = quantile(latencies, 0.5), quantile(latencies, 0.9), quantile(latencies, 0.99), quantile(latencies, 1)
}

// quantile of sorted latencies by the nearest rank, in milliseconds.
func quantile(sorted []time.Duration, q float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	rank := int(q*float64(len(sorted)) + 0.999999)
	return milliseconds(sorted[min(max(rank, 1), len(sorted))-1])
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// WriteText writes the result for people.
func (r *Result) WriteText(w io.Writer) error {
	var b strings.Builder
	offered := "as fast as acknowledged"
	if r.OfferedPerSecond > 0 {
		offered = fmt.Sprintf("%.0f offered per second", r.OfferedPerSecond)
	}
	fmt.Fprintf(&b, "load            %s, %d senders, %s, %.1f s\n", r.Kind, r.Senders, offered, r.Seconds)
	fmt.Fprintf(&b, "acknowledged    %d (%.0f tx/s)\n", r.Acknowledged, r.AcknowledgedRate)
	fmt.Fprintf(&b, "sealed          %d (%.0f tx/s) in %d blocks\n", r.Sealed, r.SealedRate, r.Blocks)
	fmt.Fprintf(&b, "ack latency     p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms\n", r.P50, r.P90, r.P99, r.Max)
	fmt.Fprintf(&b, "longest silence %.0f ms\n", r.LongestSilence)
	fmt.Fprintf(&b, "base fee        %.0f wei at the start, %.0f at the end\n", r.FirstBaseFee, r.LastBaseFee)
	fmt.Fprintf(&b, "lost            %d (acknowledged without a receipt)\n", r.Lost)
	fmt.Fprintf(&b, "reverted        %d\n", r.Reverted)
	if r.LandedUnknown > 0 {
		fmt.Fprintf(&b, "unacknowledged  %d landed all the same\n", r.LandedUnknown)
	}
	if len(r.Errors) == 0 {
		b.WriteString("errors          none\n")
	}
	for _, kind := range slices.Sorted(maps.Keys(r.Errors)) {
		fmt.Fprintf(&b, "error           %6d × %s\n", r.Errors[kind], kind)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
