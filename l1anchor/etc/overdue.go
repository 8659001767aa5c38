// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"fmt"
	"math"
	"sort"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/contracts/bindings"
)

// Overdue says how many messages, counted from the first one ever, the next batch must have consumed because they
// have waited longer than the inbox's force delay; 0 when none has. It is the node's word and not bound to a hash:
// whoever acts on a wrong answer pays for a call that reverts, and nothing else comes of it.
func (r *Reader) Overdue(ctx context.Context) (through uint64, err error) {
	inbox := bindings.NewInbox()
	overdue, err := ask(ctx, r, inbox.PackOverdue(), inbox.UnpackOverdue)
	if err != nil || !overdue {
		return 0, err
	}
	state, err := ask(ctx, r, inbox.PackState(), inbox.UnpackState)
	if err != nil {
		return 0, err
	}
	delay, err := ask(ctx, r, inbox.PackForceDelay(), inbox.UnpackForceDelay)
	if err != nil {
		return 0, err
	}
	head, err := r.fetch(ctx, "eth_getBlockByNumber", "latest", false)
	if err != nil {
		return 0, fmt.Errorf("read the L1 head: %w", err)
	}
	if state.MessageCount < state.Consumed {
		return 0, contradiction("the inbox has consumed %d messages of %d", state.Consumed, state.MessageCount)
	}
	most := min(state.MessageCount-state.Consumed, math.MaxInt32)
	waiting := sort.Search(int(most), func(i int) bool {
		if err != nil {
			return true // one answer is missing: all that follows would be asked in vain
		}
		at, e := ask(ctx, r, inbox.PackMessageTime(state.Consumed+uint64(i)), inbox.UnpackMessageTime)
		if e != nil {
			err = e
		}
		return at+uint64(delay) >= head.header.Time
	})
	if err != nil {
		return 0, err
	}
	return state.Consumed + uint64(waiting), nil
}

// ask calls a view of the inbox at the L1 head.
func ask[T any](ctx context.Context, r *Reader, input []byte, unpack func([]byte) (T, error)) (answer T, err error) {
	var out hexutil.Bytes
	call := map[string]any{"to": r.c.Inbox, "data": hexutil.Bytes(input)}
	if err := r.c.call(ctx, &out, "eth_call", call, "latest"); err != nil {
		return answer, fmt.Errorf("ask the inbox: %w", err)
	}
	if answer, err = unpack(out); err != nil {
		return answer, fmt.Errorf("the inbox's answer: %w", err)
	}
	return answer, nil
}
