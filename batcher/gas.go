package batcher

// L1 gas of a call. Ethereum Classic charges what Ethereum did from Istanbul to Cancun.
const (
	fixedGas  = 40_000 // what a batch takes at most beside its data, the transaction's 21,000 among it
	zeroGas   = 4      // a zero byte of input
	otherGas  = 16     // any other byte of input
	hashGas   = 6      // hashing a 32-byte word
	copyGas   = 3      // copying one into memory, where it is hashed
	memoryGas = 3      // the first price of a word of memory; the other grows with its square
)

// dataGas is what data costs on L1 on top of a batch's fixed part: as input, copied and hashed.
func dataGas(data []byte) uint64 {
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

// callGas is the limit for a call with that input: what it should take at most, and a margin for storage that is
// touched for the first time.
func callGas(input []byte) uint64 {
	const margin = 60_000
	return fixedGas + dataGas(input) + margin
}

// messageGas is the limit for sending a message with that input: it is stored, hashed and logged.
func messageGas(input []byte) uint64 {
	const (
		most    = 110_000 // beside the body, two fresh storage slots among it
		logByte = 8
	)
	return most + dataGas(input) + logByte*uint64(len(input))
}
