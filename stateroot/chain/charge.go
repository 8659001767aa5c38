// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethdb"
)

func chargeKey(hash common.Hash) []byte { return append(bytes.Clone(chargePrefix), hash[:]...) }

// Charge is what the proof meter read when the block with that hash was made here: an upper bound of the machine
// steps that it takes. A leader's meter also counts what the block does not hold in the end. known is false for a
// block that was not made here, or was made before charges were kept.
func (c *Chain) Charge(hash common.Hash) (steps uint64, known bool, err error) {
	key := chargeKey(hash)
	if ok, err := c.db.Has(key); err != nil || !ok {
		return 0, false, damaged(err)
	}
	b, err := c.db.Get(key)
	if err != nil {
		return 0, false, fmt.Errorf("charge of L2 block %s: %w", hash, damaged(err))
	}
	if len(b) != 8 {
		return 0, false, fmt.Errorf("charge of L2 block %s: %w: it has %d bytes", hash, ErrDamaged, len(b))
	}
	return binary.BigEndian.Uint64(b), true, nil
}

func writeCharge(w ethdb.KeyValueWriter, hash common.Hash, steps uint64) error {
	if err := w.Put(chargeKey(hash), binary.BigEndian.AppendUint64(nil, steps)); err != nil {
		return fmt.Errorf("write charge of L2 block %s: %w", hash, err)
	}
	return nil
}
