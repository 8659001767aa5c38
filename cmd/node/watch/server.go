// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/layeredpow/adit/sequencer/cluster/door"
)

// Handler serves /metrics, /state, /healthz and /readyz to who names the port by an address, as localhost or by one
// of the names. That /healthz answers says that the process runs and nothing else, so that nobody restarts one
// because of what is wrong elsewhere.
func (w *Watcher) Handler(names ...string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /state", w.serveState)
	if w.role == Challenger {
		mux.HandleFunc("GET /docket", w.serveDocket)
		mux.HandleFunc("GET /challenger", w.serveReport)
	}
	mux.Handle("GET /metrics", promhttp.HandlerFor(w.registry, promhttp.HandlerOpts{}))
	mux.Handle("GET /readyz", w)
	mux.HandleFunc("GET /healthz", func(out http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(out, "ok\n") })
	return hosted(names, mux)
}

// callers bounds the open connections of the operator's port, so that they leave file descriptors to the log and the
// disk. What watches a process holds one or two.
var callers = door.Limits{Total: 64, Address: 16}

// Serve listens on address until ctx ends, also under the names. There is no password: whoever reaches the port may
// read all figures.
func (w *Watcher) Serve(ctx context.Context, address string, names []string, log *slog.Logger) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("listen for operators: %w", err)
	}
	if at, ok := listener.Addr().(*net.TCPAddr); ok && !at.IP.IsLoopback() {
		log.Warn("metrics can be read from other machines", "address", listener.Addr().String())
	}
	log.Info("serving operators", "address", listener.Addr().String())
	server := &http.Server{
		Handler: w.Handler(names...), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(w.door.Listener(listener)); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve operators: %w", err)
	}
	return nil
}
