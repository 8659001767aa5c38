// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"context"
	"encoding/binary"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/vm/onestep"
)

// Where Preimages keeps words, see contracts/src/vm/Preimages.sol: a mapping by key of mappings by offset, of two slots
// each. The second has the length of the value, and a bit that says that the word was loaded.
const (
	partsSlot = 0
	loadedBit = 64
)

// Loaded reports whether L1 has the word that a step reads behind that block. It stays there, whoever has loaded it.
func (c *Contract) Loaded(ctx context.Context, block common.Hash, p *onestep.Preimage) (bool, error) {
	words := crypto.Keccak256(p.Key[:], number(partsSlot))
	part := crypto.Keccak256Hash(number(p.Offset), words).Big()
	second, err := c.slots.Storage(ctx, block, c.preimages, common.BigToHash(part.Add(part, big.NewInt(1))))
	if err != nil {
		return false, err
	}
	return second.Big().Bit(loadedBit) == 1, nil
}

// number is a number as a word of L1.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(make([]byte, 24), n) }
