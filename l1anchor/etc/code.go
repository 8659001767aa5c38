// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
)

// CodeAt is what stands at an address behind the block with that hash, proven from the block's state root: that
// nothing stands there is proven like anything else. The error matches l1anchor.ErrUnknownBlock when the node does
// not have the block, and l1anchor.ErrContradiction when its answers do not fit together. A node that has dropped the
// state of old blocks says so.
func (r *Reader) CodeAt(ctx context.Context, block common.Hash, contract common.Address) ([]byte, error) {
	b, err := r.byHash(ctx, block, false)
	if err != nil {
		return nil, fmt.Errorf("read L1 block %s: %w", block, err)
	}
	var p storageProof
	at := rpc.BlockNumberOrHashWithHash(block, false)
	if err := r.c.call(ctx, &p, "eth_getProof", contract, []common.Hash{}, at); err != nil {
		return nil, fmt.Errorf("prove the code of %s at L1 block %s: %w", contract, block, err)
	}
	account, err := p.account(b.header.Root, contract)
	if err != nil {
		return nil, contradiction("code of %s at L1 block %s: %s", contract, block, shortened(err))
	}
	var code hexutil.Bytes
	if err := r.c.call(ctx, &code, "eth_getCode", contract, at); err != nil {
		return nil, fmt.Errorf("read the code of %s at L1 block %s: %w", contract, block, err)
	}
	if got := crypto.Keccak256Hash(code); got != common.BytesToHash(account.CodeHash) {
		return nil, contradiction("code of %s at L1 block %s: %d bytes with hash %s, %x is proven", contract, block, len(code), got, account.CodeHash)
	}
	return code, nil
}

// NonceAt is how many transactions an account has sent up to the block with that hash, that block included, proven
// from its state root.
func (r *Reader) NonceAt(ctx context.Context, block common.Hash, who common.Address) (uint64, error) {
	b, err := r.byHash(ctx, block, false)
	if err != nil {
		return 0, fmt.Errorf("read L1 block %s: %w", block, err)
	}
	var p storageProof
	if err := r.c.call(ctx, &p, "eth_getProof", who, []common.Hash{}, rpc.BlockNumberOrHashWithHash(block, false)); err != nil {
		return 0, fmt.Errorf("prove the nonce of %s at L1 block %s: %w", who, block, err)
	}
	account, err := p.account(b.header.Root, who)
	if err != nil {
		return 0, contradiction("nonce of %s at L1 block %s: %s", who, block, shortened(err))
	}
	return account.Nonce, nil
}
