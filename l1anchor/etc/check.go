// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/l1anchor"
)

// What a node or a configuration has wrong for good: asking again does not help.
var (
	ErrOtherChain = errors.New("wrong L1 chain")
	ErrNoInbox    = errors.New("no contract stands at the inbox address")
	ErrTooShort   = errors.New("the L1 node's chain ends below the inbox")
)

// Check asks whether the node can lead to the rollup at all: it is on the chain that the rollup is anchored on, it has the
// block in which the inbox was created, and the inbox stands there. The errors above say what is not so; any other one
// says that the node did not answer. What it answers is its word only: Reader checks what derivation rests on.
func (r *Reader) Check(ctx context.Context, created l1anchor.Height) error {
	head, err := r.Head(ctx)
	if err != nil {
		return err
	}
	if head.Height < created {
		return fmt.Errorf("%w: at block %d, the inbox was created in block %d", ErrTooShort, head.Height, created)
	}
	var code hexutil.Bytes
	if err := r.c.call(ctx, &code, "eth_getCode", r.c.Inbox, "latest"); err != nil {
		return fmt.Errorf("read the inbox's code: %w", err)
	}
	if len(code) == 0 {
		return fmt.Errorf("%w %s", ErrNoInbox, r.c.Inbox)
	}
	return nil
}
