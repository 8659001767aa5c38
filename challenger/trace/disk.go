// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/vm"
)

// disk keeps the histories of runs and strides over a restart, each in a file of its own, and verdicts in one. The
// name of a history is what it was made of, and its last 32 bytes are a hash of that and of all before them: a file
// that was cut, mixed up or damaged is taken for none, and computed anew.
//
//	run      ┌──────────┬────────────┬────────────────┬────────────────┬─────────┐
//	         │ start 32 │ header 885 │ memory root 32 │ a hash each 32 │ hash 32 │       981 bytes and 32 a stride
//	         └──────────┴────────────┴────────────────┴────────────────┴─────────┘
//	stride   ┌────────────────┬─────────┐
//	         │ a hash each 32 │ hash 32 │                                            32 bytes and 32 a step
//	         └────────────────┴─────────┘
//
// A file is written beside its place and moved there, so a crash leaves it whole, or leaves what openDisk removes.
// Without a folder nothing is kept.
type disk struct {
	dir  string
	room uint64 // bytes that histories may take
	made []byte // what all of them depend on: format, program, constants of the rollup
	log  *slog.Logger
}

const (
	diskFormat    = 1
	historySuffix = ".history"
	draftSuffix   = ".draft"
	runHead       = 2*common.HashLength + vm.HeaderSize
)

func openDisk(dir string, room uint64, program, params common.Hash, log *slog.Logger) (*disk, error) {
	d := &disk{dir, room, bytes.Join([][]byte{{diskFormat}, program[:], params[:]}, nil), log}
	if dir == "" {
		return d, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of histories: %w", err)
	}
	drafts, err := filepath.Glob(filepath.Join(dir, "*"+draftSuffix))
	for _, draft := range drafts {
		err = errors.Join(err, os.Remove(draft))
	}
	if err != nil {
		return nil, fmt.Errorf("remove what was not written to its end: %w", err)
	}
	return d, nil
}

// name is what a history is made of.
func (d *disk) name(kind string, k key, stride uint32) common.Hash {
	end := k.end.Hash()
	return crypto.Keccak256Hash(d.made, []byte(kind), k.state[:], end[:], fmt.Append(nil, stride))
}

func (d *disk) path(name common.Hash) string {
	return filepath.Join(d.dir, fmt.Sprintf("%x%s", name[:16], historySuffix))
}

// load reads a history, nil if there is none that can be read. Reading counts as using it.
func (d *disk) load(name common.Hash) []byte {
	if d.dir == "" {
		return nil
	}
	path := d.path(name)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	n := len(b) - common.HashLength
	if err == nil && (n < 0 || common.Hash(b[n:]) != crypto.Keccak256Hash(name[:], b[:n])) {
		err = errors.Join(errors.New("find its hash at its end"), os.Remove(path))
	}
	if err != nil {
		d.log.Warn("history on disk cannot be used, it is computed anew", "file", path, "bytes", len(b), "err", err)
		return nil
	}
	now := time.Now()
	if err := os.Chtimes(path, now, now); err != nil {
		d.log.Warn("history on disk cannot be marked as used", "file", path, "err", err)
	}
	return b[:n]
}

// keep writes a history, and lets go of those that were used longest ago if there is no room. A history that cannot
// be kept costs time after a restart, and nothing else.
func (d *disk) keep(name common.Hash, body ...[]byte) {
	if d.dir == "" {
		return
	}
	b := bytes.Join(body, nil)
	sum := crypto.Keccak256Hash(name[:], b)
	b = append(b, sum[:]...)
	if uint64(len(b)) > d.room {
		return
	}
	path := d.path(name)
	err := d.makeRoom(uint64(len(b)))
	if err == nil {
		err = os.WriteFile(path+draftSuffix, b, 0o600)
	}
	if err == nil {
		err = os.Rename(path+draftSuffix, path)
	}
	if err != nil {
		d.log.Warn("history cannot be kept on disk", "file", path, "bytes", len(b), "err", err)
	}
}

func (d *disk) makeRoom(need uint64) error {
	entries, err := os.ReadDir(d.dir)
	if err != nil {
		return err
	}
	var all []fs.FileInfo
	taken := need
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), historySuffix) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		all, taken = append(all, info), taken+uint64(info.Size())
	}
	for ; taken > d.room && len(all) > 0; all = all[1:] {
		oldest := 0
		for i := range all {
			if all[i].ModTime().Before(all[oldest].ModTime()) {
				oldest = i
			}
		}
		all[0], all[oldest] = all[oldest], all[0]
		if err := os.Remove(filepath.Join(d.dir, all[0].Name())); err != nil {
			return err
		}
		taken -= uint64(all[0].Size())
	}
	return nil
}

// run is the history of a run, and how many strides it has; nil if there is none.
func (d *disk) run(k key) (*strategy.Run, int, error) {
	b := d.load(d.name("run", k, 0))
	if b == nil {
		return nil, 0, nil
	}
	if len(b) <= runHead {
		return nil, 0, fmt.Errorf("read the history of a run: it has %d bytes", len(b))
	}
	r := &strategy.Run{Start: common.Hash(b[:32])}
	r.End = game.Run{Header: b[32 : 32+vm.HeaderSize], MemoryRoot: common.Hash(b[32+vm.HeaderSize : runHead])}
	hashes := hashesOf(b[runHead:])
	var err error
	r.Tree, err = game.NewTree(game.Strides.Height(), hashes)
	return r, len(hashes), err
}

func (d *disk) keepRun(k key, r *strategy.Run, hashes []common.Hash) {
	d.keep(d.name("run", k, 0), r.Start[:], r.End.Header, r.End.MemoryRoot[:], bytesOf(hashes))
}

// stride is the history of a stride, none if there is none.
func (d *disk) stride(k strideKey) []common.Hash {
	return hashesOf(d.load(d.name("stride", k.key, k.stride)))
}

func (d *disk) keepStride(k strideKey, hashes []common.Hash) {
	d.keep(d.name("stride", k.key, k.stride), bytesOf(hashes))
}

func hashesOf(b []byte) []common.Hash {
	hashes := make([]common.Hash, len(b)/common.HashLength)
	for i := range hashes {
		hashes[i] = common.Hash(b[common.HashLength*i:])
	}
	return hashes
}

func bytesOf(hashes []common.Hash) []byte {
	b := make([]byte, 0, len(hashes)*common.HashLength)
	for _, h := range hashes {
		b = append(b, h[:]...)
	}
	return b
}
