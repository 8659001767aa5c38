// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/docket"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
)

// Book is own derivation of L2, without a machine: what somebody needs who only compares claims.
type Book interface {
	// Claim is what is to be claimed behind a state, of which these are the bytes, in a derivation that goes to an
	// end. The error matches strategy.ErrNotOurs where L1 never leads to the state, and strategy.ErrNotYet when L1
	// has to be derived further.
	Claim(ctx context.Context, state []byte, hash common.Hash, end game.Range) (*strategy.Claim, error)
	// Count is as Computer's.
	Count(state []byte) (uint64, error)
}

// Onlooker follows what is claimed about L2 on L1, for people. It plays no game: it has no account, no machine and no
// program. What it says of a claim is what comes of deriving L2 as a node does. So it takes a claim for wrong that
// says rightly that the machine fails, which a Challenger finds out.
//
// Run is for one goroutine, all other methods are for any.
type Onlooker struct {
	poll time.Duration
	book Book
	log  *slog.Logger

	mu      sync.Mutex // guards all below, and what hearing has heard
	hearing *hearing
	ids     map[common.Hash]common.Hash // right claims by their origins: an origin fixes them
	cannot  map[common.Hash]error       // why there is none yet
	agreed  Agreement
	fresh   bool           // agreed is of what was heard and computed last
	read    *docket.Reader // of the table at readAt: whoever asks many times has times computed once
	readAt  l1anchor.Ref
	err     error // of the last round
}

// mostBytes is how much memory what an onlooker hears may take. A node that orders or derives must not be brought down
// by what is disputed: a split, which costs its maker 430,000 gas of L1, takes 8 kB here.
const mostBytes = 256 << 20

// NewOnlooker makes an Onlooker that looks at L1 so often. It reads the ledger, and makes no request yet.
func NewOnlooker(d Deployment, l1 Logs, c Contract, l Ledger, b Book, poll time.Duration, log *slog.Logger) (*Onlooker, error) {
	h, err := openHistory(d, c, l)
	if err != nil {
		return nil, fmt.Errorf("read what was claimed on L1 from the ledger: %w", err)
	}
	o := &Onlooker{
		poll: poll, book: b, log: log, hearing: newHearing(h, l1, log), ids: make(map[common.Hash]common.Hash), cannot: make(map[common.Hash]error),
	}
	o.hearing.guard, o.hearing.most = &o.mu, mostBytes
	return o, nil
}

// Run looks at L1 until ctx ends. An error of a round is logged, and the next round is the next attempt.
func (o *Onlooker) Run(ctx context.Context) error {
	return rounds(ctx, o.poll, nil, o.Round, func(failures int, err error) {
		o.log.Warn("what is claimed on L1 cannot be followed", "failures", failures, "err", err)
	})
}

// Round follows L1 up to its head, and compares what is claimed there.
func (o *Onlooker) Round(ctx context.Context) error {
	before := o.hearing.at
	err := o.hearing.follow(ctx)
	if err == nil {
		o.compute(ctx)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.fresh = o.fresh && o.hearing.at == before
	if ctx.Err() != nil {
		return nil
	}
	o.err = err
	if o.hearing.born() && !o.fresh {
		o.agreed = agree(o.hearing.table, uint64(o.hearing.at.Height), written{o})
		o.fresh = o.agreed.Why == ""
		o.forget()
	}
	return err
}

// compute makes the claims that are missing on the way along the right ones.
func (o *Onlooker) compute(ctx context.Context) {
	for {
		on, parent, ok := o.missing()
		if !ok {
			return
		}
		claim, err := o.book.Claim(ctx, parent.Encoded, parent.State, parent.Range)
		o.mu.Lock()
		origin := game.Origin(on, parent.Range.Hash())
		if delete(o.cannot, origin); err != nil {
			o.cannot[origin] = err
		} else {
			o.ids[origin] = claimOf(on, claim)
		}
		o.fresh = false
		o.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// missing is the first assertion on the way along the right ones behind which the right claim is not known, though
// there is one.
func (o *Onlooker) missing() (on common.Hash, parent game.Assertion, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	t := o.hearing.table
	for on = t.Latest(); len(t.Children(on)) > 0; {
		parent = t.Assertion(on)
		id, known := o.ids[game.Origin(on, parent.Range.Hash())]
		if !known {
			return on, parent, true
		}
		on = id
	}
	return on, parent, false
}

// forget lets go of what is about claims that were confirmed long ago.
func (o *Onlooker) forget() {
	if len(o.ids) <= 64+2*len(o.agreed.Line) {
		return
	}
	kept := make(map[common.Hash]common.Hash)
	for _, id := range o.agreed.Line {
		if origin, ok := o.hearing.table.ChildOrigin(id); ok {
			if next, known := o.ids[origin]; known {
				kept[origin] = next
			}
		}
	}
	o.ids = kept
	clear(o.cannot)
}

// written is what an Onlooker has computed. mu is held.
type written struct{ *Onlooker }

func (w written) follows(on common.Hash, parent *game.Assertion) (common.Hash, error) {
	origin := game.Origin(on, parent.Range.Hash())
	if id, ok := w.ids[origin]; ok {
		return id, nil
	}
	if err := w.cannot[origin]; err != nil {
		return common.Hash{}, err
	}
	return common.Hash{}, strategy.ErrNotYet
}

func (w written) count(state []byte) (uint64, error) { return w.book.Count(state) }

// ErrUnheard says that nothing can be told of claims, since the contract was not heard of yet.
var ErrUnheard = errors.New("what is claimed on L1 is not known yet")

// look holds mu for whoever reads the table. The error matches ErrUnheard.
func (o *Onlooker) look() (done func(), err error) {
	o.mu.Lock()
	if o.hearing.born() {
		return o.mu.Unlock, nil
	}
	defer o.mu.Unlock()
	err = fmt.Errorf("%w: L1 was read up to block %d, and the contract is not there", ErrUnheard, o.hearing.at.Height)
	if o.err != nil {
		err = fmt.Errorf("%w: %w", err, o.err)
	}
	return nil, err
}
