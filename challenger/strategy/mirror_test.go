// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/rollup"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
)

// mirror is the compiled contract, to which everything is sent that the referee of a rig is sent. It has to say the
// same about all of it.
type mirror struct {
	t     *testing.T
	rig   *Rig
	chain *evm.Machine
	at    common.Address
	sent  []mirrored
	start game.Range // what the inbox held when the contract was deployed
	gas   map[common.Address]uint64
	bonds int // how often the slots behind a bond were looked at
}

type mirrored struct {
	Receipt
	held game.Range
}

// The contracts around the rollup are stand-ins.
var (
	// inboxCode answers with slot 0 as the number of batches, slot 1 as their accumulator and slot 2 as the
	// milestone: seven words in all.
	inboxCode = common.FromHex("5f545f52" + "60015460a052" + "60025460c052" + "60e05ff3")
	// machineCode answers with both words of a witness of 64 bytes. It refuses others.
	machineCode = common.FromHex("604060243514600c575f5ffd5b604060445f3760405ff3")
)

func newMirror(t *testing.T, r *Rig) *mirror {
	t.Helper()
	m := &mirror{t: t, rig: r, start: r.Held(), gas: make(map[common.Address]uint64)}
	if err := m.deploy(); err != nil {
		t.Fatal(err)
	}
	r.Each, r.Forked = m.each, m.forked
	return m
}

// deploy puts the contract on a chain of its own.
func (m *mirror) deploy() (err error) {
	if m.chain, err = evm.New(evm.Shanghai(63)); err != nil {
		return err
	}
	config := m.rig.Referee.Config()
	m.chain.State.SetCode(config.Inbox, inboxCode, tracing.CodeChangeUnspecified)
	m.chain.State.SetCode(config.Machine, machineCode, tracing.CodeChangeUnspecified)
	deployer := Address("deployer")
	m.enter(1, deployer, nil, m.start)
	m.at = crypto.CreateAddress(deployer, m.chain.State.GetNonce(deployer))
	result, _, err := m.chain.Send(deployer, nil, new(uint256.Int), calldata.Deployment(&config))
	if err == nil && result.Failed() {
		err = fmt.Errorf("deploy the contract: %w", result.Err)
	}
	return err
}

// enter makes a block and what a sender needs in it.
func (m *mirror) enter(height uint64, sender common.Address, price *uint256.Int, held game.Range) {
	m.chain.Enter(evm.Block{Height: height, Time: height, Gas: 4 * evm.BlockGas, Price: price})
	inbox := m.rig.Referee.Config().Inbox
	for slot, word := range map[byte]common.Hash{
		0: common.BytesToHash(binary.BigEndian.AppendUint64(nil, held.Batches)), 1: held.Acc, 2: held.Milestone,
	} {
		m.chain.State.SetState(inbox, common.Hash{31: slot}, word)
	}
	m.chain.State.SetBalance(sender, new(uint256.Int).Lsh(uint256.NewInt(1), 120), tracing.BalanceChangeUnspecified)
}

func (m *mirror) each(r *Receipt, held game.Range) error {
	m.sent = append(m.sent, mirrored{*r, held})
	return m.send(&m.sent[len(m.sent)-1])
}

// forked builds the chain anew, up to a height.
func (m *mirror) forked(height uint64) error {
	m.sent = slices.DeleteFunc(m.sent, func(tx mirrored) bool { return tx.Height > height })
	if err := m.deploy(); err != nil {
		return err
	}
	for i := range m.sent {
		if err := m.send(&m.sent[i]); err != nil {
			return err
		}
	}
	return nil
}

// send has the contract judge a move, and compares what it says: the reason to refuse it, or its events.
func (m *mirror) send(tx *mirrored) error {
	m.enter(tx.Height, tx.Sender, tx.GasPrice, tx.held)
	input, err := calldata.Encode(m.witnessed(tx.Move))
	if err != nil {
		return err
	}
	if err := m.checkBond(tx, false); err != nil {
		return err
	}
	value := new(uint256.Int).Mul(uint256.NewInt(tx.Bond), uint256.NewInt(1e9))
	result, logs, err := m.chain.Send(tx.Sender, &m.at, value, input)
	if err != nil {
		return err
	}
	m.gas[tx.Sender] += result.UsedGas
	if result.Failed() || tx.Err != nil {
		return m.compareReasons(tx, result.Failed(), result.Revert())
	}
	var events []game.Event
	for _, l := range logs {
		e, err := game.DecodeEvent(game.Log{Topics: l.Topics, Data: l.Data})
		if err != nil {
			return err
		}
		events = append(events, e)
	}
	if !reflect.DeepEqual(events, tx.Events) {
		return fmt.Errorf("compare events: the contract says %+v, the referee %+v", events, tx.Events)
	}
	return m.checkBond(tx, true)
}

// checkBond has the slots of the real contract say whether the bond of a move is due: before it is made, and not
// behind it.
func (m *mirror) checkBond(tx *mirrored, made bool) error {
	move := strategy.Move{Move: tx.Move}
	for _, e := range tx.Events {
		if e, ok := e.(game.Entered); ok {
			move.Enters = e.Node
		}
	}
	var refusal *game.Refusal
	missing := errors.As(tx.Err, &refusal) && slices.Contains([]game.Kind{game.NoNode, game.NotRivaled, game.UnknownAssertion, game.WrongRange}, refusal.Kind)
	if move.Enters == (common.Hash{}) && !missing || !bonded(tx.Move) {
		return nil
	}
	difference, err := rollup.New(m.at, common.Address{}, nil).CheckBond(m.t.Context(), move, func(_ context.Context, slot common.Hash) (common.Hash, error) {
		return m.chain.State.GetState(m.at, slot), nil
	})
	if err != nil {
		return err
	}
	if (difference != "") != (made || missing) {
		return fmt.Errorf("look at the bond of a %T in the contract's slots, made %v, %q: the referee says %w", tx.Move, made, difference, tx.Err)
	}
	m.bonds++
	return nil
}

func bonded(m game.Move) bool {
	switch m.(type) {
	case game.Assert, game.RefineLeaf, game.RefineStride:
		return true
	}
	return false
}

func (m *mirror) compareReasons(tx *mirrored, failed bool, revert []byte) error {
	var refusal *game.Refusal
	switch {
	case !failed:
		return fmt.Errorf("compare reasons: the referee says %w, the contract takes it", tx.Err)
	case tx.Err == nil:
		return fmt.Errorf("compare reasons: the contract refuses with %x, the referee takes it", revert)
	case errors.As(tx.Err, &refusal) && !bytes.Equal(calldata.EncodeReason(refusal), revert):
		return fmt.Errorf("compare reasons: the referee says %w, the contract %x", tx.Err, revert)
	}
	return nil
}

// witnessed puts what the machine of the rig's world says about a witness in its place.
func (m *mirror) witnessed(move game.Move) game.Move {
	p, ok := move.(game.Prove)
	if !ok {
		return move
	}
	machine, following, err := m.rig.World.StepContract(p.Witness)
	if err != nil {
		p.Witness = nil
		return p
	}
	p.Witness = append(bytes.Clone(machine[:]), following[:]...)
	return p
}

// ask asks the contract about a node, at the height of the rig.
func (m *mirror) ask(v game.Ref) (bindings.NodeOutput, error) {
	m.enter(m.rig.Height, Address("deployer"), nil, m.rig.Held())
	abi := bindings.NewRollup()
	output, _, err := m.chain.View(m.at, abi.PackNode(calldata.Ref(v)), evm.BlockGas)
	if err != nil {
		return bindings.NodeOutput{}, err
	}
	return abi.UnpackNode(output)
}

// compare holds the money of everybody, and how the chain of claims ends.
func (m *mirror) compare() {
	m.t.Helper()
	abi := bindings.NewRollup()
	view := func(input []byte) []byte {
		output, _, err := m.chain.View(m.at, input, evm.BlockGas)
		if err != nil {
			m.t.Fatal(err)
		}
		return output
	}
	latest, err := abi.UnpackLatest(view(abi.PackLatest()))
	if err != nil || latest != m.rig.Referee.Latest() {
		m.t.Errorf("the contract's newest fact is %x (%v), the referee's %x", latest, err, m.rig.Referee.Latest())
	}
	burnt, err := abi.UnpackBurnt(view(abi.PackBurnt()))
	if err != nil || burnt.Uint64() != m.rig.Referee.Burnt() {
		m.t.Errorf("the contract has burnt %d (%v), the referee %d", burnt, err, m.rig.Referee.Burnt())
	}
	seen := make(map[common.Address]bool)
	for i := range m.sent {
		who := m.sent[i].Sender
		if seen[who] {
			continue
		}
		seen[who] = true
		credit, err := abi.UnpackCredit(view(abi.PackCredit(who)))
		if err != nil || credit.Cmp(m.rig.Referee.Credit(who).ToBig()) != 0 {
			m.t.Errorf("the contract owes %x %d (%v), the referee %d", who[:4], credit, err, m.rig.Referee.Credit(who))
		}
	}
	if len(m.sent) == 0 {
		m.t.Error("nothing was sent to the contract")
	}
}
