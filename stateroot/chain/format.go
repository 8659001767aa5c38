// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// format is the version of all that a chain's folder holds beside go-ethereum's own: the records of blocks and the
// notes of stages. Whatever changes their bytes, or what they mean, takes the next number. It stands in a file of its
// own, since it has to be known before a database is opened, which changes it.
const format = 2

const (
	formatFile = "format" // the number, decimal
	rollupFile = "rollup" // the hash of the rollup, hexadecimal; in a folder that was begun
)

// ErrFormat is a folder that was written in a format that this build does not read. Nothing in it has been touched.
var ErrFormat = errors.New("unknown format of the L2 chain")

// checkFormat refuses a folder of another format, and marks a new one. It comes before anything is read or written.
func checkFormat(dir string) error {
	file := filepath.Join(dir, formatFile)
	have, err := os.ReadFile(file)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return beginFormat(dir, file)
	case err != nil:
		return fmt.Errorf("which format this folder has: %w", err)
	case string(bytes.TrimSpace(have)) != strconv.Itoa(format):
		return fmt.Errorf("%w: version %.40q, this build reads %d", ErrFormat, bytes.TrimSpace(have), format)
	}
	return nil
}

// beginFormat marks a folder in which nothing was begun. One that a crash left with this mark alone is the same.
func beginFormat(dir, file string) error {
	if _, err := os.Stat(filepath.Join(dir, rollupFile)); !errors.Is(err, os.ErrNotExist) {
		return errors.Join(fmt.Errorf("%w: it has no version, this build reads %d", ErrFormat, format), err)
	}
	if err := writeWhole(file, strconv.Itoa(format)+"\n"); err != nil {
		return fmt.Errorf("mark the folder with its format: %w", err)
	}
	return nil
}
