// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
)

// ErrTaken says that the account has used a nonce of the plan for something else, or that something else stands where
// a contract belongs.
var ErrTaken = errors.New("something else came in between")

// is tells whether code is what the plan says.
func (c *Contract) is(code []byte) bool { return bytes.Equal(code, c.Code) }

// lacking are the contracts that L1 does not have yet: the first one that is missing and all behind it. What is there
// must be what the plan says. It condemns nothing over two looks at different heads: then the error matches errMoved.
func lacking(ctx context.Context, l1 L1, from common.Address, all []Contract) ([]Contract, error) {
	next, err := l1.Nonce(ctx, from)
	if err != nil {
		return nil, err
	}
	head, err := l1.Head(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		c := &all[i]
		code, err := l1.Code(ctx, c.Address, head.Height)
		if err != nil {
			return nil, fmt.Errorf("read the code of the %s: %w", c.Name, err)
		}
		switch verdict := c.judge(from, code, next); {
		case verdict != nil:
			return nil, confirmed(ctx, l1, from, next, head, verdict)
		case len(code) == 0:
			return all[i:], nil
		}
	}
	return nil, nil
}

// judge says what is wrong with what stands where the contract belongs, for an account that has used all nonces below
// next.
func (c *Contract) judge(from common.Address, code []byte, next uint64) error {
	switch {
	case c.is(code):
		return nil
	case len(code) > 0 && c.Name == Rollup:
		return fmt.Errorf("%w: the contract at %s is not the rollup that belongs there: it was created with something else, "+
			"or L1 took the block of the inbox back", ErrTaken, c.Address)
	case len(code) > 0:
		return fmt.Errorf("%w: at %s stands another contract than the %s", ErrTaken, c.Address, c.Name)
	case next > c.Nonce:
		return fmt.Errorf("%w: %s has used nonce %d, which was to create the %s, for something else", ErrTaken, from, c.Nonce, c.Name)
	}
	return nil
}

// confirmed is a verdict if L1 is still where it was when it was looked at.
func confirmed(ctx context.Context, l1 L1, from common.Address, next uint64, head l1anchor.Ref, verdict error) error {
	now, err := l1.Head(ctx)
	if err != nil {
		return err
	}
	used, err := l1.Nonce(ctx, from)
	if err != nil {
		return err
	}
	if now != head || used != next {
		return errMoved
	}
	return verdict
}

// callsFor are the calls that create contracts.
func callsFor(missing []Contract) []l1anchor.Call {
	calls := make([]l1anchor.Call, len(missing))
	for i := range missing {
		calls[i] = l1anchor.Call{Create: true, Data: missing[i].Init, Gas: missing[i].Gas}
	}
	return calls
}
