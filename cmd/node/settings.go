// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
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
func (b *base) checkL1(ctx context.Context) error { return checkL1(ctx, b.l1, b.rollup) }

func checkL1(ctx context.Context, l1 l1Node, rollup *params.Params) error {
	err := l1.Check(ctx, l1anchor.Height(rollup.InboxHeight), rollup.Terms())
	if isOtherL1(err) {
		return wrongSettings(err)
	}
	return err
}

// awaitL1 ends a role whose L1 node cannot lead to the rollup. Until the node has answered it asks again, while the role does what it can.
func awaitL1(ctx context.Context, l1 l1Node, rollup *params.Params, log *slog.Logger) error {
	const pause = 5 * time.Second
	for {
		err := checkL1(ctx, l1, rollup)
		if err == nil || errors.Is(err, ErrSettings) {
			return err
		}
		log.Debug("L1 is not known to be the rollup's yet", "err", err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil
		}
	}
}
