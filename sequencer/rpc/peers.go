// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/sequencer/pool"
)

// forwardedHeader marks a request that a node has passed on, and says what that node is. A member asks the leader for
// a verifier. It asks nobody for another member, and a verifier asks nobody for any node: the question could go round
// in a circle. The header proves nothing, and a stranger who sends it gains nothing.
const (
	forwardedHeader = "Adit-Forwarded"
	byMember        = "member"
	byVerifier      = "verifier"
)

// memberHeader holds the pass by which a member knows another one. Whoever sends anything else is one client among
// others.
const memberHeader = "Adit-Member"

// peers are the connections to other nodes, one per URL, kept open.
type peers struct {
	cfg     Config
	members Members // nil: this node is none
	network Network
	http    *http.Transport

	mu      sync.Mutex
	clients map[string]*gethrpc.Client // guarded by mu
	turns   map[string]chan struct{}   // see turn; guarded by mu
	closed  bool                       // guarded by mu
}

func newPeers(cfg Config, members Members, network Network) *peers {
	return &peers{cfg: cfg, members: members, network: network, http: network.transport(), clients: make(map[string]*gethrpc.Client), turns: make(map[string]chan struct{})}
}

// kind is what this node calls itself when it asks another one.
func (p *peers) kind() string {
	if p.members == nil {
		return byVerifier
	}
	return byMember
}

func (p *peers) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, c := range p.clients {
		c.Close()
	}
	clear(p.clients)
	p.http.CloseIdleConnections()
}

// client returns the connection to url, dialling it when there is none.
func (p *peers) client(ctx context.Context, url string) (*gethrpc.Client, error) {
	if c := p.known(url); c != nil {
		return c, nil
	}
	return p.dial(ctx, url)
}

// leader is the WebSocket to the member at url that all sends share, dialled as a member. When it ends, hundreds of
// sends find that at once: one of them asks for the pass and dials, or all would crowd the port of members. A leader
// that tells no pass takes sends all the same.
func (p *peers) leader(ctx context.Context, url string) (*gethrpc.Client, error) {
	socket := socketURL(url)
	if c := p.known(socket); c != nil {
		return c, nil
	}
	turn := p.turn(url)
	select {
	case turn <- struct{}{}:
		defer func() { <-turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if c := p.known(socket); c != nil {
		return c, nil
	}
	return p.dial(ctx, socket, gethrpc.WithHTTPAuth(p.showPass(ctx, url)))
}

// showPass puts the pass of the member at url into what opens a connection to it. The client opens a broken
// connection again by itself. The other process may be a new one then, so the pass is asked for each time.
func (p *peers) showPass(ctx context.Context, url string) gethrpc.HTTPAuth {
	return func(h http.Header) error {
		if pass, err := p.members.Pass(ctx, url); err == nil {
			h.Set(memberHeader, pass)
		}
		ctx = context.Background() // that of the first send ends with it; whoever asks members has patience of its own
		return nil
	}
}

func socketURL(url string) string { return strings.Replace(url, "http", "ws", 1) }

func (p *peers) known(url string) *gethrpc.Client {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.clients[url]
}

// turn is what whoever dials the member at url holds.
func (p *peers) turn(url string) chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.turns[url] == nil {
		p.turns[url] = make(chan struct{}, 1)
	}
	return p.turns[url]
}

func (p *peers) dial(ctx context.Context, url string, more ...gethrpc.ClientOption) (*gethrpc.Client, error) {
	most := int64(p.cfg.AnswerBytes) + 1<<20
	options := append(more, gethrpc.WithHTTPClient(&http.Client{Transport: Bounded(p.http, most), Timeout: p.cfg.AckTimeout}),
		gethrpc.WithHeader(forwardedHeader, p.kind()), p.network.socket(), gethrpc.WithWebsocketMessageSizeLimit(most))
	c, err := gethrpc.DialOptions(ctx, url, options...)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if other := p.clients[url]; other != nil || p.closed {
		c.Close()
		if p.closed {
			return nil, errors.New("server is closed")
		}
		return other, nil
	}
	p.clients[url] = c
	return c, nil
}

// broken forgets a connection that failed.
func (p *peers) broken(url string, c *gethrpc.Client) {
	p.mu.Lock()
	if p.clients[url] == c {
		delete(p.clients, url)
	}
	p.mu.Unlock()
	c.Close()
}

// forwardItems are the most sends that go to a leader in one batch, whose own limit need not be ours.
const forwardItems = 100

// submit has the leader at url order the deliveries, over one WebSocket that all sends share. Deliveries that the
// leader did not answer, or could not, stay unanswered.
func (p *peers) submit(ctx context.Context, url string, all []*delivery) {
	most := min(p.cfg.BatchItems, forwardItems)
	for start := 0; start < len(all); start += most {
		if !p.submitBatch(ctx, url, all[start:min(start+most, len(all))]) {
			return
		}
	}
}

func (p *peers) submitBatch(ctx context.Context, url string, all []*delivery) bool {
	c, err := p.leader(ctx, url)
	if err != nil {
		return false
	}
	places := make([]sent, len(all))
	calls := make([]gethrpc.BatchElem, len(all))
	for i, d := range all {
		calls[i] = gethrpc.BatchElem{Method: methodSubmit, Args: []any{d.raw}, Result: &places[i]}
	}
	if len(calls) == 1 {
		calls[0].Error = c.CallContext(ctx, calls[0].Result, calls[0].Method, calls[0].Args...)
		err = transportError(calls[0].Error)
	} else {
		err = c.BatchCallContext(ctx, calls)
	}
	if err != nil {
		// One to a leader that was replaced before it answered may be dead without anybody knowing.
		if ctx.Err() == nil || errors.Is(context.Cause(ctx), errDeposed) {
			p.broken(socketURL(url), c)
		}
		return false
	}
	for i, d := range all {
		switch err := calls[i].Error; {
		case err == nil:
			d.queued = places[i].Queued
			d.done(pool.Outcome{Number: uint64(places[i].Number), Index: uint(places[i].Index), Receipt: places[i].Receipt}, nil)
		case !isRetry(err):
			d.done(pool.Outcome{}, asRPCError(err))
		}
	}
	return true
}

// isRetry says whether the answer leaves the transaction as it was.
func isRetry(err error) bool {
	var coded gethrpc.Error
	if !errors.As(err, &coded) {
		return true
	}
	return coded.ErrorCode() == codeRetry || coded.ErrorCode() == codeUnknown
}

// transportError is err unless the other side answered.
func transportError(err error) error {
	var coded gethrpc.Error
	if errors.As(err, &coded) {
		return nil
	}
	return err
}

// forwardedKey is what a context keeps the forwardedHeader under.
type forwardedKey struct{}

// passOn gives the deliveries to the node at url, which need not be one of ours, and repeats its answers.
func (p *peers) passOn(ctx context.Context, url string, all []*delivery) {
	fail := func(err error) {
		for _, d := range unanswered(all) {
			d.done(pool.Outcome{}, err)
		}
	}
	if url == "" {
		fail(&rpcError{Code: codeRejected, Message: "this node is read-only: send to a sequencer"})
		return
	}
	if ctx.Value(forwardedKey{}) != nil {
		fail(&rpcError{Code: codeRejected, Message: "this send has been forwarded before: the nodes pass it round in a circle"})
		return
	}
	for {
		if c, err := p.client(ctx, url); err == nil {
			calls := make([]gethrpc.BatchElem, 0, len(all))
			open := unanswered(all)
			for _, d := range open {
				calls = append(calls, gethrpc.BatchElem{Method: methodSend, Args: []any{d.raw}, Result: new(any)})
			}
			if c.BatchCallContext(ctx, calls) == nil {
				for i, d := range open {
					passBack(d, calls[i].Error)
				}
				return
			}
		}
		select {
		case <-time.After(retryPause):
		case <-ctx.Done():
			fail(&rpcError{Code: codeUnknown, Message: "the sequencer that sends are passed to did not answer in time: look the transaction up by its hash, or send it again"})
			return
		}
	}
}

func passBack(d *delivery, err error) {
	switch {
	case err == nil || strings.Contains(err.Error(), "already known"):
		d.done(pool.Outcome{}, nil)
	default:
		d.done(pool.Outcome{}, asRPCError(err))
	}
}
