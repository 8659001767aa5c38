// SPDX-License-Identifier: Apache-2.0

package l1evm

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/trie"
	"github.com/ethereum/go-ethereum/triedb"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/l1anchor/l1test/jsonrpc"
)

func (c *Chain) stateOf(b *block) (*state.StateDB, error) { return state.New(b.header.Root, c.states) }

// account reads the parameters of a question about an account: which one, and behind which block.
func (c *Chain) account(params []json.RawMessage, block int) (who common.Address, s *state.StateDB, err error) {
	if err := jsonrpc.Read(params, &who); err != nil {
		return who, nil, err
	}
	b := c.head()
	if block < len(params) {
		if b, err = c.behind(params[block]); err != nil {
			return who, nil, err
		}
	}
	s, err = c.stateOf(b)
	return who, s, err
}

func (c *Chain) nonce(params []json.RawMessage) (any, error) {
	who, s, err := c.account(params, 1)
	if err != nil {
		return nil, err
	}
	return hexutil.Uint64(s.GetNonce(who)), nil
}

func (c *Chain) balance(params []json.RawMessage) (any, error) {
	who, s, err := c.account(params, 1)
	if err != nil {
		return nil, err
	}
	return (*hexutil.Big)(s.GetBalance(who).ToBig()), nil
}

func (c *Chain) code(params []json.RawMessage) (any, error) {
	who, s, err := c.account(params, 1)
	if err != nil {
		return nil, err
	}
	return hexutil.Bytes(s.GetCode(who)), nil
}

// call is the answer to eth_call.
func (c *Chain) call(params []json.RawMessage) (any, error) {
	result, err := c.message(params)
	if err != nil {
		return nil, err
	}
	return hexutil.Bytes(result.Return()), nil
}

// message runs one behind a block, in one that stands on it.
func (c *Chain) message(params []json.RawMessage) (*core.ExecutionResult, error) {
	var m struct {
		From  common.Address
		To    *common.Address
		Value *hexutil.Big
		Data  hexutil.Bytes
		Input hexutil.Bytes
	}
	if err := jsonrpc.Read(params, &m); err != nil {
		return nil, err
	}
	at := c.head()
	if len(params) > 1 {
		var err error
		if at, err = c.behind(params[1]); err != nil {
			return nil, err
		}
	}
	if m.Input == nil {
		m.Input = m.Data
	}
	value := new(uint256.Int)
	if m.Value != nil {
		var overflow bool
		if value, overflow = uint256.FromBig(m.Value.ToInt()); overflow {
			return nil, errors.New("more than there is")
		}
	}
	result, err := c.try(at, m.From, m.To, value, m.Input)
	if err == nil && result.Failed() {
		err = fmt.Errorf("execution reverted: %s", hexutil.Bytes(result.Revert()))
	}
	return result, err
}

func (c *Chain) try(at *block, from common.Address, to *common.Address, value *uint256.Int, input []byte) (*core.ExecutionResult, error) {
	s, err := c.stateOf(at)
	if err != nil {
		return nil, err
	}
	next := *at.header
	next.Number, next.Time = new(big.Int).Add(at.header.Number, common.Big1), at.header.Time+Spacing
	evm := vm.NewEVM(c.context(&block{header: &next, parent: at}), s, c.rules, vm.Config{NoBaseFee: true})
	return core.ApplyMessage(evm, &core.Message{
		From: from, To: to, Value: value, Data: input, GasLimit: BlockGas, Nonce: s.GetNonce(from),
		GasPrice: new(uint256.Int), GasFeeCap: new(uint256.Int), GasTipCap: new(uint256.Int),
	}, core.NewGasPool(BlockGas))
}

// proofOf collects the nodes of a proof, in order.
type proofOf []hexutil.Bytes

func (p *proofOf) Put(_, node []byte) error { *p = append(*p, common.CopyBytes(node)); return nil }

func (p *proofOf) Delete([]byte) error { return errors.New("a proof loses nothing") }

// proof is the answer to eth_getProof.
func (c *Chain) proof(params []json.RawMessage) (any, error) {
	var who common.Address
	var slots []common.Hash
	if err := jsonrpc.Read(params, &who, &slots); err != nil {
		return nil, err
	}
	at := c.head()
	if len(params) > 2 {
		var err error
		if at, err = c.behind(params[2]); err != nil {
			return nil, err
		}
	}
	account, err := prove(trie.StateTrieID(at.header.Root), who[:], c.tries)
	if err != nil {
		return nil, err
	}
	s, err := c.stateOf(at)
	if err != nil {
		return nil, err
	}
	root, proofs := s.GetStorageRoot(who), []any{}
	for _, slot := range slots {
		id := trie.StorageTrieID(at.header.Root, crypto.Keccak256Hash(who[:]), root)
		nodes, err := prove(id, slot[:], c.tries)
		if err != nil {
			return nil, err
		}
		value := s.GetState(who, slot)
		proofs = append(proofs, map[string]any{"key": slot, "value": (*hexutil.Big)(value.Big()), "proof": nodes})
	}
	return map[string]any{
		"address": who, "accountProof": account, "balance": (*hexutil.Big)(s.GetBalance(who).ToBig()), "codeHash": s.GetCodeHash(who),
		"nonce": hexutil.Uint64(s.GetNonce(who)), "storageHash": root, "storageProof": proofs,
	}, nil
}

// prove is the way from the root of a trie to what it has under a key.
func prove(id *trie.ID, key []byte, tries *triedb.Database) (proofOf, error) {
	proof := proofOf{}
	if id.Root == (common.Hash{}) {
		return proof, nil
	}
	t, err := trie.New(id, tries)
	if err != nil {
		return nil, err
	}
	return proof, t.Prove(crypto.Keccak256(key), &proof)
}
