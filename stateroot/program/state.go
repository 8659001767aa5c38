// SPDX-License-Identifier: Apache-2.0

// Package program is what is proven on L1: it takes a state and what L1 carries, and computes the state behind the next
// transition, everything else by preimage. It runs in the machine and natively alike. It does not find preimages.
package program

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/stateroot/derive"
)

// State is where L2 stands between two transitions. A transition is one run of the program: it makes one L2 block, or
// none, when it finds the rest of a batch void or ends the batch.
type State struct {
	Number   uint64      // newest L2 block
	Block    common.Hash // its hash
	Root     common.Hash // its state root
	Sends    common.Hash // root of what L2 sends to L1; zero until there is a bridge out
	Batch    uint64      // derive.Position: index of the batch that the next transition belongs to,
	Made     uint64      // blocks made from it so far,
	Closing  bool        // and whether those close it
	Consumed uint64      // messages consumed
	Forced   uint64      // first of them whose turn has not come
	Messages common.Hash // root of the tree of consumed messages, see Tree
}

// A state is committed to by the hash of its fields, numbers big endian:
//
//	┌─────────┬────────┬───────┬──────┬───────┬───────┬──────┬─────────┬──────────┬────────┬──────────┐
//	│ version │ number │ block │ root │ sends │ batch │ made │ closing │ consumed │ forced │ messages │
//	└─────────┴────────┴───────┴──────┴───────┴───────┴──────┴─────────┴──────────┴────────┴──────────┘
//	     1        8       32      32     32       8      8        1         8         8         32       = 170 bytes
const (
	stateVersion = 1
	StateBytes   = 170
)

// Encode is the layout above.
func (s *State) Encode() []byte {
	b := make([]byte, 0, StateBytes)
	b = append(b, stateVersion)
	b = binary.BigEndian.AppendUint64(b, s.Number)
	b = append(b, s.Block[:]...)
	b = append(b, s.Root[:]...)
	b = append(b, s.Sends[:]...)
	b = binary.BigEndian.AppendUint64(b, s.Batch)
	b = binary.BigEndian.AppendUint64(b, s.Made)
	if s.Closing {
		b = append(b, 1)
	} else {
		b = append(b, 0)
	}
	b = binary.BigEndian.AppendUint64(b, s.Consumed)
	b = binary.BigEndian.AppendUint64(b, s.Forced)
	return append(b, s.Messages[:]...)
}

// DecodeState is the inverse of Encode: it takes no other bytes than those that Encode writes.
func DecodeState(b []byte) (*State, error) {
	if len(b) != StateBytes || b[0] != stateVersion || b[121] > 1 {
		return nil, fmt.Errorf("%d bytes are no state of version %d", len(b), stateVersion)
	}
	return &State{
		Number: binary.BigEndian.Uint64(b[1:]), Block: common.Hash(b[9:41]), Root: common.Hash(b[41:73]), Sends: common.Hash(b[73:105]),
		Batch: binary.BigEndian.Uint64(b[105:]), Made: binary.BigEndian.Uint64(b[113:]), Closing: b[121] == 1,
		Consumed: binary.BigEndian.Uint64(b[122:]), Forced: binary.BigEndian.Uint64(b[130:]), Messages: common.Hash(b[138:]),
	}, nil
}

// Hash names the state in claims.
func (s *State) Hash() common.Hash { return crypto.Keccak256Hash(s.Encode()) }

// At is the state of a position, with the tree of the messages that it has consumed.
func At(pos *derive.Position, messages common.Hash) State {
	return State{
		Number: pos.Number(), Block: pos.Hash(), Root: pos.Header.Root,
		Batch: pos.Batch, Made: uint64(pos.Block), Closing: pos.Closing,
		Consumed: pos.Consumed, Forced: pos.Forced, Messages: messages,
	}
}
