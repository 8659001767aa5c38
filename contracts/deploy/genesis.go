// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/stateroot/transition"
)

// GenesisState is the L2 state before the first transition: its hash is what a rollup's contract holds for confirmed
// from the start.
func GenesisState(p *params.Params) program.State {
	start := derive.Start(transition.Head{Header: p.Genesis().ToBlock().Header()})
	return program.At(&start, common.Hash{})
}
