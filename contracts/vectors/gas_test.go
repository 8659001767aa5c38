// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"bytes"
	"testing"

	"github.com/layeredpow/adit/l1anchor"
)

// fixedGas is what a batch may cost besides its data.
const fixedGas = 40_000

// dataGas is what the data of a batch costs wherever it stands in a transaction: its bytes in the input (all of them
// not zero here), copying and hashing it, and the memory it is hashed in.
func dataGas(length int) uint64 {
	words := uint64(length+31) / 32
	return 16*uint64(length) + 3*words + 6*words + 3*words + words*words/512
}

// TestFixedGas measures whole transactions: a batch by a holder of a seat, nothing waiting, not the first one.
func TestFixedGas(t *testing.T) {
	for _, length := range []int{32, 1024, 32 * 1024, l1anchor.MaxBatchData} {
		m := newMachine(t)
		seat := m.account(1)
		in := m.deployInbox(seat)
		in.must(seat, in.abi.PackAppendMessage(uint8(l1anchor.Checkpoint), nil))
		var prev [8]byte
		for index := range uint64(3) {
			in.height, in.time = in.height+1, in.time+13
			batch := l1anchor.Batch{Data: bytes.Repeat([]byte{0xff}, length)}
			gas := in.must(seat, in.abi.PackAppendBatch(index, prev, 1, batch.Data))
			prev = batch.Tail()
			if index == 0 {
				continue
			}
			fixed := gas - dataGas(length)
			t.Logf("batch %d of %d bytes: %d gas, fixed %d", index, length, gas, fixed)
			if fixed >= fixedGas {
				t.Errorf("batch %d of %d bytes: fixed gas %d, want < %d", index, length, fixed, fixedGas)
			}
		}
	}
}
