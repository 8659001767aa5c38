// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/stateroot/sends"
)

// sendCase is a send, and the tree behind it.
type sendCase struct {
	Index  hexutil.Uint64 `json:"index"`
	Sender common.Address `json:"sender"`
	Target common.Address `json:"target"`
	Value  *hexutil.U256  `json:"value"`
	MinGas hexutil.Uint64 `json:"minGas"`
	Data   hexutil.Bytes  `json:"data"`
	Leaf   common.Hash    `json:"leaf"`
	Name   common.Hash    `json:"name"`
	Root   common.Hash    `json:"root"`
}

// proofCase shows a leaf in the tree of the first count of the sends above.
type proofCase struct {
	Count hexutil.Uint64 `json:"count"`
	Index hexutil.Uint64 `json:"index"`
	Leaf  common.Hash    `json:"leaf"`
	Root  common.Hash    `json:"root"`
	Proof []common.Hash  `json:"proof"`
}

// edgeCase is an append to a tree with a frontier of any make.
type edgeCase struct {
	Count    hexutil.Uint64 `json:"count"`
	Frontier []common.Hash  `json:"frontier"`
	Leaf     common.Hash    `json:"leaf"`
	Root     common.Hash    `json:"root"`
	After    []common.Hash  `json:"after"`
}

const (
	sendsComment = "Sends in order. name is what tools for OP chains call the withdrawal hash, " +
		"root that of the tree behind the send."
	proofsComment = "A leaf of sends.json in the tree of the first count of them. " +
		"proof is what stands beside its way to root, from below."
	edgesComment = "A tree of count leaves with that frontier takes leaf: root and the frontier after it."
)

func (c *sendCase) answer(t testing.TB, f *sends.Frontier) {
	t.Helper()
	s := sends.Send{
		Index: uint64(c.Index), Sender: c.Sender, Target: c.Target,
		Value: uint256.Int(*c.Value), MinGas: uint64(c.MinGas), Data: c.Data,
	}
	c.Leaf, c.Name = s.Leaf(), s.Name()
	if err := f.Append(c.Leaf); err != nil {
		t.Fatal(err)
	}
	c.Root = f.Root
}

// makeSends has the extremes of every number that the outbox takes, and data around whole words.
func makeSends(t *testing.T) (cases []sendCase) {
	t.Helper()
	r := rand.New(rand.NewPCG(21, 0))
	values := []*uint256.Int{uint256.NewInt(0), uint256.NewInt(1), uint256.NewInt(1e18), new(uint256.Int).SetAllOne()}
	gas := []hexutil.Uint64{0, 21_000, 5_000_000}
	var f sends.Frontier
	for i, length := range []int{0, 1, 20, 31, 32, 33, 64, 68, 135, 136, 137, 300, 0, 4, 4, 5, 100} {
		c := sendCase{Index: hexutil.Uint64(i), Value: (*hexutil.U256)(values[i%len(values)]), MinGas: gas[i%len(gas)]}
		c.Sender, c.Target = common.BytesToAddress(some(r, 20)), common.BytesToAddress(some(r, 20))
		c.Data = some(r, length)
		if i == 12 {
			c.Sender, c.Target = common.Address{}, common.Address{}
		}
		c.answer(t, &f)
		cases = append(cases, c)
	}
	return cases
}

// TestSends is the Go side of withdrawal/sends.json.
func TestSends(t *testing.T) {
	if *update {
		write(t, "withdrawal/sends.json", vectorFile[sendCase]{sendsComment, makeSends(t)})
	}
	var f sends.Frontier
	for i, want := range read[sendCase](t, "withdrawal/sends.json") {
		got := want
		if got.answer(t, &f); !reflect.DeepEqual(got, want) {
			t.Errorf("send %d: %+v, want %+v", i, got, want)
		}
	}
}

func (c *proofCase) answer(t testing.TB, tree *sends.Tree) {
	t.Helper()
	proof, err := tree.Prove(uint64(c.Index), uint64(c.Count))
	if err != nil {
		t.Fatal(err)
	}
	if c.Root, err = tree.Root(uint64(c.Count)); err != nil {
		t.Fatal(err)
	}
	c.Proof = proof[:]
	if !sends.Verify(c.Root, c.Leaf, uint64(c.Index), proof) {
		t.Errorf("leaf %d of %d is not shown", c.Index, c.Count)
	}
}

// TestSendProofs is the Go side of withdrawal/proofs.json.
func TestSendProofs(t *testing.T) {
	var tree sends.Tree
	all := read[sendCase](t, "withdrawal/sends.json")
	for _, s := range all {
		if err := tree.Append(s.Leaf); err != nil {
			t.Fatal(err)
		}
	}
	if *update {
		var cases []proofCase
		for _, at := range [][2]int{
			{1, 0}, {2, 0}, {2, 1}, {3, 2}, {4, 3}, {5, 1}, {5, 4}, {7, 6}, {8, 0}, {8, 7}, {9, 8}, {15, 14}, {16, 5}, {17, 16}, {17, 3},
		} {
			c := proofCase{Count: hexutil.Uint64(at[0]), Index: hexutil.Uint64(at[1]), Leaf: all[at[1]].Leaf}
			c.answer(t, &tree)
			cases = append(cases, c)
		}
		write(t, "withdrawal/proofs.json", vectorFile[proofCase]{proofsComment, cases})
	}
	for i, want := range read[proofCase](t, "withdrawal/proofs.json") {
		got := want
		if got.answer(t, &tree); !reflect.DeepEqual(got, want) {
			t.Errorf("proof %d: %+v, want %+v", i, got, want)
		}
	}
}

func (c *edgeCase) answer(t testing.TB) {
	t.Helper()
	f := sends.Frontier{Count: uint64(c.Count), Nodes: [sends.Depth]common.Hash(c.Frontier)}
	if err := f.Append(c.Leaf); err != nil {
		t.Fatal(err)
	}
	c.Root, c.After = f.Root, f.Nodes[:]
}

// TestSendEdges is the Go side of withdrawal/edges.json.
func TestSendEdges(t *testing.T) {
	if *update {
		r := rand.New(rand.NewPCG(21, 1))
		var cases []edgeCase
		for _, count := range []hexutil.Uint64{
			0, 1, 1<<16 - 1, 1 << 16, 1<<31 - 1, 1 << 31, 0xaaaaaaaa, 0x55555555, math.MaxUint32 - 1, math.MaxUint32,
		} {
			c := edgeCase{Count: count, Leaf: anyHash(r)}
			for range sends.Depth {
				c.Frontier = append(c.Frontier, anyHash(r))
			}
			c.answer(t)
			cases = append(cases, c)
		}
		write(t, "withdrawal/edges.json", vectorFile[edgeCase]{edgesComment, cases})
	}
	for i, want := range read[edgeCase](t, "withdrawal/edges.json") {
		got := want
		if got.answer(t); !reflect.DeepEqual(got, want) {
			t.Errorf("edge %d: %+v, want %+v", i, got, want)
		}
	}
}
