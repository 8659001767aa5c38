// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"sync"
)

// front answers everything except subscriptions, which belong to a connection. Whatever way a call has come, alone or
// in a batch, over HTTP or WebSocket, it passes answerOne: the limits on work stand there.
type front struct {
	server *Server
	heavy  *turnstile // for those that isHeavy names
	light  *turnstile // for the others

	refusals *refusals
	syncs    *budget // sends that wait for their receipts
}

// turnKey finds in a context what ends the turn of the call.
type turnKey struct{}

// endTurn gives the place of the call to others: it only waits from here on.
func endTurn(ctx context.Context) {
	if end, ok := ctx.Value(turnKey{}).(func()); ok {
		end()
	}
}

// own answers one call. It returns nothing for a notification.
type own func(ctx context.Context) []byte

// longText is the size from which reading a text takes longer than nothing.
const longText = 4 << 10

// read understands a text, a long one when it is its client's turn: that is work before anybody knows what is asked
// for. When there is nothing to carry out, refusal is the answer.
func (f *front) read(ctx context.Context, raw []byte) (r request, refusal []byte) {
	if len(raw) >= longText {
		release, err := f.light.enter(ctx, clientOf(ctx))
		if err != nil {
			return request{}, request{}.refuse(errBusy)
		}
		defer release()
	}
	return parse(raw, f.server.cfg.BatchItems)
}

// answer carries out a request.
func (f *front) answer(ctx context.Context, r request) []byte {
	f.pause(ctx, r.calls)
	if r.batch {
		return f.answerBatch(ctx, r)
	}
	m := r.calls[0]
	if m.valid() && isSend(m.Method) {
		return f.sends(ctx, []*message{m})[0]
	}
	return f.answerOne(ctx, m)
}

// answerBatch carries out the sends together, then each of the others in its order, so that a batch which sends and
// then looks sees what it has sent. What is answered is kept until all is, and counted as that.
func (f *front) answerBatch(ctx context.Context, r request) []byte {
	batch := r.calls
	answers := make([]json.RawMessage, len(batch))
	var sends []*message
	var at []int
	for i, m := range batch {
		if m.valid() && isSend(m.Method) {
			sends, at = append(sends, m), append(at, i)
		}
	}
	size, kept := 0, r.kept.has()
	for i, answer := range f.sends(ctx, sends) {
		answers[at[i]] = answer
		size += len(answer)
	}
	for i, m := range batch {
		switch {
		case m.valid() && isSend(m.Method):
			continue
		case size > f.server.cfg.AnswerBytes:
			answers[i] = m.answer(nil, errTooLarge)
		case !r.kept.grow(kept + size):
			answers[i] = m.answer(nil, errNoRoom)
		case ctx.Err() != nil:
			return nil // nobody waits for it any more
		default:
			answers[i] = f.answerOne(ctx, m)
		}
		size += len(answers[i])
	}
	return joinBatch(answers)
}

var errTooLarge = &rpcError{Code: -32003, Message: "response too large"}

// answerOne carries out what is not a send, when it is its turn. Only then a provisional block is made for it: one
// made before would be gone by the time.
func (f *front) answerOne(ctx context.Context, m *message) []byte {
	if !m.valid() {
		return m.invalid()
	}
	turns := f.light
	switch {
	case isHeavy(m.Method):
		turns = f.heavy
	case m.Method == methodSync: // it waits, and takes nothing meanwhile
		return f.sync(ctx, m)
	}
	release, err := turns.enter(ctx, clientOf(ctx))
	if err != nil {
		return m.answer(nil, err)
	}
	defer release()
	if err := overLimit(m); err != nil {
		return m.answer(nil, err)
	}
	ctx, cancel := context.WithTimeout(context.WithValue(ctx, turnKey{}, release), f.server.cfg.CallTimeout)
	defer cancel()
	if rewrite := f.rewriteOf(m); rewrite != nil {
		return rewrite(ctx)
	}
	return f.sound(m, f.stock(ctx, m))
}

// onlySends says whether the request does nothing but wait for transactions to be ordered.
func (r request) onlySends() bool {
	for _, m := range r.calls {
		if !isSend(m.Method) && m.Method != methodSync {
			return false
		}
	}
	return true
}

// mayPass says whether a request that subscribes can go to the stock server of its connection: nothing in it may need
// the front as well.
func (f *front) mayPass(r request) bool {
	for _, m := range r.calls {
		if !m.valid() || isSend(m.Method) || isHeavy(m.Method) || f.rewriteOf(m) != nil {
			return false
		}
	}
	return true
}

// subscribes says whether any of the calls does.
func (r request) subscribes() bool {
	for _, m := range r.calls {
		if m.subscribes() {
			return true
		}
	}
	return false
}

// encode is the request as it was understood.
func (r request) encode() []byte {
	if !r.batch {
		return r.calls[0].encode()
	}
	texts := make([]json.RawMessage, len(r.calls))
	for i, m := range r.calls {
		texts[i] = m.encode()
	}
	return joinBatch(texts)
}

// refuse answers every call of the request with err. A text in which there is none has one answer, too.
func (r request) refuse(err error) []byte {
	if len(r.calls) == 0 {
		return (&message{ID: null}).answer(nil, err)
	}
	answers := make([]json.RawMessage, len(r.calls))
	for i, m := range r.calls {
		answers[i] = m.answer(nil, err)
	}
	if !r.batch {
		return answers[0]
	}
	return joinBatch(answers)
}

var errSendApart = &rpcError{Code: -32600, Message: "a batch cannot hold subscriptions and calls like these: send them apart"}

// stock has the stock server answer one request.
func (f *front) stock(ctx context.Context, m *message) []byte {
	if index, ok := traceConfigs[m.Method]; ok {
		return f.trace(ctx, m, index)
	}
	return f.pass(ctx, m)
}

// pass hands one request to the stock server.
func (f *front) pass(ctx context.Context, m *message) []byte {
	answer := carryOut(ctx, f.server.stock, m)
	if len(answer) > f.server.cfg.AnswerBytes {
		return m.answer(nil, errTooLarge)
	}
	return answer
}

// capture is an http.ResponseWriter that keeps the body.
type capture struct {
	once   sync.Once
	header http.Header
	body   bytes.Buffer
}

func (c *capture) Header() http.Header {
	c.once.Do(func() { c.header = make(http.Header) })
	return c.header
}
func (c *capture) Write(b []byte) (int, error) { return c.body.Write(b) }
func (c *capture) WriteHeader(int)             {}
