// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/game/gametest"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
)

// newChain is an EVM with stand-ins of the inbox and the machine.
func newChain(t testing.TB) *evm.Machine {
	t.Helper()
	chain, err := evm.New(evm.Shanghai(63))
	if err != nil {
		t.Fatal(err)
	}
	chain.State.SetCode(gametest.Inbox, inboxCode, tracing.CodeChangeUnspecified)
	chain.State.SetCode(gametest.Machine, machineCode, tracing.CodeChangeUnspecified)
	chain.State.SetBalance(deployer, uint256.NewInt(1e18), tracing.BalanceChangeUnspecified)
	return chain
}

// TestTwinDeployments deploys what cannot work: both refuse it, for the same condition (attack 32).
func TestTwinDeployments(t *testing.T) {
	chain := newChain(t)
	good := game.Columns()["ETC"]
	good.Inbox, good.Machine = gametest.Inbox, gametest.Machine
	for name, c := range game.BadConfigs(good) {
		chain.Enter(evm.Block{Height: c.Height, Time: 1, Gas: 4 * evm.BlockGas})
		result, _, err := chain.Send(deployer, nil, new(uint256.Int), calldata.Deployment(&c.Config))
		if err != nil {
			t.Fatal(err)
		}
		want := calldata.EncodeReason(&game.Refusal{Kind: game.BadConfig, Value: c.Which})
		if !result.Failed() || !bytes.Equal(result.Revert(), want) {
			t.Errorf("%s: the contract says %x (%v), want %x", name, result.Revert(), result.Err, want)
		}
		if _, err := game.NewReferee(c.Config, c.Height, game.Range{}, gametest.Step); err == nil {
			t.Errorf("%s: the referee takes it", name)
		}
	}
}

// TestTwinColumns deploys with the parameters of every L1, and plays a dispute to its end.
func TestTwinColumns(t *testing.T) {
	for name, c := range game.Columns() {
		t.Run(name, func(t *testing.T) {
			world := gametest.NewWorld(rand.New(rand.NewPCG(3, 3)))
			c.Inbox, c.Machine = gametest.Inbox, gametest.Machine
			c.Template, c.Params, c.Genesis = world.Config.Template, world.Config.Params, world.Config.Genesis
			world.Config = c
			player, err := gametest.Enter(world, gametest.Step)
			if err != nil {
				t.Fatal(err)
			}
			w := newTwinsOn(t, newChain(t), player)
			abi := bindings.NewRollup()
			if got, err := abi.UnpackConfig(w.view(abi.PackConfig())); err != nil || calldata.ConfigOf(got) != c {
				t.Errorf("the contract has %+v (%v), want %+v", got, err, c)
			}
			w.plenty = true
			w.Wait(uint64(c.MinGap))
			d := w.NewDuel(w.Referee.Assertion(w.Referee.Genesis()), 1, 1, 1)
			for _, turn := range d.Turns() {
				w.taken(turn.Who, turn.Move)
			}
			w.Wait(uint64(c.Threshold) + c.Delay())
			w.end(d)
		})
	}
}
