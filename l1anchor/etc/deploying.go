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

// Block names the block at that height of the node's best chain, and tells its timestamp. The error matches
// l1anchor.ErrUnknownBlock when that chain does not go there.
func (s *Sending) Block(ctx context.Context, h l1anchor.Height) (ref l1anchor.Ref, time uint64, err error) {
	b := new(wireBlock)
	if err := s.c.call(ctx, b, "eth_getBlockByNumber", hexutil.Uint64(h), false); err != nil {
		return ref, 0, err
	}
	if b.header == nil {
		return ref, 0, l1anchor.ErrUnknownBlock
	}
	if err := b.verify(false); err != nil {
		return ref, 0, err
	}
	if got := l1anchor.Height(b.header.Number.Uint64()); !b.header.Number.IsUint64() || got != h {
		return ref, 0, contradiction("block %s is at height %s, asked for %d", b.hash, b.header.Number, h)
	}
	return l1anchor.Ref{Height: h, Hash: b.hash}, b.header.Time, nil
}
