// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"sync/atomic"
	"time"
)

// Status is what this member has done since it started.
type Status struct {
	Handed       uint64        // newest log entry that was handed over
	Executed     uint64        // newest log entry of which everything has been done
	Restoring    bool          // a snapshot that was handed over has not been taken in yet
	Slices       uint64        // executed
	Transactions uint64        // that they brought into blocks
	Sealed       uint64        // blocks finished here, each with its state root and on disk
	Sealing      time.Duration // that this took in all
	Split        uint64        // block that members made differently while too few answer to tell who is right; 0: none. Only a leader knows
}

// Applied is the newest entry of which everything has been done, when the log has handed over all up to an index:
// entries of the log's own, of which a machine does not hear, are among them, and those that a snapshot stands for.
func (s Status) Applied(handed uint64) uint64 {
	if s.Executed == s.Handed && !s.Restoring {
		return handed
	}
	return s.Executed
}

// counts is what Status reads. It needs no lock: whoever asks must not wait for a disk that an executor waits for.
type counts struct {
	handed, executed, slices, transactions, sealed, sealing, split atomic.Uint64

	restoring atomic.Int64 // snapshots handed over and not taken in yet
}

// Status may be called from any goroutine, and does not wait.
func (s *Sequencer) Status() Status {
	c := s.counts
	return Status{
		Handed: c.handed.Load(), Executed: c.executed.Load(), Restoring: c.restoring.Load() > 0, Slices: c.slices.Load(),
		Transactions: c.transactions.Load(), Sealed: c.sealed.Load(), Sealing: time.Duration(c.sealing.Load()),
		Split: c.split.Load(),
	}
}
