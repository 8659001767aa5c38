// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm/oracle"
)

// contracts by what a call to them does. Each is init code that returns the code behind it.
var contracts = map[string][]byte{
	"counter":   code("600054600101600055600054602052600160206020a1"),                      // a slot counts up, and a log says how far
	"eraser":    code("60005415600b576000600055005b6001600055"),                            // sets a slot, the next call deletes it
	"reverter":  code("600160005560006000fd"),                                              // writes and takes it back
	"suicide":   code("73000000000000000000000000000000000000beefff"),                      // ends and sends on what it has
	"recover":   code("60206000608060006000600161ea60f1600055"),                            // asks for a sender that is none
	"adder":     code("6040600060806000600060066201d4c0f1600055"),                          // adds two points at infinity
	"wrong":     code("600160005260406000608060006000600662" + "01d4c0f1600055"),           // adds what is no point
	"pairing":   code("60206000600060006000600862" + "01d4c0f1600055600051600155"),         // of nothing
	"history":   code("60014303406000556002430340600155"),                                  // hashes of two blocks before
	"balances":  code("4731600055303b600155303f60025560ff31600355"),                        // looks at accounts, there or not
	"creator":   code("600060006000f060005560ff60005360016000600060006000f5600155"),        // creates two empty contracts
	"spender":   code("5b600056"),                                                          // uses all its gas
	"sha":       code("602060006080600060006002620186a0f1600055600051600155"),              // a hash that is computed, not asked for
	"blake":     code("60ff60005360406000" + "60d56000" + "6000600962" + "0186a0f1600055"), // 213 bytes, first 4 say how many rounds
	"transient": code("600160005d60005c600055"),
}

// code makes init code that returns a program.
func code(hex string) []byte {
	run := common.FromHex(hex)
	return append([]byte{0x60, byte(len(run)), 0x80, 0x60, 0x09, 0x3d, 0x39, 0x3d, 0xf3}, run...)
}

// life goes through every shape of transition that L2 has and returns them with their world.
func life(t *testing.T) (*world, []derived) {
	w := newWorld(t)
	var made []derived
	do := func(data []byte) { made = append(made, w.derive(w.batch(data))...) }
	stranger := common.Address{0xaa}

	do(w.blocks(nil))
	do(w.blocks([]*types.Transaction{w.tx(0, &stranger, 1, 21_000, nil), w.tx(1, &stranger, 2, 21_000, nil)}, nil))
	var create, call []*types.Transaction
	for _, name := range names() {
		at := crypto.CreateAddress(address(2), w.nonce[address(2)])
		create = append(create, w.tx(2, nil, 0, 3_000_000, contracts[name]))
		for range 4 {
			call = append(call, w.tx(3, &at, 0, 300_000, nil))
		}
	}
	do(w.blocks(create))
	for _, part := range [][]*types.Transaction{call[:20], call[20:40], call[40:]} {
		do(w.blocks(part, nil))
	}
	do(w.blocks(w.odd()...))

	// Messages of every kind, a deposit that a forced transaction spends, forced ones that are dropped.
	poor := 20
	w.message(l1anchor.Deposit, deposit(address(poor), gethparams.GWei))
	w.message(l1anchor.Forced, raw(t, w.tx(poor, &stranger, 3, 21_000, nil)))
	w.message(l1anchor.Forced, []byte("junk"))
	w.message(l1anchor.Forced, nil)
	w.message(l1anchor.Forced, raw(t, w.unprotected()))
	w.message(l1anchor.Checkpoint, nil)
	w.message(99, []byte{1})
	w.message(l1anchor.Deposit, []byte{1})
	w.message(l1anchor.Forced, raw(t, w.tx(21, &stranger, 3, 21_000, nil)))
	do(w.blocks(nil, nil))
	do(w.blocks(nil, []*types.Transaction{w.unprotected()}))
	do(w.blocks([]*types.Transaction{w.tx(0, &stranger, 1, 21_000, nil)}))

	// Void from the second block on, which closes; empty; random.
	bad := w.tx(5, &stranger, 1, 21_000, nil)
	w.message(l1anchor.Deposit, deposit(stranger, 5))
	do(w.blocks([]*types.Transaction{bad}, []*types.Transaction{bad}))
	w.message(l1anchor.Forced, raw(t, w.tx(4, &stranger, 1, 21_000, nil)))
	do(nil)
	do([]byte("random bytes"))
	do(append(w.blocks(nil), 1))

	// Forced transactions that wait: each has half of what a block gives them.
	for range 4 {
		w.message(l1anchor.Forced, raw(t, w.tx(6, nil, 0, 1<<24, code("5b600056")[9:])))
	}
	do(nil)
	return w, made
}

func names() (out []string) {
	for _, n := range []string{"counter", "eraser", "reverter", "suicide", "recover", "adder", "wrong", "pairing", "history", "balances", "creator",
		"spender", "sha", "blake", "transient"} {
		if contracts[n] == nil {
			panic(n)
		}
		out = append(out, n)
	}
	return out
}

// unprotected is a transaction that names no chain, good in every other respect.
func (w *world) unprotected() *types.Transaction {
	return types.MustSignNewTx(key(0), types.HomesteadSigner{}, &types.LegacyTx{
		Nonce: w.nonce[address(0)], To: &common.Address{0xaa}, Gas: 100_000, GasPrice: big.NewInt(100 * gethparams.GWei),
	})
}

// odd are blocks with transactions of the other types.
func (w *world) odd() [][]*types.Transaction {
	id, to := new(big.Int).SetUint64(w.rollup.ChainID), crypto.CreateAddress(address(2), 0)
	signer := types.LatestSignerForChainID(id)
	auth, err := types.SignSetCode(key(7), types.SetCodeAuthorization{ChainID: *uint256.MustFromBig(id), Address: to})
	if err != nil {
		w.t.Fatal(err)
	}
	nonce := w.nonce[address(0)]
	w.nonce[address(0)] += 3
	price := big.NewInt(100 * gethparams.GWei)
	list := types.AccessList{{Address: to, StorageKeys: []common.Hash{{}, {1}}}}
	return [][]*types.Transaction{{
		types.MustSignNewTx(key(0), signer, &types.LegacyTx{Nonce: nonce, To: &to, Gas: 100_000, GasPrice: price}),
		types.MustSignNewTx(key(0), signer, &types.AccessListTx{ChainID: id, Nonce: nonce + 1, To: &to, Gas: 100_000, GasPrice: price, AccessList: list}),
		types.MustSignNewTx(key(0), signer, &types.SetCodeTx{
			ChainID: uint256.MustFromBig(id), Nonce: nonce + 2, To: address(7), Gas: 300_000, GasFeeCap: uint256.MustFromBig(price), GasTipCap: uint256.NewInt(1),
			AuthList: []types.SetCodeAuthorization{auth},
		}),
	}}
}

// TestSameAsNative takes every transition once more from nothing but preimages.
func TestSameAsNative(t *testing.T) {
	w, made := life(t)
	seen := map[derive.Event]int{}
	for i, l := range made {
		got, err := program.Run(w.rollup, w, l.before, w.end)
		if err != nil {
			t.Fatalf("transition %d (%s): %v", i, l.event, err)
		}
		if got != l.after {
			t.Errorf("transition %d (%s): got %+v, want %+v", i, l.event, got, l.after)
		}
		seen[l.event]++
	}
	for _, e := range []derive.Event{derive.MadeBlock, derive.FoundVoid, derive.MadeClosing, derive.EndedBatch} {
		if seen[e] == 0 {
			t.Errorf("no transition was of the kind %q", e)
		}
	}
	t.Logf("%d transitions: %v", len(made), seen)
	last := made[len(made)-1].after
	if got, err := program.Run(w.rollup, w, last, w.end); err != nil || got != last {
		t.Errorf("behind the end: %+v, %v", got, err)
	}
}

// TestMainProgram goes through transitions as the machine does, from hash to hash.
func TestMainProgram(t *testing.T) {
	w, made := life(t)
	in := program.Input{End: w.keep(w.end.Encode()), Rollup: w.keep(w.rollup.Canonical())}
	for i, l := range made {
		in.State = w.keep(l.before.Encode())
		decoded, err := program.DecodeInput(in.Encode())
		if err != nil || decoded != in {
			t.Fatalf("input reads back as %+v, %v", decoded, err)
		}
		if got, err := program.Main(w, in); err != nil || got != l.after.Hash() {
			t.Errorf("transition %d: got %s, %v, want %s", i, got, err, l.after.Hash())
		}
	}
	stuck := program.Stuck(in.State)
	w.keep(append([]byte("stuck"), in.State[:]...))
	if got, err := program.Main(w, program.Input{State: stuck, End: in.End, Rollup: in.Rollup}); err != nil || got != stuck {
		t.Errorf("behind a stuck state comes %s, %v", got, err)
	}
	for _, bad := range []program.Input{
		{State: in.End, End: in.End, Rollup: in.Rollup}, {State: in.State, End: in.Rollup, Rollup: in.Rollup}, {State: in.State, End: in.End, Rollup: in.End},
		{State: common.Hash{1}, End: in.End, Rollup: in.Rollup},
	} {
		if got, err := program.Main(w, bad); err == nil {
			t.Errorf("input %+v has the result %s", bad, got)
		}
	}
}

// traced notes what was asked for, and may lack one thing.
type traced struct {
	oracle.Source
	asked  map[string]bool
	absent string
}

var errAbsent = errors.New("not to be had")

func (o *traced) ask(what string) error {
	o.asked[what] = true
	if what == o.absent {
		return errAbsent
	}
	return nil
}

func (o *traced) Value(hash common.Hash) ([]byte, error) {
	if err := o.ask(hash.Hex()); err != nil {
		return nil, err
	}
	return o.Source.Value(hash)
}

func (o *traced) Precompile(number byte, input []byte) ([]byte, bool, error) {
	if err := o.ask(fmt.Sprintf("%d %x", number, input)); err != nil {
		return nil, false, err
	}
	return o.Source.Precompile(number, input)
}

// TestMissingPreimage takes away every single answer that a transition asks for: each time there must be no result.
func TestMissingPreimage(t *testing.T) {
	w, made := life(t)
	var transfers []*types.Transaction
	for i := range 60 {
		to := resident(i)
		transfers = append(transfers, w.tx(2, &to, 1, 21_000, nil))
	}
	made = append(made, w.derive(w.batch(w.blocks(transfers)))...)
	total := 0
	for i, l := range made {
		all := &traced{Source: w, asked: map[string]bool{}}
		if _, err := program.Run(w.rollup, all, l.before, w.end); err != nil {
			t.Fatal(err)
		}
		for what := range all.asked {
			got, err := program.Run(w.rollup, &traced{w, map[string]bool{}, what}, l.before, w.end)
			if err == nil {
				t.Errorf("transition %d without %s: a result, and it is right: %v", i, what, got == l.after)
			} else if !errors.Is(err, errAbsent) {
				t.Errorf("transition %d without %s: %v", i, what, err)
			}
			total++
		}
	}
	t.Logf("%d answers taken away", total)
	if total < 1_500 {
		t.Errorf("only %d answers were asked for", total)
	}
}

// TestFarFromTheEnd has so many batches behind the one in question that the way to it goes by milestones.
func TestFarFromTheEnd(t *testing.T) {
	w := newWorld(t)
	first := w.derive(w.batch(w.blocks([]*types.Transaction{w.tx(0, &common.Address{1}, 1, 21_000, nil)})))
	for range 3*l1anchor.MilestoneBatches + 5 {
		w.batch([]byte("x"))
	}
	for _, l := range first {
		o := &traced{Source: w, asked: map[string]bool{}}
		got, err := program.Run(w.rollup, o, l.before, w.end)
		if err != nil || got != l.after {
			t.Fatalf("got %+v, %v, want %+v", got, err, l.after)
		}
		if len(o.asked) > l1anchor.MilestoneBatches+100 {
			t.Errorf("%d answers for a batch %d before the end", len(o.asked), w.end.Batches)
		}
	}
	if _, err := program.Run(w.rollup, w, first[0].before, program.End{Batches: 5, Acc: common.Hash{1}}); err == nil {
		t.Error("an end that does not exist has a result")
	}
}

func TestStateEncoding(t *testing.T) {
	s := program.State{Number: 1, Block: common.Hash{2}, Root: common.Hash{3}, Sends: common.Hash{4}, Batch: 5, Made: 6, Closing: true, Consumed: 7, Forced: 8, Messages: common.Hash{9}}
	enc := s.Encode()
	got, err := program.DecodeState(enc)
	if err != nil || *got != s || len(enc) != program.StateBytes {
		t.Fatalf("got %+v (%v) from %d bytes, want %+v", got, err, len(enc), s)
	}
	// Every field is in the hash.
	v := reflect.ValueOf(&s).Elem()
	for i := range v.NumField() {
		other := s
		f := reflect.ValueOf(&other).Elem().Field(i)
		switch f.Kind() {
		case reflect.Bool:
			f.SetBool(!f.Bool())
		case reflect.Uint64:
			f.SetUint(f.Uint() + 1)
		default:
			f.Set(reflect.ValueOf(common.Hash{0xff}))
		}
		if other.Hash() == s.Hash() {
			t.Errorf("field %s is not in the hash", v.Type().Field(i).Name)
		}
	}
	for _, bad := range [][]byte{nil, enc[:169], append(bytes.Clone(enc), 0), append([]byte{2}, enc[1:]...)} {
		if _, err := program.DecodeState(bad); err == nil {
			t.Errorf("%d bytes pass for a state", len(bad))
		}
	}
	enc[121] = 2
	if _, err := program.DecodeState(enc); err == nil {
		t.Error("a closing flag of 2 passes")
	}
}
