// SPDX-License-Identifier: Apache-2.0

package batcher

import "github.com/layeredpow/adit/l1anchor"

// callGas is the limit for a call with that input: what it should take at most, and a margin for storage that is
// touched for the first time.
func (c *Config) callGas(input []byte) uint64 {
	const margin = 60_000
	return c.BatchGas + l1anchor.DataGas(input) + margin
}

// messageGas is the limit for sending a message with that input: it is stored, hashed and logged.
func messageGas(input []byte) uint64 {
	const (
		most    = 110_000 // beside the body, two fresh storage slots among it
		logByte = 8
	)
	return most + l1anchor.DataGas(input) + logByte*uint64(len(input))
}
