// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	gethrpc "github.com/ethereum/go-ethereum/rpc"
	"github.com/gorilla/websocket"
)

const (
	pingEvery    = 30 * time.Second
	pongWithin   = 30 * time.Second
	writeTimeout = 10 * time.Second

	// A client that does not read what it asked for is not listened to any more when so much waits for it. It is cut
	// off when more does than may be kept for a client: what it subscribed to must not pile up, and nobody waits for
	// it.
	pauseReading = 4 << 20

	// callsAtOnce are the calls of a connection that are carried out at the same time, apart from sends, which wait for
	// others and not for us. Reading waits beyond.
	callsAtOnce = 128

	// callsOfMember is how many times the usual number of calls another member's connection may have: the sends of
	// all its clients share it, and those behind a nonce gap wait.
	callsOfMember = 16

	// messageWithin is how long a message may take from its beginning to its end.
	messageWithin = 30 * time.Second
)

// newWebSocket serves JSON-RPC over WebSocket. Messages go through the front like bodies over HTTP; what the front
// leaves alone goes to the stock server, which also keeps the connection's subscriptions.
func (s *Server) newWebSocket() http.Handler {
	upgrader := websocket.Upgrader{
		ReadBufferSize: 4096, WriteBufferSize: 4096, WriteBufferPool: new(sync.Pool),
		CheckOrigin: func(r *http.Request) bool { return originAllowed(s.cfg.Origins, r) },
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		client := s.proxies.client(r)
		if s.proxies.trusts(remoteAddr(r.RemoteAddr)) {
			release, ok := s.lodgers.take(client)
			if !ok {
				http.Error(w, "too many connections", http.StatusTooManyRequests)
				return
			}
			defer release()
		}
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return // the client has been told
		}
		c := newWSConn(conn, s, clientName(client))
		if c.member = s.isMember(r.Header); c.member {
			c.most *= callsOfMember
		}
		c.running.Go(c.ping)
		c.running.Go(c.send)
		s.stock.ServeCodec(gethrpc.NewCodec(c), 0)
		_ = c.Close()
		c.running.Wait()
		c.settle()
	})
}

// isMember says whether a connection comes with the pass of another member.
func (s *Server) isMember(h http.Header) bool {
	return s.need.Members != nil && s.need.Members.Admits(h.Get(memberHeader))
}

// wsConn is the byte stream that the stock server's codec reads from and writes to: one JSON text after another.
// Writing never waits for the client: go-ethereum delivers the events of all subscriptions in one goroutine, and the
// chain waits for that one.
type wsConn struct {
	ctx     context.Context // ends with the connection
	cancel  context.CancelFunc
	conn    *websocket.Conn
	server  *Server
	client  string
	member  bool           // another member's
	most    int            // calls that are read and not answered, sends among them
	running sync.WaitGroup // goroutines of ours

	rest []byte // of the message being read; owned by the reading goroutine

	mu      sync.Mutex
	changed *sync.Cond
	unsent  [][]byte // guarded by mu
	size    int      // bytes in unsent and on the way; guarded by mu
	calls   int      // read and not answered; guarded by mu
	busy    int      // being carried out, at most callsAtOnce; guarded by mu
	closed  bool     // guarded by mu
}

func newWSConn(conn *websocket.Conn, s *Server, client string) *wsConn {
	// The request's own context ends when the connection is taken over.
	ctx, cancel := context.WithCancel(withClient(context.Background(), client))
	c := &wsConn{ctx: ctx, cancel: cancel, conn: conn, server: s, client: client, most: s.cfg.CallsPerConn}
	c.changed = sync.NewCond(&c.mu)
	conn.SetReadLimit(int64(s.cfg.BodyBytes))
	conn.SetPongHandler(func(string) error { return conn.SetReadDeadline(time.Now().Add(pingEvery + pongWithin)) })
	return c
}

// Read gives out the messages that are the stock server's, which are those that subscribe. The front answers all
// others.
func (c *wsConn) Read(p []byte) (int, error) {
	for len(c.rest) == 0 {
		if err := c.next(); err != nil {
			_ = c.Close()
			return 0, err
		}
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// next reads one message and has it answered. An error ends the connection.
func (c *wsConn) next() error {
	if !c.mayRead() {
		return net.ErrClosed
	}
	kept := &hold{budget: c.server.kept, client: c.client}
	raw, err := c.readMessage(kept)
	if err != nil {
		kept.end()
		return err
	}
	request, refusal := c.read(raw)
	request.kept = kept
	if refusal == nil && request.subscribes() {
		if c.server.front.mayPass(request) {
			kept.end()
			c.pass(request)
			return nil
		}
		refusal = request.refuse(errSendApart)
	}
	c.count(1)
	if refusal != nil {
		kept.end()
		return c.enqueue(refusal, -1)
	}
	counted := !request.onlySends()
	if counted && !c.begin() {
		kept.end()
		return net.ErrClosed
	}
	c.running.Go(func() {
		answer := c.server.front.answer(c.ctx, request)
		kept.end() // the answer is counted anew as one that is not taken
		_ = c.enqueue(answer, -1)
		if counted {
			c.end()
		}
	})
	return nil
}

// read understands a message. That of another member was read in its turn there.
func (c *wsConn) read(raw []byte) (r request, refusal []byte) {
	if c.member {
		return parse(raw, c.server.cfg.BatchItems)
	}
	return c.server.front.read(c.ctx, raw)
}

// readMessage reads one message within the client's part of the budget.
func (c *wsConn) readMessage(kept *hold) ([]byte, error) {
	_ = c.conn.SetReadDeadline(time.Now().Add(pingEvery + pongWithin))
	_, r, err := c.conn.NextReader()
	if err != nil {
		return nil, err
	}
	late := time.AfterFunc(messageWithin, func() { _ = c.Close() }) // a pong would move a deadline
	defer late.Stop()
	return readAll(r, c.server.cfg.BodyBytes, kept)
}

// begin waits until one more call may be carried out and its answer kept. It is false when the connection is closed.
func (c *wsConn) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for !c.closed && (c.busy >= callsAtOnce || c.size > pauseReading) {
		c.changed.Wait()
	}
	if !c.closed {
		c.busy++
	}
	return !c.closed
}

func (c *wsConn) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy--
	c.changed.Broadcast()
}

// pass hands the stock server a request that subscribes. It is JSON, so that server never finds the connection broken.
func (c *wsConn) pass(r request) {
	c.rest = append(r.encode(), '\n')
	if !r.batch && r.calls[0].ID == nil {
		return // no answer will count it out again
	}
	c.count(1)
}

// mayRead waits until the client has taken enough of its answers. It is false when the connection is closed.
func (c *wsConn) mayRead() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for !c.closed && (c.calls >= c.most || c.size > pauseReading) {
		c.changed.Wait()
	}
	return !c.closed
}

func (c *wsConn) count(calls int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls += calls
}

// Write takes one whole message of the stock server: an answer or a notification.
func (c *wsConn) Write(p []byte) (int, error) {
	answered := -1
	if bytes.HasPrefix(p, []byte(`{"jsonrpc":"2.0","method"`)) {
		answered = 0
	}
	if err := c.enqueue(bytes.Clone(p), answered); err != nil {
		return 0, err
	}
	return len(p), nil
}

var errTooSlow = errors.New("the client does not read")

// enqueue hands a message to the sending goroutine and changes the number of calls that are not answered.
func (c *wsConn) enqueue(p []byte, calls int) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls = max(0, c.calls+calls)
	c.changed.Broadcast()
	if c.closed {
		return net.ErrClosed
	}
	if len(p) == 0 {
		return nil
	}
	if !c.server.kept.take(c.client, len(p)) {
		c.shut()
		return errTooSlow
	}
	c.size += len(p)
	c.unsent = append(c.unsent, p)
	return nil
}

// send writes what is queued until the connection is closed.
func (c *wsConn) send() {
	for {
		c.mu.Lock()
		for len(c.unsent) == 0 && !c.closed {
			c.changed.Wait()
		}
		batch, closed := c.unsent, c.closed
		c.unsent = nil
		c.mu.Unlock()
		if closed {
			return
		}
		for _, p := range batch {
			_ = c.conn.SetWriteDeadline(time.Now().Add(writeTime(len(p))))
			if c.conn.WriteMessage(websocket.TextMessage, p) != nil {
				_ = c.Close() // half a message may be out: nothing can follow it
				return
			}
			c.sent(len(p))
		}
	}
}

// sent counts out bytes that the client has taken.
func (c *wsConn) sent(n int) {
	c.server.kept.give(c.client, n)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.size -= n
	c.changed.Broadcast()
}

// settle gives back what the budget has for answers that were never taken. Nothing runs for the connection any more.
func (c *wsConn) settle() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.server.kept.give(c.client, c.size)
	c.size = 0
}

// SetWriteDeadline does nothing: writing does not wait.
func (c *wsConn) SetWriteDeadline(time.Time) error { return nil }

// Close ends the connection at once, with everything that runs for it.
func (c *wsConn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.shut()
}

// shut is Close with mu held.
func (c *wsConn) shut() error {
	c.closed, c.unsent = true, nil
	c.changed.Broadcast()
	c.cancel()
	return c.conn.Close()
}

// RemoteAddr is for the stock server, which hands it to subscriptions: whom their limits are kept for.
func (c *wsConn) RemoteAddr() string { return c.client }

// ping keeps the connection open through proxies and finds out when the other side is gone.
func (c *wsConn) ping() {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-tick.C:
			if c.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeTimeout)) != nil {
				_ = c.Close()
				return
			}
		}
	}
}

// originAllowed decides on a WebSocket handshake: programs send no Origin, pages of our own host are welcome, others
// must be listed.
func originAllowed(allowed []string, r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	for _, a := range allowed {
		if a == "*" || strings.EqualFold(a, origin) {
			return true
		}
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, r.Host)
}
