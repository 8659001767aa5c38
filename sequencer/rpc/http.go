// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/node"
)

// newHandler puts the checks of hosts and origins before everything.
func (s *Server) newHandler() http.Handler {
	ws := s.newWebSocket()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "ok\n") })
	if s.need.Ready != nil {
		mux.Handle("GET /readyz", s.need.Ready)
	} else {
		mux.HandleFunc("GET /readyz", func(http.ResponseWriter, *http.Request) {})
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path != "/" && r.URL.Path != "/ws":
			http.NotFound(w, r)
		case strings.EqualFold(r.Header.Get("Upgrade"), "websocket"):
			ws.ServeHTTP(w, r)
		default:
			s.serveHTTP(w, r)
		}
	})
	// Without compression: answers are small, and the one that everybody waits for is 100 bytes.
	return node.NewHTTPHandlerStack(mux, s.cfg.Origins, s.cfg.Hosts, nil, true)
}

// serveHTTP answers one HTTP request with one call or one batch.
func (s *Server) serveHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			return // go-ethereum's answer to health checks by load balancers
		}
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	// A page of another origin can post forms and plain text without asking; it cannot post JSON.
	if !isJSON(r.Header.Get("Content-Type")) {
		http.Error(w, "invalid content type, only application/json is supported", http.StatusUnsupportedMediaType)
		return
	}
	addr := s.proxies.client(r)
	kept := &hold{budget: s.kept, client: clientName(addr)}
	defer kept.end()
	body, err := s.readBody(w, r, kept)
	if err != nil {
		return
	}
	ctx := withClient(r.Context(), kept.client)
	if by := r.Header.Get(forwardedHeader); by != "" {
		ctx = context.WithValue(ctx, forwardedKey{}, by)
	}
	size := kept.has()
	request, answer := s.front.read(ctx, body)
	request.kept = kept
	if answer == nil {
		answer = s.front.answer(ctx, request)
	}
	if !kept.grow(size + len(answer)) {
		answer = request.refuse(errNoRoom)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTime(len(answer))))
	_, _ = w.Write(answer)
}

// readBody reads a body, or tells the client why not.
func (s *Server) readBody(w http.ResponseWriter, r *http.Request, kept *hold) ([]byte, error) {
	body, err := []byte(nil), error(errTooLong)
	if r.ContentLength <= int64(s.cfg.BodyBytes) {
		body, err = readAll(r.Body, s.cfg.BodyBytes, kept)
	}
	switch {
	case err == nil:
		return body, nil
	case errors.Is(err, errTooLong):
		w.Header().Set("Connection", "close") // the rest is not read
		http.Error(w, errTooLong.Message, http.StatusRequestEntityTooLarge)
	case errors.Is(err, errNoRoom):
		w.Header().Set("Connection", "close")
		http.Error(w, errNoRoom.Message, http.StatusServiceUnavailable)
	}
	return nil, err
}

// writeTime is how long a client may take over an answer: ten seconds, and as long as 256 KiB a second need.
func writeTime(size int) time.Duration {
	return writeTimeout + time.Duration(size)*time.Second/(256<<10)
}

func isJSON(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && (media == "application/json" || media == "application/json-rpc" || media == "application/jsonrequest")
}
