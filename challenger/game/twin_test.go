// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"strconv"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/game/gametest"
	"github.com/layeredpow/adit/contracts/evm"
)

// twins are a referee and the contract, deployed in the same block over the same stand-ins, and a table that hears
// the contract's events alone. Every move is made to all of them.
type twins struct {
	*gametest.Player
	t      testing.TB
	chain  *evm.Machine
	at     common.Address
	table  *game.Table
	met    map[string]int // moves, by what came of them
	plenty bool           // bonds are large
}

// inboxCode answers with slot 0 as the number of batches, 1 as their accumulator and 2 as the milestone: seven words
// in all.
//
//	PUSH0 SLOAD PUSH0 MSTORE  PUSH1 1 SLOAD PUSH1 160 MSTORE  PUSH1 2 SLOAD PUSH1 192 MSTORE  PUSH1 224 PUSH0 RETURN
var inboxCode = common.FromHex("5f545f52" + "60015460a052" + "60025460c052" + "60e05ff3")

// machineCode answers with both words of a witness of 64 bytes, and refuses others as gametest.Step does.
//
//	PUSH1 64 PUSH1 36 CALLDATALOAD EQ PUSH1 23 JUMPI
//	PUSH4 TooShort PUSH1 224 SHL PUSH0 MSTORE PUSH1 4 PUSH0 REVERT
//	JUMPDEST PUSH1 64 PUSH1 68 PUSH0 CALLDATACOPY PUSH1 64 PUSH0 RETURN
var machineCode = append(append(
	common.FromHex("604060243514601757"+"63"), selector("TooShort()")...),
	common.FromHex("60e01b5f5260045ffd"+"5b604060445f3760405ff3")...)

func selector(signature string) []byte { return crypto.Keccak256([]byte(signature))[:4] }

var deployer = common.Address{19: 0xde}

func newTwins(t testing.TB, seed uint64) *twins {
	t.Helper()
	player, err := gametest.NewPlayer(rand.New(rand.NewPCG(seed, 0x6a3e)))
	if err != nil {
		t.Fatal(err)
	}
	return newTwinsOn(t, newChain(t), player)
}

// newTwinsOn deploys the rollup of a player where its machine is.
func newTwinsOn(t testing.TB, chain *evm.Machine, player *gametest.Player) *twins {
	t.Helper()
	w := &twins{Player: player, t: t, chain: chain, table: game.NewTable(player.Config), met: make(map[string]int)}
	chain.State.SetCode(gametest.Inbox, inboxCode, tracing.CodeChangeUnspecified)
	for _, a := range append(player.Accounts, deployer) {
		chain.State.SetBalance(a, new(uint256.Int).Lsh(uint256.NewInt(1), 100), tracing.BalanceChangeUnspecified)
	}
	w.enter(game.Call{Height: player.Height(), Inbox: player.InboxRange()})
	w.at = crypto.CreateAddress(deployer, chain.State.GetNonce(deployer))
	logs, reason := w.send(deployer, nil, nil, calldata.Deployment(&player.Config))
	if reason != nil {
		t.Fatalf("deploy: %x", reason)
	}
	w.hear(player.Height(), logs)
	w.compare()
	return w
}

// enter makes the block of a call the one around what follows.
func (w *twins) enter(c game.Call) {
	price := c.GasPrice
	if price == nil {
		price = new(uint256.Int)
	}
	w.chain.Enter(evm.Block{Height: c.Height, Time: c.Height, Gas: 4 * evm.BlockGas, Price: price})
	for slot, word := range map[byte]common.Hash{
		0: common.BytesToHash(binary.BigEndian.AppendUint64(nil, c.Inbox.Batches)), 1: c.Inbox.Acc, 2: c.Inbox.Milestone,
	} {
		w.chain.State.SetState(gametest.Inbox, common.Hash{31: slot}, word)
	}
}

// send runs a transaction. reason is what it fails with, nil if it does not.
func (w *twins) send(from common.Address, to *common.Address, value *uint256.Int, input []byte) (logs []*types.Log, reason []byte) {
	w.t.Helper()
	if value == nil {
		value = new(uint256.Int)
	}
	result, logs, err := w.chain.Send(from, to, value, input)
	if err != nil {
		w.t.Fatal(err)
	}
	if result.Failed() {
		if len(result.Revert()) == 0 && result.Err.Error() != "execution reverted" {
			w.t.Fatalf("the contract fails with %v after %d gas", result.Err, result.UsedGas)
		}
		return nil, append([]byte{}, result.Revert()...)
	}
	return logs, nil
}

// view asks the contract.
func (w *twins) view(input []byte) []byte {
	w.t.Helper()
	output, _, err := w.chain.View(w.at, input, evm.BlockGas)
	if err != nil {
		w.t.Fatalf("view %x: %v", input[:4], err)
	}
	return output
}

// reasonOf is what the contract fails with when the referee says err.
func reasonOf(t testing.TB, err error) []byte {
	t.Helper()
	var r *game.Refusal
	if !errors.As(err, &r) {
		t.Fatalf("the referee has no reason: %v", err)
	}
	return calldata.EncodeReason(r)
}

// play makes one random move to all, and holds them against each other.
func (w *twins) play() {
	w.t.Helper()
	c := w.Call()
	m := w.Move(&c)
	w.do(c, m)
}

func (w *twins) do(c game.Call, m game.Move) []game.Event {
	w.t.Helper()
	w.enter(c)
	name := name(m)
	events, err := w.Referee.Do(c, m)
	input, encodeErr := calldata.Encode(m)
	if encodeErr != nil {
		w.t.Fatal(encodeErr)
	}
	logs, reason := w.send(c.Sender, &w.at, c.Value, input)
	switch {
	case err == nil && reason != nil:
		w.t.Fatalf("%s %+v: the contract refuses with %x, the referee does not", name, m, reason)
	case err != nil && reason == nil:
		w.t.Fatalf("%s %+v: the referee says %v, the contract takes it", name, m, err)
	case err != nil:
		if want := reasonOf(w.t, err); !bytes.Equal(want, reason) {
			w.t.Fatalf("%s %+v: the referee says %v (%x), the contract %x", name, m, err, want, reason)
		}
		w.met[name+" "+kindOf(err)]++
	default:
		w.met[name]++
	}
	if heard := w.hear(c.Height, logs); !reflect.DeepEqual(heard, events) {
		w.t.Fatalf("%s: events\n contract %+v\n referee  %+v", name, heard, events)
	}
	w.Took(events)
	return events
}

// name of a kind of move.
func name(m game.Move) string { return fmt.Sprintf("%T", m)[len("game."):] }

func kindOf(err error) string {
	var r *game.Refusal
	errors.As(err, &r)
	return string(r.Kind)
}

// hear has the table know what the contract says.
func (w *twins) hear(height uint64, logs []*types.Log) (events []game.Event) {
	w.t.Helper()
	for _, l := range logs {
		e, err := game.DecodeEvent(game.Log{Topics: l.Topics, Data: l.Data})
		if err != nil {
			w.t.Fatalf("%x %x: %v", l.Topics, l.Data, err)
		}
		if err := w.table.Apply(height, e); err != nil {
			w.t.Fatalf("%+v: %v", e, err)
		}
		events = append(events, e)
	}
	return events
}

// TestTwins plays random moves on both. ADIT_MOVES says how many in all, ADIT_SEED which.
func TestTwins(t *testing.T) {
	moves, seed := number("ADIT_MOVES", 600), number("ADIT_SEED", 1)
	met := make(map[string]int)
	for ; moves > 0; seed++ {
		n := min(moves, 200)
		w := newTwins(t, seed)
		w.Wait(uint64(w.Config.MinGap))
		w.Duel()
		for i := range n {
			w.play()
			if i%40 == 0 {
				w.compare()
			}
			if t.Failed() {
				t.Fatalf("seed %d, move %d", seed, i)
			}
		}
		w.compare()
		for name, n := range w.met {
			met[name] += n
		}
		moves -= n
	}
	t.Logf("what came of the moves: %v", met)
	for _, name := range []string{"Assert", "Split", "RefineLeaf", "RefineStride", "Prove", "Update", "UpdateFrom", "Split NotRivaled", "Withdraw"} {
		if met[name] == 0 {
			t.Errorf("no move ended as %q", name)
		}
	}
}

// number is a setting of a longer run.
func number(name string, otherwise uint64) uint64 {
	if n, err := strconv.ParseUint(os.Getenv(name), 10, 64); err == nil {
		return n
	}
	return otherwise
}

// FuzzTwins lets the fuzzer choose the games.
func FuzzTwins(f *testing.F) {
	f.Add(uint64(1), uint8(50))
	f.Fuzz(func(t *testing.T, seed uint64, moves uint8) {
		w := newTwins(t, seed)
		if seed%2 == 0 {
			w.Duel()
		}
		for range moves {
			w.play()
		}
		w.compare()
	})
}
