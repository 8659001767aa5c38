// SPDX-License-Identifier: Apache-2.0

package rpc

import "encoding/json"

const (
	maxSimulated = 256   // calls in one eth_simulateV1: each may return megabytes, which are all kept for the answer
	maxSlots     = 1_024 // slots in one debug_storageRangeAt, which go-ethereum leaves to the client
)

// overLimit refuses calls whose parameters ask for an answer without a bound that go-ethereum would not refuse.
func overLimit(m *message) error {
	if m.Method != "eth_simulateV1" && m.Method != "debug_storageRangeAt" {
		return nil
	}
	params, ok := positional(m.Params)
	switch {
	case !ok:
		return nil
	case m.Method == "eth_simulateV1" && len(params) > 0:
		var simulated struct {
			BlockStateCalls []struct{ Calls []json.RawMessage }
		}
		calls := 0
		if json.Unmarshal(params[0], &simulated) == nil {
			for _, block := range simulated.BlockStateCalls {
				calls += len(block.Calls)
			}
		}
		if calls > maxSimulated {
			return limitError("%d calls are simulated, at most %d are in one request", calls, maxSimulated)
		}
	case m.Method == "debug_storageRangeAt" && len(params) > 4:
		var slots int
		if json.Unmarshal(params[4], &slots) == nil && slots > maxSlots {
			return limitError("%d slots are asked for, at most %d are given", slots, maxSlots)
		}
	}
	return nil
}
