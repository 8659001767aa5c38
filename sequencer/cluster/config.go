// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/hashicorp/raft"
)

// Member is one server of the cluster.
type Member struct {
	ID      string `json:"id"`      // name in its certificate
	Address string `json:"address"` // host:port that the others dial
	Voter   bool   `json:"voter"`   // counts for quorums; otherwise it only follows
}

// Config is what the operator of one member chooses.
type Config struct {
	ID        string // this member; its certificate must say the same
	Listen    string // address to accept members on, such as 0.0.0.0:7900
	Advertise string // address that the others dial; empty: the one listened on
	Dir       string // log, votes, snapshots and control socket; nothing else may write there

	CA, Cert, Key string // PEM files, see Authority

	Charter Charter // what the others must have in common with this member

	// Bootstrap lists the members of a new cluster, the same on each of them. When Dir is empty they are asked: if
	// all voters are, the cluster begins; if one is not, this member has lost its disk and is taken in again. It does
	// nothing later. A member that joins an existing cluster is not in it, and waits for a leader.
	Bootstrap []Member

	// ElectionTimeout is how long a leader may be silent before it is replaced, 0: DefaultElectionTimeout. A member
	// that is stopped for longer (a slow disk is fine, a busy machine is not) costs an election.
	ElectionTimeout time.Duration

	// SnapshotEvery is the number of entries between two snapshots, 0: DefaultSnapshotEvery. Restart replays at most
	// twice as many.
	SnapshotEvery uint64

	// SnapshotCheck is about how often this member looks whether a snapshot is due, 0: DefaultSnapshotCheck.
	SnapshotCheck time.Duration

	// TrailingLogs is the number of entries that are kept behind a snapshot, 0: DefaultTrailing. A member that was
	// away for longer is sent the snapshot.
	TrailingLogs uint64

	// DiskLimit is how long a synced write may take before the process gives up, 0: DefaultDiskLimit.
	DiskLimit time.Duration

	// Reserve is the size of a file that is kept so that its removal lets a member with a full disk stop in order and
	// start again, 0: DefaultReserve, negative: none.
	Reserve int64

	// Fatal, if not nil, is called once, at the moment at which it is clear that Run will return an error: the
	// process must exit. Whatever waits for a hung disk never returns, so an orderly way out may not exist; Fatal may
	// call os.Exit.
	Fatal func(error)

	// Fit, if not nil, says whether this member has what a leader needs beside the log. Others prefer members that
	// are fit when they hand leadership over. It may be called at any time.
	Fit func() bool

	// Answer, if not nil, answers what the machine of a leader asks this one (see Term.Ask). It may wait until it
	// can, but not longer than ctx. It is called from many goroutines.
	Answer func(ctx context.Context, question []byte) ([]byte, error)

	// Serve, if not nil, answers the machine of a member that lacks something (see Cluster.Fetch), under the same
	// terms.
	Serve func(ctx context.Context, question []byte) ([]byte, error)

	Log *slog.Logger // nil: nothing is logged

	// For tests and simulations: replace the network, the disk of the log, the log itself, or the snapshots.
	// Transport replaces TLS too, and needs Ask, which returns what another member has Told, and Put and Get if its
	// machine asks others, which return the Answer and what is had by Serve of another one; there is no control
	// socket then. With Logs there is no disk probe; the log's own writes are watched all the same.
	Transport  raft.Transport
	Ask        func(ctx context.Context, id, address string) (View, error)
	Put, Get   func(ctx context.Context, id string, question []byte) ([]byte, error)
	Disk       Disk
	DiskBuffer int // bytes in a journal of the log before it becomes a table, 0: writeBuffer
	Logs       LogStore
	Snapshots  raft.SnapshotStore
}

// LogStore is what a cluster keeps its log and votes in.
type LogStore interface {
	raft.LogStore
	raft.StableStore
}

// Defaults of Config.
const (
	DefaultElectionTimeout = 250 * time.Millisecond
	DefaultSnapshotEvery   = 8192
	DefaultSnapshotCheck   = time.Minute
	DefaultDiskLimit       = 3 * time.Second
	DefaultReserve         = 64 << 20

	// DefaultTrailing is so large because a member that was away for a moment should catch up from the log: with a
	// snapshot it has to fetch what that names before it counts.
	DefaultTrailing = 10_240
)

const (
	commitTimeout    = 25 * time.Millisecond // idle leader to follower: the newest commit index
	maxAppendEntries = 64
	keptSnapshots    = 2
	cachedEntries    = 256 // of the log's end, for followers that keep up
)

// Validate says everything that is wrong with c.
func (c *Config) Validate() error {
	var errs []error
	wrong := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if !validID.MatchString(c.ID) {
		errs = append(errs, fmt.Errorf("%w: %q", ErrID, c.ID))
	}
	if c.Dir == "" {
		wrong("folder for the sequencer log is missing")
	}
	if c.Transport != nil {
		if c.Ask == nil {
			wrong("a transport of one's own needs Ask")
		}
	} else {
		if _, _, err := net.SplitHostPort(c.Listen); err != nil {
			wrong("listen address: %w", err)
		}
		if c.Advertise != "" {
			if err := checkAddress(c.Advertise); err != nil {
				wrong("advertised address: %w", err)
			}
		} else if host, _, err := net.SplitHostPort(c.Listen); err == nil && (host == "" || net.ParseIP(host).IsUnspecified()) {
			wrong("listening on all interfaces (%s) needs an advertised address", c.Listen)
		}
		if c.CA == "" || c.Cert == "" || c.Key == "" {
			wrong("member certificates are missing: authority, certificate and key files are needed")
		}
	}
	if c.ElectionTimeout != 0 && c.ElectionTimeout < 50*time.Millisecond {
		wrong("election timeout %s is below 50ms", c.ElectionTimeout)
	}
	errs = append(errs, checkMembers(c.Bootstrap)...)
	return errors.Join(errs...)
}

func checkAddress(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if host == "" || port == "" || port == "0" || net.ParseIP(host).IsUnspecified() {
		return fmt.Errorf("%q cannot be dialled: host and port are needed", address)
	}
	return nil
}

func checkMembers(members []Member) []error {
	var errs []error
	ids, addresses, voters := map[string]bool{}, map[string]bool{}, 0
	for _, m := range members {
		if !validID.MatchString(m.ID) {
			errs = append(errs, fmt.Errorf("bootstrap: %w: %q", ErrID, m.ID))
		}
		if m.Address == "" || ids[m.ID] || addresses[m.Address] {
			errs = append(errs, fmt.Errorf("bootstrap: member %s at %q: ids and addresses must be there and differ", m.ID, m.Address))
		}
		ids[m.ID], addresses[m.Address] = true, true
		if m.Voter {
			voters++
		}
	}
	if len(members) > 0 && voters == 0 {
		errs = append(errs, errors.New("bootstrap: no member is a voter"))
	}
	return errs
}

// withDefaults is c with its zeros replaced.
func (c Config) withDefaults() Config {
	c.ElectionTimeout = orDefault(c.ElectionTimeout, DefaultElectionTimeout)
	c.SnapshotEvery = orDefault(c.SnapshotEvery, DefaultSnapshotEvery)
	c.DiskLimit = orDefault(c.DiskLimit, DefaultDiskLimit)
	c.Reserve = orDefault(c.Reserve, DefaultReserve)
	c.SnapshotCheck = orDefault(c.SnapshotCheck, DefaultSnapshotCheck)
	c.DiskBuffer = orDefault(c.DiskBuffer, writeBuffer)
	c.TrailingLogs = orDefault(c.TrailingLogs, DefaultTrailing)
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}

func orDefault[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

// raft translates c for the library.
func (c Config) raft() *raft.Config {
	r := raft.DefaultConfig()
	r.LocalID = raft.ServerID(c.ID)
	r.HeartbeatTimeout = c.ElectionTimeout
	r.ElectionTimeout = c.ElectionTimeout
	r.LeaderLeaseTimeout = c.ElectionTimeout
	r.CommitTimeout = min(commitTimeout, c.ElectionTimeout/4)
	r.MaxAppendEntries = maxAppendEntries
	r.BatchApplyCh = true
	r.TrailingLogs = c.TrailingLogs
	r.SnapshotInterval = c.SnapshotCheck
	r.SnapshotThreshold = c.SnapshotEvery
	r.ShutdownOnRemove = false // a removed member stays a follower of nobody until its operator stops it
	r.NoLegacyTelemetry = true
	r.Logger = raftLogger(c.Log)
	return r
}
