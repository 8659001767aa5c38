// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"

	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm/oracle"
)

// Derivation is a deriver as package trace looks at it.
type Derivation struct{ *stateroot.Deriver }

var _ trace.Node = Derivation{}

// Tip implements trace.Node.
func (d Derivation) Tip() trace.Tip {
	s := d.Status()
	return trace.Tip{Batches: s.Tip.Batches, Transitions: s.Tip.Transitions, Reorgs: s.Reorgs.Count}
}

// Evidence implements trace.Node.
func (d Derivation) Evidence(ctx context.Context, index uint64, end program.End) (oracle.Source, error) {
	e, err := d.Deriver.Evidence(ctx, index, end)
	if err != nil {
		return nil, err
	}
	return e, nil
}
