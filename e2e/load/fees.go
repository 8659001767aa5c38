// SPDX-License-Identifier: Apache-2.0

package load

import (
	"context"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// askWhatIsNeeded lowers the tip of the load to what a transaction of its kind is asked for, where the node has a
// method for that (adit_feeOf). The suggestion that every node gives is enough for any transaction, several times
// what a transfer needs. An eighth more is room for the price to move.
func (p *plan) askWhatIsNeeded(ctx context.Context, n *node, s *sender) error {
	most := new(big.Int)
	for range 2 { // of a mixed load, one of each kind
		o, err := s.sign()
		if err != nil {
			return err
		}
		var parts struct {
			TipNeeded *hexutil.Big `json:"tipNeeded,omitempty"`
		}
		if err := n.call(ctx, &parts, "adit_feeOf", hexutil.Bytes(o.raw)); err != nil || parts.TipNeeded == nil {
			return nil // another kind of node: the suggestion stands
		}
		if tip := parts.TipNeeded.ToInt(); tip.Cmp(most) > 0 {
			most = tip
		}
	}
	most.Add(most, new(big.Int).Rsh(most, 3))
	if most.Sign() > 0 && most.Cmp(p.tip) < 0 {
		p.tip = most
	}
	return nil
}

// baseFee is that of the newest block, in wei.
func (n *node) baseFee(ctx context.Context) (float64, error) {
	var head struct {
		BaseFee *hexutil.Big `json:"baseFeePerGas,omitempty"`
	}
	if err := n.call(ctx, &head, "eth_getBlockByNumber", "latest", false); err != nil {
		return 0, err
	}
	if head.BaseFee == nil {
		return 0, errors.New("the newest block has no base fee")
	}
	fee, _ := new(big.Float).SetInt(head.BaseFee.ToInt()).Float64()
	return fee, nil
}
