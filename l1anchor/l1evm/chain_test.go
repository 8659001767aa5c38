// SPDX-License-Identifier: Apache-2.0

package l1evm_test

import (
	"crypto/ecdsa"
	"log/slog"
	"math/big"
	"net/http"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/l1evm"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/l1anchor/l1test/jsonrpc"
)

const (
	chainID     = 61
	forceDelay  = 86_400
	maxMessages = 20
)

func key(i byte) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(common.Hash{31: i}.Bytes())
	if err != nil {
		panic(err) // a constant
	}
	return k
}

func addressOf(k *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(k.PublicKey) }

var deployer, seat, stranger = key(1), key(2), key(3)

func newChain(t testing.TB) *l1evm.Chain {
	t.Helper()
	alloc := types.GenesisAlloc{}
	for _, k := range []*ecdsa.PrivateKey{deployer, seat, stranger} {
		alloc[addressOf(k)] = types.Account{Balance: l1test.Funds}
	}
	c, err := l1evm.New(l1evm.Config{ChainID: chainID, Alloc: alloc})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mine(t testing.TB, c *l1evm.Chain, n int) l1anchor.Ref {
	t.Helper()
	at, err := c.Mine(n, l1evm.Spacing)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func config(n *jsonrpc.Node, inbox common.Address) etc.Config {
	return etc.Config{URL: "http://l1.invalid", ChainID: chainID, Inbox: inbox, Transport: n, Log: slog.New(slog.DiscardHandler)}
}

func reader(t testing.TB, n *jsonrpc.Node, inbox common.Address) *etc.Reader {
	t.Helper()
	r, err := etc.NewReader(config(n, inbox))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

func sender(t testing.TB, n *jsonrpc.Node, inbox common.Address, k *ecdsa.PrivateKey) l1anchor.Sender {
	t.Helper()
	s, err := etc.NewSending(config(n, inbox), addressOf(k))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	a, err := account.New(s, account.Config{ChainID: chainID, Key: k, Wait: 3, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return a.User("test")
}

// ask puts a question to the node.
func ask(t testing.TB, n *jsonrpc.Node, result any, method string, args ...any) {
	t.Helper()
	c, err := rpc.DialOptions(t.Context(), "http://l1.invalid", rpc.WithHTTPClient(&http.Client{Transport: n}))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.CallContext(t.Context(), result, method, args...); err != nil {
		t.Fatalf("%s: %v", method, err)
	}
}

// send signs a transaction and gives it to the node.
func send(t testing.TB, n *jsonrpc.Node, k *ecdsa.PrivateKey, nonce uint64, to *common.Address, gas uint64, gwei int64, input []byte) common.Hash {
	t.Helper()
	tx := types.MustSignNewTx(k, types.NewEIP155Signer(big.NewInt(chainID)), &types.LegacyTx{
		Nonce: nonce, GasPrice: new(big.Int).Mul(big.NewInt(gwei), big.NewInt(1e9)), Gas: gas, To: to, Data: input,
	})
	raw, err := tx.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var hash common.Hash
	ask(t, n, &hash, "eth_sendRawTransaction", hexutil.Bytes(raw))
	return hash
}

// deploy puts the real inbox with one seat on the chain.
func deploy(t testing.TB, c *l1evm.Chain, n *jsonrpc.Node) common.Address {
	t.Helper()
	input := append(common.FromHex(bindings.InboxMetaData.Bin),
		bindings.NewInbox().PackConstructor([]common.Address{addressOf(seat)}, common.Address{}, common.Address{}, forceDelay, 100_000, maxMessages, l1anchor.MaxBatchData)...)
	send(t, n, deployer, 0, nil, 5_000_000, 1, input)
	mine(t, c, 1)
	at := crypto.CreateAddress(addressOf(deployer), 0)
	var code hexutil.Bytes
	if ask(t, n, &code, "eth_getCode", at, "latest"); len(code) == 0 {
		t.Fatal("the inbox was not deployed")
	}
	return at
}

// contract asks the inbox what it holds.
func contract(t testing.TB, n *jsonrpc.Node, inbox common.Address) l1test.Contract {
	t.Helper()
	view := func(input []byte) (out hexutil.Bytes) {
		ask(t, n, &out, "eth_call", map[string]any{"to": inbox, "data": hexutil.Bytes(input)}, "latest")
		return out
	}
	abi := bindings.NewInbox()
	s, err := abi.UnpackState(view(abi.PackState()))
	if err != nil {
		t.Fatal(err)
	}
	acc, err := abi.UnpackMsgAcc(view(abi.PackMsgAcc(s.MessageCount)))
	if err != nil {
		t.Fatal(err)
	}
	return l1test.Contract{Batches: s.BatchCount, Consumed: s.Consumed, Messages: s.MessageCount, BatchAcc: s.BatchAcc, MsgAcc: acc}
}

// TestConformance has the product's adapter read and send here as it does at a real node, with the real inbox: what
// that must pass, this must.
func TestConformance(t *testing.T) {
	l1test.Run(t, func(t *testing.T) *l1test.Rig {
		c := newChain(t)
		n := c.Node()
		inbox := deploy(t, c, n)
		return &l1test.Rig{
			Reader: reader(t, n, inbox), Seat: sender(t, n, inbox, seat), Stranger: sender(t, n, inbox, stranger),
			Again: func() l1anchor.Sender { return sender(t, n, inbox, seat) },
			Inbox: inbox,
			Mine: func(count int, spacing uint64) l1anchor.Ref {
				at, err := c.Mine(count, spacing)
				if err != nil {
					t.Fatal(err)
				}
				return at
			},
			Back:       c.Back,
			Contract:   func() l1test.Contract { return contract(t, n, inbox) },
			ForceDelay: forceDelay, MaxMessages: maxMessages,
		}
	})
}

// keeper stores the first word of its input under the second, and leaves a log of 32 bytes.
var keeper = hexutil.MustDecode("0x600c80600b6000396000f36000356020355560206000a0")

// TestStorageAndLogs has the product read contracts here.
func TestStorageAndLogs(t *testing.T) {
	c := newChain(t)
	n := c.Node()
	send(t, n, deployer, 0, nil, 500_000, 1, keeper)
	mine(t, c, 1)
	at := crypto.CreateAddress(addressOf(deployer), 0)
	value, slot := common.Hash{31: 7}, common.Hash{31: 5}
	send(t, n, deployer, 1, &at, 200_000, 1, append(value.Bytes(), slot.Bytes()...))
	kept := mine(t, c, 1)
	send(t, n, deployer, 2, &at, 200_000, 1, append(make([]byte, 32), slot.Bytes()...))
	gone := mine(t, c, 1)
	r := reader(t, n, at)
	for block, want := range map[l1anchor.Ref]common.Hash{kept: value, gone: {}} {
		if got, err := r.Storage(t.Context(), block.Hash, at, slot); err != nil || got != want {
			t.Errorf("behind block %d: %s, %v, want %s", block.Height, got, err, want)
		}
		if logs, err := r.Logs(t.Context(), block.Hash, at); err != nil || len(logs) != 1 || len(logs[0].Data) != 32 {
			t.Errorf("in block %d: %v, %v, want one log", block.Height, logs, err)
		}
	}
	if got, err := r.Storage(t.Context(), gone.Hash, common.Address{9}, slot); err != nil || got != (common.Hash{}) {
		t.Errorf("of nobody: %s, %v", got, err)
	}
}

// TestForget has the node lose what one account has sent, and then everything.
func TestForget(t *testing.T) {
	c := newChain(t)
	n := c.Node()
	to := common.Address{9}
	send(t, n, seat, 0, &to, 21_000, 5, nil)
	send(t, n, stranger, 0, &to, 21_000, 5, nil)
	waiting := func() [2]int {
		return [2]int{len(c.Waiting(addressOf(seat))), len(c.Waiting(addressOf(stranger)))}
	}
	c.Forget(addressOf(seat))
	if got, want := waiting(), [2]int{0, 1}; got != want {
		t.Errorf("%v wait, want %v", got, want)
	}
	c.Forget()
	if got := waiting(); got != [2]int{} {
		t.Errorf("%v wait, want none", got)
	}
}

// TestMiner has miners leave out, and arrange.
func TestMiner(t *testing.T) {
	c := newChain(t)
	n := c.Node()
	to := common.Address{9}
	all := []common.Hash{
		send(t, n, seat, 0, &to, 21_000, 5, nil), send(t, n, seat, 1, &to, 21_000, 9, nil),
		send(t, n, stranger, 0, &to, 21_000, 3, nil), send(t, n, deployer, 0, &to, 21_000, 7, nil),
	}
	mined := func() (hashes []common.Hash) {
		var b struct{ Transactions []common.Hash }
		ask(t, n, &b, "eth_getBlockByNumber", "latest", false)
		return b.Transactions
	}
	in := func(places ...int) (hashes []common.Hash) {
		for _, i := range places {
			hashes = append(hashes, all[i])
		}
		return hashes
	}
	for _, step := range []struct {
		name  string
		miner l1evm.Miner
		want  []common.Hash
	}{
		{"the dearest first", l1evm.Miner{}, in(3, 0, 1, 2)},
		{"the cheapest first", l1evm.Miner{Arrange: func(all []*types.Transaction) {
			slices.SortFunc(all, func(a, b *types.Transaction) int { return a.GasPrice().Cmp(b.GasPrice()) })
		}}, in(2, 0, 3, 1)},
		{"without one", l1evm.Miner{Leaves: func(tx *types.Transaction) bool { return tx.Hash() == all[0] }}, in(3, 2)},
		{"what pays", l1evm.Miner{Least: big.NewInt(4e9)}, in(3, 0, 1)},
		{"nothing", l1evm.Miner{Leaves: func(*types.Transaction) bool { return true }}, nil},
	} {
		c.SetMiner(step.miner)
		mine(t, c, 1)
		if got := mined(); !slices.Equal(got, step.want) {
			t.Errorf("%s: %v, want %v", step.name, got, step.want)
		}
		c.Back(0)
	}
	c.SetMiner(l1evm.Miner{})
	before := mine(t, c, 1)
	after, err := c.Reorg(1, 2, l1evm.Spacing)
	if err != nil || after.Height != 2 || after.Hash == before.Hash || len(c.Waiting(addressOf(seat))) != 0 {
		t.Errorf("after a reorg the head is %v, %v", after, err)
	}
	c.Back(0)
	if waiting := c.Waiting(addressOf(seat)); len(waiting) != 2 || waiting[1].Hash() != all[1] {
		t.Errorf("%d transactions wait, want both", len(waiting))
	}
	c.Forget()
	mine(t, c, 1)
	if got := mined(); len(got) != 0 {
		t.Errorf("the node has forgotten, and mines %v", got)
	}
}

// BenchmarkBlocks makes blocks with a call of a contract each.
func BenchmarkBlocks(b *testing.B) {
	c := newChain(b)
	n := c.Node()
	send(b, n, deployer, 0, nil, 500_000, 1, keeper)
	mine(b, c, 1)
	at := crypto.CreateAddress(addressOf(deployer), 0)
	nonce := uint64(0)
	for b.Loop() {
		send(b, n, seat, nonce, &at, 100_000, 1, make([]byte, 64))
		mine(b, c, 1)
		nonce++
	}
}
