// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"bytes"
	"errors"
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
)

// Name is that of a contract.
type Name string

// The contracts of a deployment, in the order in which they are created. Only a test network has the bridge.
const (
	Inbox     Name = "inbox"
	Bridge    Name = "stand-in bridge"
	Preimages Name = "preimages"
	Float     Name = "float"
	Machine   Name = "machine"
	Rollup    Name = "rollup"
)

// Contract is one that a deployment creates.
type Contract struct {
	Name    Name
	Address common.Address
	Nonce   uint64 // of the account, for the transaction that creates it
	Init    []byte // creation code with its arguments
	Code    []byte // what then stands at the address
	Gas     uint64 // that the transaction gets: an eighth more than it takes
}

// Plan is what an account creates from a nonce on. All addresses are known before anything is sent. What the rollup's
// contract is created with is known once the inbox is on L1: the rollup's constants say in which block that was.
type Plan struct {
	First []Contract // all but the rollup, in order; the first is the inbox

	spec   *Spec
	from   common.Address
	height l1anchor.Height
	state  *state.StateDB // of an L1 where they are
}

// Plan is what the account creates from that nonce on, on an L1 of that height or higher.
func (s *Spec) Plan(from common.Address, nonce uint64, height l1anchor.Height) (*Plan, error) {
	if s.Program == (common.Hash{}) {
		return nil, errors.New("plan a deployment: the program to prove with is not known")
	}
	l1, err := evm.New(evm.Shanghai(s.L1ChainID))
	if err != nil {
		return nil, err
	}
	l1.State.SetNonce(from, nonce, tracing.NonceChangeUnspecified)
	p := &Plan{First: s.first(from, nonce), spec: s, from: from, height: height, state: l1.State}
	for i := range p.First {
		if err := p.create(p.state, &p.First[i]); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// first is all but the rollup, without what L1 makes of it.
func (s *Spec) first(from common.Address, nonce uint64) (all []Contract) {
	add := func(name Name, init []byte) common.Address {
		next := nonce + uint64(len(all))
		all = append(all, Contract{Name: name, Address: crypto.CreateAddress(from, next), Nonce: next, Init: init})
		return all[len(all)-1].Address
	}
	// Inbox and bridge name each other, so the second one's address must be known before it is there.
	i, bridge := &s.Inbox, common.Address{}
	if i.StandIn {
		bridge = crypto.CreateAddress(from, nonce+1)
	}
	inbox := add(Inbox, inboxInit(i.Seats, terms{
		bridge: bridge, forceDelay: i.ForceDelay, silence: i.Silence, maxMessages: i.MaxMessages, maxBatchData: i.MaxBatchData,
	}))
	if i.StandIn {
		add(Bridge, initCode(bindings.StandInBridgeMetaData.Bin, bindings.NewStandInBridge().PackConstructor(inbox)))
	}
	preimages := add(Preimages, initCode(bindings.PreimagesMetaData.Bin, nil))
	float := add(Float, initCode(bindings.FloatMetaData.Bin, nil))
	add(Machine, machineInit(preimages, float))
	return all
}

// create does in a state of L1 what c is about, and notes what comes of it.
func (p *Plan) create(l1State *state.StateDB, c *Contract) error {
	l1 := evm.On(l1State, evm.Shanghai(p.spec.L1ChainID))
	l1.Enter(evm.Block{Height: uint64(p.height), Time: 1, Gas: math.MaxUint32})
	before, err := l1.Intrinsic(nil, c.Init)
	if err != nil {
		return fmt.Errorf("plan the %s: gas: %w", c.Name, err)
	}
	code, at, used, err := l1.Create(p.from, c.Init)
	if err != nil {
		return fmt.Errorf("plan the %s: it refuses what it is created with: %w", c.Name, reason(code, err))
	}
	if at != c.Address {
		return fmt.Errorf("plan the %s: it comes to %s, want %s", c.Name, at, c.Address)
	}
	c.Code, c.Gas = bytes.Clone(code), before+used
	c.Gas += c.Gas / 8
	return nil
}

// second is the rollup, and the constants that it speaks for, if the inbox came into that block.
func (p *Plan) second(born birth) (Contract, *params.Params, error) {
	constants := p.spec.rollup(p.address(Inbox), born)
	if err := constants.Validate(); err != nil {
		return Contract{}, nil, fmt.Errorf("plan the %s: %w", Rollup, err)
	}
	last := &p.First[len(p.First)-1]
	config := p.config(constants)
	c := Contract{Name: Rollup, Address: crypto.CreateAddress(p.from, last.Nonce+1), Nonce: last.Nonce + 1, Init: calldata.Deployment(&config)}
	return c, constants, p.create(p.state.Copy(), &c)
}

// config is all that the rollup is created with.
func (p *Plan) config(constants *params.Params) game.Config {
	c := p.spec.Dispute.config()
	c.Inbox, c.Machine = p.address(Inbox), p.address(Machine)
	genesis := GenesisState(constants)
	c.Template, c.Params, c.Genesis = p.spec.Program, constants.Hash(), genesis.Hash()
	return c
}

func (p *Plan) address(name Name) common.Address { return addressOf(p.First, name) }

// addressOf is where the contract of a name stands; zero where there is none.
func addressOf(all []Contract, name Name) common.Address {
	for i := range all {
		if all[i].Name == name {
			return all[i].Address
		}
	}
	return common.Address{}
}
