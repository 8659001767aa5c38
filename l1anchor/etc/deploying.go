// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/l1anchor"
)

// Code is what stands at an address behind the block at that height. It is the node's word.
func (s *Sending) Code(ctx context.Context, at common.Address, behind l1anchor.Height) ([]byte, error) {
	var code hexutil.Bytes
	err := s.c.call(ctx, &code, "eth_getCode", at, hexutil.Uint64(behind))
	return code, err
}

// Time is the timestamp of the block at that height of the node's best chain.
func (s *Sending) Time(ctx context.Context, h l1anchor.Height) (uint64, error) {
	b := new(wireBlock)
	if err := s.c.call(ctx, b, "eth_getBlockByNumber", hexutil.Uint64(h), false); err != nil {
		return 0, err
	}
	if b.header == nil {
		return 0, l1anchor.ErrUnknownBlock
	}
	return b.header.Time, b.verify(false)
}
