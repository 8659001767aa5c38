// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"fmt"
	"io"
	"net/http"
)

// Bounded has r end answers of more than most bytes with an error: go-ethereum's client would take any number of them
// into memory.
func Bounded(r http.RoundTripper, most int64) http.RoundTripper { return bounded{r, most} }

type bounded struct {
	http.RoundTripper
	most int64
}

// CloseIdleConnections is what http.Client looks for.
func (b bounded) CloseIdleConnections() {
	if c, ok := b.RoundTripper.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := b.RoundTripper.RoundTrip(request)
	if err == nil {
		response.Body = &boundedBody{ReadCloser: response.Body, most: b.most, left: b.most}
	}
	return response, err
}

type boundedBody struct {
	io.ReadCloser
	most, left int64
}

// Read implements io.Reader.
func (b *boundedBody) Read(into []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("an answer of more than %d bytes", b.most)
	}
	n, err := b.ReadCloser.Read(into[:min(int64(len(into)), b.left)])
	b.left -= int64(n)
	return n, err
}
