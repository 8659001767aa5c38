// SPDX-License-Identifier: Apache-2.0

package l1anchor

// What an EVM charges for data, as Ethereum did from Istanbul to Cancun. What a batch takes beside it, package family
// knows.
const (
	zeroGas   = 4  // a zero byte of input
	otherGas  = 16 // any other byte of input
	hashGas   = 6  // hashing a 32-byte word
	copyGas   = 3  // copying one into memory, where it is hashed
	memoryGas = 3  // the first price of a word of memory; the other grows with its square
)

// DataGas is what data costs on L1 on top of a batch's fixed part: as input, copied and hashed.
func DataGas(data []byte) uint64 {
	words := (uint64(len(data)) + 31) / 32
	return inputGas(data) + words*(hashGas+copyGas+memoryGas) + words*words/512
}

func inputGas(input []byte) uint64 {
	gas := uint64(0)
	for _, b := range input {
		if b == 0 {
			gas += zeroGas
		} else {
			gas += otherGas
		}
	}
	return gas
}
