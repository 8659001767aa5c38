// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"encoding/binary"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/crypto/keccak"
)

// The Ethash seal of a header, with | for concatenation:
//
//	seed   = keccak512(H(header without its seal) | nonce, little endian)
//	mix    = what 64 reads of the DAG make of seed
//	result = keccak256(seed | mix), at most 2^256 / difficulty
//
// The header carries mix and nonce. checkSeal takes mix from there instead of making it, so it needs no DAG and costs
// three hashes. A liar who invents a block then escapes Ethash's memory, but not its work: some difficulty times two
// hashes for every try.

// sealer hashes headers as Ethash does before they are sealed.
var sealer = ethash.NewFaker()

// maxExtra is what the chain's rules allow a miner to add, in bytes. It keeps the headers small that a reader
// remembers.
const maxExtra = 32

// checkSeal tells whether the header shows the work that it claims. The genesis block shows none.
func checkSeal(h *types.Header) error {
	if h.WithdrawalsHash != nil || h.BlobGasUsed != nil || h.ExcessBlobGas != nil || h.ParentBeaconRoot != nil || h.RequestsHash != nil || h.SlotNumber != nil {
		return contradiction("block %d %s has fields that no mined chain knows", h.Number, h.Hash())
	}
	if len(h.Extra) > maxExtra {
		return contradiction("block %d %s has %d bytes of extra data", h.Number, h.Hash(), len(h.Extra))
	}
	if h.Number.Sign() == 0 {
		return nil
	}
	wide := keccak.NewLegacyKeccak512()
	wide.Write(sealer.SealHash(h).Bytes())
	wide.Write(binary.LittleEndian.AppendUint64(nil, h.Nonce.Uint64()))
	result := new(big.Int).SetBytes(crypto.Keccak256(wide.Sum(nil), h.MixDigest[:]))
	if result.Mul(result, h.Difficulty).BitLen() > 256 {
		return contradiction("block %d %s does not show the work that it claims, %s hashes", h.Number, h.Hash(), h.Difficulty)
	}
	return nil
}

const (
	difficultyStep  = 2_048   // difficulty moves by whole parts of this size
	mostStepsDown   = 99      // at once
	secondsPerStep  = 9       // that a block is late
	leastDifficulty = 131_072 // of a public chain; development chains may have less
)

// checkDifficulty holds the work that a block claims against what its parent prescribes (EIP-100, without the bomb,
// which Ethereum Classic has disposed of). Where the rule leads below the least, the chain's own least applies.
func checkDifficulty(parent, h *types.Header) error {
	if parent.Number.Uint64()+1 != h.Number.Uint64() || parent.Time >= h.Time {
		return contradiction("block %d of time %d names block %d of time %d as its parent", h.Number, h.Time, parent.Number, parent.Time)
	}
	steps := int64(1)
	if parent.UncleHash != types.EmptyUncleHash {
		steps = 2
	}
	late := (h.Time - parent.Time) / secondsPerStep
	steps = max(steps-int64(min(late, 2*mostStepsDown)), -mostStepsDown)
	want := new(big.Int).Div(parent.Difficulty, big.NewInt(difficultyStep))
	want.Add(parent.Difficulty, want.Mul(want, big.NewInt(steps)))
	switch h.Difficulty.Cmp(want) {
	case 0:
		return nil
	case 1:
		if h.Difficulty.Cmp(big.NewInt(leastDifficulty)) <= 0 {
			return nil
		}
	}
	return contradiction("block %d %s claims a difficulty of %s where its parent prescribes %s", h.Number, h.Hash(), h.Difficulty, want)
}

// remembered is how many headers are at hand for the blocks that follow on them.
const remembered = 256

// follows holds a block against its parent, which the node is asked for when it has not been read lately.
func (r *Reader) follows(b *wireBlock, parentOf func(hash common.Hash) (*wireBlock, error)) error {
	if b.header.Number.Sign() == 0 {
		r.headers.Add(b.hash, b.header)
		return nil
	}
	parent, ok := r.headers.Get(b.header.ParentHash)
	if !ok {
		p, err := parentOf(b.header.ParentHash)
		if err != nil {
			return fmt.Errorf("read its parent %s: %w", b.header.ParentHash, err)
		}
		parent = p.header
		r.headers.Add(p.hash, p.header)
	}
	if err := checkDifficulty(parent, b.header); err != nil {
		return err
	}
	r.headers.Add(b.hash, b.header)
	return nil
}
