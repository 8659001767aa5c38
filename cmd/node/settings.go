// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"

	"github.com/layeredpow/adit/l1anchor"
)

// ErrSettings marks errors that lie with what the operator configured: starting again does not help.
var ErrSettings = errors.New("wrong settings")

// settingsError is an error that matches ErrSettings and says nothing more.
type settingsError struct{ error }

func (e settingsError) Unwrap() error        { return e.error }
func (e settingsError) Is(target error) bool { return target == ErrSettings }

// wrongSettings marks err, unless it is nil.
func wrongSettings(err error) error {
	if err == nil {
		return nil
	}
	return settingsError{err}
}

// checkL1 ends a command whose L1 node cannot lead to the rollup, before it begins.
func (b *base) checkL1(ctx context.Context) error {
	err := b.l1.Check(ctx, l1anchor.Height(b.rollup.InboxHeight))
	if isOtherL1(err) {
		return wrongSettings(err)
	}
	return err
}
