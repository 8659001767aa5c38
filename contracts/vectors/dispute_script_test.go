// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/game/gametest"
	"github.com/layeredpow/adit/contracts/bindings"
)

// script is a game from the deployment on. Its moves stand in columns, so that a test in Solidity reads the file a
// few times only.
type script struct {
	Name        string          `json:"name"`
	Config      hexutil.Bytes   `json:"config"`
	Inbox       common.Address  `json:"inbox"`
	Machine     common.Address  `json:"machine"`
	Deployment  hexutil.Bytes   `json:"deployment"`
	Moves       []string        `json:"moves"`
	Around      []hexutil.Bytes `json:"around"`
	Inputs      []hexutil.Bytes `json:"inputs"`
	Refusals    []hexutil.Bytes `json:"refusals"`
	ViewInputs  []hexutil.Bytes `json:"viewInputs"`
	ViewOutputs []hexutil.Bytes `json:"viewOutputs"`
}

// around are the words that stand around a move, and around the deployment.
func around(c game.Call, taken bool) hexutil.Bytes {
	price, value := new(uint256.Int), new(uint256.Int)
	if c.GasPrice != nil {
		price = c.GasPrice
	}
	if c.Value != nil {
		value = c.Value
	}
	words := []*uint256.Int{
		uint256.NewInt(c.Height), new(uint256.Int).SetBytes(c.Sender[:]), value, price, uint256.NewInt(c.Inbox.Batches),
		new(uint256.Int).SetBytes(c.Inbox.Acc[:]), new(uint256.Int).SetBytes(c.Inbox.Milestone[:]), new(uint256.Int),
	}
	if taken {
		words[7].SetOne()
	}
	var b []byte
	for _, w := range words {
		word := w.Bytes32()
		b = append(b, word[:]...)
	}
	return b
}

const scriptComment = "Games against stand-ins of the inbox and of the machine, whose witness is two machines of which one follows the other. config is what the constructor takes. " +
	"around has eight words for each move, and for the deployment: height, sender, value, gas price, what the inbox holds (batches, accumulator, milestone), and 1 if the move is taken. " +
	"refusals is what the others revert with. In the end the contract answers viewInputs with viewOutputs."

// scripted is a player whose moves are written down.
type scripted struct {
	*gametest.Player
	t *testing.T
	s script
}

func newScripted(t *testing.T, name string, seed uint64) *scripted {
	t.Helper()
	p, err := gametest.NewPlayer(rand.New(rand.NewPCG(seed, 13)))
	if err != nil {
		t.Fatal(err)
	}
	return &scripted{p, t, script{
		Name: name, Config: bindings.NewRollup().PackConstructor(calldata.Config(&p.Config)), Inbox: gametest.Inbox, Machine: gametest.Machine,
		Deployment: around(game.Call{Height: p.Height(), Inbox: p.InboxRange()}, true),
	}}
}

// do has the referee judge a move, and writes down what it says.
func (s *scripted) do(c game.Call, m game.Move) {
	s.t.Helper()
	input, err := calldata.Encode(m)
	if err != nil {
		s.t.Fatal(err)
	}
	refusal := []byte{}
	events, err := s.Referee.Do(c, m)
	if err != nil {
		var r *game.Refusal
		if !errors.As(err, &r) {
			s.t.Fatal(err)
		}
		refusal = calldata.EncodeReason(r)
	}
	s.Took(events)
	s.s.Moves = append(s.s.Moves, reflect.TypeOf(m).Name())
	s.s.Around = append(s.s.Around, around(c, err == nil))
	s.s.Inputs = append(s.s.Inputs, input)
	s.s.Refusals = append(s.s.Refusals, refusal)
}

// now makes a move a block later.
func (s *scripted) now(who common.Address, m game.Move) {
	s.t.Helper()
	s.Wait(1)
	c := game.Call{Height: s.Height(), Sender: who, Inbox: s.InboxRange(), GasPrice: uint256.NewInt(1e9)}
	switch m.(type) {
	case game.Assert, game.RefineLeaf, game.RefineStride:
		c.Value = uint256.NewInt(1e17)
	}
	s.do(c, m)
}

// makeScripts are a whole dispute and some random games.
func makeScripts(t *testing.T) []script {
	t.Helper()
	s := newScripted(t, "down to a step and back", 1)
	s.Wait(uint64(s.Config.MinGap))
	d := s.NewDuel(s.Referee.Assertion(s.Referee.Genesis()), 0x120, 0x1003, 0x10010)
	for _, turn := range d.Turns() {
		s.now(turn.Who, turn.Move)
	}
	s.Wait(uint64(s.Config.Threshold) + s.Config.Delay())
	for _, c := range []*gametest.Claim{d.Right.C, d.Right.B, d.Right.A} {
		for _, m := range s.Referee.Updates(c.Root.Node(), s.Height(), s.Config.Threshold) {
			s.now(d.Wrong.Who, m)
		}
	}
	for _, m := range []game.Move{d.Confirm(), game.Settle{Winner: d.Right.B.Root}, game.Settle{Winner: d.Right.C.Root}, game.Unstake{}, game.Withdraw{To: d.Wrong.Who}} {
		s.now(d.Right.Who, m)
	}
	scripts := []script{s.finish()}
	for seed := range uint64(2) {
		s := newScripted(t, "at random", 2+seed)
		for range 45 {
			c := s.Call()
			m := s.Move(&c)
			s.do(c, m)
		}
		scripts = append(scripts, s.finish())
	}
	return scripts
}

// finish writes down all that the contract has to say in the end. The contract is asked at the height of the last move.
func (s *scripted) finish() script {
	s.t.Helper()
	contract, err := bindings.RollupMetaData.ParseABI()
	if err != nil {
		s.t.Fatal(err)
	}
	origins := make(map[common.Hash]bool)
	for i, part := range s.Parts() {
		id := part.Ref.Node()
		n, _ := s.Referee.Node(id)
		if n.Rivaled == 0 && i%16 != 0 {
			continue // there are many, and all alike
		}
		s.ask(contract, "node", []any{calldata.Ref(part.Ref)}, true, n.First, toBig(n.Opened), toBig(n.Rivaled), s.Referee.Beta(id, s.Height()), n.Flags())
		if part.Ref != part.Root || origins[n.Origin] {
			continue
		}
		origins[n.Origin] = true
		c := s.Referee.Cohort(n.Origin)
		s.ask(contract, "cohort", []any{n.Origin}, bindings.Cohort{Count: c.Count, Spent: c.Spent, Settled: c.Settled})
	}
	for _, who := range s.Accounts {
		s.ask(contract, "stake", []any{who}, s.Referee.Stake(who))
		s.ask(contract, "credit", []any{who}, s.Referee.Credit(who).ToBig())
	}
	s.ask(contract, "latest", nil, s.Referee.Latest())
	s.ask(contract, "burnt", nil, toBig(s.Referee.Burnt()))
	return s.s
}

// ask writes down a question, and what the answer has to be.
func (s *scripted) ask(contract *abi.ABI, name string, arguments []any, answers ...any) {
	s.t.Helper()
	input, err := contract.Pack(name, arguments...)
	if err != nil {
		s.t.Fatal(err)
	}
	output, err := contract.Methods[name].Outputs.Pack(answers...)
	if err != nil {
		s.t.Fatalf("%s: %v", name, err)
	}
	s.s.ViewInputs = append(s.s.ViewInputs, input)
	s.s.ViewOutputs = append(s.s.ViewOutputs, output)
}

// TestScripts is the Go side of dispute/scripts.json: the referee says the same as when it was written.
func TestScripts(t *testing.T) {
	scripts := makeScripts(t)
	if *update {
		write(t, "dispute/scripts.json", vectorFile[script]{scriptComment, scripts})
	}
	got := read[script](t, "dispute/scripts.json")
	if len(got) != len(scripts) {
		t.Fatalf("%d scripts, want %d", len(got), len(scripts))
	}
	taken := 0
	for i, want := range scripts {
		if !reflect.DeepEqual(got[i], want) {
			t.Errorf("%s is another script: write it anew with -update, and look at what changes", want.Name)
		}
		for _, a := range want.Around {
			taken += int(a[len(a)-1])
		}
	}
	if taken < 60 {
		t.Errorf("%d moves are taken: too few to say anything", taken)
	}
}

func toBig(n uint64) *big.Int { return new(big.Int).SetUint64(n) }
