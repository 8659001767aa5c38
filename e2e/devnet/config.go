// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/layeredpow/adit/e2e/lie"
	"github.com/layeredpow/adit/l1anchor/family"
)

// Config is what the user of a devnet chooses. What is fixed by the first start of a folder (block time apart, that is
// everything that L1 or the rollup file recorded) cannot change later: a later start uses what the folder says.
type Config struct {
	Dir       string // folder of everything; made if it does not exist
	Adit      string // the adit binary that the roles are started from
	EtcNode   string // the etcnode binary; empty: beside Adit
	Creations string // file with the creation code of well-known contracts, read by the first start; empty: beside Adit
	JSON      string // file that Info is written to when all is ready; empty: none
	Port      int    // first of the ports, see ports
	Host      string // address at which the chains' JSON-RPC listens here, such as 0.0.0.0; empty: 127.0.0.1, for this machine alone
	Fresh     bool   // throw away what an earlier devnet left in Dir
	Restart   bool   // start a process that ended again; otherwise its end is only told

	L1BlockTime time.Duration  // pace of mining
	Depth       uint64         // L1 confirmations from which sequencers act on a message
	ForceDelay  time.Duration  // after which anybody may force a message in; fixed by the first start
	Silence     uint64         // L1 blocks without a batch after which anybody may post; fixed by the first start
	Dispute     string         // name of the figures of disputes, in l1anchor/family; fixed by the first start
	Challenger  bool           // a challenger claims what L1 leads to, and defends it
	Liars       []string       // kinds of lies, in e2e/lie: a party of each lies about what L1 leads to
	Members     int            // sequencers; fixed by the first start
	Places      []Place        // where the sequencers run; empty: here, on the loopback interface
	Raft        map[string]any // further settings of the sequencers, of the table [raft]; nil: none
	CacheMB     int            // of each role that keeps the chain; 0: the roles' own
	LogLevel    string         // of the roles

	// Thresholds of the roles' alarms; zero and empty: the roles' own.
	L1Silence, BatchAge time.Duration
	Balance             string // coins

	Grace    time.Duration // how long a process may take to stop before it is killed
	Patience time.Duration // how long starting may take
	Progress io.Writer     // told what happens, for people
	Log      *slog.Logger
}

// DefaultConfig is a devnet with three sequencers on the ports from 8545.
func DefaultConfig() Config {
	l1 := family.Devnet()
	return Config{
		Dir: "adit-devnet", Port: 8545, Host: loopback, L1BlockTime: l1.BlockTime, Depth: l1.Policy.K, ForceDelay: 10 * time.Minute, Silence: 7_200, Dispute: family.Usual, Challenger: true, Members: 3,
		LogLevel: "info", Grace: 10 * time.Second, Patience: 2 * time.Minute, Progress: io.Discard, Log: slog.New(slog.DiscardHandler),
	}
}

// Validate gives all complaints at once, those about missing binaries included.
func (c *Config) Validate() error {
	var errs []error
	require := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	require(c.Dir != "", "the devnet needs a folder")
	require(c.Port >= 1024 && c.Port <= 65_535-portSpan, "--ports %d: want 1024 to %d", c.Port, 65_535-portSpan)
	require(c.L1BlockTime >= time.Second, "L1 block time %s: L1 timestamps are whole seconds, so at least 1s", c.L1BlockTime)
	if c.Host == "" {
		c.Host = loopback
	}
	require(net.ParseIP(c.Host) != nil, "host %q: want an address, such as 0.0.0.0 for all of this machine", c.Host)
	require(c.Depth >= 1, "depth %d: at least 1", c.Depth)
	least := family.Devnet().Limits.ForceDelay
	require(c.ForceDelay >= least && c.ForceDelay.Seconds() <= math.MaxUint32, "force delay %s: at least %s", c.ForceDelay, least)
	require(c.Silence >= 1 && c.Silence <= math.MaxUint32, "silence of %d L1 blocks: at least 1", c.Silence)
	if _, err := family.DevnetDispute(c.Dispute); err != nil {
		errs = append(errs, err)
	}
	require(len(c.Liars) <= maxLiars, "%d liars: at most %d", len(c.Liars), maxLiars)
	for _, kind := range c.Liars {
		if _, err := lie.Find(kind); err != nil {
			errs = append(errs, err)
		}
	}
	if len(c.Liars) > 0 {
		if _, err := exec.LookPath(c.liar()); err != nil {
			errs = append(errs, fmt.Errorf("binary %s: %w; `make liar` makes it", c.liar(), errors.Unwrap(err)))
		}
	}
	require(c.Members >= 1 && c.Members <= maxMembers, "%d sequencers: want 1 to %d", c.Members, maxMembers)
	require(c.Grace > 0 && c.Patience > 0, "grace and patience must be positive")
	if c.EtcNode == "" {
		c.EtcNode = filepath.Join(filepath.Dir(c.Adit), "etcnode")
	}
	if c.Creations == "" {
		c.Creations = filepath.Join(filepath.Dir(c.Adit), "predeploys.json")
	}
	if _, err := os.Stat(c.Creations); err != nil {
		errs = append(errs, fmt.Errorf("well-known contracts: %w; `make build` makes the file", err))
	}
	for _, binary := range []string{c.Adit, c.EtcNode} {
		if _, err := exec.LookPath(binary); err != nil {
			errs = append(errs, fmt.Errorf("binary %s: %w; `make build` makes both", binary, errors.Unwrap(err)))
		}
	}
	if len(c.Places) != 0 {
		require(len(c.Places) == c.Members, "%d places for %d sequencers", len(c.Places), c.Members)
	}
	return errors.Join(errs...)
}

// liar is the binary of those who lie.
func (c *Config) liar() string { return filepath.Join(filepath.Dir(c.Adit), "liar") }

// Place is where a sequencer runs when that is not here: in a network namespace, say. Its folder is on this machine
// all the same.
type Place struct {
	Host    string   // address by which everybody reaches it
	Through []string // command that starts its argument there, such as ip netns exec NAME
	L1      string   // JSON-RPC URL of L1 as seen from there
}

const (
	maxMembers = 7
	maxLiars   = 16
	portSpan   = 40
)

// ports are fixed distances from the first one, so that a devnet is found where it was.
type ports struct{ first int }

func (p ports) rpc(member int) int  { return p.first + member }
func (p ports) verifier() int       { return p.first + 9 }
func (p ports) l1() int             { return p.first + 10 }
func (p ports) l1Peers() int        { return p.first + 11 }
func (p ports) l1Local() int        { return p.first + 12 }
func (p ports) raft(member int) int { return p.first + 20 + member }
func (p ports) ops(member int) int  { return p.first + 30 + member }
func (p ports) opsChallenger() int  { return p.first + 37 }
func (p ports) opsBatcher() int     { return p.first + 38 }
func (p ports) opsVerifier() int    { return p.first + 39 }

// portsHere lists those that the devnet listens on here.
func (d *devnet) portsHere() []int {
	p := d.ports
	list := []int{p.verifier(), p.l1(), p.l1Peers(), p.opsChallenger(), p.opsBatcher(), p.opsVerifier()}
	if d.cfg.open() {
		list = append(list, p.l1Local())
	}
	if len(d.cfg.Places) == 0 {
		for i := range d.cfg.Members {
			list = append(list, p.rpc(i), p.raft(i), p.ops(i))
		}
	}
	return list
}

// place is where a sequencer runs.
func (d *devnet) place(member int) Place {
	if len(d.cfg.Places) == 0 {
		return Place{Host: loopback, L1: d.cfg.url(d.ports.l1())}
	}
	return d.cfg.Places[member]
}

// rpcListen is where a sequencer's JSON-RPC listens, rpcAddress where the others find it.
func (d *devnet) rpcListen(member int) string {
	if len(d.cfg.Places) == 0 {
		return d.cfg.listen(d.ports.rpc(member))
	}
	return d.rpcAddress(member)
}

func (d *devnet) rpcAddress(member int) string {
	if len(d.cfg.Places) == 0 {
		return d.cfg.reach(d.ports.rpc(member))
	}
	return net.JoinHostPort(d.place(member).Host, strconv.Itoa(d.ports.rpc(member)))
}

func (d *devnet) raftAddress(member int) string {
	return net.JoinHostPort(d.place(member).Host, strconv.Itoa(d.ports.raft(member)))
}

func (d *devnet) opsAddress(member int) string {
	return net.JoinHostPort(d.place(member).Host, strconv.Itoa(d.ports.ops(member)))
}

func (d *devnet) rpcURL(member int) string { return "http://" + d.rpcAddress(member) }

func local(port int) string      { return net.JoinHostPort(loopback, strconv.Itoa(port)) }
func memberID(member int) string { return fmt.Sprintf("s%d", member+1) }

// folder names the files of a devnet.
type folder string

func (f folder) path(elem ...string) string {
	return filepath.Join(append([]string{string(f)}, elem...)...)
}

func (f folder) deployment() string      { return f.path("deployment.json") }
func (f folder) journal() string         { return f.path("deploying.json") }
func (f folder) rollup() string          { return f.path("rollup.toml") }
func (f folder) lock() string            { return f.path("lock") }
func (f folder) certificates() string    { return f.path("certificates") }
func (f folder) key(role string) string  { return f.path(role + ".key") }
func (f folder) config(id string) string { return f.path(id, "config.toml") }
func (f folder) log(id string) string    { return f.path(id, "log.txt") }
func (f folder) data(id string) string   { return f.path(id, "data") }
func (f folder) exists(name string) bool { _, err := os.Stat(name); return err == nil }
func (f folder) prepare(id string) error { return os.MkdirAll(f.path(id), 0o700) }
