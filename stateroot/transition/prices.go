package transition

import (
	"github.com/ethereum/go-ethereum/common"
)

// Prices is one version of the proof meter's price table, in machine steps. All of it is consensus: another table is
// another rollup.
type Prices struct {
	Block         uint64 // opening and closing an empty block
	Message       uint64 // walking one message
	MessageByte   uint64
	Attempt       uint64 // decoding and setting up one transaction, its sender from the oracle
	TxByte        uint64
	AccessEntry   uint64 // one address or slot of an access list
	Authorisation uint64 // one EIP-7702 authorisation: a signature recovery that bypasses our signer
	Account       uint64 // first touch of an account in the block, its trie path and its share of the new root
	Slot          uint64 // first touch of a storage slot
	SlotWrite     uint64 // first write of a storage slot
	CodeByte      uint64 // a byte of code, for every frame that runs it
	Log           uint64
	LogByte       uint64
	Precompile    map[common.Address]uint64 // steps for each unit of gas
	OtherContract uint64                    // the same for precompiles not listed
}

func (p *Prices) precompile(addr common.Address) uint64 {
	if n, ok := p.Precompile[addr]; ok {
		return n
	}
	return p.OtherContract
}

// pricesV0 is the first table. State accesses and precompiles carry twice the steps that a plain Go guest took for them;
// instructions of the EVM are not priced yet: the machine that they are to be measured on does not exist yet.
var pricesV0 = Prices{
	Block:         20_000_000,
	Message:       20_000,
	MessageByte:   100,
	Attempt:       200_000,
	TxByte:        200,
	AccessEntry:   20_000,
	Authorisation: 4_000_000,
	Account:       200_000,
	Slot:          200_000,
	SlotWrite:     200_000,
	CodeByte:      40,
	Log:           20_000,
	LogByte:       100,
	Precompile: map[common.Address]uint64{
		common.BytesToAddress([]byte{0x01}):       1_300, // ecrecover
		common.BytesToAddress([]byte{0x05}):       80,    // modexp
		common.BytesToAddress([]byte{0x06}):       6_700, // bn254 add
		common.BytesToAddress([]byte{0x07}):       6_700, // bn254 mul
		common.BytesToAddress([]byte{0x08}):       3_500, // bn254 pairing
		common.BytesToAddress([]byte{0x09}):       600,   // blake2f
		common.BytesToAddress([]byte{0x0a}):       1_500, // KZG point evaluation
		common.BytesToAddress([]byte{0x01, 0x00}): 1_000, // P256
	},
	OtherContract: 900, // BLS12-381, hashes, identity
}
