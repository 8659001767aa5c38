// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"fmt"
	"slices"
	"sort"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/transition"
)

// rememberedQueues is for how many heads the chain remembers where the messages are that wait. It extends the queue
// of a parent by what the block took in, so all that a restart costs is one way back.
const rememberedQueues = 64

// taken is a block that took messages in, from first on.
type taken struct {
	first uint64
	block common.Hash
}

// queue gives the messages that wait at a head. They are found in the records of the blocks that took them in, so
// they belong to that head's own history whatever L1 looks like by now. They are read when their turn comes.
// Derivation lets no block take messages in while any wait, so that they are those of one block; the queue itself
// takes that for granted nowhere.
type queue struct {
	chain  *Chain
	blocks []taken // in order
	end    uint64  // the first index that does not wait

	open   int // of blocks, whose record is at hand
	record *record
}

// queueAt finds the blocks with the messages that wait at a head: those with index in [Forced, Consumed).
func (c *Chain) queueAt(head transition.Head) (*queue, error) {
	blocks, err := c.waiting(head)
	if err != nil {
		return nil, fmt.Errorf("waiting messages: %w", err)
	}
	return &queue{chain: c, blocks: blocks, end: head.Consumed}, nil
}

// waiting goes back from a head until it knows all blocks with messages that wait there.
func (c *Chain) waiting(head transition.Head) ([]taken, error) {
	var older, newer []taken
	for at := head.Header; ; {
		hash := at.Hash()
		if known, ok := c.queues.Get(hash); ok {
			older = known
			break
		}
		r, err := c.record(hash)
		if err != nil {
			return nil, err
		}
		first := r.Consumed - uint64(len(r.Messages))
		if r.Consumed > max(first, head.Forced) {
			newer = append(newer, taken{first, hash})
		}
		if first <= head.Forced {
			break
		}
		if at = c.bc.GetHeader(at.ParentHash, at.Number.Uint64()-1); at == nil {
			return nil, fmt.Errorf("block before %w %s", ErrUnknown, hash)
		}
	}
	slices.Reverse(newer)
	blocks := append(slices.Clip(older), newer...)
	for len(blocks) > 1 && blocks[1].first <= head.Forced {
		blocks = blocks[1:]
	}
	c.queues.Add(head.Hash(), blocks)
	return blocks, nil
}

// Message implements transition.Queue.
func (q *queue) Message(index uint64) (m l1anchor.Message, err error) {
	at := sort.Search(len(q.blocks), func(i int) bool { return q.blocks[i].first > index }) - 1
	if at < 0 || index >= q.end {
		return m, fmt.Errorf("message %d does not wait", index)
	}
	if q.record == nil || q.open != at {
		if q.record, err = q.chain.record(q.blocks[at].block); err != nil {
			return m, err
		}
		q.open = at
	}
	if n := index - q.blocks[at].first; n < uint64(len(q.record.Messages)) {
		return q.record.Messages[n], nil
	}
	return m, fmt.Errorf("message %d is not in the block that took it in", index)
}
