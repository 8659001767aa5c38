// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/l1anchor"
)

// callCase is a message in a chain; its body is that of a call where its kind is.
type callCase struct {
	Kind       l1anchor.Kind  `json:"kind"`
	Sender     common.Address `json:"sender"`
	Height     hexutil.Uint64 `json:"height"`
	Time       hexutil.Uint64 `json:"time"`
	ParentHash common.Hash    `json:"parentHash"`
	Target     common.Address `json:"target"`
	Value      *hexutil.U256  `json:"value"`
	Fee        *hexutil.U256  `json:"fee"`
	Gas        hexutil.Uint64 `json:"gas"`
	RefundTo   common.Address `json:"refundTo"`
	Data       hexutil.Bytes  `json:"data"`
	Leaf       common.Hash    `json:"leaf"`
	Acc        common.Hash    `json:"acc"`
	Word       common.Hash    `json:"word"`
}

const callsComment = "A chain of messages that starts at accumulator 0. The body of a call (kind 3) is made of target to data, " +
	"that of another message is data alone. acc is the accumulator behind the message, word what an L2 block knows of L1 whose newest message it is."

// body is target 20 ‖ value 32 ‖ fee 32 ‖ gas 8 ‖ refund to 20 ‖ data.
func (c *callCase) body() []byte {
	if c.Kind != l1anchor.BridgeCall {
		return c.Data
	}
	value, fee := (*uint256.Int)(c.Value).Bytes32(), (*uint256.Int)(c.Fee).Bytes32()
	b := append(c.Target.Bytes(), value[:]...)
	b = binary.BigEndian.AppendUint64(append(b, fee[:]...), uint64(c.Gas))
	return append(append(b, c.RefundTo[:]...), c.Data...)
}

// answer fills in what the Go side says behind the message before.
func (c *callCase) answer(acc common.Hash) common.Hash {
	m := l1anchor.Message{
		Kind: c.Kind, Sender: c.Sender, Body: c.body(),
		Height: l1anchor.Height(c.Height), Time: uint64(c.Time), ParentHash: c.ParentHash,
	}
	c.Leaf = crypto.Keccak256Hash(m.LeafPreimage())
	c.Acc = m.Extend(acc)
	c.Word = m.Word(c.Acc)
	return c.Acc
}

// makeCalls has calls among messages of other kinds, the extremes of every number and data around the widths that
// hashing works in.
func makeCalls() (cases []callCase) {
	r := rand.New(rand.NewPCG(22, 0))
	call := l1anchor.BridgeCall
	kinds := []l1anchor.Kind{l1anchor.Deposit, call, call, l1anchor.Forced, call, l1anchor.Checkpoint}
	numbers := []hexutil.Uint64{1, 0, 20_000_000, 1<<32 + 5, math.MaxUint64}
	values := []*uint256.Int{uint256.NewInt(0), uint256.NewInt(1e9), new(uint256.Int).SetAllOne()}
	for i, length := range []int{28, 0, 1, 31, 32, 0, 28, 4, 24, 25, 68, 33, 300} {
		c := callCase{Kind: kinds[i%len(kinds)], Height: numbers[i%5], Time: numbers[(i+2)%5], Gas: numbers[(i+3)%5]}
		c.Value, c.Fee = (*hexutil.U256)(values[i%3]), (*hexutil.U256)(values[i/3%3])
		c.Sender, c.ParentHash, c.Data = common.BytesToAddress(some(r, 20)), anyHash(r), some(r, length)
		if c.Target = common.BytesToAddress(some(r, 20)); i%2 == 0 {
			c.RefundTo = common.BytesToAddress(some(r, 20))
		}
		cases = append(cases, c)
	}
	var acc common.Hash
	for i := range cases {
		acc = cases[i].answer(acc)
	}
	return cases
}

// TestCalls is the Go side of messenger/calls.json.
func TestCalls(t *testing.T) {
	if *update {
		write(t, "messenger/calls.json", vectorFile[callCase]{callsComment, makeCalls()})
	}
	var acc common.Hash
	for i, want := range read[callCase](t, "messenger/calls.json") {
		got := want
		if acc = got.answer(acc); !reflect.DeepEqual(got, want) {
			t.Errorf("message %d: %+v, want %+v", i, got, want)
		}
	}
}
