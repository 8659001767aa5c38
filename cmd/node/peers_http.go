// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// httpPeers is the asker of the product: it asks members by their JSON-RPC, once they have greeted this one as its like over the
// member port. JSON-RPC itself does not say who answers.
type httpPeers struct {
	urls  map[string]string // by id
	agree atomic.Pointer[func(ctx context.Context, id string) error]
	http  *http.Client

	mu      sync.Mutex                 // guards clients
	clients map[string]*gethrpc.Client // by id
}

const (
	// maxPeerAnswer bounds the bytes of an answer. The other side sends 4 MiB of blocks and one more block, in hexadecimal.
	maxPeerAnswer = 40 << 20
	// headerPatience is how long a member may think: one that stands still takes connections and says nothing.
	headerPatience = 3 * time.Second
)

var (
	errNotMet  = errors.New("the set has not been joined yet")
	errTooLong = fmt.Errorf("an answer of more than %d bytes", maxPeerAnswer)
)

func newHTTPPeers(urls map[string]string) *httpPeers {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = headerPatience
	transport.MaxConnsPerHost = 4
	return &httpPeers{urls: urls, clients: make(map[string]*gethrpc.Client), http: &http.Client{Transport: bounded{transport}}}
}

// join sets who is asked at all; before, nobody is.
func (p *httpPeers) join(agree func(ctx context.Context, id string) error) { p.agree.Store(&agree) }

func (p *httpPeers) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.clients {
		c.Close()
	}
	p.http.CloseIdleConnections()
}

// call asks one member and decodes the objects of its answer.
func (p *httpPeers) call(ctx context.Context, id, method string, params ...any) ([]json.RawMessage, error) {
	agree := p.agree.Load()
	if agree == nil {
		return nil, errNotMet
	}
	if err := (*agree)(ctx, id); err != nil {
		return nil, err
	}
	c, err := p.client(ctx, id)
	if err != nil {
		return nil, err
	}
	var answer []json.RawMessage
	if err := c.CallContext(ctx, &answer, method, params...); err != nil {
		return nil, err
	}
	return answer, nil
}

func (p *httpPeers) client(ctx context.Context, id string) (*gethrpc.Client, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.clients[id]; c != nil {
		return c, nil
	}
	c, err := gethrpc.DialOptions(ctx, p.urls[id], gethrpc.WithHTTPClient(p.http))
	if err == nil {
		p.clients[id] = c
	}
	return c, err
}

// decode fills in what one object of an answer says. An object that lacks one of the names is refused: a field that is not there
// would be taken for zero, and this member would execute another block than the others and stop.
func decode(object json.RawMessage, into any, names ...string) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(object, &fields); err != nil {
		return err
	}
	for _, name := range names {
		if value, ok := fields[name]; !ok || string(value) == "null" {
			return fmt.Errorf("the answer lacks %q", name)
		}
	}
	return json.Unmarshal(object, into)
}

// peerBlock is what is needed of an object of adit_getBlocks.
type peerBlock struct {
	Raw      hexutil.Bytes  `json:"raw"`
	Forced   hexutil.Uint64 `json:"forced"`
	Consumed hexutil.Uint64 `json:"consumed"`
	Messages hexutil.Bytes  `json:"messages"` // RLP
}

// Blocks implements asker.
func (p *httpPeers) Blocks(ctx context.Context, id string, from uint64, to common.Hash) ([]sequencer.Fetched, error) {
	answer, err := p.call(ctx, id, "adit_getBlocks", hexutil.Uint64(from), hexutil.Uint64(fetchCount), to)
	switch {
	case err != nil:
		return nil, err
	case len(answer) == 0:
		return nil, errLacking
	case len(answer) > fetchCount:
		return nil, fmt.Errorf("%d blocks, asked for %d", len(answer), fetchCount)
	}
	out := make([]sequencer.Fetched, len(answer))
	for i, object := range answer {
		var b peerBlock
		err := decode(object, &b, "raw", "forced", "consumed", "messages")
		if err == nil {
			out[i], err = b.fetched(from + uint64(i))
		}
		if err == nil && i > 0 && out[i].Parent != out[i-1].Hash {
			err = errors.New("it does not stand on the one before it")
		}
		if err != nil {
			return nil, fmt.Errorf("block %d: %w", from+uint64(i), err)
		}
	}
	return out, nil
}

func (b *peerBlock) fetched(number uint64) (f sequencer.Fetched, err error) {
	block := new(types.Block)
	if err := rlp.DecodeBytes(b.Raw, block); err != nil {
		return f, err
	}
	var messages []l1anchor.Message
	if err := rlp.DecodeBytes(b.Messages, &messages); err != nil {
		return f, fmt.Errorf("messages: %w", err)
	}
	switch {
	case block.NumberU64() != number:
		return f, fmt.Errorf("it is block %d", block.NumberU64())
	case uint64(b.Forced) > uint64(len(block.Transactions())):
		return f, fmt.Errorf("%d forced transactions of %d", b.Forced, len(block.Transactions()))
	}
	return sequencer.Fetched{Hash: block.Hash(), Parent: block.ParentHash(), Input: derive.Input{
		Own:     block.Transactions()[b.Forced:],
		Context: transition.Context{Timestamp: block.Time(), Consumed: uint64(b.Consumed), Messages: messages},
	}}, nil
}

// Rebased implements asker.
func (p *httpPeers) Rebased(ctx context.Context, id string, index uint64) (fsm.Rebased, error) {
	answer, err := p.call(ctx, id, "adit_getRebases", hexutil.Uint64(index), hexutil.Uint64(1))
	if err != nil {
		return fsm.Rebased{}, err
	}
	if len(answer) != 1 {
		return fsm.Rebased{}, errLacking
	}
	var r rpc.Rebased
	if err := decode(answer[0], &r, "index", "l1", "from", "fork", "head", "dictated", "left", "open"); err != nil {
		return fsm.Rebased{}, fmt.Errorf("rebase %d: %w", index, err)
	}
	if uint64(r.Index) != index { // it has a gap there
		return fsm.Rebased{}, errLacking
	}
	return r.Entry(), nil
}

// bounded ends answers that are too long: the client would take any number of bytes into memory.
type bounded struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := b.RoundTripper.RoundTrip(request)
	if err == nil {
		response.Body = &boundedBody{ReadCloser: response.Body, left: maxPeerAnswer}
	}
	return response, err
}

type boundedBody struct {
	io.ReadCloser
	left int
}

// Read implements io.Reader.
func (b *boundedBody) Read(into []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.ReadCloser.Read(into[:min(len(into), b.left)])
	b.left -= n
	return n, err
}
