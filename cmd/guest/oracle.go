// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"syscall"
	"unsafe"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/vm/oracle"
)

// The machine's files: what is written to the oracle is a key, what is then read from it the value.
const (
	outputFile = 1
	oracleFile = 3
)

// words is where the machine moves data from and to. One system call moves what lies in one leaf of memory, 32 bytes at
// multiples of 32, so everything goes through here.
type words [1024]uint64

// client asks the machine's oracle.
type client struct {
	space words
	leaf  []byte // 32 bytes of space that are one leaf
	rest  []byte // the leaves behind it
}

func newOracle() *client {
	c := new(client)
	all := unsafe.Slice((*byte)(unsafe.Pointer(&c.space)), len(c.space)*8)
	skip := -uintptr(unsafe.Pointer(&all[0])) % oracle.Word
	all = all[skip:]
	c.leaf, c.rest = all[:oracle.Word], all[oracle.Word:]
	return c
}

// Value implements oracle.Source.
func (c *client) Value(hash common.Hash) ([]byte, error) { return c.ask(oracle.HashKey(hash)) }

// Precompile implements oracle.Source.
func (c *client) Precompile(number byte, input []byte) ([]byte, bool, error) {
	key, err := oracle.PrecompileKey(number, input)
	if err != nil {
		return nil, false, err
	}
	answer, err := c.ask(key)
	if err != nil {
		return nil, false, err
	}
	return oracle.Output(answer)
}

// ask writes a key and reads its value to the end.
func (c *client) ask(key oracle.Key) ([]byte, error) {
	copy(c.leaf, key[:])
	if n, err := move(syscall.SYS_WRITE, oracleFile, c.leaf); err != nil || n != len(key) {
		return nil, fmt.Errorf("ask for %x: %d bytes taken: %w", key, n, err)
	}
	var value []byte
	for {
		n, err := move(syscall.SYS_READ, oracleFile, c.leaf)
		if err != nil {
			return nil, fmt.Errorf("value of %x: %w", key, err)
		}
		if n == 0 {
			return value, nil
		}
		value = append(value, c.leaf[:n]...)
	}
}

// write gives the result in one piece, so that the machine's output is one link.
func write(result common.Hash) error {
	c := newOracle()
	copy(c.leaf, result[:])
	if n, err := move(syscall.SYS_WRITE, outputFile, c.leaf); err != nil || n != len(result) {
		return fmt.Errorf("write the result: %d bytes taken: %w", n, err)
	}
	return nil
}

// move is a read or write without what the runtime puts around one that may take long.
func move(call, file uintptr, data []byte) (int, error) {
	n, _, failed := syscall.RawSyscall(call, file, uintptr(unsafe.Pointer(&data[0])), uintptr(len(data)))
	if failed != 0 {
		return 0, failed
	}
	return int(n), nil
}
