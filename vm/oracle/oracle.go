// Package oracle says what the machine may ask for by its hash, and how the answer reads: keys, streams, and the precompiles
// whose results L1 can check. It does not find preimages; a host does.
package oracle

import (
	"encoding/binary"
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

// PrecompileKey is the key of a precompile's answer. The error matches ErrNotAsked for an input that is never asked about.
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

// A value is read as a stream:
//
//	┌────────────┬─────────────┐
//	│ length (8) │ value       │      numbers are big endian
//	└────────────┴─────────────┘
const lengthBytes = 8

// Word is what one read can give.
const Word = 32

// ErrBehindEnd says that a stream ends before an offset.
var ErrBehindEnd = errors.New("the stream ends before that offset")

// Read gives the bytes of a value's stream from offset on, Word at most and none at its end.
func Read(value []byte, offset uint64) ([]byte, error) {
	length := uint64(len(value)) + lengthBytes
	if offset > length {
		return nil, fmt.Errorf("%w: %d of %d", ErrBehindEnd, offset, length)
	}
	out := make([]byte, 0, Word)
	if offset < lengthBytes {
		head := binary.BigEndian.AppendUint64(nil, uint64(len(value)))
		out = append(out, head[offset:]...)
		offset = lengthBytes
	}
	rest := value[offset-lengthBytes:]
	return append(out, rest[:min(len(rest), Word-len(out))]...), nil
}
