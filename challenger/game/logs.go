// SPDX-License-Identifier: Apache-2.0

package game

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

// The first topics of the contract's events.
var (
	assertedTopic  = crypto.Keccak256Hash([]byte("Asserted(bytes32,bytes32,address,bytes32,bytes,(uint64,bytes32,bytes32))"))
	enteredTopic   = crypto.Keccak256Hash([]byte("Entered(bytes32,bytes32,bytes32,bytes32,bytes32,address)"))
	splitTopic     = crypto.Keccak256Hash([]byte("Split(bytes32,bytes32[16])"))
	provenTopic    = crypto.Keccak256Hash([]byte("Proven(bytes32)"))
	raisedTopic    = crypto.Keccak256Hash([]byte("Raised(bytes32,uint32)"))
	confirmedTopic = crypto.Keccak256Hash([]byte("Confirmed(bytes32,bytes32)"))
	settledTopic   = crypto.Keccak256Hash([]byte("Settled(bytes32,bytes32,uint64,uint64)"))
	movedTopic     = crypto.Keccak256Hash([]byte("Moved(address,bytes32)"))
	unstakedTopic  = crypto.Keccak256Hash([]byte("Unstaked(address)"))
	lastKnownTopic = crypto.Keccak256Hash([]byte("LastKnown(bytes32,bytes32)"))
	withdrawnTopic = crypto.Keccak256Hash([]byte("Withdrawn(address,address,uint256)"))
)

// Log is an event as L1 keeps it: topics that can be searched for, and words of 32 bytes.
type Log struct {
	Topics []Hash
	Data   []byte
}

// EncodeEvent is the log that the contract makes for an event.
//
//	event       topics behind the first        data
//	Asserted    parent, assertion, author      span ‖ 160 ‖ batches ‖ acc ‖ milestone ‖ length ‖ state, padded with zeros
//	Entered     origin, node, claim            base ‖ span ‖ poster
//	SplitMade   node                           16 spans
//	Proven      node                           –
//	Raised      node                           beta
//	Confirmed   assertion                      sends
//	Settled     origin, winner                 reward ‖ burnt
//	Moved       owner, tip                     –
//	Unstaked    owner                          –
//	LastKnown   state                          sends
//	Withdrawn   owner, to                      amount
func EncodeEvent(e Event) (Log, error) {
	switch e := e.(type) {
	case Asserted:
		return Log{
			Topics: []Hash{assertedTopic, e.Parent, e.Assertion, addressWord(e.Author)},
			Data: bytes.Join([][]byte{
				words(e.Span, number(stateOffset), number(e.End.Batches), e.End.Acc, e.End.Milestone, number(uint64(len(e.State)))),
				e.State, make([]byte, padding(len(e.State))),
			}, nil),
		}, nil
	case Entered:
		return Log{
			Topics: []Hash{enteredTopic, e.Origin, e.Node, e.Claim}, Data: words(e.Base, e.Span, addressWord(e.Poster)),
		}, nil
	case SplitMade:
		return Log{Topics: []Hash{splitTopic, e.Node}, Data: words(e.Spans[:]...)}, nil
	case Proven:
		return Log{Topics: []Hash{provenTopic, e.Node}}, nil
	case Raised:
		return Log{Topics: []Hash{raisedTopic, e.Node}, Data: words(number(uint64(e.Beta)))}, nil
	case Confirmed:
		return Log{Topics: []Hash{confirmedTopic, e.Assertion}, Data: words(e.Sends)}, nil
	case Settled:
		return Log{Topics: []Hash{settledTopic, e.Origin, e.Winner}, Data: words(number(e.Reward), number(e.Burnt))}, nil
	}
	return encodeOfAccount(e)
}

// encodeOfAccount is EncodeEvent of what is about somebody's money, and of the last good state.
func encodeOfAccount(e Event) (Log, error) {
	switch e := e.(type) {
	case Moved:
		return Log{Topics: []Hash{movedTopic, addressWord(e.Owner), e.Tip}}, nil
	case Unstaked:
		return Log{Topics: []Hash{unstakedTopic, addressWord(e.Owner)}}, nil
	case LastKnown:
		return Log{Topics: []Hash{lastKnownTopic, e.State}, Data: words(e.Sends)}, nil
	case Withdrawn:
		if e.Amount == nil {
			return Log{}, fmt.Errorf("encode a withdrawal of %s: no amount", e.Owner)
		}
		return Log{Topics: []Hash{withdrawnTopic, addressWord(e.Owner), addressWord(e.To)}, Data: words(Hash(e.Amount.Bytes32()))}, nil
	}
	return Log{}, fmt.Errorf("encode an event of type %T: there is none", e)
}

// stateOffset is where the state of Asserted stands: behind five words.
const stateOffset = 5 * 32

// padding is how many bytes are missing to whole words.
func padding(n int) int { return -n & 31 }

func words(hashes ...Hash) []byte {
	b := make([]byte, 0, 32*len(hashes))
	for _, h := range hashes {
		b = append(b, h[:]...)
	}
	return b
}

func number(n uint64) (h Hash) {
	binary.BigEndian.PutUint64(h[24:], n)
	return h
}

func addressWord(a common.Address) Hash { return common.BytesToHash(a[:]) }

// DecodeEvent is the inverse of EncodeEvent: it takes no other logs than those that EncodeEvent makes. It is total.
func DecodeEvent(l Log) (Event, error) {
	e, ok := readEvent(l)
	if !ok {
		return nil, fmt.Errorf("decode a log of %d topics and %d bytes: no event of the rollup", len(l.Topics), len(l.Data))
	}
	// Whatever is not canonical is another log, and the contract makes none such.
	if back, err := EncodeEvent(e); err != nil || !bytes.Equal(back.Data, l.Data) || !slices.Equal(back.Topics, l.Topics) {
		return nil, fmt.Errorf("decode a log of a %T: not as the contract writes it", e)
	}
	return e, nil
}

// reader takes words from a log; where there are none it gives zeros, which the comparison in DecodeEvent finds.
type reader struct{ b []byte }

func (r *reader) word() (h Hash) {
	n := copy(h[:], r.b)
	r.b = r.b[n:]
	return h
}

func (r *reader) number() uint64 {
	h := r.word()
	return binary.BigEndian.Uint64(h[24:])
}

func (r *reader) address() common.Address {
	h := r.word()
	return common.Address(h[12:])
}

// readEvent reads the values of an event, and leaves it to DecodeEvent to see whether they are all of the log.
func readEvent(l Log) (Event, bool) {
	var topics [4]Hash
	copy(topics[:], l.Topics)
	r := &reader{l.Data}
	switch topics[0] {
	case assertedTopic:
		e := Asserted{Parent: topics[1], Assertion: topics[2], Author: common.Address(topics[3][12:]), Span: r.word()}
		r.word()
		e.End = Range{Batches: r.number(), Acc: r.word(), Milestone: r.word()}
		e.State = bytes.Clone(r.b[min(32, len(r.b)):])
		if n := r.number(); n < uint64(len(e.State)) {
			e.State = e.State[:n]
		}
		return e, true
	case enteredTopic:
		return Entered{
			Origin: topics[1], Node: topics[2], Claim: topics[3], Base: r.word(), Span: r.word(), Poster: r.address(),
		}, true
	case splitTopic:
		e := SplitMade{Node: topics[1]}
		for i := range e.Spans {
			e.Spans[i] = r.word()
		}
		return e, true
	case provenTopic:
		return Proven{Node: topics[1]}, true
	case raisedTopic:
		return Raised{Node: topics[1], Beta: uint32(r.number())}, true
	case confirmedTopic:
		return Confirmed{Assertion: topics[1], Sends: r.word()}, true
	case settledTopic:
		return Settled{Origin: topics[1], Winner: topics[2], Reward: r.number(), Burnt: r.number()}, true
	}
	return readOfAccount(topics, r)
}

func readOfAccount(topics [4]Hash, r *reader) (Event, bool) {
	owner := common.Address(topics[1][12:])
	switch topics[0] {
	case movedTopic:
		return Moved{Owner: owner, Tip: topics[2]}, true
	case unstakedTopic:
		return Unstaked{Owner: owner}, true
	case lastKnownTopic:
		return LastKnown{State: topics[1], Sends: r.word()}, true
	case withdrawnTopic:
		amount := r.word()
		return Withdrawn{Owner: owner, To: common.Address(topics[2][12:]), Amount: new(uint256.Int).SetBytes32(amount[:])}, true
	}
	return nil, false
}
