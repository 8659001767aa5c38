package rpc

import (
	"context"
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
)

// newWebSocket serves JSON-RPC over WebSocket. Messages go through the front like bodies over HTTP; what the front
// leaves alone goes to the stock server, which also keeps the connection's subscriptions.
func (s *Server) newWebSocket() http.Handler {
	upgrader := websocket.Upgrader{
		ReadBufferSize: 4096, WriteBufferSize: 4096, WriteBufferPool: new(sync.Pool),
		CheckOrigin: func(r *http.Request) bool { return originAllowed(s.cfg.Origins, r) },
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return // the client has been told
		}
		ctx, cancel := context.WithCancel(context.Background())
		c := &wsConn{ctx: ctx, cancel: cancel, conn: conn, front: s.front, slots: make(chan struct{}, s.cfg.CallsPerConn)}
		conn.SetReadLimit(int64(s.cfg.BodyBytes))
		conn.SetPongHandler(func(string) error { return conn.SetReadDeadline(time.Now().Add(pingEvery + pongWithin)) })
		c.calls.Go(c.ping)
		s.stock.ServeCodec(gethrpc.NewCodec(c), 0)
		_ = c.Close()
		c.calls.Wait()
	})
}

// wsConn is the byte stream that the stock server's codec reads from and writes to: one JSON text after another.
type wsConn struct {
	ctx    context.Context // ends with the connection
	cancel context.CancelFunc
	conn   *websocket.Conn
	front  *front
	calls  sync.WaitGroup // goroutines of ours
	slots  chan struct{}  // one per call that the front is answering

	rest []byte // of the message being read; owned by the reading goroutine

	writing sync.Mutex
}

// Read gives out the messages that are the stock server's. The front's are answered on the way; when too many are,
// reading waits.
func (c *wsConn) Read(p []byte) (int, error) {
	for len(c.rest) == 0 {
		_ = c.conn.SetReadDeadline(time.Now().Add(pingEvery + pongWithin))
		_, raw, err := c.conn.ReadMessage()
		if err != nil {
			c.cancel()
			return 0, err
		}
		own := c.front.plan(raw)
		if own == nil {
			c.rest = append(raw, '\n')
			break
		}
		select {
		case c.slots <- struct{}{}:
		case <-c.ctx.Done():
			return 0, net.ErrClosed
		}
		c.calls.Go(func() {
			defer func() { <-c.slots }()
			if answer := own(c.ctx); len(answer) > 0 {
				_, _ = c.Write(answer)
			}
		})
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

// Write sends p, which is one whole answer or notification.
func (c *wsConn) Write(p []byte) (int, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	_ = c.conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	if err := c.conn.WriteMessage(websocket.TextMessage, p); err != nil {
		c.cancel() // half a message may be out: nothing can follow it
		_ = c.conn.Close()
		return 0, err
	}
	return len(p), nil
}

// SetWriteDeadline does nothing: Write sets its own, because answers of several calls take turns on the connection.
func (c *wsConn) SetWriteDeadline(time.Time) error { return nil }

func (c *wsConn) Close() error {
	c.cancel()
	return c.conn.Close()
}

// RemoteAddr is for the stock server's log.
func (c *wsConn) RemoteAddr() string { return c.conn.RemoteAddr().String() }

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
