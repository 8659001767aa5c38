// SPDX-License-Identifier: Apache-2.0

// Package oracle says what the machine may ask for by its hash, and how the answer reads: keys, words, and the
// precompiles whose results L1 can check. It does not find preimages; a host does.
package oracle

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Key names a value. Its first byte says how the value follows from it, the others are those of a keccak256 hash.
//
//	┌──────┬───────────────────────────────────────┐
//	│ 0x01 │ keccak256(value)[1:]                  │  the value
//	├──────┼───────────────────────────────────────┤
//	│ 0x02 │ keccak256(precompile 1 ‖ input)[1:]   │  what that precompile answers, see Answer
//	└──────┴───────────────────────────────────────┘
//	   1                     31
type Key [32]byte

const (
	kindValue      = 1
	kindPrecompile = 2
)

// ValueKey is the key of a value.
func ValueKey(value []byte) Key { return HashKey(crypto.Keccak256Hash(value)) }

// HashKey is the key of the value that has a keccak256 hash.
func HashKey(hash common.Hash) Key { return tagged(hash, kindValue) }

// PrecompileKey is the key of a precompile's answer. The error matches ErrNotAsked for an input that is never asked
// about.
func PrecompileKey(precompile byte, input []byte) (Key, error) {
	if err := asked(precompile, input); err != nil {
		return Key{}, err
	}
	return tagged(crypto.Keccak256Hash([]byte{precompile}, input), kindPrecompile), nil
}

func tagged(hash common.Hash, kind byte) Key {
	hash[0] = kind
	return Key(hash)
}

// Word is the size of what one step reads: values are read in words, the last one filled up with zeros.
const Word = 32

// ErrNoWord says that no word of a value begins at an offset.
var ErrNoWord = errors.New("words begin at multiples of 32, up to the length of the value")

// Source answers what a program asks. An error means that the answer is not to be had: then nothing is known of the
// result.
type Source interface {
	// Value returns the bytes that have a keccak256 hash.
	Value(hash common.Hash) ([]byte, error)
	// Precompile is what L1's own precompile answers to a canonical input; ok is false where it refuses it.
	Precompile(number byte, input []byte) (output []byte, ok bool, err error)
}

// Read gives the word of a value that begins at offset. At the length of the value, if that is a multiple of 32, it is
// zero.
func Read(value []byte, offset uint64) (word [Word]byte, err error) {
	if offset%Word != 0 || offset > uint64(len(value)) {
		return word, fmt.Errorf("%w: %d of %d bytes", ErrNoWord, offset, len(value))
	}
	copy(word[:], value[offset:])
	return word, nil
}
