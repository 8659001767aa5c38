// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/layeredpow/adit/challenger/ledger"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/stateroot/chain"
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

// notOurs marks an error that says that a folder, or a file that is gone on from, is another rollup's, or that a certificate
// is another member's: the operator has named the wrong one. Other errors stay as they are.
func notOurs(err error) error {
	for _, others := range []error{chain.ErrOther, ledger.ErrOther, deploy.ErrOther, cluster.ErrIdentity} {
		if errors.Is(err, others) {
			return wrongSettings(err)
		}
	}
	return err
}

// checkL1 ends a command whose L1 node cannot lead to the rollup, before it begins.
func (b *base) checkL1(ctx context.Context) error { return checkL1(ctx, b.l1, b.rollup) }

func checkL1(ctx context.Context, l1 L1, rollup *params.Params) error {
	err := l1.Check(ctx, l1anchor.Height(rollup.InboxHeight), rollup.Terms())
	if isOtherL1(err) {
		return wrongSettings(err)
	}
	return err
}

// awaitL1 ends a role when L1 says that the inbox has other terms than the rollup file. What a view says is the
// node's word only and may be a lie that ends, like that of another chain, so a role goes on meanwhile: it ends when
// the same was said for a while. It asks until the node has said that all is well.
func awaitL1(ctx context.Context, l1 L1, rollup *params.Params, log *slog.Logger) error {
	const pause, enough = 5 * time.Second, 6 // times
	said, times := "", 0
	for {
		err := checkL1(ctx, l1, rollup)
		if err == nil {
			return nil
		}
		if !isOtherInbox(err) || err.Error() != said {
			said, times = err.Error(), 0
		}
		if times++; isOtherInbox(err) {
			if times == enough {
				return err
			}
			log.Error("the rollup file is not that of the inbox; this process ends unless L1 says something else", "err", err)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil
		}
	}
}
