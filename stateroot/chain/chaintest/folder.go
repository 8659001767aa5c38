// SPDX-License-Identifier: Apache-2.0

// Package chaintest makes of an L2 chain's folder what a power cut or a failing disk leaves of it. It knows
// goleveldb's files and nothing of what is in them.
package chaintest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Folder is the folder of a chain that is in use. goleveldb syncs its tables and the list of them before it relies on
// them; what a power cut can take are journals, from where they were synced last.
type Folder struct {
	Dir string

	mu     sync.Mutex
	synced map[string]int64 // journal → length that is safe
}

// Sync calls the chain's own, and remembers what is safe by it. Nobody else may write meanwhile.
func (f *Folder) Sync(sync func() error) error {
	if err := sync(); err != nil {
		return err
	}
	now, err := files(f.Dir)
	if err != nil {
		return err
	}
	maps.DeleteFunc(now, func(name string, _ int64) bool { return !isJournal(name) })
	f.mu.Lock()
	defer f.mu.Unlock()
	f.synced = now
	return nil
}

func isJournal(name string) bool { return strings.HasSuffix(name, ".log") }

// PowerCut copies the folder to another one, as it may look when power is back. The chain may go on meanwhile.
func (f *Folder) PowerCut(rng *rand.Rand, to string) error {
	f.mu.Lock()
	synced := maps.Clone(f.synced)
	f.mu.Unlock()
	image, err := snapshot(f.Dir)
	if err != nil {
		return err
	}
	var journals []string
	for _, name := range slices.Sorted(maps.Keys(image)) {
		if isJournal(name) {
			journals = append(journals, name)
			image[name] = torn(image[name], int(synced[name]), rng)
		}
	}
	if n := len(journals); n > 0 && rng.IntN(4) == 0 {
		if _, safe := synced[journals[n-1]]; !safe {
			delete(image, journals[n-1]) // its name was not synced
		}
	}
	unfinished(image, rng)
	return write(to, image)
}

const sector = 512

// torn is a file of which only the beginning was synced: of the rest nothing arrived, or a prefix, or any sectors.
func torn(data []byte, synced int, rng *rand.Rand) []byte {
	synced = min(synced, len(data))
	switch rng.IntN(3) {
	case 0:
		return data[:synced]
	case 1:
		return data[:synced+rng.IntN(len(data)-synced+1)]
	}
	loss := 1 << (1 + rng.IntN(10)) // one sector in so many
	for at := synced; at < len(data); {
		end := min(at-at%sector+sector, len(data))
		if rng.IntN(loss) == 0 {
			clear(data[at:end])
		}
		at = end
	}
	return data
}

// unfinished adds what was about to be written: a table that nothing names, or the beginning of an entry in the list
// of tables.
func unfinished(image map[string][]byte, rng *rand.Rand) {
	for _, name := range slices.Sorted(maps.Keys(image)) {
		if !strings.Contains(name, "MANIFEST-") {
			continue
		}
		switch data := image[name]; rng.IntN(8) {
		case 0:
			image[filepath.Join(filepath.Dir(name), "999999.ldb")] = data[:rng.IntN(len(data))]
		case 1:
			first := 7 + int(binary.LittleEndian.Uint16(data[4:])) // a header, and what it says
			image[name] = append(data, data[:rng.IntN(first)]...)
		case 2:
			image[name] = append(data, make([]byte, rng.IntN(2*sector))...)
		}
	}
}

// Copy copies the folder of a closed chain.
func Copy(from, to string) error {
	image, err := snapshot(from)
	if err != nil {
		return err
	}
	return write(to, image)
}

// files are the sizes of a folder's files by their names within.
func files(dir string) (map[string]int64, error) {
	sizes := make(map[string]int64)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return ignoreGone(err)
		}
		info, err := entry.Info()
		if err != nil {
			return ignoreGone(err)
		}
		name, err := filepath.Rel(dir, path)
		sizes[name] = info.Size()
		return err
	})
	return sizes, err
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

var errBusy = errors.New("the folder never stands still")

// snapshot reads a folder at one moment: until nothing changes meanwhile.
func snapshot(dir string) (map[string][]byte, error) {
	for range 100 {
		before, err := files(dir)
		if err != nil {
			return nil, err
		}
		image := make(map[string][]byte, len(before))
		for name := range before {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if ignoreGone(err) != nil {
				return nil, err
			}
			image[name] = bytes.Clone(data)
		}
		after, err := files(dir)
		if err != nil {
			return nil, err
		}
		if maps.Equal(before, after) {
			return image, nil
		}
	}
	return nil, errBusy
}

func write(dir string, image map[string][]byte) error {
	for name, data := range image {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return err
		}
	}
	return nil
}
