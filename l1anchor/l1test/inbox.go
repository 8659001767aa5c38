// SPDX-License-Identifier: Apache-2.0

package l1test

import (
	"cmp"
	"errors"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/l1anchor"
)

// Rules are what an inbox is deployed with.
type Rules struct {
	Seats      []common.Address // who may append batches
	Bridge     common.Address   // who may append deposits and calls
	ForceDelay uint64           // seconds
	Silence    uint64           // blocks
	// MaxMessages is how many messages a block takes. 0: any number, which no contract has, for tests that
	// are not about it.
	MaxMessages int
	// MaxBatchData is how many bytes the data of a batch may have. 0: as many as an inbox may allow.
	MaxBatchData int
}

// Inbox is the contract's state at one block: the rules of contracts/src/inbox/Inbox.sol about messages, batches,
// forcing and silence, told again in Go. Seats do not change in it, and there are no open ones.
type Inbox struct {
	at    common.Address // where it stands
	rules *Rules

	BatchCount uint64
	Consumed   uint64
	LastSeat   l1anchor.Height
	Tail       [8]byte
	BatchAcc   common.Hash
	Milestone  common.Hash
	Messages   []l1anchor.Message // all that were ever appended
	MsgAccs    []common.Hash      // accumulator of the first n messages at n
	longest    *int               // of all inboxes that share the room of the two lists, how many messages the longest has
}

// The contract's reasons to revert, by the names of its errors.
var (
	ErrOddEncoding        = errors.New("OddEncoding")
	ErrDataTooLong        = errors.New("DataTooLong")
	ErrConsumedOutOfRange = errors.New("ConsumedOutOfRange")
	ErrMessageOverdue     = errors.New("MessageOverdue")
	ErrNotSeated          = errors.New("NotSeated")
	ErrWrongIndex         = errors.New("WrongIndex")
	ErrWrongPredecessor   = errors.New("WrongPredecessor")
	ErrBodyTooLong        = errors.New("BodyTooLong")
	ErrKindNotAllowed     = errors.New("KindNotAllowed")
	ErrTooManyMessages    = errors.New("TooManyMessages")
)

func newInbox(rules *Rules, at common.Address) *Inbox {
	return &Inbox{at: at, rules: rules, MsgAccs: make([]common.Hash, 1), longest: new(int)}
}

// clone is a copy to change; its lists grow apart from the original's.
func (x *Inbox) clone() *Inbox {
	c := *x
	return &c
}

// add puts a message behind the others, in a list of its own when another branch has used the room behind them.
func (x *Inbox) add(m l1anchor.Message) {
	if len(x.Messages) != *x.longest {
		x.Messages, x.MsgAccs, x.longest = slices.Clone(x.Messages), slices.Clone(x.MsgAccs), new(int)
	}
	x.Messages = append(x.Messages, m)
	x.MsgAccs = append(x.MsgAccs, m.Extend(x.MsgAccs[m.Index]))
	*x.longest = len(x.Messages)
}

// appendMessage is the contract's, in the name of sender; only the bridge may append deposits and calls.
func (x *Inbox) appendMessage(at *l1anchor.Block, bridge bool, kind l1anchor.Kind, sender common.Address, body []byte) error {
	if byBridge := kind == l1anchor.Deposit || kind == l1anchor.BridgeCall; byBridge != bridge {
		return ErrKindNotAllowed
	}
	if len(body) > l1anchor.MaxBody {
		return ErrBodyTooLong
	}
	if most := x.rules.MaxMessages; most > 0 && len(at.Messages) == most {
		return ErrTooManyMessages
	}
	m := l1anchor.Message{Index: uint64(len(x.Messages)), Kind: kind, Sender: sender, Height: at.Height, Time: at.Time, ParentHash: at.Parent, Body: body}
	x.add(m)
	at.Messages = append(at.Messages, m)
	return nil
}

// appendBatch is the contract's.
func (x *Inbox) appendBatch(at *l1anchor.Block, sender common.Address, c l1anchor.BatchCall) error {
	if most := cmp.Or(x.rules.MaxBatchData, l1anchor.MaxBatchData); len(c.Data) > most {
		return ErrDataTooLong
	}
	most := min(uint64(len(x.Messages)), x.Consumed+l1anchor.MaxBatchMsgs)
	if c.Consumed < x.Consumed || c.Consumed > most {
		return ErrConsumedOutOfRange
	}
	forcing := len(c.Data) == 0 && x.overdue(at, x.Consumed)
	if x.overdue(at, c.Consumed) && !(forcing && c.Consumed == x.Consumed+l1anchor.MaxBatchMsgs) {
		return ErrMessageOverdue
	}
	seated := x.seated(sender)
	if !forcing {
		switch silent := uint64(at.Height) >= uint64(x.LastSeat)+x.rules.Silence; {
		case !seated && !silent:
			return ErrNotSeated
		case c.Index != x.BatchCount:
			return ErrWrongIndex
		case c.Prev != x.Tail:
			return ErrWrongPredecessor
		}
	}
	b := l1anchor.Batch{Index: x.BatchCount, Consumed: c.Consumed, Height: at.Height, Time: at.Time, Data: c.Data, Miner: Miner(at.Height)}
	if len(b.Data) > 0 {
		b.Poster = sender
	}
	x.BatchAcc = b.Extend(x.BatchAcc, x.MsgAccs[c.Consumed])
	x.Tail = b.Tail()
	x.Consumed = c.Consumed
	if x.BatchCount++; x.BatchCount%l1anchor.MilestoneBatches == 0 {
		x.Milestone = crypto.Keccak256Hash(x.Milestone[:], x.BatchAcc[:])
	}
	if seated {
		x.LastSeat = at.Height
	}
	if len(b.Data) == 0 { // as an adapter sees it, which cannot know
		b.Index = 0
	}
	at.Batches = append(at.Batches, b)
	return nil
}

func (x *Inbox) overdue(at *l1anchor.Block, index uint64) bool {
	return index < uint64(len(x.Messages)) && at.Time-x.Messages[index].Time > x.rules.ForceDelay
}

func (x *Inbox) seated(who common.Address) bool {
	for _, s := range x.rules.Seats {
		if s == who {
			return true
		}
	}
	return false
}
