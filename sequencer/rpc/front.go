package rpc

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"sync"
)

// front looks at each request before the stock server does.
type front struct {
	server *Server
	heavy  *turnstile
}

// own is a request that the front answers itself. It returns the encoded answer, nothing for notifications.
type own func(ctx context.Context) []byte

// plan says how to answer raw: nil means that it can go to the stock server as it is. Only requests that look as if
// they held something of ours are parsed.
func (f *front) plan(raw []byte) own {
	batch := isBatch(raw)
	if batch && longerThan(raw, f.server.cfg.BatchItems) {
		return func(context.Context) []byte { return tooLong }
	}
	if !concerns(raw) {
		return nil
	}
	if batch {
		return f.planBatch(raw)
	}
	var m message
	if json.Unmarshal(raw, &m) != nil {
		return nil
	}
	if isSend(m.Method) {
		return func(ctx context.Context) []byte {
			return f.server.send.answer(ctx, []*message{&m})[0]
		}
	}
	if rewrite := f.rewriteOf(&m); rewrite != nil {
		return rewrite
	}
	if isHeavy(m.Method) {
		return func(ctx context.Context) []byte { return f.stock(ctx, &m) }
	}
	return nil
}

// marks are what a request of ours contains. A JSON escape may hide any of them, so it is one itself.
var marks = append([][]byte{[]byte("_sendRawTransaction\""), []byte(methodSubmit), []byte(`"pending"`), []byte(`\u`)}, heavyMarks()...)

func concerns(raw []byte) bool {
	for _, mark := range marks {
		if bytes.Contains(raw, mark) {
			return true
		}
	}
	return false
}

// planBatch answers a batch that holds sends or the tag "pending": the sends together, then each of the others in its
// order, so that a batch which sends and then looks sees what it has sent.
func (f *front) planBatch(raw []byte) own {
	var batch []*message
	if json.Unmarshal(raw, &batch) != nil || len(batch) == 0 {
		return nil // the stock server knows how to complain
	}
	if slices.Contains(batch, nil) {
		return nil
	}
	// A subscription belongs to the connection, which only the stock server has, and that one does nothing else of ours.
	for _, m := range batch {
		if m.Method == "eth_subscribe" || m.Method == "eth_unsubscribe" {
			return func(context.Context) []byte { return refuse(batch) }
		}
	}
	return func(ctx context.Context) []byte { return f.answerBatch(ctx, batch) }
}

func refuse(batch []*message) []byte {
	answers := make([]json.RawMessage, len(batch))
	for i, m := range batch {
		answers[i] = m.answer(nil, &rpcError{Code: -32600, Message: "a batch cannot hold subscriptions and calls like these: send them apart"})
	}
	return joinBatch(answers)
}

func (f *front) answerBatch(ctx context.Context, batch []*message) []byte {
	answers := make([]json.RawMessage, len(batch))
	var sends []*message
	var at []int
	for i, m := range batch {
		if isSend(m.Method) {
			sends, at = append(sends, m), append(at, i)
		}
	}
	size := 0
	for i, answer := range f.server.send.answer(ctx, sends) {
		answers[at[i]] = answer
		size += len(answer)
	}
	for i, m := range batch {
		switch {
		case isSend(m.Method):
			continue
		case size > f.server.cfg.BatchResponseBytes:
			answers[i] = m.answer(nil, &rpcError{Code: -32003, Message: "response too large"})
			continue
		}
		if rewrite := f.rewriteOf(m); rewrite != nil {
			answers[i] = rewrite(ctx)
		} else {
			answers[i] = f.stock(ctx, m)
		}
		size += len(answers[i])
	}
	return joinBatch(answers)
}

// stock has the stock server answer one request. Heavy ones wait for their turn.
func (f *front) stock(ctx context.Context, m *message) []byte {
	if isHeavy(m.Method) {
		release, err := f.heavy.enter(ctx)
		if err != nil {
			return m.answer(nil, err)
		}
		defer release()
	}
	body, err := json.Marshal(m)
	if err != nil {
		return m.answer(nil, err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://self/", bytes.NewReader(body))
	if err != nil {
		return m.answer(nil, err)
	}
	r.Header.Set("Content-Type", "application/json")
	var w capture
	f.server.stock.ServeHTTP(&w, r)
	return bytes.TrimSpace(w.body.Bytes())
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
