// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"errors"
	"io"

	"github.com/hashicorp/raft"
)

// A snapshot may reach a member that has all of it: the leader sent it long ago, or was misled by an answer that came
// late. Raft installs it all the same: it deletes the whole log, goes on as if the entries behind the snapshot were
// still there, confirms later ones on top of them, and panics when it comes to execute one that is gone. From a newer
// snapshot it goes back in the same way. So this member does not install such a snapshot. It answers as the Raft
// paper (section 7) has it: a member that has the last entry of a snapshot keeps its log and says yes.

var errCovered = errors.New("this member has all of the snapshot")

// declineCovered gives raft a snapshot that is judged when raft begins to read it, and so neither writes nor applies
// anything else.
func (t *filteredTransport) declineCovered(rpc raft.RPC, request *raft.InstallSnapshotRequest) raft.RPC {
	snapshot := &installation{Reader: rpc.Reader, covered: func() bool { return t.covers(request.LastLogIndex, request.LastLogTerm) }}
	answers, to := make(chan raft.RPCResponse, 1), rpc.RespChan
	go func() {
		select {
		case answer := <-answers:
			to <- snapshot.answer(request, answer)
		case <-t.ctx.Done():
		}
	}()
	rpc.Reader, rpc.RespChan = snapshot, answers
	return rpc
}

// installation is a snapshot that raft reads.
type installation struct {
	io.Reader
	covered  func() bool
	begun    bool
	declined bool
}

// Read fails, having skipped everything, if the member has all of the snapshot.
func (i *installation) Read(p []byte) (int, error) {
	if !i.begun {
		i.begun, i.declined = true, i.covered()
		if i.declined {
			io.Copy(io.Discard, i.Reader)
			return 0, errCovered
		}
	}
	return i.Reader.Read(p)
}

// answer is raft's, but for a snapshot that was declined. Raft has judged the leader's term before: it has answered
// one that is deposed with a later term.
func (i *installation) answer(request *raft.InstallSnapshotRequest, answer raft.RPCResponse) raft.RPCResponse {
	r, ok := answer.Response.(*raft.InstallSnapshotResponse)
	if !ok || !i.declined || r.Term != request.Term {
		return answer
	}
	return raft.RPCResponse{Response: &raft.InstallSnapshotResponse{RPCHeader: r.RPCHeader, Term: r.Term, Success: true}}
}

// covers tells whether this member has all up to the entry with that index and term, applied or in its log.
func (t *filteredTransport) covers(index, term uint64) bool {
	if index <= t.applied() {
		return true
	}
	var entry raft.Log
	return t.logs.GetLog(index, &entry) == nil && entry.Term == term
}
