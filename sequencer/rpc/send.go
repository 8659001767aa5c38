// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/pool"
)

const (
	methodSend   = "eth_sendRawTransaction"
	methodSubmit = "adit_submit" // the same between members: never forwarded, answers where the transaction stands

	retryPause = 20 * time.Millisecond  // between attempts while nobody leads
	lookPause  = 100 * time.Millisecond // between looks at who leads while a ticket is out, or a leader has not answered
)

func isSend(method string) bool { return method == methodSend || method == methodSubmit }

// sent is where an acknowledged transaction stands: the answer to adit_submit.
type sent struct {
	Hash    common.Hash    `json:"hash"`
	Number  hexutil.Uint64 `json:"number"`
	Index   hexutil.Uint64 `json:"index"`
	Receipt common.Hash    `json:"receipt"`          // hash of its receipt there
	Queued  bool           `json:"queued,omitempty"` // it has no place: it waits for an earlier nonce of its sender
}

// delivery is one transaction on its way to a place in the order.
type delivery struct {
	tx  *types.Transaction
	raw hexutil.Bytes
	at  pool.Outcome
	err error
	ok  bool // answered, one way or the other

	queued bool // the answer is that it waits for an earlier nonce
}

func (d *delivery) place() sent {
	return sent{Hash: d.tx.Hash(), Number: hexutil.Uint64(d.at.Number), Index: hexutil.Uint64(d.at.Index), Receipt: d.at.Receipt, Queued: d.queued}
}

// vain says whether the transaction was refused, or waits for an earlier nonce: where many wait, each makes room by
// pushing out another, and the price of one can be raised again and again before anybody pays it.
func (d *delivery) vain() bool {
	var refused *rpcError
	if !errors.As(d.err, &refused) {
		return d.queued
	}
	return refused.Code == codeRejected || refused.Code == codeLimit && strings.Contains(refused.Message, pool.ErrCrowded.Error())
}

// workOf is how much a transaction of that size counts among those in vain: to measure its bytes takes the longer the
// more they are.
func workOf(bytes int) int { return 1 + bytes/1024 }

func (d *delivery) done(at pool.Outcome, err error) { d.at, d.err, d.ok = at, err, true }

// sender gets transactions ordered. It offers the same bytes again and again, wherever the leader is, until it knows
// what became of them or time is up; that is safe because a transaction that has been ordered already is a success.
type sender struct {
	cfg     Config
	members Members
	open    Open
	pool    Pool
	fees    Fees
	peers   *peers
	log     *slog.Logger
}

func newSender(cfg Config, need Needs, log *slog.Logger) *sender {
	return &sender{cfg: cfg, members: need.Members, open: need.Open, pool: need.Pool, fees: need.Fees, peers: newPeers(cfg, need.Members, need.Network), log: log}
}

func (s *sender) close() { s.peers.close() }

// answer answers sends in the order given: they are offered in that order and then waited for together.
//
// vain is the work that nobody pays for, see workOf.
func (s *sender) answer(ctx context.Context, batch []*message) (answers []json.RawMessage, vain int) {
	answers = make([]json.RawMessage, len(batch))
	var forward, local []*delivery
	where := make([]*delivery, len(batch))
	for i, m := range batch {
		d, err := decodeSend(m)
		if err != nil {
			answers[i] = m.answer(nil, err)
			vain += workOf(len(m.Params) / 2) // hex
			continue
		}
		where[i] = d
		if m.Method == methodSubmit {
			local = append(local, d)
		} else {
			forward = append(forward, d)
		}
	}
	if len(local) > 0 {
		s.submitHere(ctx, local)
	}
	if len(forward) > 0 {
		s.deliver(ctx, forward)
	}
	for i, d := range where {
		if d != nil && d.vain() {
			vain += workOf(len(d.raw))
		}
		switch m := batch[i]; {
		case d == nil:
		case d.err != nil:
			answers[i] = m.answer(nil, d.err)
		case m.Method == methodSubmit:
			answers[i] = m.answer(d.place(), nil)
		default:
			answers[i] = m.answer(d.tx.Hash(), nil)
		}
	}
	return answers, vain
}

func decodeSend(m *message) (*delivery, error) {
	params, ok := positional(m.Params)
	if !ok || len(params) != 1 {
		return nil, &rpcError{Code: codeInvalid, Message: "one parameter is needed: the signed transaction in hex"}
	}
	var raw hexutil.Bytes
	if err := json.Unmarshal(params[0], &raw); err != nil {
		return nil, &rpcError{Code: codeInvalid, Message: "invalid argument 0: " + err.Error()}
	}
	return newDelivery(raw)
}

func newDelivery(raw hexutil.Bytes) (*delivery, error) {
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return nil, &rpcError{Code: codeRejected, Message: "invalid transaction: " + err.Error()}
	}
	return &delivery{tx: tx, raw: raw}, nil
}

// one delivers a single transaction and returns its hash.
func (s *sender) one(ctx context.Context, raw hexutil.Bytes) (common.Hash, error) {
	d, err := newDelivery(raw)
	if err != nil {
		return common.Hash{}, err
	}
	s.deliver(ctx, []*delivery{d})
	return d.tx.Hash(), d.err
}

// deliver returns when each delivery is answered: acknowledged, rejected, or given up with an unknown fate. One that
// waits for an earlier nonce is answered at once, and this member keeps it from then on.
func (s *sender) deliver(ctx context.Context, all []*delivery) {
	s.order(ctx, all)
	s.keep(all)
}

// order has the deliveries ordered, wherever the leader is.
func (s *sender) order(ctx context.Context, all []*delivery) {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.AckTimeout)
	defer cancel()
	if s.members == nil {
		s.peers.passOn(ctx, s.cfg.ForwardTo, all)
		return
	}
	checked := false
	for open := all; ; {
		url, self, ok := s.members.Leader()
		switch {
		case ok && self:
			s.submit(ctx, open)
		case ok:
			if !checked { // once: what was passed on may have been ordered
				open, checked = s.affordable(open), true
			}
			s.forward(ctx, url, open)
			s.confirm(ctx, open)
		}
		if open = unanswered(open); len(open) == 0 {
			return
		}
		select {
		case <-time.After(retryPause):
		case <-ctx.Done():
			for _, d := range open {
				d.done(pool.Outcome{}, s.unknownFate(d))
			}
			return
		}
	}
}

// errDeposed ends the questions to a leader when another one leads.
var errDeposed = errors.New("another member leads")

// forward has the leader at url order the deliveries, as long as no other member is known to lead: a leader whose
// machine stands still, or cannot be reached any more, answers nobody and ends no connection.
func (s *sender) forward(ctx context.Context, url string, all []*delivery) {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	go func() {
		look := time.NewTicker(lookPause)
		defer look.Stop()
		for {
			select {
			case <-look.C:
				if now, self, ok := s.members.Leader(); ok && (self || now != url) {
					end(errDeposed)
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	s.peers.submit(ctx, url, all)
}

// submitHere is submit for another member that takes us for the leader: what cannot be answered is handed back.
func (s *sender) submitHere(ctx context.Context, all []*delivery) {
	ctx, cancel := context.WithTimeout(ctx, s.cfg.AckTimeout)
	defer cancel()
	if s.members != nil {
		s.submit(ctx, all)
	}
	for _, d := range unanswered(all) {
		d.done(pool.Outcome{}, &rpcError{Code: codeRetry, Message: "this sequencer does not lead"})
	}
}

// submit offers the deliveries to our own pool and waits for them. Those that must be offered again stay unanswered.
func (s *sender) submit(ctx context.Context, all []*delivery) {
	tickets := make([]*pool.Ticket, len(all))
	for i, d := range all {
		ticket, err := s.members.Submit(d.tx)
		if err != nil {
			if !errors.Is(err, pool.ErrRetry) {
				d.done(pool.Outcome{}, rejection(err))
			}
			continue
		}
		tickets[i] = ticket
	}
	look := time.NewTicker(lookPause)
	defer look.Stop()
	soon, cancel := context.WithTimeout(ctx, gapPause)
	defer cancel()
	for i, d := range all {
		if tickets[i] != nil {
			s.wait(ctx, d, tickets[i], look.C, soon.Done())
		}
	}
}

// wait waits for one ticket, as long as this member leads: one who let a transaction in just when it stopped leading
// has nobody to settle it. From when soon is closed it does not wait for what is behind a nonce gap.
func (s *sender) wait(ctx context.Context, d *delivery, ticket *pool.Ticket, look <-chan time.Time, soon <-chan struct{}) {
	for {
		if soon == nil && s.isParked(d.tx.Hash()) {
			// An L1 reorg may have taken back what it stands behind. That is no gap of the client's: the transaction is
			// offered again until what lost its place has had its turn.
			_, err := s.members.Submit(d.tx)
			if errors.Is(err, pool.ErrRetry) {
				return
			}
			if s.isParked(d.tx.Hash()) {
				d.queued = true
				d.done(pool.Outcome{}, nil)
				return
			}
		}
		select {
		case <-soon:
			soon = nil
		case <-ticket.Done():
			switch o := ticket.Outcome(); {
			case o.Ordered():
				d.done(o, nil)
			case !errors.Is(o.Err, pool.ErrRetry):
				d.done(o, rejection(o.Err))
			}
			return
		case <-look:
			if _, self, ok := s.members.Leader(); ok && !self {
				return
			}
		case <-ctx.Done():
			d.done(pool.Outcome{}, s.unknownFate(d))
			return
		}
	}
}

// unknownFate is the error when time is up.
func (s *sender) unknownFate(d *delivery) error {
	hash := d.tx.Hash()
	return &rpcError{Code: codeUnknown, Data: hash,
		Message: fmt.Sprintf("transaction %v was not acknowledged within %v and may still be ordered: look it up by its hash, or send it again", hash, s.cfg.AckTimeout)}
}

// rejection is a final no. A full pool is told apart, since the client may try again later.
func rejection(err error) error {
	if errors.Is(err, pool.ErrFull) {
		return &rpcError{Code: codeLimit, Message: err.Error()}
	}
	return &rpcError{Code: codeRejected, Message: err.Error()}
}

func unanswered(all []*delivery) (open []*delivery) {
	for _, d := range all {
		if !d.ok {
			open = append(open, d)
		}
	}
	return open
}
