// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/raft"
	"golang.org/x/sync/semaphore"

	"github.com/layeredpow/adit/sequencer/cluster/door"
)

// Cluster is this process's membership in the cluster.
type Cluster struct {
	cfg          Config
	log          *slog.Logger
	raft         *raft.Raft
	logs         *busyLogs
	store        *Store     // nil if Config.Logs was given
	transport    *Transport // nil if Config.Transport was given
	identity     *Identity  // likewise
	control      *door.Door // in front of the operator's socket
	pass         string     // see Pass
	vouched      *vouched
	accord       *accord
	recovery     *recovery
	readmissions readmissions
	silent       silent
	questions    questions
	lines        lines
	nudges       nudges

	terms    chan Term
	resumed  chan struct{}
	room     *semaphore.Weighted
	outcomes chan underWay
	settled  chan struct{} // closed when settle ended
	leaders  atomic.Uint64 // that were heard of
	fatal    chan error

	// guarded by proposing
	proposing sync.Mutex
	stopped   bool // outcomes is closed

	// guarded by mu
	mu        sync.Mutex
	term      *Term // the running stretch of leadership
	suspended bool

	closing  sync.Once
	closeErr error
}

// ErrIdentity marks an error that lies with the certificate that a member is to show the others: it cannot be read, or
// it is another member's.
var ErrIdentity = errors.New("member certificate")

// Folders inside Config.Dir. Raft makes "snapshots" itself.
const logFolder = "log"

// Open reads what is on disk, gives machine the newest snapshot, opens the port and starts raft: from now on this
// member votes and follows, and Apply is called. It fails with ErrDamaged if the disk does not hold what was written,
// and with ErrFormat if this build does not know what it holds. Run must follow, and Close in any case.
func Open(cfg Config, machine Machine) (_ *Cluster, err error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("cluster configuration: %w", err)
	}
	cfg = cfg.withDefaults()
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("create sequencer folder: %w", err)
	}
	c := &Cluster{
		control:  door.New(operators),
		pass:     rand.Text(),
		cfg:      cfg,
		log:      cfg.Log,
		vouched:  newVouched(),
		accord:   newAccord(cfg.Log),
		silent:   silent{ids: make(map[raft.ServerID]bool)},
		terms:    make(chan Term),
		resumed:  make(chan struct{}, 1),
		room:     semaphore.NewWeighted(maxUnderWay),
		outcomes: make(chan underWay, maxUnderWay/entryWeight),
		settled:  make(chan struct{}),
		fatal:    make(chan error, 1),
		nudges:   nudges{newest: make(chan commit, 1)},
	}
	defer func() {
		if err != nil {
			c.release()
		}
	}()
	if err := c.openStores(); err != nil {
		return nil, err
	}
	if err := c.checkFormats(machine); err != nil {
		return nil, err
	}
	if err := c.openTransport(); err != nil {
		return nil, err
	}
	if err := c.start(machine); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Cluster) openStores() error {
	logs := c.cfg.Logs
	if logs == nil {
		if err := takeReserve(c.cfg.Dir, c.cfg.Reserve); err != nil {
			return err
		}
		store, err := c.openLog()
		if err != nil {
			giveReserve(c.cfg.Dir, err)
			return err
		}
		c.store, logs = store, store
	}
	c.logs = &busyLogs{LogStore: logs, fail: c.fail}
	if c.cfg.Snapshots == nil {
		// The library's store writes to a temporary folder, syncs both files, renames and syncs the parent, and
		// checks a CRC-64 when it reads.
		files, err := raft.NewFileSnapshotStoreWithLogger(c.cfg.Dir, keptSnapshots, raftLogger(c.log))
		if err != nil {
			return fmt.Errorf("open snapshots: %w", err)
		}
		c.cfg.Snapshots = files
	}
	return nil
}

func (c *Cluster) openLog() (*Store, error) {
	if c.cfg.Disk != nil {
		return openStoreOn(c.cfg.Disk, c.cfg.DiskBuffer, c.fail)
	}
	return OpenStore(filepath.Join(c.cfg.Dir, logFolder), c.fail)
}

func (c *Cluster) openTransport() error {
	if c.cfg.Transport != nil {
		return nil
	}
	identity, err := LoadIdentity(Files{CA: c.cfg.CA, Cert: c.cfg.Cert, Key: c.cfg.Key})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrIdentity, err)
	}
	if identity.ID != c.cfg.ID {
		return fmt.Errorf("%w: %s is for member %q, this is %q", ErrIdentity, c.cfg.Cert, identity.ID, c.cfg.ID)
	}
	transport, err := Listen(identity, c.cfg.Charter, c.cfg.Listen, c.cfg.Advertise, c.log)
	if err != nil {
		return err
	}
	transport.met = c.accord.note // before anybody is admitted
	c.identity, c.transport, c.cfg.Transport = identity, transport, transport
	return nil
}

func (c *Cluster) start(machine Machine) error {
	var err error
	if c.recovery, err = openRecovery(&c.cfg, c.logs); err != nil {
		return err
	}
	c.logs.mayVote = c.recovery.mayVote
	port, ok := c.cfg.Transport.(votingTransport)
	if !ok {
		return errors.New("the transport knows no pre-votes")
	}
	cache, err := raft.NewLogCache(cachedEntries, rootedLogs{c.logs, c.cfg.Snapshots})
	if err != nil {
		return fmt.Errorf("log cache: %w", err)
	}
	if err := c.dropStale(); err != nil {
		return err
	}
	filtered := newFilteredTransport(port, c, machine)
	c.raft, err = raft.NewRaft(c.cfg.raft(), stateMachine{machine}, cache, c.logs, c.cfg.Snapshots, filtered)
	if err != nil {
		filtered.Close()
		return fmt.Errorf("start raft: %w", err)
	}
	filtered.open(c.raft)
	c.countLeaders()
	c.silent.watch(c.raft)
	go c.settle()
	if c.transport != nil {
		c.transport.Answer(c.answer)
		if c.cfg.Answer != nil {
			c.transport.votes.Store(&c.cfg.Answer)
		}
		if c.cfg.Serve != nil {
			c.transport.fetches.Store(&c.cfg.Serve)
		}
		c.transport.Admit(c.admit)
	}
	return nil
}

// fail reports what this process cannot go on after; Run returns it.
func (c *Cluster) fail(err error) {
	giveReserve(c.cfg.Dir, err) // now: the process may be gone before anybody else gets a turn
	select {
	case c.fatal <- err:
	default:
	}
}

// Run delivers Terms, answers the operator and watches the disk until ctx ends, then hands leadership over and
// returns nil. It returns an error when the member must not go on; it is off the network then. The process has to
// exit, with os.Exit if need be: goroutines that wait for a dead disk do not end.
func (c *Cluster) Run(ctx context.Context) error {
	inner, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() { c.lead(inner) })
	wg.Go(func() { c.nudge(inner) })
	wg.Go(func() { c.readmitAll(inner) })
	wg.Go(func() {
		if err := c.rejoin(inner); err != nil {
			c.fail(err)
		}
	})
	wg.Go(func() {
		if err := c.findAccord(inner); err != nil {
			c.fail(err)
		}
	})
	if c.transport != nil {
		wg.Go(func() {
			if err := c.serveControl(inner); err != nil {
				c.fail(err)
			}
		})
	}
	wg.Go(func() {
		if err := watch(inner, c.probe(), c.logs, c.cfg.DiskLimit); err != nil {
			c.fail(err)
		}
	})
	select {
	case <-ctx.Done():
		c.handOver()
		return nil
	case err := <-c.fatal:
		if c.transport != nil {
			c.transport.Close() // the others must not follow this member, whatever becomes of the process
		}
		if c.cfg.Fatal != nil {
			c.cfg.Fatal(err)
		}
		return fmt.Errorf("sequencer %s must not go on: %w", c.cfg.ID, err)
	}
}

// probe is a write that shows whether the log's disk is well; nil if there is no such disk.
func (c *Cluster) probe() func() error {
	switch {
	case c.cfg.Disk != nil:
		return c.cfg.Disk.Probe
	case c.store != nil:
		return newProbe(c.cfg.Dir).run
	}
	return nil
}

// handOver lets another member lead before this one stops, so that nobody waits for an election. If it fails there is
// one.
func (c *Cluster) handOver() {
	if c.raft.State() != raft.Leader {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), handOverPatience)
	defer cancel()
	if err := c.Transfer(ctx, ""); err != nil {
		c.log.Debug("leadership not handed over", "err", err)
	}
}

const handOverPatience = time.Second

// closePatience is how long Close waits for raft, which cannot stop while the disk hangs.
const closePatience = 10 * time.Second

// Close leaves the network and closes the files. Entries under way end with ErrUnknown or their outcome. Terms ends
// with Run, not here: end Run first.
func (c *Cluster) Close() error {
	c.closing.Do(func() {
		done := make(chan struct{})
		go func() {
			defer close(done)
			c.drain()
			c.closeErr = c.release()
		}()
		select {
		case <-done:
		case <-time.After(closePatience):
			c.closeErr = errors.New("close cluster: raft does not stop, most likely the disk hangs")
		}
	})
	return c.closeErr
}

// drain waits for what raft still has to answer. It answers all while it runs: commits, or loses its lease and says so.
func (c *Cluster) drain() {
	c.proposing.Lock()
	c.stopped = true
	close(c.outcomes)
	c.proposing.Unlock()
	<-c.settled
	c.questions.close()
}

func (c *Cluster) release() error {
	var errs []error
	c.lines.close()
	if c.raft != nil {
		stopped := c.raft.Shutdown()
		if c.transport != nil {
			errs = append(errs, c.transport.Close()) // ends calls that raft waits for
		}
		errs = append(errs, stopped.Error())
	} else if c.transport != nil {
		errs = append(errs, c.transport.Close())
	}
	if c.store != nil {
		errs = append(errs, c.store.Close())
	}
	return errors.Join(errs...)
}
