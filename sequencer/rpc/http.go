package rpc

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"bytes"

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
	body, err := s.readBody(w, r)
	if err != nil {
		return
	}
	if own := s.front.plan(body); own != nil {
		ctx := r.Context()
		if r.Header.Get(forwardedHeader) != "" {
			ctx = context.WithValue(ctx, forwardedKey{}, true)
		}
		answer := own(ctx)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
		_, _ = w.Write(answer)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.ContentLength = int64(len(body))
	s.stock.ServeHTTP(w, r)
}

func (s *Server) readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	limit := int64(s.cfg.BodyBytes)
	if r.ContentLength > limit {
		http.Error(w, "request too large", http.StatusRequestEntityTooLarge)
		return nil, errors.New("request too large")
	}
	var buf bytes.Buffer
	if r.ContentLength > 0 {
		buf.Grow(int(r.ContentLength) + bytes.MinRead)
	}
	if _, err := buf.ReadFrom(http.MaxBytesReader(w, r.Body, limit)); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			http.Error(w, "request too large", http.StatusRequestEntityTooLarge)
		}
		return nil, err
	}
	return buf.Bytes(), nil
}

func isJSON(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && (media == "application/json" || media == "application/json-rpc" || media == "application/jsonrequest")
}
