// SPDX-License-Identifier: Apache-2.0

package chaintest

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// Damage does to one file in the folder of a closed chain what disks and people do, and says what. Each kind of file
// has the same chance, however many and large its files are.
func Damage(rng *rand.Rand, dir string) (string, error) {
	all, err := files(dir)
	if err != nil {
		return "", err
	}
	kinds := make(map[string][]string)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if kind := kindOf(name); all[name] > 0 && kind != "" {
			kinds[kind] = append(kinds[kind], name)
		}
	}
	names := kinds[pick(rng, slices.Sorted(maps.Keys(kinds)))]
	name := pick(rng, names)
	path := filepath.Join(dir, name)
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	at := rng.IntN(len(data))
	what := fmt.Sprintf("%s at %d of %d", name, at, len(data))
	switch rng.IntN(8) {
	case 0:
		return name + " is lost", os.Remove(path)
	case 1:
		what, data = what+": the rest is lost", data[:at]
	case 2:
		end := min(at-at%sector+sector, len(data))
		what = what + ": the sector is lost"
		clear(data[at-at%sector : end])
	default:
		bit := rng.IntN(8)
		what = fmt.Sprintf("%s: bit %d flipped", what, bit)
		data[at] ^= 1 << bit
	}
	return what, os.WriteFile(path, data, 0o600)
}

// Change flips a bit of a part of the data wherever it stands in a table, and says in how many.
func Change(dir string, part []byte) (n int, err error) {
	all, err := files(dir)
	if err != nil {
		return 0, err
	}
	for name := range all {
		if kindOf(name) != ".ldb" {
			continue
		}
		path := filepath.Join(dir, name)
		data, err := os.ReadFile(path)
		if err != nil {
			return n, err
		}
		if at := bytes.Index(data, part); at >= 0 {
			data[at] ^= 1
			n++
			if err := os.WriteFile(path, data, 0o600); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func pick(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }

// kindOf tells a database's files apart by their names; empty: nobody reads it.
func kindOf(name string) string {
	base := filepath.Base(name)
	switch {
	case base == "LOG" || base == "LOG.old" || base == "LOCK" || base == "FLOCK":
		return ""
	case filepath.Ext(base) == ".ldb" || filepath.Ext(base) == ".log":
		return filepath.Ext(base)
	case filepath.Base(filepath.Dir(filepath.Dir(name))) == "ancient":
		return "freezer"
	}
	return "rest"
}
