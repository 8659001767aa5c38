// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
)

// What a node or a configuration has wrong for good: asking again does not help.
var (
	ErrOtherChain = errors.New("wrong L1 chain")
	ErrNoInbox    = errors.New("no contract stands at the inbox address")
	ErrOtherInbox = errors.New("the inbox was created with other terms than the rollup file has")
	ErrTooShort   = errors.New("the L1 node's chain ends below the inbox")
)

// Check asks whether the node can lead to the rollup at all: it is on the chain that the rollup is anchored on, it
// has the block in which the inbox was created, the inbox stands there, and was created with those terms. The errors
// above say what is not so; any other one says that the node did not answer. What it answers is its word only: Reader
// checks what derivation rests on.
func (r *Reader) Check(ctx context.Context, created l1anchor.Height, terms l1anchor.Terms) error {
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
	return r.checkTerms(ctx, terms)
}

// checkTerms asks the inbox for what it was created with.
func (r *Reader) checkTerms(ctx context.Context, want l1anchor.Terms) error {
	inbox := bindings.NewInbox()
	delay, err := ask(ctx, r, inbox.PackForceDelay(), inbox.UnpackForceDelay)
	if err != nil {
		return err
	}
	messages, err := ask(ctx, r, inbox.PackMaxMessages(), inbox.UnpackMaxMessages)
	if err != nil {
		return err
	}
	data, err := ask(ctx, r, inbox.PackMaxBatchData(), inbox.UnpackMaxBatchData)
	if err != nil {
		return err
	}
	var errs []error
	for _, term := range []struct {
		key       string
		got, want uint64
	}{
		{"force_delay", uint64(delay), want.ForceDelay}, {"max_messages", uint64(messages), want.MaxMessages},
		{"max_batch_data", uint64(data), want.MaxBatchData},
	} {
		if term.got != term.want {
			errs = append(errs, fmt.Errorf("%s is %d there and %d in the file", term.key, term.got, term.want))
		}
	}
	if len(errs) > 0 {
		return fmt.Errorf("%w: inbox %s: %w", ErrOtherInbox, r.c.Inbox, errors.Join(errs...))
	}
	return nil
}
