// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/pool"
)

func sequencerCommand() *cli.Command {
	d := sequencer.DefaultConfig()
	return role(&cli.Command{
		Name:     "sequencer",
		Usage:    "order transactions into L2 blocks, as one member of a set",
		Category: "roles",
		Description: "A transaction is acknowledged once a quorum of the members has it on disk and it has been executed. Members talk over\n" +
			"mutual TLS; `adit sequencer keys` makes the certificates.",
		Subcommands: []*cli.Command{keysCommand(), membersCommand()},
		Flags: append(slices.Concat(nodeFlags(), rpcFlags(), opsFlags(), nodeAlarmFlags(), feeFlags()),
			&cli.StringFlag{Name: "id", Usage: "`NAME` of this member, as in its certificate"},
			&cli.StringSliceFlag{Name: "peers", Usage: "all members as `ID=RAFT-ADDRESS=RPC-URL`, this one included; they found the set when the data folder is empty"},
			&cli.StringFlag{Name: "raft.listen", Usage: "`HOST:PORT` on which the other members reach this one", Category: "raft:"},
			&cli.StringFlag{Name: "raft.advertise", Usage: "`HOST:PORT` that the others dial, if it differs from the one listened on", Category: "raft:"},
			&cli.PathFlag{Name: "raft.ca", Usage: "certificate `FILE` of the set's authority (PEM)", Category: "raft:"},
			&cli.PathFlag{Name: "raft.cert", Usage: "certificate `FILE` of this member (PEM)", Category: "raft:"},
			&cli.PathFlag{Name: "raft.key", Usage: "private key `FILE` of this member (PEM)", Category: "raft:"},
			&cli.DurationFlag{Name: "raft.election", Value: cluster.DefaultElectionTimeout, Usage: "how long a leader may be silent before it is replaced", Category: "raft:"},
			&cli.DurationFlag{Name: "raft.disk-limit", Value: cluster.DefaultDiskLimit, Usage: "how long a synced write may take before this process gives up", Category: "raft:"},
			&cli.Uint64Flag{Name: "raft.snapshot-every", Value: cluster.DefaultSnapshotEvery, Usage: "log entries between two snapshots; a restart replays at most twice as many", Category: "raft:"},
			&cli.DurationFlag{Name: "raft.snapshot-check", Value: cluster.DefaultSnapshotCheck, Usage: "how often to look whether a snapshot is due", Category: "raft:"},
			&cli.Uint64Flag{Name: "raft.trailing", Value: cluster.DefaultTrailing, Usage: "log entries kept behind a snapshot; a member that was away for longer is sent the snapshot", Category: "raft:"},
			&cli.BoolFlag{Name: "raft.join", Usage: "join a set that exists (`adit sequencer members add` lets it in) instead of founding one", Category: "raft:"},
			&cli.DurationFlag{Name: "slice.pace", Value: d.Pace, Usage: "least time between two slices under load", Category: "slices:"},
			&cli.IntFlag{Name: "slice.txs", Value: d.SliceTxs, Usage: "most transactions in one slice", Category: "slices:"},
			&cli.DurationFlag{Name: "pool.parked-for", Value: pool.DefaultConfig().ParkedFor, Usage: "how long a transaction that a client sent here may wait for an earlier nonce of its sender", Category: "pool:"},
		),
		Action: func(c *cli.Context) error {
			log, err := logger(c)
			if err != nil {
				return err
			}
			cfg, err := sequencerConfig(c)
			if err != nil {
				return err
			}
			spareThread()
			return explain(node.Sequencer(c.Context, cfg, log.With("id", cfg.Cluster.ID)))
		},
	}, "id", "data", "rollup", "peers", "l1.url", "raft.listen", "raft.ca", "raft.cert", "raft.key")
}

// spareThread lets Go run one thread more than there are cores, unless GOMAXPROCS is set. Calls that compute take
// turns, a few at a time; the ordering of transactions then finds a thread when its time has come, and the kernel
// lets what has slept go first.
func spareThread() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1)
	}
}

// explain says what an operator does about the ends that need one.
func explain(err error) error {
	switch {
	case errors.Is(err, sequencer.ErrDivergence):
		return fatal(advise(err, "this member's software or disk is not like the others': compare versions, then let it join again with an empty data folder"))
	case errors.Is(err, cluster.ErrDiffers):
		return usage(advise(err, "give it the rollup file and the version of the others; both values are named"))
	case errors.Is(err, cluster.ErrDamaged):
		return fatal(advise(err, "empty its data folder and start it again while the others run: it fetches everything from them, and then has a vote again"))
	case errors.Is(err, cluster.ErrDiskFull):
		return advise(err, "make room and start again; nothing was changed")
	}
	return err
}

func sequencerConfig(c *cli.Context) (node.SequencerConfig, error) {
	cfg := node.SequencerConfig{Sequencer: sequencer.DefaultConfig(), Pool: pool.DefaultConfig(), URLs: map[string]string{}}
	var err error
	if cfg.Config, err = nodeConfig(c); err != nil {
		return cfg, err
	}
	if cfg.Fee, err = feePolicy(c); err != nil {
		return cfg, err
	}
	cfg.Sequencer.Pace, cfg.Sequencer.SliceTxs = c.Duration("slice.pace"), c.Int("slice.txs")
	cfg.Pool.ParkedFor = c.Duration("pool.parked-for")
	cfg.Cluster = cluster.Config{
		ID: c.String("id"), Listen: c.String("raft.listen"), Advertise: c.String("raft.advertise"), Dir: cfg.Data,
		CA: c.Path("raft.ca"), Cert: c.Path("raft.cert"), Key: c.Path("raft.key"),
		ElectionTimeout: c.Duration("raft.election"), DiskLimit: c.Duration("raft.disk-limit"),
		SnapshotEvery: c.Uint64("raft.snapshot-every"), SnapshotCheck: c.Duration("raft.snapshot-check"), TrailingLogs: c.Uint64("raft.trailing"),
	}
	for _, peer := range c.StringSlice("peers") {
		part := strings.SplitN(peer, "=", 3)
		if len(part) != 3 {
			return cfg, usagef("--peers: %q, want ID=RAFT-ADDRESS=RPC-URL", peer)
		}
		if err := checkURL("peers", part[2]); err != nil {
			return cfg, err
		}
		cfg.URLs[part[0]] = part[2]
		if !c.Bool("raft.join") {
			cfg.Cluster.Bootstrap = append(cfg.Cluster.Bootstrap, cluster.Member{ID: part[0], Address: part[1], Voter: true})
		}
	}
	return cfg, usage(errors.Join(checkURL("l1.url", cfg.L1), cfg.Validate()))
}

// keysCommand makes what members prove themselves with.
func keysCommand() *cli.Command {
	return role(&cli.Command{
		Name:      "keys",
		Usage:     "make the authority of a sequencer set, and the certificate of a member",
		ArgsUsage: "ID...",
		Description: "The authority is made in the folder when it is not there yet. Keep ca-key.pem off the members' machines: whoever has it\n" +
			"can make a member.",
		Flags: []cli.Flag{
			&cli.PathFlag{Name: "dir", Value: "certificates", Usage: "`FOLDER` of the certificates"},
			&cli.DurationFlag{Name: "lifetime", Value: 365 * 24 * time.Hour, Usage: "how long the certificates are good for"},
		},
		Action: func(c *cli.Context) error {
			if !c.Args().Present() {
				return usagef("adit sequencer keys needs the names of the members: `adit sequencer keys s1 s2 s3`")
			}
			if c.Duration("lifetime") <= 0 {
				return usagef("--lifetime is %s, must be positive", c.Duration("lifetime"))
			}
			return makeKeys(c.App.Writer, c.Path("dir"), c.Args().Slice(), c.Duration("lifetime"))
		},
	})
}

// makeKeys makes nothing when one of the names is wrong or has its files already.
func makeKeys(w io.Writer, dir string, ids []string, lifetime time.Duration) error {
	if err := namesFree(dir, ids); err != nil {
		return usage(err)
	}
	authority, err := cluster.LoadAuthority(dir)
	if errors.Is(err, os.ErrNotExist) {
		authority, err = cluster.CreateAuthority(dir, 10*lifetime)
		err = advise(err, "the folder holds half an authority: restore the missing one of ca.pem and ca-key.pem, or choose an empty folder")
	}
	if err != nil {
		return err
	}
	for _, id := range ids {
		files, err := authority.Issue(dir, id, lifetime)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n%s\n", files.Cert, files.Key); err != nil {
			return err
		}
	}
	return nil
}

// namesFree complains about all names at once that no certificate can be made for.
func namesFree(dir string, ids []string) error {
	var complaints []error
	for i, id := range ids {
		files := cluster.MemberFiles(dir, id)
		switch {
		case !cluster.ValidID(id):
			complaints = append(complaints, fmt.Errorf("%w: %q", cluster.ErrID, id))
		case slices.Contains(ids[:i], id):
			complaints = append(complaints, fmt.Errorf("member %s is named twice", id))
		case exists(files.Cert) || exists(files.Key):
			complaints = append(complaints, fmt.Errorf("member %s has its files already: move %s and %s away to make new ones", id, files.Cert, files.Key))
		}
	}
	return errors.Join(complaints...)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
