// SPDX-License-Identifier: Apache-2.0

package liar

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// carriedLies spoil an answer on its way.
func carriedLies() []*Lie {
	return []*Lie{
		{Name: "a page for people", Says: "invalid character", carry: func(w http.ResponseWriter, _ *http.Request, _ []byte) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "<html><body>Please log in</body></html>")
		}},
		{Name: "an error of the server", Says: "503", carry: func(w http.ResponseWriter, _ *http.Request, _ []byte) {
			http.Error(w, "busy", http.StatusServiceUnavailable)
		}},
		{Name: "too many requests", Says: "429", carry: func(w http.ResponseWriter, _ *http.Request, _ []byte) {
			http.Error(w, "slow down", http.StatusTooManyRequests)
		}},
		{Name: "an error of the node", Says: "missing trie node", carry: func(w http.ResponseWriter, _ *http.Request, _ []byte) {
			plainly(w, nil, []byte(`{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"missing trie node"}}`))
		}},
		{Name: "half an answer", Says: "unexpected EOF", carry: func(w http.ResponseWriter, _ *http.Request, truth []byte) {
			plainly(w, nil, truth[:len(truth)/2])
		}},
		{Name: "a connection that breaks", Says: "EOF", carry: func(w http.ResponseWriter, _ *http.Request, _ []byte) { panic(http.ErrAbortHandler) }},
		{Name: "nothing", Says: "EOF", carry: func(w http.ResponseWriter, _ *http.Request, _ []byte) { plainly(w, nil, nil) }},
		{Name: "a huge answer", Says: "too long", carry: func(w http.ResponseWriter, r *http.Request, _ []byte) {
			io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":"0x`)
			piece := strings.Repeat("00", 1<<16)
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, piece); err != nil {
					return
				}
			}
		}},
		{Name: "another host", Says: "307", carry: func(w http.ResponseWriter, r *http.Request, _ []byte) {
			http.Redirect(w, r, "http://192.0.2.1/", http.StatusTemporaryRedirect)
		}},
		{Name: "an answer a second late", carry: func(w http.ResponseWriter, r *http.Request, truth []byte) {
			select {
			case <-time.After(time.Second):
			case <-r.Context().Done():
			}
			plainly(w, r, truth)
		}},
		{Name: "an answer byte by byte", Says: outOfTime, carry: func(w http.ResponseWriter, r *http.Request, truth []byte) {
			for i := 0; i < len(truth) && r.Context().Err() == nil; i++ {
				w.Write(truth[i : i+1])
				http.NewResponseController(w).Flush()
				select {
				case <-time.After(time.Second):
				case <-r.Context().Done():
				}
			}
		}},
		{Name: "no answer, ever", Says: outOfTime, carry: func(_ http.ResponseWriter, r *http.Request, _ []byte) { <-r.Context().Done() }},
	}
}

// plainly is how an answer is carried that nobody spoils.
func plainly(w http.ResponseWriter, _ *http.Request, truth []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", fmt.Sprint(len(truth)))
	w.Write(truth)
}
