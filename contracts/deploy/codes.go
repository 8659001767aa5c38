// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"bytes"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/tracing"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
)

// terms are what an inbox is created with for ever.
type terms struct {
	open, bridge                                   common.Address
	forceDelay, silence, maxMessages, maxBatchData uint32
}

// initCode is the creation code of a contract with its arguments.
func initCode(bin string, arguments []byte) []byte {
	return append(hexutil.MustDecode(bin), arguments...)
}

func inboxInit(seats []common.Address, t terms) []byte {
	return initCode(bindings.InboxMetaData.Bin,
		bindings.NewInbox().PackConstructor(seats, t.open, t.bridge, t.forceDelay, t.silence, t.maxMessages, t.maxBatchData))
}

func machineInit(preimages, float common.Address) []byte {
	return initCode(bindings.MachineMetaData.Bin, bindings.NewMachine().PackConstructor(preimages, float))
}

// RollupCode is the code of a rollup's contract that this release creates with a config, on any L1. It refuses what
// the contract refuses.
func RollupCode(c game.Config) ([]byte, error) {
	l1, err := emptyL1()
	if err != nil {
		return nil, err
	}
	// The contract asks its inbox what is in it, and wants the machine to be there.
	inbox, err := made(l1, inboxInit([]common.Address{{1}}, terms{forceDelay: 1, silence: 1, maxMessages: 1, maxBatchData: 1}))
	if err != nil {
		return nil, fmt.Errorf("make an inbox for the rollup: %w", err)
	}
	l1.State.SetCode(c.Machine, []byte{0}, tracing.CodeChangeUnspecified)
	l1.State.SetCode(c.Inbox, inbox, tracing.CodeChangeUnspecified)
	code, err := made(l1, calldata.Deployment(&c))
	if err != nil {
		return nil, fmt.Errorf("make the code of the rollup: %w", err)
	}
	return code, nil
}

// emptyL1 is an L1 on which nothing is.
func emptyL1() (*evm.Machine, error) { return evm.New(evm.Shanghai(1)) }

// made is the code that creation code leads to.
func made(l1 *evm.Machine, init []byte) ([]byte, error) {
	code, _, _, err := l1.Create(common.Address{}, init)
	if err != nil {
		return nil, reason(code, err)
	}
	return bytes.Clone(code), nil
}

// reason is why a creation has failed, by what the contract says.
func reason(said []byte, failure error) error {
	if len(said) < 4 {
		return failure
	}
	if why, err := bindings.NewRollup().UnpackError(said); err == nil {
		if bad, ok := why.(*bindings.RollupBadConfig); ok {
			return fmt.Errorf("%w: condition %d of contracts/src/rollup/Config.sol does not hold", failure, bad.Which)
		}
	}
	return fmt.Errorf("%w: it says %x", failure, said)
}
