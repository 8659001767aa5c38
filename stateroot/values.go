// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
)

// Values are what the proven program asks for by hash and what is on no L2 chain: links of batches and milestones,
// nodes of the message tree, and of a message its leaf, its body and its link. Each is noted under its hash as
//
//	kind 1 │ bytes, or the index of a message 8
//
// What a message has is made of the message. After a reorg another one may stand at the index; the hash tells.
const (
	plainValue   = 0
	messageLeaf  = 1
	messageBody  = 2
	messageLink  = 3
	valueIndexed = 9 // length of those that name a message
)

func valueName(hash common.Hash) string { return fmt.Sprintf("l1-value-%x", hash[:]) }

// keepValue notes bytes under their hash.
func (d *Deriver) keepValue(b []byte) (common.Hash, error) {
	hash := crypto.Keccak256Hash(b)
	return hash, d.chain.SetNote(valueName(hash), append([]byte{plainValue}, b...))
}

// keepMessage notes what the program may ask of a message, which stands on the accumulator before and leads to after.
func (d *Deriver) keepMessage(m *l1anchor.Message, after common.Hash) error {
	for kind, hash := range map[byte]common.Hash{
		messageLeaf: crypto.Keccak256Hash(m.LeafPreimage()), messageBody: crypto.Keccak256Hash(m.Body), messageLink: after,
	} {
		if err := d.chain.SetNote(valueName(hash), binary.BigEndian.AppendUint64([]byte{kind}, m.Index)); err != nil {
			return err
		}
	}
	return nil
}

// value is the bytes that have a hash; ok is false when they are not noted.
func (d *Deriver) value(hash common.Hash) (b []byte, ok bool, err error) {
	note, err := d.chain.Note(valueName(hash))
	if err != nil || len(note) == 0 {
		return nil, false, err
	}
	if note[0] == plainValue {
		b = note[1:]
	} else if b, err = d.valueOfMessage(note); err != nil {
		return nil, false, err
	}
	return b, crypto.Keccak256Hash(b) == hash, nil
}

func (d *Deriver) valueOfMessage(note []byte) ([]byte, error) {
	if len(note) != valueIndexed {
		return nil, fmt.Errorf("a value of kind %d has %d bytes; derive again into an empty folder", note[0], len(note))
	}
	index := binary.BigEndian.Uint64(note[1:])
	var m l1anchor.Message
	if ok, err := d.load(messageName(index), &m); err != nil || !ok {
		return nil, err
	}
	switch note[0] {
	case messageLeaf:
		return m.LeafPreimage(), nil
	case messageBody:
		return m.Body, nil
	case messageLink:
		before, err := d.accumulator(index)
		return append(before.Bytes(), crypto.Keccak256(m.LeafPreimage())...), err
	}
	return nil, fmt.Errorf("there is no value of kind %d; derive again into an empty folder", note[0])
}
