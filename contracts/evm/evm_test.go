// SPDX-License-Identifier: Apache-2.0

package evm

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// keeper is creation code for a contract that keeps the number of the block in slot 0, and answers with the hash of
// the block before:
//
//	NUMBER PUSH0 SSTORE  PUSH1 1 NUMBER SUB BLOCKHASH PUSH0 MSTORE  PUSH1 32 PUSH0 RETURN
var keeper = common.FromHex("0x" + "600f600a5f39600f5ff3" + "435f55" + "60014303405f52" + "60205ff3" + "00")

// TestMachine has the block around calls be the one that was set, keeps what calls change, and lets views change
// nothing.
func TestMachine(t *testing.T) {
	m, err := New(Shanghai(63))
	if err != nil {
		t.Fatal(err)
	}
	from, parent := common.Address{1}, common.Hash{31: 7}
	_, at, used, err := m.Create(from, keeper)
	if err != nil || used == 0 || m.State.GetNonce(from) != 1 || len(m.State.GetCode(at)) != 15 {
		t.Fatalf("created at %s with %d gas: %v, code %x", at, used, err, m.State.GetCode(at))
	}
	m.Enter(Block{Height: 9, Time: 100, Gas: BlockGas, Hash: func(height uint64) common.Hash {
		if height != 8 {
			t.Errorf("the hash of block %d was asked for", height)
		}
		return parent
	}})
	if _, _, err := m.View(at, nil, BlockGas); err == nil || m.State.GetState(at, common.Hash{}) != (common.Hash{}) {
		t.Errorf("a view wrote %s: %v", m.State.GetState(at, common.Hash{}), err)
	}
	output, used, err := m.Call(from, at, nil)
	if err != nil || common.BytesToHash(output) != parent || used < 22_000 {
		t.Errorf("the contract answers %x with %d gas: %v", output, used, err)
	}
	if got := m.State.GetState(at, common.Hash{}); got != (common.Hash{31: 9}) {
		t.Errorf("the contract kept %s, want 9", got)
	}
	m.Enter(Block{Height: 10, Gas: BlockGas})
	result, logs, err := m.Send(from, &at, new(uint256.Int), nil)
	if err != nil || result.Failed() || len(logs) != 0 || common.BytesToHash(result.Return()) != (common.Hash{}) {
		t.Errorf("without hashes: %+v, %v", result, err)
	}
	// The slot has a value and is not new to the state, but cold: 2,900 and 2,100 beside the transaction.
	if before, err := m.Intrinsic(&at, nil); err != nil || before != 21_000 || result.UsedGas < before+5_000 || result.UsedGas > before+5_200 {
		t.Errorf("a transaction of %d gas, %d before any code (%v)", result.UsedGas, before, err)
	}
	if m.State.GetNonce(from) != 2 {
		t.Errorf("nonce %d after a creation and a transaction, want 2", m.State.GetNonce(from))
	}
}
