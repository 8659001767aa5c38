// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/stateroot/params"
)

// stateTest is a case in the format of Ethereum's execution-spec-tests: one transaction on a state, and what becomes
// of it by fork. What the format has beside that is left out here.
type stateTest struct {
	Env  stateEnv               `json:"env"`
	Pre  types.GenesisAlloc     `json:"pre"`
	Post map[string][]statePost `json:"post"`
}

type stateEnv struct {
	Coinbase   common.Address        `json:"currentCoinbase"`
	GasLimit   math.HexOrDecimal64   `json:"currentGasLimit"`
	Number     math.HexOrDecimal64   `json:"currentNumber"`
	Timestamp  math.HexOrDecimal64   `json:"currentTimestamp"`
	Random     math.HexOrDecimal256  `json:"currentRandom"`
	BaseFee    math.HexOrDecimal256  `json:"currentBaseFee"`
	ExcessBlob *math.HexOrDecimal64  `json:"currentExcessBlobGas,omitempty"`
	Difficulty *math.HexOrDecimal256 `json:"currentDifficulty,omitempty"`
}

type statePost struct {
	Hash      common.Hash   `json:"hash"` // state root
	Logs      common.Hash   `json:"logs"` // keccak256 of their RLP
	Tx        hexutil.Bytes `json:"txbytes"`
	Exception string        `json:"expectException,omitempty"` // the transaction is in no block
}

// outcome is what a transaction made of a state. err says why it is in no block.
type outcome struct {
	root, logs common.Hash
	err        error
}

// fork is the one that blocks here follow.
const fork = "Osaka"

// newBuilder is a Builder in the middle of such a block as a case describes.
func (c *stateTest) newBuilder(t testing.TB) *Builder {
	t.Helper()
	rollup := &params.Params{ChainID: 1, GasLimit: uint64(c.Env.GasLimit), FeeRecipient: c.Env.Coinbase, ProofLimit: params.MaxProofLimit}
	config := rollup.ChainConfig()
	excess := new(uint64)
	if c.Env.ExcessBlob != nil {
		*excess = uint64(*c.Env.ExcessBlob)
	}
	random := common.BigToHash((*big.Int)(&c.Env.Random))
	b := &Builder{
		rollup: rollup, config: config, gas: core.NewGasPool(rollup.GasLimit), meter: newMeter(rollup.ProofLimit),
		sources: Sources{Signer: types.LatestSigner(config)}, state: c.state(t),
		header: &types.Header{
			Number: new(big.Int).SetUint64(uint64(c.Env.Number)), Time: uint64(c.Env.Timestamp), GasLimit: rollup.GasLimit, Coinbase: c.Env.Coinbase,
			BaseFee: (*big.Int)(&c.Env.BaseFee), MixDigest: random, ExcessBlobGas: excess, Difficulty: new(big.Int),
		},
	}
	b.parent.Header = &types.Header{Number: new(big.Int).SetUint64(max(uint64(c.Env.Number), 1) - 1)}
	for n := uint64(c.Env.Number); n > 0 && len(b.ancestors) < 256; n-- {
		hash := crypto.Keccak256Hash([]byte(new(big.Int).SetUint64(n - 1).String())) // as the format has it
		b.ancestors = append(b.ancestors, ancestor{hash: hash})
	}
	b.rules = config.Rules(b.header.Number, true, b.header.Time)
	b.meter.chargeBlock(&Context{})
	b.evm = b.newEVM()
	return b
}

// state is that before the transaction.
func (c *stateTest) state(t testing.TB) *state.StateDB {
	t.Helper()
	db := state.NewDatabaseForTesting()
	s, err := state.New(types.EmptyRootHash, db)
	if err != nil {
		t.Fatal(err)
	}
	for addr, a := range c.Pre {
		s.SetCode(addr, a.Code, tracing.CodeChangeUnspecified)
		s.SetNonce(addr, a.Nonce, tracing.NonceChangeUnspecified)
		s.SetBalance(addr, uint256.MustFromBig(a.Balance), tracing.BalanceChangeUnspecified)
		for key, value := range a.Storage {
			s.SetState(addr, key, value)
		}
	}
	root, err := s.Commit(gethparams.Rules{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if s, err = state.New(root, db); err != nil {
		t.Fatal(err)
	}
	return s
}

// ours is what Attempt makes of a transaction, in a block that nothing else is in.
func (c *stateTest) ours(t testing.TB, raw []byte) (o outcome, tripped bool) {
	b, tx := c.newBuilder(t), new(types.Transaction)
	var logs []*types.Log
	if o.err = tx.UnmarshalBinary(raw); o.err == nil {
		var receipt *types.Receipt
		attempt := b.Attempt
		if tx.Type() == types.LegacyTxType && !tx.Protected() {
			// Signed for no chain, which L2 refuses: what the case shows of execution counts all the same.
			attempt = func(tx *types.Transaction) (*types.Receipt, error) { return b.run(tx, b.meter.limit, b.meter.most()) }
		}
		if receipt, o.err = attempt(tx); o.err == nil {
			logs = receipt.Logs
		}
	}
	return ended(t, b, logs, o.err), b.meter.tripped
}

// stock is what go-ethereum makes of it, without anything of ours but the header.
func (c *stateTest) stock(t testing.TB, raw []byte) (o outcome) {
	b, tx := c.newBuilder(t), new(types.Transaction)
	if o.err = tx.UnmarshalBinary(raw); o.err == nil {
		var msg *core.Message
		if msg, o.err = core.TransactionToMessage(tx, b.sources.Signer, b.header.BaseFee); o.err == nil {
			snapshot := b.state.Snapshot()
			if _, o.err = core.ApplyMessage(vm.NewEVM(b.blockContext(), b.state, b.config, vm.Config{}), msg, b.gas); o.err != nil {
				b.state.RevertToSnapshot(snapshot)
			}
		}
	}
	return ended(t, b, b.state.Logs(), o.err)
}

func ended(t testing.TB, b *Builder, logs []*types.Log, err error) outcome {
	t.Helper()
	encoded, bad := rlp.EncodeToBytes(logs)
	if bad != nil {
		t.Fatal(bad)
	}
	return outcome{b.state.IntermediateRoot(b.rules), crypto.Keccak256Hash(encoded), err}
}

// is reports whether an outcome is the one that a case asks for.
func (p *statePost) is(o outcome) bool {
	return o.root == p.Hash && (o.err != nil) == (p.Exception != "") && (o.err != nil || o.logs == p.Logs)
}

// tally is how often cases ended in each way.
type tally struct {
	same    int // root and logs as they should be
	foreign int // blob transactions, which no block of L2 holds
	others  int // go-ethereum itself makes something else of them than they ask for, and we the same as it
	metered int // refused by the proof meter alone
	wrong   int
}

// TestStateTests runs cases of execution-spec-tests through Attempt: those that were made here, or those below the
// folder that ADIT_STATETESTS names (`make statetests TESTS=folder`).
func TestStateTests(t *testing.T) {
	folder, given := os.LookupEnv("ADIT_STATETESTS")
	if !given {
		folder = "testdata/state"
	}
	var all tally
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != folder {
			return fs.SkipDir // an index of the cases
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".json") {
			return err
		}
		return all.file(t, path)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d same, %d of kinds that L2 does not have, %d as go-ethereum has them and not as they should be, %d refused by the meter, %d wrong",
		all.same, all.foreign, all.others, all.metered, all.wrong)
	if !given && all.foreign > 0 {
		t.Errorf("%d of our own cases are left out", all.foreign)
	}
	if all.same == 0 {
		t.Errorf("no case for %s below %s", fork, folder)
	}
}

func (n *tally) file(t *testing.T, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var cases map[string]*stateTest
	if err := json.Unmarshal(text, &cases); err != nil {
		return fmt.Errorf("%s holds no state tests: %w", path, err)
	}
	for name, c := range cases {
		for i := range c.Post[fork] {
			n.run(t, fmt.Sprintf("%s, %s, %d", path, name, i), c, &c.Post[fork][i])
		}
	}
	return nil
}

// foreign reports whether a transaction is of a kind that no block of L2 holds, and that ours does not run either.
func foreign(raw []byte) bool { return raw[0] == types.BlobTxType }

func (n *tally) run(t *testing.T, name string, c *stateTest, post *statePost) {
	if len(post.Tx) == 0 {
		n.wrong++
		t.Errorf("%s: there is no signed transaction", name)
		return
	}
	if foreign(post.Tx) {
		n.foreign++
		return
	}
	got, tripped := c.ours(t, post.Tx)
	if post.is(got) && !tripped {
		n.same++
		return
	}
	stock := c.stock(t, post.Tx)
	switch {
	case tripped:
		n.metered++
		t.Errorf("%s: the meter refuses it: %v", name, got.err)
	case got.root == stock.root && got.logs == stock.logs && (got.err == nil) == (stock.err == nil):
		n.others++
		t.Logf("%s: go-ethereum and we come to root %s, error %v; want %s, error %q", name, got.root, got.err, post.Hash, post.Exception)
	default:
		n.wrong++
		t.Errorf("%s: root %s, logs %s, error %v; want %s, %s, error %q", name, got.root, got.logs, got.err, post.Hash, post.Logs, post.Exception)
	}
}
