// SPDX-License-Identifier: Apache-2.0

package games

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
)

// The contracts around the rollup are stand-ins.
var (
	// inboxCode keeps three words that it is sent: the number of batches, their accumulator and the milestone. It
	// answers anything shorter with seven words, in which these are the first, sixth and seventh.
	inboxCode = common.FromHex("36606011601857" + "5f355f55" + "602035600155" + "604035600255" + "00" +
		"5b" + "5f545f52" + "60015460a052" + "60025460c052" + "60e05ff3")
	// machineCode answers with both words of a witness of 64 bytes. It refuses others.
	machineCode = common.FromHex("604060243514600c575f5ffd5b604060445f3760405ff3")
)

// inboxWords are what the inbox keeps of a range.
func inboxWords(held game.Range) [3]common.Hash {
	return [3]common.Hash{common.BytesToHash(binary.BigEndian.AppendUint64(nil, held.Batches)), held.Acc, held.Milestone}
}

func inboxSlots(held game.Range) map[common.Hash]common.Hash {
	slots := make(map[common.Hash]common.Hash)
	for i, word := range inboxWords(held) {
		slots[common.Hash{31: byte(i)}] = word
	}
	return slots
}

// batch has the inbox hold so much.
func (c *court) batch(held game.Range) l1anchor.Call {
	call := l1anchor.Call{To: c.rig.Referee.Config().Inbox, Gas: 200_000}
	for _, word := range inboxWords(held) {
		call.Data = append(call.Data, word[:]...)
	}
	return call
}

// judged holds what the contract has made of a move against what the referee makes of it.
func (c *court) judged(r *gamestest.Receipt, _ game.Range) error {
	if len(c.outcomes) == 0 {
		return errors.New("compare with the contract: it has seen no such move")
	}
	said := c.outcomes[0]
	c.outcomes = c.outcomes[1:]
	switch {
	case said.taken && r.Err != nil:
		return fmt.Errorf("compare with the contract: it takes the move, the referee says %w", r.Err)
	case !said.taken && r.Err == nil:
		return errors.New("compare with the contract: it refuses the move, the referee takes it")
	}
	var events []game.Event
	for _, l := range said.logs {
		e, err := game.DecodeEvent(game.Log{Topics: l.Topics, Data: l.Data})
		if err != nil {
			return err
		}
		events = append(events, e)
	}
	if !reflect.DeepEqual(events, r.Events) {
		return fmt.Errorf("compare events: the contract says %+v, the referee %+v", events, r.Events)
	}
	return nil
}

// solvent holds the contract's money against the referee's.
func (c *court) solvent() error {
	balance, err := c.ask("eth_getBalance", c.at, "latest")
	if err != nil {
		return err
	}
	if want := c.rig.Referee.Held().ToBig(); balance.(*hexutil.Big).ToInt().Cmp(want) != 0 {
		return fmt.Errorf("the contract has %s wei, the referee %s", balance, want)
	}
	return nil
}

// compare holds all that the contract says about itself against the referee: how the claims end, everybody's money, and
// every node with its time.
func (c *court) compare() {
	c.t.Helper()
	abi, referee := bindings.NewRollup(), c.rig.Referee
	view := func(input []byte) []byte {
		out, err := c.ask("eth_call", map[string]any{"to": c.at, "data": hexutil.Bytes(input)}, "latest")
		if err != nil {
			c.t.Fatal(err)
		}
		return out.(hexutil.Bytes)
	}
	if latest, err := abi.UnpackLatest(view(abi.PackLatest())); err != nil || latest != referee.Latest() {
		c.t.Errorf("the contract's newest fact is %x (%v), the referee's %x", latest, err, referee.Latest())
	}
	if stuck, err := abi.UnpackStuckAt(view(abi.PackStuckAt())); err != nil || stuck != referee.StuckAt() {
		c.t.Errorf("the contract is stuck at %x (%v), the referee at %x", stuck, err, referee.StuckAt())
	}
	if burnt, err := abi.UnpackBurnt(view(abi.PackBurnt())); err != nil || burnt.Uint64() != referee.Burnt() {
		c.t.Errorf("the contract has burnt %d (%v), the referee %d", burnt, err, referee.Burnt())
	}
	everybody := c.liars()
	for _, p := range c.side {
		everybody = append(everybody, p.player.Address)
	}
	for _, who := range everybody {
		if credit, err := abi.UnpackCredit(view(abi.PackCredit(who))); err != nil || credit.Cmp(referee.Credit(who).ToBig()) != 0 {
			c.t.Errorf("the contract owes %s %d (%v), the referee %s", who, credit, err, referee.Credit(who))
		}
		s := referee.Stake(who)
		if stake, err := abi.UnpackStake(view(abi.PackStake(who))); err != nil || stake != s {
			c.t.Errorf("the stake of %s at the contract stands at %x (%v), at the referee at %x", who, stake, err, s)
		}
	}
	c.compareNodes(view)
}

func (c *court) compareNodes(view func([]byte) []byte) {
	c.t.Helper()
	abi, referee := bindings.NewRollup(), c.rig.Referee
	nodes := c.rig.Check.Nodes()
	if len(nodes) == 0 {
		c.t.Error("no node was ever made")
	}
	for _, id := range nodes {
		n, _ := referee.Node(id)
		got, err := abi.UnpackNode(view(abi.PackNode(calldata.Ref(n.Ref))))
		want := bindings.NodeOutput{
			Exists: true, First: n.First, T1: new(big.Int).SetUint64(n.Opened), T2: new(big.Int).SetUint64(n.Rivaled),
			Beta: referee.Beta(id, c.rig.Height+1), Flags: n.Flags(), // a question is put behind the head
		}
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			c.t.Errorf("node %+v:\n contract %+v (%v)\n referee  %+v", n.Ref, got, err, want)
		}
		spent := referee.Cohort(n.Origin).Spent
		if cohort, err := abi.UnpackCohort(view(abi.PackCohort(n.Origin))); err != nil || cohort.Spent != spent {
			c.t.Errorf("cohort %x has spent %d at the contract (%v), %d at the referee", n.Origin, cohort.Spent, err, spent)
		}
	}
}
