// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethdb/memorydb"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/trie"
)

// Storage is what a slot of a contract holds behind the block with that hash, proven from the block's state root:
// zero is proven like anything else. The error matches l1anchor.ErrUnknownBlock when the node does not have the
// block, and l1anchor.ErrContradiction when its proof shows nothing. A node that has dropped the state of old blocks
// says so.
func (r *Reader) Storage(ctx context.Context, block common.Hash, contract common.Address, slot common.Hash) (common.Hash, error) {
	b, err := r.byHash(ctx, block, false)
	if err != nil {
		return common.Hash{}, fmt.Errorf("read L1 block %s: %w", block, err)
	}
	var p storageProof
	at := rpc.BlockNumberOrHashWithHash(block, false)
	if err := r.c.call(ctx, &p, "eth_getProof", contract, []common.Hash{slot}, at); err != nil {
		return common.Hash{}, fmt.Errorf("prove slot %s of %s at L1 block %s: %w", slot, contract, block, err)
	}
	value, err := p.value(b.header.Root, contract, slot)
	if err != nil {
		return common.Hash{}, contradiction("slot %s of %s at L1 block %s: %s", slot, contract, block, shortened(err))
	}
	return value, nil
}

// storageProof is the part of the answer to eth_getProof that is not repeated by the proofs in it.
type storageProof struct {
	Account []hexutil.Bytes `json:"accountProof"`
	Storage []struct {
		Proof []hexutil.Bytes `json:"proof"`
	} `json:"storageProof"`
}

// account follows the proof from a state root. An account that is not there has no code and no storage.
func (p *storageProof) account(root common.Hash, contract common.Address) (*types.StateAccount, error) {
	account := types.NewEmptyStateAccount()
	text, err := proven(root, crypto.Keccak256(contract[:]), p.Account)
	if err != nil {
		return nil, fmt.Errorf("the account is not proven: %w", err)
	}
	if text != nil {
		if err := rlp.DecodeBytes(text, account); err != nil {
			return nil, fmt.Errorf("the account does not decode: %w", err)
		}
	}
	return account, nil
}

// value follows the proof from a state root.
func (p *storageProof) value(root common.Hash, contract common.Address, slot common.Hash) (value common.Hash, err error) {
	account, err := p.account(root, contract)
	if err != nil {
		return value, err
	}
	if account.Root == types.EmptyRootHash {
		return value, nil // no slot holds anything
	}
	if len(p.Storage) != 1 {
		return value, fmt.Errorf("%d slots are proven, asked for one", len(p.Storage))
	}
	text, err := proven(account.Root, crypto.Keccak256(slot[:]), p.Storage[0].Proof)
	if err != nil || text == nil {
		return value, err
	}
	var bytes []byte
	if err := rlp.DecodeBytes(text, &bytes); err != nil {
		return value, fmt.Errorf("its value does not decode: %w", err)
	}
	if len(bytes) > common.HashLength {
		return value, errors.New("its value is too long")
	}
	return common.BytesToHash(bytes), nil
}

// proven is what a trie with that root holds under key, by a proof; nil when the proof shows that it holds nothing.
func proven(root common.Hash, key []byte, proof []hexutil.Bytes) ([]byte, error) {
	nodes := memorydb.New()
	for _, n := range proof {
		if err := nodes.Put(crypto.Keccak256(n), n); err != nil {
			return nil, err
		}
	}
	return trie.VerifyProof(root, key, nodes)
}
