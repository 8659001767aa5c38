// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
)

// quiet watches how long L1 has had no message, as far as this process has seen: what L2 knows of L1 gets old then, and
// a checkpoint message moves it on.
type quiet struct {
	watching bool
	messages uint64
	since    l1anchor.Height // height at which that count was first seen
}

// checkpoint takes in the number of messages at an L1 height. When it has stayed the same for the given number of
// blocks it returns the call that sends a checkpoint, until that has been mined; 0 blocks never do.
func (q *quiet) checkpoint(inbox common.Address, messages uint64, at l1anchor.Height, blocks uint64) (l1anchor.Call, bool) {
	if !q.watching || messages != q.messages || at < q.since {
		*q = quiet{watching: true, messages: messages, since: at}
	}
	if blocks == 0 || uint64(at-q.since) < blocks {
		return l1anchor.Call{}, false
	}
	// The body tells one checkpoint from the next; L2 ignores it.
	call := l1anchor.MessageCall{Kind: l1anchor.Checkpoint, Body: binary.BigEndian.AppendUint64(nil, messages)}
	input := call.Encode()
	return l1anchor.Call{To: inbox, Data: input, Gas: messageGas(input)}, true
}
