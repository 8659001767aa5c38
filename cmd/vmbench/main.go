// SPDX-License-Identifier: Apache-2.0

// Command vmbench is what the machine's speed is measured with: a program that computes what proofs of L2 blocks
// spend their steps on. It takes no input, does the same every time, and prints a digest of each part, so that a
// wrong machine shows.
//
// `adit vm bench` builds it for riscv64 and runs it.
package main

import (
	"encoding/binary"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/trie"
	"github.com/ethereum/go-ethereum/triedb"
)

// How much of each. Hashing takes four fifths of the steps, as in a block of transfers: tries are hashing too.
const (
	megabytes = 64
	senders   = 200
	accounts  = 5_000
	rounds    = 5 // in each, every fifth account changes
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	fmt.Printf("hash %x\n", hashed())
	digest, err := recovered()
	if err != nil {
		return err
	}
	fmt.Printf("recover %x\n", digest)
	root, err := committed()
	if err != nil {
		return err
	}
	fmt.Printf("trie %x\n", root)
	return nil
}

// hashed is the keccak256 hash of megabytes that differ from one another.
func hashed() common.Hash {
	block := make([]byte, 1<<20)
	for i := range block {
		block[i] = byte(i * i >> 8)
	}
	h := crypto.NewKeccakState()
	for n := range megabytes {
		binary.LittleEndian.PutUint32(block, uint32(n))
		h.Write(block)
	}
	return common.BytesToHash(h.Sum(nil))
}

// recovered finds who signed some messages.
func recovered() (digest common.Hash, err error) {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("a sender")))
	if err != nil {
		return digest, fmt.Errorf("make a key: %w", err)
	}
	signer := crypto.PubkeyToAddress(key.PublicKey)
	for n := range senders {
		message := crypto.Keccak256Hash(digest[:], []byte{byte(n)})
		signature, err := crypto.Sign(message[:], key)
		if err != nil {
			return digest, fmt.Errorf("sign message %d: %w", n, err)
		}
		public, err := crypto.SigToPub(message[:], signature)
		if err != nil {
			return digest, fmt.Errorf("recover sender %d: %w", n, err)
		}
		if got := crypto.PubkeyToAddress(*public); got != signer {
			return digest, fmt.Errorf("message %d is by %s, want %s", n, got, signer)
		}
		digest = crypto.Keccak256Hash(digest[:], signature)
	}
	return digest, nil
}

// committed is the root of a trie of accounts after some rounds of changes.
func committed() (root common.Hash, err error) {
	t := trie.NewEmpty(triedb.NewDatabase(rawdb.NewMemoryDatabase(), triedb.HashDefaults))
	for round := range 1 + rounds {
		for n := range accounts {
			if round > 0 && n%rounds != round-1 {
				continue
			}
			name := crypto.Keccak256Hash(binary.LittleEndian.AppendUint32(nil, uint32(n)))
			value := append(crypto.Keccak256(name[:], []byte{byte(round)}), name[:]...)
			if err := t.Update(name[:], value); err != nil {
				return root, fmt.Errorf("change account %d: %w", n, err)
			}
		}
		root = t.Hash()
	}
	return root, nil
}
