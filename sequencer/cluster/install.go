// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/hashicorp/raft"
)

// A snapshot only names what the machine's state rests on, and raft puts it in the place of entries that this member
// may be counted on to have. So all that it names must be on disk first. Otherwise a member that has just been taken
// in again, or one that lagged, would stand for entries of which nobody but the sender has the content, and the next
// disk that is lost would take them along.

// installPatience is how long a leader gets no answer while the machine prepares. It offers its newest snapshot then,
// ever less often: to be told no at once would have it wait up to 10 s when the machine is ready.
const installPatience = snapshotTimeout / 2

// maxSnapshot bounds what a member takes into memory.
const maxSnapshot = 256 << 20

var errPreparing = errors.New("what the snapshot names is still being fetched")

// install hands a snapshot to raft when the machine is prepared for it.
func (t *filteredTransport) install(rpc raft.RPC, request *raft.InstallSnapshotRequest) {
	data, err := readSnapshot(rpc.Reader, request.Size)
	if err == nil {
		if err = knowsSnapshot(t.machine, request.LastLogIndex, data); err != nil {
			t.fail(err)
		}
	}
	if err == nil && !t.covers(request.LastLogIndex, request.LastLogTerm) {
		err = t.prepare(data)
	}
	if err != nil {
		t.log.Warn("a snapshot is not taken yet", "entry", request.LastLogIndex, "why", err)
		rpc.Respond(nil, err)
		return
	}
	rpc.Reader = bytes.NewReader(data)
	t.hand(t.declineCovered(rpc, request))
}

func readSnapshot(from io.Reader, size int64) ([]byte, error) {
	if size < 0 || size > maxSnapshot {
		return nil, fmt.Errorf("snapshot of %d bytes, want %d at most", size, maxSnapshot)
	}
	data, err := io.ReadAll(io.LimitReader(from, size))
	if err == nil && int64(len(data)) < size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("read %d bytes of a snapshot: %w", size, err)
	}
	return data, nil
}

// prepare returns nil when the machine has what a snapshot names. The machine goes on with it when patience is over:
// what it has by then need not be fetched for the next one.
func (t *filteredTransport) prepare(snapshot []byte) error {
	patience := time.NewTimer(installPatience)
	defer patience.Stop()
	select {
	case t.preparing <- struct{}{}:
	case <-patience.C:
		return errPreparing
	case <-t.ctx.Done():
		return t.ctx.Err()
	}
	prepared := make(chan error, 1)
	go func() {
		prepared <- t.machine.Prepare(t.ctx, snapshot)
		<-t.preparing
	}()
	select {
	case err := <-prepared:
		return err
	case <-patience.C:
		return errPreparing
	}
}
