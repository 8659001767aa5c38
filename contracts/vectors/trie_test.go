// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/trie"
	"github.com/ethereum/go-ethereum/trie/trienode"
	"github.com/ethereum/go-ethereum/triedb"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
)

// trieCase is what a trie has under a key.
type trieCase struct {
	What  string          `json:"what"`
	Root  common.Hash     `json:"root"`
	Key   common.Hash     `json:"key"`
	Value hexutil.Bytes   `json:"value"`
	Proof []hexutil.Bytes `json:"proof"`
}

const triesComment = "What a trie with keys of 32 bytes has under key: value, or nothing where that is empty. " +
	"proof is the nodes on the way, as go-ethereum makes it."

// patricia is a trie, and what was put into it.
type patricia struct {
	*trie.Trie
	values map[common.Hash][]byte
}

func newPatricia() *patricia {
	db := triedb.NewDatabase(rawdb.NewMemoryDatabase(), triedb.HashDefaults)
	return &patricia{trie.NewEmpty(db), make(map[common.Hash][]byte)}
}

func (p *patricia) put(t testing.TB, key common.Hash, value []byte) {
	t.Helper()
	if err := p.Update(key[:], value); err != nil {
		t.Fatal(err)
	}
	p.values[key] = value
}

func (p *patricia) prove(t testing.TB, key common.Hash) (proof []hexutil.Bytes) {
	t.Helper()
	var nodes trienode.ProofList
	if err := p.Prove(key[:], &nodes); err != nil {
		t.Fatal(err)
	}
	proof = []hexutil.Bytes{} // so that an empty one is not null in a file
	for _, node := range nodes {
		proof = append(proof, hexutil.Bytes(node))
	}
	return proof
}

func (p *patricia) ask(t testing.TB, what string, key common.Hash) trieCase {
	t.Helper()
	return trieCase{what, p.Hash(), key, p.values[key], p.prove(t, key)}
}

// anyTrie has up to 64 keys, of which many have a long way in common: so it has extensions, and nodes that stand in
// others. It gives the keys, and as many that are not there and leave the trie at every depth.
func anyTrie(t testing.TB, r *rand.Rand) (p *patricia, keys, absent []common.Hash) {
	t.Helper()
	p = newPatricia()
	for range 1 + r.IntN(64) {
		key := anyHash(r)
		if len(keys) > 0 && r.IntN(3) > 0 {
			key = beside(r, keys[r.IntN(len(keys))])
		}
		p.put(t, key, append(some(r, r.IntN(40)), 1))
		keys = append(keys, key)
	}
	for _, key := range keys {
		if other := beside(r, key); p.values[other] == nil {
			absent = append(absent, other)
		}
	}
	return p, keys, absent
}

// beside is a key that has the first nibbles of another one.
func beside(r *rand.Rand, key common.Hash) common.Hash {
	at := r.IntN(64)
	shift := 4 * (1 - at%2)
	key[at/2] ^= byte(1+r.IntN(15)) << shift
	if at < 60 && r.IntN(2) == 0 {
		copy(key[at/2+1:], some(r, 32))
	}
	return key
}

func makeTries(t *testing.T) (cases []trieCase) {
	t.Helper()
	r := rand.New(rand.NewPCG(29, 0))
	empty := newPatricia()
	none := empty.ask(t, "an empty trie", anyHash(r))
	none.Proof = []hexutil.Bytes{} // go-ethereum gives none, either
	cases = append(cases, none)
	one := newPatricia()
	key := anyHash(r)
	one.put(t, key, []byte{7})
	cases = append(cases, one.ask(t, "the only value", key), one.ask(t, "beside the only value", beside(r, key)))
	nested := newPatricia()
	for _, end := range []byte{0x00, 0x01, 0x10, 0x11} {
		key[31] = end
		nested.put(t, key, []byte{1 + end})
	}
	nested.put(t, anyHash(r), []byte{7})
	for _, end := range []byte{0x11, 0x12, 0x20} {
		key[31] = end
		cases = append(cases, nested.ask(t, "a node in a node in a node", key))
	}
	for range 6 {
		p, keys, absent := anyTrie(t, r)
		for i := range min(4, len(keys)) {
			cases = append(cases, p.ask(t, "a value", keys[i]))
		}
		for i := range min(4, len(absent)) {
			cases = append(cases, p.ask(t, "nothing", absent[i]))
		}
		cases = append(cases, p.ask(t, "nothing", anyHash(r)))
	}
	return cases
}

// TestTries is the Go side of escape/tries.json.
func TestTries(t *testing.T) {
	if *update {
		write(t, "escape/tries.json", vectorFile[trieCase]{triesComment, makeTries(t)})
	}
	for i, c := range read[trieCase](t, "escape/tries.json") {
		if len(c.Proof) == 0 {
			continue // go-ethereum has no proof about an empty trie
		}
		nodes := trienode.NewProofSet()
		for _, node := range c.Proof {
			if err := nodes.Put(crypto.Keccak256(node), node); err != nil {
				t.Fatal(err)
			}
		}
		value, err := trie.VerifyProof(c.Root, c.Key[:], nodes)
		if err != nil || !bytes.Equal(value, c.Value) {
			t.Errorf("case %d, %s: %x, %v", i, c.What, value, err)
		}
	}
}

// askTrie is the contract's reader.
type askTrie struct {
	*evm.Machine
	abi *bindings.AskTrie
	at  common.Address
}

func newAskTrie(t testing.TB) *askTrie {
	t.Helper()
	m := newMachine(t)
	at := m.deploy(m.account(0), common.FromHex(bindings.AskTrieMetaData.Bin))
	return &askTrie{m.Machine, bindings.NewAskTrie(), at}
}

// get says what the contract finds, or that it refuses the proof.
func (a *askTrie) get(t testing.TB, c trieCase) (value []byte, refused bool) {
	t.Helper()
	proof := make([][]byte, len(c.Proof))
	for i, node := range c.Proof {
		proof[i] = node
	}
	output, _, err := a.View(a.at, a.abi.PackGet(c.Root, c.Key, proof), evm.BlockGas)
	if err != nil {
		return nil, true
	}
	if value, err = a.abi.UnpackGet(output); err != nil {
		t.Fatal(err)
	}
	return value, false
}

// TestTrieTwin has the contract read tries of any make: it finds what is there, and that something is not.
func TestTrieTwin(t *testing.T) {
	a := newAskTrie(t)
	r := rand.New(rand.NewPCG(rand.Uint64(), 0))
	for range 50 {
		p, keys, absent := anyTrie(t, r)
		for _, key := range append(keys, absent...) {
			c := p.ask(t, "", key)
			if value, refused := a.get(t, c); refused || !bytes.Equal(value, c.Value) {
				t.Fatalf("%+v: got %x, refused: %t", c, value, refused)
			}
		}
	}
}

// TestMutatedTrieProofs holds that a proof that was tampered with shows what the trie has, or nothing.
func TestMutatedTrieProofs(t *testing.T) {
	a := newAskTrie(t)
	r := rand.New(rand.NewPCG(rand.Uint64(), 0))
	refusals := 0
	for range 100 {
		p, keys, absent := anyTrie(t, r)
		all := append(keys, absent...)
		for range 100 {
			c := p.ask(t, "", all[r.IntN(len(all))])
			other := p.prove(t, all[r.IntN(len(all))])
			tampered := c
			tampered.Proof = tamper(r, c.Proof, other)
			value, refused := a.get(t, tampered)
			if refused {
				refusals++
			} else if !bytes.Equal(value, c.Value) {
				t.Fatalf("%+v: got %x", tampered, value)
			}
		}
	}
	if refusals < 5_000 {
		t.Errorf("%d of 10,000 refused: most were not tampered with", refusals)
	}
}

// tamper changes a proof in one way: nodes or bytes of it, or parts of another proof in it.
func tamper(r *rand.Rand, proof, other []hexutil.Bytes) []hexutil.Bytes {
	proof = append([]hexutil.Bytes{}, proof...)
	at := r.IntN(len(proof))
	switch r.IntN(6) {
	case 0:
		return append(proof[:at], proof[at+1:]...)
	case 1:
		return append(proof[:at], append([]hexutil.Bytes{other[r.IntN(len(other))]}, proof[at:]...)...)
	case 2:
		return append(proof, other[len(other)-1])
	case 3:
		proof[at] = other[r.IntN(len(other))]
	case 4:
		proof[at] = append(hexutil.Bytes{}, proof[at][:r.IntN(len(proof[at]))]...)
	default:
		proof[at] = append(hexutil.Bytes{}, proof[at]...)
		proof[at][r.IntN(len(proof[at]))] ^= 1 << r.IntN(8)
	}
	return proof
}
