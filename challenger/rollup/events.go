// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/challenger/game"
)

// Events are what the contract's logs say, in order; those of other contracts are passed over. A log of the contract
// that is none of its events is an error, since something may be missing behind it.
func (c *Contract) Events(logs []*types.Log) (events []game.Event, err error) {
	for _, l := range logs {
		if l.Address != c.address {
			continue
		}
		e, err := game.DecodeEvent(game.Log{Topics: l.Topics, Data: l.Data})
		if err != nil {
			return nil, fmt.Errorf("read log %d of transaction %s: %w", l.Index, l.TxHash, err)
		}
		events = append(events, e)
	}
	return events, nil
}
