// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/stateroot/program"
)

// holderCase is what an account has in a state in which a token of L1 is on L2.
type holderCase struct {
	What    string          `json:"what"`
	State   hexutil.Bytes   `json:"state"`
	Root    common.Hash     `json:"root"`
	Who     common.Address  `json:"who"`
	Code    hexutil.Bytes   `json:"code"`
	Coin    *hexutil.U256   `json:"coin"`
	Amount  *hexutil.U256   `json:"amount"`
	Proof   []hexutil.Bytes `json:"proof"`
	Token   []hexutil.Bytes `json:"token"`
	Balance []hexutil.Bytes `json:"balance"`
}

const holdersComment = "What accounts have in one state, in coin and in a token: that of the L1 token 0x…70c3, in the " +
	"vault 0x…7a017. state has root, and three consumed messages. proof leads from root to the account, token to the contract of the token on L2, and balance from the " +
	"root of that one's storage to the account's balance, in the mapping in slot 0."

var (
	vaultOnL1 = common.HexToAddress("0x7a017")
	tokenOnL1 = common.HexToAddress("0x70c3")
	tokens    = common.HexToAddress("0xad17000000000000000000000000000000000002")
)

// tokenOnL2 is where EIP-1014 puts the token.
func tokenOnL2() common.Address {
	salt := crypto.Keccak256Hash(vaultOnL1[:], tokenOnL1[:])
	return crypto.CreateAddress2(tokens, salt, crypto.Keccak256(common.FromHex(bindings.BridgedTokenMetaData.Bin)))
}

// world is a state in the making.
type world struct {
	t        *testing.T
	accounts *patricia
	storage  *patricia // of the token
}

func (w *world) account(who common.Address, coin *uint256.Int, storage common.Hash, code []byte) {
	w.t.Helper()
	a := types.StateAccount{Nonce: 1, Balance: coin, Root: storage, CodeHash: crypto.Keccak256(code)}
	raw, err := rlp.EncodeToBytes(&a)
	if err != nil {
		w.t.Fatal(err)
	}
	w.accounts.put(w.t, crypto.Keccak256Hash(who[:]), raw)
}

func balanceKey(who common.Address) common.Hash {
	slot := crypto.Keccak256(common.LeftPadBytes(who[:], 32), make([]byte, 32))
	return crypto.Keccak256Hash(slot)
}

func (w *world) balance(who common.Address, amount *uint256.Int) {
	w.t.Helper()
	raw, err := rlp.EncodeToBytes(amount.Bytes())
	if err != nil {
		w.t.Fatal(err)
	}
	w.storage.put(w.t, balanceKey(who), raw)
}

func (w *world) proofs(c *holderCase) {
	w.t.Helper()
	at := tokenOnL2()
	c.Root = w.accounts.Hash()
	state := program.State{
		Number: 9, Block: common.Hash{1}, Root: c.Root, Sends: common.Hash{2}, Batch: 5, Made: 4, Closing: true,
		Consumed: 3, Forced: 2, Messages: common.Hash{3},
	}
	c.State = state.Encode()
	c.Proof = w.accounts.prove(w.t, crypto.Keccak256Hash(c.Who[:]))
	c.Token = w.accounts.prove(w.t, crypto.Keccak256Hash(at[:]))
	c.Balance = w.storage.prove(w.t, balanceKey(c.Who))
}

func makeHolders(t *testing.T) (cases []holderCase) {
	t.Helper()
	r := rand.New(rand.NewPCG(31, 0))
	w := &world{t, newPatricia(), newPatricia()}
	lent := append(common.FromHex("ef0100"), some(r, 20)...)
	holder := func(what string, code []byte, coin, amount *uint256.Int) {
		who := common.BytesToAddress(some(r, 20))
		cases = append(cases, holderCase{
			What: what, Who: who, Code: code, Coin: (*hexutil.U256)(coin), Amount: (*hexutil.U256)(amount),
		})
		if what != "nobody" {
			w.account(who, coin, types.EmptyRootHash, code)
		}
		if !amount.IsZero() {
			w.balance(who, amount)
		}
	}
	most := new(uint256.Int).SetAllOne()
	holder("an account", nil, uint256.NewInt(5e18), uint256.NewInt(1))
	holder("an account with all there can be", nil, most, most)
	holder("an account without coin", nil, new(uint256.Int), uint256.NewInt(127))
	holder("an account without the token", nil, uint256.NewInt(128), new(uint256.Int))
	holder("an account that has lent itself code", lent, uint256.NewInt(1e9), uint256.NewInt(256))
	holder("nobody", nil, new(uint256.Int), uint256.NewInt(77))
	holder("a contract", common.FromHex("5f5ff3"), uint256.NewInt(3e18), uint256.NewInt(9))
	holder("a contract whose code is nearly lent", append(common.FromHex("ef0101"), some(r, 20)...),
		uint256.NewInt(3e18), uint256.NewInt(9))
	holder("a contract with a byte more than lent code", append(lent, 0), uint256.NewInt(3e18), uint256.NewInt(9))
	for range 200 {
		w.account(common.BytesToAddress(some(r, 20)), uint256.NewInt(r.Uint64()), types.EmptyRootHash, nil)
		w.balance(common.BytesToAddress(some(r, 20)), uint256.NewInt(r.Uint64()))
	}
	w.account(tokenOnL2(), new(uint256.Int), w.storage.Hash(), common.FromHex("00"))
	for i := range cases {
		w.proofs(&cases[i])
	}
	return cases
}

// TestHolders is the Go side of escape/holders.json: made again, the cases are the same.
func TestHolders(t *testing.T) {
	made := makeHolders(t)
	if *update {
		write(t, "escape/holders.json", vectorFile[holderCase]{holdersComment, made})
	}
	for i, want := range read[holderCase](t, "escape/holders.json") {
		made[i].Code = append(hexutil.Bytes{}, made[i].Code...)
		if !reflect.DeepEqual(made[i], want) {
			t.Errorf("holder %d: %+v, want %+v", i, made[i], want)
		}
	}
}
