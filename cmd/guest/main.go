// SPDX-License-Identifier: Apache-2.0

// Command guest is the program that is proven on L1, as the machine runs it: it reads three hashes, asks for everything
// else by hash, and writes the hash of the next state. Any other end than exit code 0 means that the state behind is
// stuck.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/layeredpow/adit/stateroot/program"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	raw, err := io.ReadAll(os.Stdin)
	if err != nil {
		return fmt.Errorf("read the input: %w", err)
	}
	in, err := program.DecodeInput(raw)
	if err != nil {
		return err
	}
	next, err := program.Main(newOracle(), in)
	if err != nil {
		return err
	}
	return write(next)
}
