// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// What one answer of the node may take. A block of 8 M gas is at its longest as 20,000 empty logs, which are 11 MB of
// JSON; calldata alone stays below 5 MB.
const (
	maxAnswer  = 32 << 20 // bytes of a body, counted behind decompression
	maxPage    = 64 << 10 // bytes of what comes with an HTTP error
	maxHeaders = 64 << 10 // bytes
	maxIdle    = 8        // connections kept open
)

// errTooLong is in the chain of the error for an answer that goes on beyond the limit. Asking again would only carry as
// much again.
var errTooLong = errors.New("the L1 node's answer is too long")

// carrier makes HTTP requests of a node that may be anybody's: each ends within timeout, its answer within most bytes,
// and it goes nowhere but to the host that the operator named. way is nil for TCP.
func carrier(timeout time.Duration, most int64, way http.RoundTripper) *http.Client {
	if way == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost, t.MaxResponseHeaderBytes = maxIdle, maxHeaders
		way = t
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &http.Client{Timeout: timeout, Transport: bounded{way, most}, CheckRedirect: stay}
}

// bounded cuts off answers that would fill the memory.
type bounded struct {
	http.RoundTripper
	most int64 // bytes
}

// CloseIdleConnections has the way drop them, if it keeps any.
func (b bounded) CloseIdleConnections() {
	if c, ok := b.RoundTripper.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	most := b.most
	if res.StatusCode/100 != 2 {
		most = min(most, maxPage)
	}
	res.Body = &boundedBody{ReadCloser: res.Body, left: most, most: most}
	return res, nil
}

// boundedBody fails when there is more than it may give.
type boundedBody struct {
	io.ReadCloser
	left, most int64
}

func (b *boundedBody) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, b.tooLong()
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1] // a byte more tells whether there is more
	}
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n - 1, b.tooLong()
	}
	return n, err
}

func (b *boundedBody) tooLong() error { return fmt.Errorf("%w: over %d bytes", errTooLong, b.most) }

// failed is the error of a request. Its text may be the node's own, which has no end that we know of and may go into
// a log with every attempt.
type failed struct {
	method string
	err    error
}

func (f *failed) Error() string { return f.method + ": " + shortened(f.err) }
func (f *failed) Unwrap() error { return f.err }

const maxText = 300 // bytes of an error's text

func shortened(err error) string {
	text := err.Error()
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "") + "…"
	}
	return text
}
