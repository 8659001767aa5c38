// SPDX-License-Identifier: Apache-2.0

package sends

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

// naive is the root over leaves, of height level, by nothing but the definition.
func naive(leaves []common.Hash, level int) common.Hash {
	if len(leaves) == 0 {
		z := common.Hash{}
		for range level {
			z = crypto.Keccak256Hash(z[:], z[:])
		}
		return z
	}
	if level == 0 {
		return leaves[0]
	}
	half := min(len(leaves), 1<<(level-1))
	l, r := naive(leaves[:half], level-1), naive(leaves[half:], level-1)
	return crypto.Keccak256Hash(l[:], r[:])
}

func someLeaves(n int) []common.Hash {
	leaves := make([]common.Hash, n)
	for i := range leaves {
		leaves[i] = crypto.Keccak256Hash(binary.BigEndian.AppendUint64(nil, uint64(i)))
	}
	return leaves
}

// grown has both trees over the same leaves.
func grown(t testing.TB, leaves []common.Hash) (*Frontier, *Tree) {
	t.Helper()
	f, tree := new(Frontier), new(Tree)
	for _, leaf := range leaves {
		if err := errors.Join(f.Append(leaf), tree.Append(leaf)); err != nil {
			t.Fatal(err)
		}
	}
	return f, tree
}

// TestRoots holds both trees to the definition, for each count around the first powers of two.
func TestRoots(t *testing.T) {
	leaves := someLeaves(70)
	f, tree := grown(t, nil)
	for n := range leaves {
		want := common.Hash{}
		if n > 0 {
			want = naive(leaves[:n], Depth)
		}
		if got, err := tree.Root(uint64(n)); err != nil || got != want || f.Root != want || f.Count != uint64(n) {
			t.Fatalf("%d leaves: tree %v (%v), frontier %v of %d, want %v", n, got, err, f.Root, f.Count, want)
		}
		if err := errors.Join(f.Append(leaves[n]), tree.Append(leaves[n])); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tree.Root(71); err == nil {
		t.Error("a tree of 70 leaves has a root of 71")
	}
}

// TestProofs shows each leaf in each tree that has it, and no other leaf, place or tree.
func TestProofs(t *testing.T) {
	leaves := someLeaves(18)
	_, tree := grown(t, leaves)
	for count := uint64(1); count <= 18; count++ {
		root := naive(leaves[:count], Depth)
		for index := range count {
			proof, err := tree.Prove(index, count)
			if err != nil {
				t.Fatal(err)
			}
			if !Verify(root, leaves[index], index, proof) {
				t.Fatalf("leaf %d of %d is not shown", index, count)
			}
			wrong := *proof
			wrong[31][0]++
			for name, yes := range map[string]bool{
				"another leaf":       Verify(root, leaves[(index+1)%18], index, proof),
				"another place":      Verify(root, leaves[index], index^1, proof),
				"a far place":        Verify(root, leaves[index], index+1<<20, proof),
				"no place":           Verify(root, leaves[index], index+Capacity, proof),
				"another proof":      Verify(root, leaves[index], index, &wrong),
				"an inner node":      Verify(root, pair(leaves[index], proof[0]), index/2, proof),
				"the tree before it": Verify(naive(leaves[:count-1], Depth), leaves[index], index, proof),
			} {
				if yes {
					t.Errorf("leaf %d of %d: %s is shown", index, count, name)
				}
			}
		}
		if _, err := tree.Prove(count, count); err == nil {
			t.Errorf("a leaf behind the last of %d is shown", count)
		}
	}
	if _, err := tree.Prove(0, 19); err == nil {
		t.Error("a leaf is shown in a tree that does not exist")
	}
}

// TestLastLeaf: the tree takes 2^32 leaves and not one more.
func TestLastLeaf(t *testing.T) {
	f := &Frontier{Count: Capacity - 1}
	want := common.Hash{1}
	for level := range f.Nodes {
		f.Nodes[level] = common.Hash{2, byte(level)}
		want = pair(f.Nodes[level], want)
	}
	before := f.Nodes
	if err := f.Append(common.Hash{1}); err != nil || f.Root != want || f.Count != Capacity || f.Nodes != before {
		t.Fatalf("last leaf: root %v, count %d, %v, want %v", f.Root, f.Count, err, want)
	}
	proof := Proof(before)
	if !Verify(f.Root, common.Hash{1}, Capacity-1, &proof) {
		t.Error("the last leaf is not shown")
	}
	full := *f
	if err := f.Append(common.Hash{3}); !errors.Is(err, ErrFull) || *f != full {
		t.Errorf("a leaf behind the last: %v", err)
	}
}

// TestHashes holds leaf and name to the encoder of go-ethereum, for data around whole words.
func TestHashes(t *testing.T) {
	for _, length := range []int{0, 1, 31, 32, 33, 64, 24_000} {
		s := &Send{Index: Capacity - 1, MinGas: 5_000_000}
		s.Sender, s.Target = common.Address{1, 19: 2}, common.Address{3, 19: 4}
		s.Value.SetAllOne()
		s.Data = bytes.Repeat([]byte{0xad}, length)
		values := []any{
			new(big.Int).SetUint64(s.Index), s.Sender, s.Target, s.Value.ToBig(), new(big.Int).SetUint64(s.MinGas),
		}
		if got, want := s.Leaf(), encoded(t, "bytes32", append(values, crypto.Keccak256Hash(s.Data))); got != want {
			t.Errorf("%d bytes: leaf %v, want %v", length, got, want)
		}
		if got, want := s.Name(), encoded(t, "bytes", append(values, s.Data)); got != want {
			t.Errorf("%d bytes: name %v, want %v", length, got, want)
		}
	}
}

// encoded is the hash of values whose last has that type.
func encoded(t *testing.T, last string, values []any) common.Hash {
	t.Helper()
	var args abi.Arguments
	for _, name := range []string{"uint256", "address", "address", "uint256", "uint256", last} {
		typ, err := abi.NewType(name, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, abi.Argument{Type: typ})
	}
	p, err := args.Pack(values...)
	if err != nil {
		t.Fatal(err)
	}
	return crypto.Keccak256Hash(p)
}

// FuzzTree: for any counts the trees agree, and each leaf is shown in each.
func FuzzTree(f *testing.F) {
	f.Add(uint16(1), uint16(0), uint16(0))
	f.Add(uint16(64), uint16(33), uint16(32))
	f.Add(uint16(1023), uint16(513), uint16(511))
	f.Fuzz(func(t *testing.T, all, count, index uint16) {
		leaves := someLeaves(int(all%1024) + 1)
		n := uint64(count)%uint64(len(leaves)) + 1
		at := uint64(index) % n
		_, tree := grown(t, leaves)
		small, _ := grown(t, leaves[:n])
		root, err := tree.Root(n)
		if want := naive(leaves[:n], Depth); err != nil || root != want || small.Root != want {
			t.Fatalf("%d of %d leaves: tree %v (%v), frontier %v, want %v", n, len(leaves), root, err, small.Root, want)
		}
		proof, err := tree.Prove(at, n)
		if err != nil || !Verify(root, leaves[at], at, proof) {
			t.Fatalf("leaf %d of %d is not shown: %v", at, n, err)
		}
	})
}

// FuzzLeaf: sends that differ anywhere have different leaves and names.
func FuzzLeaf(f *testing.F) {
	f.Add(uint64(1), uint64(2), uint64(3), []byte("a"), uint64(1), uint64(2), uint64(3), []byte("a\x00"))
	f.Fuzz(func(t *testing.T, i, v, g uint64, data []byte, i2, v2, g2 uint64, data2 []byte) {
		a := &Send{Index: i, Value: *uint256.NewInt(v), MinGas: g, Data: data}
		b := &Send{Index: i2, Value: *uint256.NewInt(v2), MinGas: g2, Data: data2}
		same := i == i2 && v == v2 && g == g2 && bytes.Equal(data, data2)
		if (a.Leaf() == b.Leaf()) != same || (a.Name() == b.Name()) != same {
			t.Errorf("%+v and %+v: leaves %v, %v, names %v, %v", a, b, a.Leaf(), b.Leaf(), a.Name(), b.Name())
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	b.ReportAllocs()
	var f Frontier
	for b.Loop() {
		if err := f.Append(common.Hash{1}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkProve(b *testing.B) {
	_, tree := grown(b, someLeaves(100_000))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := tree.Prove(77_777, 99_999); err != nil {
			b.Fatal(err)
		}
	}
}
