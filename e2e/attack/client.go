// SPDX-License-Identifier: Apache-2.0

package attack

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// client is one of an attack's, with an address of its own.
type client struct {
	target Target
	number int
	count  int64
	texts  []string // made before the attack
	dialer *net.Dialer
	http   *http.Client
}

func newClient(t Target, number, address int) *client {
	from := &net.TCPAddr{IP: net.IPv4(127, 77, byte(address), 1)} // a prefix each
	dialer := &net.Dialer{LocalAddr: from, Timeout: 5 * time.Second}
	transport := &http.Transport{DialContext: dialer.DialContext, MaxIdleConnsPerHost: 1}
	return &client{target: t, number: number, dialer: dialer, http: &http.Client{Transport: transport, Timeout: time.Minute}}
}

// pause keeps a client that is cut off from doing nothing but connect.
func (c *client) pause(ctx context.Context) {
	select {
	case <-time.After(200 * time.Millisecond):
	case <-ctx.Done():
	}
}

// post sends one request and takes the answer.
func (c *client) post(ctx context.Context, text string) error {
	return c.request(ctx, text, io.Discard)
}

// ask is post for an answer that matters.
func (c *client) ask(ctx context.Context, text string) ([]byte, error) {
	var answer bytes.Buffer
	err := c.request(ctx, text, &answer)
	return answer.Bytes(), err
}

func (c *client) request(ctx context.Context, text string, to io.Writer) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.target.HTTP, strings.NewReader(text))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := c.http.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, err = io.Copy(to, answer.Body)
	return err
}

// again sends one of n texts after the other. They are made first: an attacker has a machine of its own to sign on,
// and here it would take the processor that it means to take from the node.
func (c *client) again(ctx context.Context, n int, make func() string) error {
	for len(c.texts) < n {
		c.texts = append(c.texts, make())
	}
	c.count++
	return c.post(ctx, c.texts[c.count%int64(n)])
}

// batchOf is a request with several calls.
func batchOf(calls []string) string { return "[" + strings.Join(calls, ",") + "]" }

// batch sends calls in one request.
func (c *client) batch(ctx context.Context, calls []string) error {
	return c.post(ctx, batchOf(calls))
}

// next is a small number that hardly anybody has had before.
func (c *client) next() *big.Int {
	c.count++
	return big.NewInt(time.Now().UnixNano()%1_000_000_000*1_000 + c.count%1_000)
}

var errAnswer = errors.New("the node gave another answer than the attack needs")

// tcp opens a bare connection to the node.
func (c *client) tcp(ctx context.Context) (net.Conn, error) {
	u, err := url.Parse(c.target.HTTP)
	if err != nil {
		return nil, err
	}
	return c.dialer.DialContext(ctx, "tcp", u.Host)
}

// socket opens a WebSocket that ends with ctx.
func (c *client) socket(ctx context.Context) (*websocket.Conn, error) {
	d := websocket.Dialer{NetDialContext: c.dialer.DialContext, HandshakeTimeout: 5 * time.Second, ReadBufferSize: 1024, WriteBufferSize: 1024}
	conn, _, err := d.DialContext(ctx, c.target.WS, nil)
	if err == nil {
		context.AfterFunc(ctx, func() { conn.Close() })
	}
	return conn, err
}
