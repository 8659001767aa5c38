// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"encoding/json"
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/contracts/vectors"
	"github.com/layeredpow/adit/l1anchor"
)

var update = flag.Bool("update", false, "write the vectors anew from the Go side")

type messageCase struct {
	Kind       l1anchor.Kind  `json:"kind"`
	Sender     common.Address `json:"sender"`
	Height     uint64         `json:"height,string"`
	Time       uint64         `json:"time,string"`
	ParentHash common.Hash    `json:"parentHash"`
	Body       hexutil.Bytes  `json:"body"`
	Acc        common.Hash    `json:"acc"`
	Word       common.Hash    `json:"word"`
}

type batchCase struct {
	Index     uint64         `json:"index,string"`
	Data      hexutil.Bytes  `json:"data"`
	Height    uint64         `json:"height,string"`
	Time      uint64         `json:"time,string"`
	MsgAcc    common.Hash    `json:"msgAcc"`
	Consumed  uint64         `json:"consumed,string"`
	Poster    common.Address `json:"poster"`
	Miner     common.Address `json:"miner"`
	Acc       common.Hash    `json:"acc"`
	Tail      hexutil.Bytes  `json:"tail"`
	Milestone common.Hash    `json:"milestone"`
}

type vectorFile[C any] struct {
	Comment string `json:"comment"`
	Cases   []C    `json:"cases"`
}

const (
	messagesComment = "A chain of messages that starts at accumulator 0. acc is the accumulator after the message, word what L2 knows of L1 once it has consumed it."
	batchesComment  = "A chain of batches that starts at accumulator 0. acc is the accumulator after the batch, tail the mark by which the next one names it, milestone the milestone chain after it if every batch were a milestone."
)

// answer fills in what the Go side says after the message before.
func (c *messageCase) answer(acc common.Hash) common.Hash {
	m := l1anchor.Message{
		Kind: c.Kind, Sender: c.Sender, Height: l1anchor.Height(c.Height), Time: c.Time, ParentHash: c.ParentHash, Body: c.Body,
	}
	c.Acc = m.Extend(acc)
	c.Word = m.Word(c.Acc)
	return c.Acc
}

// answer fills in what the Go side says after the batch before.
func (c *batchCase) answer(acc, milestone common.Hash) (common.Hash, common.Hash) {
	b := l1anchor.Batch{
		Index: c.Index, Consumed: c.Consumed, Height: l1anchor.Height(c.Height), Time: c.Time, Data: c.Data,
		Poster: c.Poster, Miner: c.Miner,
	}
	c.Acc = b.Extend(acc, c.MsgAcc)
	tail := b.Tail()
	c.Tail = tail[:]
	c.Milestone = crypto.Keccak256Hash(milestone[:], c.Acc[:])
	return c.Acc, c.Milestone
}

// TestMessageVectors is the Go side of inbox/messages.json.
func TestMessageVectors(t *testing.T) {
	if *update {
		write(t, "inbox/messages.json", vectorFile[messageCase]{messagesComment, makeMessages()})
	}
	var acc common.Hash
	for i, want := range read[messageCase](t, "inbox/messages.json") {
		got := want
		acc = got.answer(acc)
		if got.Acc != want.Acc || got.Word != want.Word {
			t.Errorf("message %d: acc %v, word %v, want %v, %v", i, got.Acc, got.Word, want.Acc, want.Word)
		}
	}
}

// TestBatchVectors is the Go side of inbox/batches.json.
func TestBatchVectors(t *testing.T) {
	if *update {
		write(t, "inbox/batches.json", vectorFile[batchCase]{batchesComment, makeBatches()})
	}
	var acc, milestone common.Hash
	for i, want := range read[batchCase](t, "inbox/batches.json") {
		got := want
		acc, milestone = got.answer(acc, milestone)
		if got.Acc != want.Acc || got.Tail.String() != want.Tail.String() || got.Milestone != want.Milestone {
			t.Errorf("batch %d: acc %v, tail %v, milestone %v, want %v, %v, %v", i, got.Acc, got.Tail, got.Milestone, want.Acc, want.Tail, want.Milestone)
		}
	}
}

// makeMessages has every kind, the extremes of every number and bodies around the widths that hashing works in.
func makeMessages() (cases []messageCase) {
	r := rand.New(rand.NewPCG(4, 0))
	numbers := []uint64{1, 0, 20_000_000, 1<<32 + 5, math.MaxUint64}
	for i, length := range []int{0, 1, 20, 28, 31, 32, 33, 135, 136, 137, 300} {
		c := messageCase{Kind: l1anchor.Kind(i % 6), Height: numbers[i%len(numbers)], Time: numbers[(i+2)%len(numbers)]}
		if i == 10 {
			c.Kind = 255
		}
		c.Sender = common.BytesToAddress(some(r, 20))
		c.ParentHash = common.BytesToHash(some(r, 32))
		c.Body = some(r, length)
		cases = append(cases, c)
	}
	var acc common.Hash
	for i := range cases {
		acc = cases[i].answer(acc)
	}
	return cases
}

// makeBatches has the extremes of every number and data around the widths that hashing works in.
func makeBatches() (cases []batchCase) {
	r := rand.New(rand.NewPCG(5, 0))
	numbers := []uint64{0, 1, 1024, 20_000_000, 1<<40 + 7, math.MaxUint64}
	for i, length := range []int{0, 1, 31, 32, 33, 135, 136, 137, 500} {
		c := batchCase{Index: uint64(i), Height: numbers[i%6], Time: numbers[(i+1)%6], Consumed: numbers[(i+3)%6]}
		if i == 8 {
			c.Index = math.MaxUint64
		}
		c.Data = some(r, length)
		c.MsgAcc = common.BytesToHash(some(r, 32))
		c.Poster, c.Miner = common.BytesToAddress(some(r, 20)), common.BytesToAddress(some(r, 20))
		if length == 0 {
			c.Poster = common.Address{}
		}
		cases = append(cases, c)
	}
	var acc, milestone common.Hash
	for i := range cases {
		acc, milestone = cases[i].answer(acc, milestone)
	}
	return cases
}

func some(r *rand.Rand, length int) []byte {
	b := make([]byte, length)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func read[C any](t *testing.T, name string) []C {
	t.Helper()
	raw, err := vectors.Files.ReadFile(name)
	if *update {
		raw, err = os.ReadFile(filepath.FromSlash(name))
	}
	if err != nil {
		t.Fatal(err)
	}
	var file vectorFile[C]
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(file.Cases) == 0 {
		t.Fatalf("%s has no cases", name)
	}
	return file.Cases
}

func write(t *testing.T, name string, file any) {
	t.Helper()
	raw, err := json.MarshalIndent(file, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.FromSlash(name), append(raw, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
