// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/l1anchor"
)

// TestReorg has the devnet's L1 node meet a second one, which has mined a branch of its own with more work: below the
// depth at which sequencers act, a little above it, and far above it. Both are core-geth and hash.
func TestReorg(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 30_145
	r := up(t, cfg)
	defer r.stop()
	for _, depth := range []int{1, 7, 64} {
		if !t.Run(fmt.Sprint(depth), func(t *testing.T) {
			r.t = t
			newReorged(r, depth, cfg.Depth).live()
		}) {
			return // what follows would stand on it
		}
	}
}

// reorged is one time that L1 takes a branch back.
type reorged struct {
	*rig
	depth  int
	acting int // depth at which sequencers act upon L1
	a, b   *l1Node
	fork   l1Block
	old    l1Block // newest block of the branch that goes

	rebases int            // before
	lost    [][]byte       // data of the batches on that branch
	told    []acknowledged // in the order in which clients were told
	doomed  []acknowledged // of these, what cannot be without the messages that do not come back

	nonces map[common.Address]uint64 // next ones, of accounts that sent something

	rich, broke    *ecdsa.PrivateKey  // get a deposit that comes back, one that does not
	forced, wilted *types.Transaction // forced in, likewise
}

const depositGwei = 3 * gethparams.GWei // in gwei: 3 coins

// Accounts: who sends messages again, and those that use their nonces for something else on the other branch.
const (
	faithful   = 1
	fickle     = 5 // deposits
	fickler    = 6 // forces in
	forcedKey  = 8 // whose transactions are forced in and come back
	wiltedKey  = 9 // … and do not
	senderKeys = 2 // and the next
)

func newReorged(r *rig, depth int, acting uint64) *reorged {
	x := &reorged{rig: r, depth: depth, acting: int(acting), a: r.l1(), b: r.rival(30_190, 30_191), nonces: make(map[common.Address]uint64)}
	for _, k := range []**ecdsa.PrivateKey{&x.rich, &x.broke} {
		fresh, err := crypto.GenerateKey()
		if err != nil {
			r.t.Fatal(err)
		}
		*k = fresh
	}
	return x
}

// deep tells whether sequencers have acted upon the branch.
func (x *reorged) deep() bool { return x.depth > x.acting }

func (x *reorged) live() {
	x.separate()
	x.rebases = len(x.rebased(x.info.L2RPC[0]))
	x.fill()
	x.old = x.a.head()
	if int(x.old.Number-x.fork.Number) != x.depth {
		x.t.Fatalf("the branch has %d blocks, want %d", x.old.Number-x.fork.Number, x.depth)
	}
	x.lost = x.batches(x.fork, x.old)
	if len(x.lost) == 0 {
		x.t.Fatal("the branch holds no batch: it would not show anything")
	}
	x.meet()
	x.recover()
	x.check()
}

// separate stops the first node, has the second one follow to where it stands, and takes them apart.
func (x *reorged) separate() {
	x.t.Helper()
	x.a.pace(0)
	x.fork = x.a.head()
	x.b.join(x.a)
	x.await("the second node to have the first one's chain", func() (bool, error) { return x.b.head() == x.fork, nil })
	x.b.part(x.a)
}

// fill mines the branch that will go: messages first, as soon as they are acted upon transactions that need them, and
// batches.
func (x *reorged) fill() {
	x.t.Helper()
	bridge, inbox := bindings.NewStandInBridge(), bindings.NewInbox()
	wei := new(big.Int).Mul(big.NewInt(depositGwei), big.NewInt(gethparams.GWei))
	x.toL1(faithful, l1Call{to: x.info.Bridge, value: wei, data: bridge.PackDeposit(address(x.rich))})
	x.forced = x.forceIn(inbox, faithful+2, forcedKey)
	if x.deep() {
		x.toL1(fickle, l1Call{to: x.info.Bridge, value: wei, data: bridge.PackDeposit(address(x.broke))})
		x.wilted = x.forceIn(inbox, fickler, wiltedKey)
	}
	for n := range x.depth {
		if x.deep() && n == x.acting {
			x.await("the messages on L2", func() (bool, error) {
				return x.has(x.info.L2RPC[0], x.forced.Hash()) && x.has(x.info.L2RPC[0], x.wilted.Hash()) && x.balance(x.info.L2RPC[0], address(x.broke)).Sign() > 0, nil
			})
			x.spend()
		}
		x.transfer(n)
		if !x.deep() || n >= x.acting && len(x.batches(x.fork, x.a.head())) == 0 {
			x.await("a batch that waits", func() (bool, error) { return x.batchWaits(), nil })
		}
		time.Sleep(time.Second) // the clock of L1: its blocks are at least so far apart
		x.a.mineNow()
	}
}

// toL1 gives the first node a call that is not mined yet.
func (x *reorged) toL1(from int, call l1Call) {
	x.t.Helper()
	nonce, err := x.dial(x.info.L1RPC).NonceAt(context.Background(), address(key(from)), nil)
	if err != nil {
		x.t.Fatal(err)
	}
	x.a.send(x.l1Tx(from, nonce, call))
}

func (x *reorged) l1Tx(from int, nonce uint64, call l1Call) *types.Transaction {
	value := call.value
	if value == nil {
		value = new(big.Int)
	}
	return types.MustSignNewTx(key(from), types.NewEIP155Signer(new(big.Int).SetUint64(x.info.L1ChainID)), &types.LegacyTx{
		Nonce: nonce, GasPrice: big.NewInt(20 * gethparams.GWei), Gas: 1_000_000, To: &call.to, Value: value, Data: call.data,
	})
}

// forceIn sends a transfer of an L2 account to the inbox.
func (x *reorged) forceIn(inbox *bindings.Inbox, by, account int) *types.Transaction {
	x.t.Helper()
	tx := x.transferL2(key(account), x.nonce(key(account)), common.Address{0xf0}, int64(x.depth))
	raw, err := tx.MarshalBinary()
	if err != nil {
		x.t.Fatal(err)
	}
	x.toL1(by, l1Call{to: x.info.Inbox, data: inbox.PackAppendMessage(uint8(l1anchor.Forced), raw)})
	return tx
}

// nonce is the next one of an account on L2, counted here: a node that did not take the last transaction may be behind.
func (x *reorged) nonce(k *ecdsa.PrivateKey) uint64 {
	x.t.Helper()
	n, ok := x.nonces[address(k)]
	if !ok {
		var err error
		if n, err = x.dial(x.info.L2RPC[0]).PendingNonceAt(context.Background(), address(k)); err != nil {
			x.t.Fatal(err)
		}
	}
	x.nonces[address(k)] = n + 1
	return n
}

// spend sends what only the messages that go for good have made possible.
func (x *reorged) spend() {
	x.t.Helper()
	for _, k := range []*ecdsa.PrivateKey{x.broke, key(wiltedKey)} {
		x.tell(x.transferL2(k, x.nonce(k), common.Address{0xd0}, int64(x.depth))) // another one each time
		last := len(x.told) - 1
		x.doomed, x.told = append(x.doomed, x.told[last]), x.told[:last]
	}
}

// transfer sends transactions of two accounts in turn.
func (x *reorged) transfer(n int) {
	x.t.Helper()
	for i := range 2 {
		k := key(senderKeys + (n+i)%2)
		x.tell(x.transferL2(k, x.nonce(k), common.Address{0xaa}, 1))
	}
}

// tell sends a transaction and notes that its client was told so.
func (x *reorged) tell(tx *types.Transaction) {
	x.t.Helper()
	if err := x.dial(x.info.L2RPC[len(x.told)%len(x.info.L2RPC)]).SendTransaction(context.Background(), tx); err != nil {
		x.t.Fatalf("transaction %d: %v", len(x.told), err)
	}
	x.told = append(x.told, acknowledged{tx: tx})
}

// meet puts conflicting transactions on the second node's branch, gives it more work, and connects the two.
func (x *reorged) meet() {
	x.t.Helper()
	for i := range x.told {
		x.sealed(&x.told[i])
	}
	for i := range x.doomed {
		x.sealed(&x.doomed[i])
	}
	var conflicts []common.Hash
	if x.deep() {
		for _, from := range []int{fickle, fickler} {
			nonce, err := x.dial(x.b.url).NonceAt(context.Background(), address(key(from)), nil)
			if err != nil {
				x.t.Fatal(err)
			}
			tx := x.l1Tx(from, nonce, l1Call{to: address(key(from))})
			x.b.send(tx)
			conflicts = append(conflicts, tx.Hash())
		}
	}
	x.b.mine(x.depth + 1)
	winner := x.b.head()
	for _, tx := range conflicts {
		if !x.has(x.b.url, tx) {
			x.t.Fatalf("transaction %s is not on the second node's branch", tx)
		}
	}
	x.a.join(x.b)
	x.await("the first node to change over", func() (bool, error) { return x.a.head() == winner, nil })
	if at := x.a.block(uint64(x.fork.Number)); at != x.fork {
		x.t.Fatalf("the first node went back below the fork: it has %+v, not %+v", at, x.fork)
	}
	x.a.part(x.b)
	x.a.pace(time.Second)
}

// recover waits until the rollup has dealt with it.
func (x *reorged) recover() {
	x.t.Helper()
	for _, url := range x.info.L2RPC {
		x.await("the rebase at "+url, func() (bool, error) {
			s := x.status(url)
			return uint64(s.Rebases.Waiting) == 0 && (!x.deep() || int(s.Rebases.Count) > x.rebases), nil
		})
	}
	for _, url := range append(x.info.L2RPC, x.info.Verifier) {
		x.await("the messages at "+url, func() (bool, error) {
			return x.has(url, x.forced.Hash()) && x.balance(url, address(x.rich)).Sign() > 0, nil
		})
	}
	x.settle()
}
