// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/layeredpow/adit/sequencer/cluster/door"
)

// The operator of a machine talks to its running member over a unix socket in the member's folder, which only the
// user that runs it may open. HTTP with JSON bodies:
//
//	GET  /members           → View
//	POST /members/add       Member
//	POST /members/remove    {"id": …}
//	POST /members/transfer  {"id": …}, empty: the member with the longest log
//
// An error is {"error": text, "kind": one of controlErrors}. Both sides name their Protocol in a header, and a
// command of another one is refused: what it asks for may mean something else here.
const (
	controlSocket  = "control.sock"
	protocolHeader = "Adit-Protocol"
)

// ErrProtocol refuses a command of a build with another protocol than the running member's.
var ErrProtocol = errors.New("the running member speaks another protocol than this command")

// SocketPath is where the member that keeps dir listens.
func SocketPath(dir string) string { return filepath.Join(dir, controlSocket) }

// controlErrors are the errors that keep their identity on the way to the client.
var controlErrors = map[string]error{
	"not_leader":     ErrNotLeader,
	"unknown":        ErrUnknown,
	"unknown_member": ErrUnknownMember,
	"last_voter":     ErrLastVoter,
	"removes_leader": ErrRemovesLeader,
	"no_quorum":      ErrNoQuorum,
	"lagging":        ErrLagging,
	"unreachable":    ErrUnreachable,
	"bad_id":         ErrID,
	"protocol":       ErrProtocol,
}

const (
	maxRequest      = 64 << 10
	controlPatience = time.Minute // of one request; adding a voter waits until it caught up
)

// operators bounds the connections of the socket: there is one operator, and each of its commands makes one.
var operators = door.Limits{Total: 16, Address: 16}

// Doors is what was closed at the ports of this member, by port.
func (c *Cluster) Doors() map[string]door.Closed {
	all := map[string]door.Closed{"control": c.control.Closed()}
	if c.transport != nil {
		all["members"] = c.transport.door.Closed()
	}
	return all
}

type failure struct {
	Error string `json:"error"`
	Kind  string `json:"kind,omitempty"`
}

// serveControl answers on the socket until ctx ends.
func (c *Cluster) serveControl(ctx context.Context) error {
	path := SocketPath(c.cfg.Dir)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) { // of a crash: the log is locked, so nobody listens
		return fmt.Errorf("control socket: %w", err)
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return fmt.Errorf("control socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		listener.Close()
		return fmt.Errorf("control socket: %w", err)
	}
	server := &http.Server{
		Handler:           c.controlHandler(),
		ReadHeaderTimeout: handshakeTimeout,
		ReadTimeout:       2 * handshakeTimeout,
		IdleTimeout:       handshakeTimeout,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(c.control.Listener(listener)); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("control socket: %w", err)
	}
	return nil
}

func (c *Cluster) controlHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /members", func(w http.ResponseWriter, r *http.Request) { reply(w, c.Status(), nil) })
	post := func(path string, act func(context.Context, Member) error) {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			var m Member
			if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxRequest)).Decode(&m); err != nil {
				reply(w, nil, fmt.Errorf("request: %w", err))
				return
			}
			ctx, cancel := context.WithTimeout(r.Context(), controlPatience)
			defer cancel()
			err := act(ctx, m)
			reply(w, c.Status(), err)
		})
	}
	post("/members/add", c.Add)
	post("/members/remove", func(ctx context.Context, m Member) error { return c.Remove(ctx, m.ID) })
	post("/members/transfer", func(ctx context.Context, m Member) error { return c.Transfer(ctx, m.ID) })
	return sameProtocol(mux)
}

// sameProtocol passes on the requests of commands of our protocol.
func sameProtocol(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if theirs := r.Header.Get(protocolHeader); theirs != ownProtocol {
			reply(w, nil, fmt.Errorf("%w: %q and %s; use the binary that the member runs", ErrProtocol, theirs, ownProtocol))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ownProtocol is Protocol as the header has it.
var ownProtocol = strconv.Itoa(Protocol)

func reply(w http.ResponseWriter, body any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		f := failure{Error: err.Error()}
		for kind, known := range controlErrors {
			if errors.Is(err, known) {
				f.Kind = kind
			}
		}
		w.WriteHeader(http.StatusConflict)
		body = f
	}
	json.NewEncoder(w).Encode(body) // an operator who hung up asks again
}

// Control is the operator's end of a member's socket.
type Control struct{ http http.Client }

// NewControl talks to the member that listens on socket (SocketPath).
func NewControl(socket string) *Control {
	return &Control{http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
	}}}
}

// Status is the member's view of the cluster.
func (c *Control) Status(ctx context.Context) (View, error) {
	return c.call(ctx, http.MethodGet, "/members", nil)
}

// Add is Cluster.Add at that member, which must lead. It returns the view afterwards, as do the others.
func (c *Control) Add(ctx context.Context, m Member) (View, error) {
	return c.call(ctx, http.MethodPost, "/members/add", m)
}

// Remove is Cluster.Remove at that member, which must lead.
func (c *Control) Remove(ctx context.Context, id string) (View, error) {
	return c.call(ctx, http.MethodPost, "/members/remove", Member{ID: id})
}

// Transfer is Cluster.Transfer at that member, which must lead.
func (c *Control) Transfer(ctx context.Context, id string) (View, error) {
	return c.call(ctx, http.MethodPost, "/members/transfer", Member{ID: id})
}

func (c *Control) call(ctx context.Context, method, path string, body any) (View, error) {
	var view View
	text, err := json.Marshal(body)
	if err != nil {
		return view, fmt.Errorf("encode request: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, method, "http://member"+path, bytes.NewReader(text))
	if err != nil {
		return view, fmt.Errorf("make request: %w", err)
	}
	request.Header.Set(protocolHeader, ownProtocol)
	response, err := c.http.Do(request)
	if err != nil {
		return view, fmt.Errorf("ask the running sequencer (is it running?): %w", err)
	}
	defer response.Body.Close()
	answer := json.NewDecoder(http.MaxBytesReader(nil, response.Body, maxAnswer))
	if response.StatusCode != http.StatusOK {
		var f failure
		if err := answer.Decode(&f); err != nil {
			return view, fmt.Errorf("sequencer answers %s", response.Status)
		}
		return view, remoteError{f.Error, controlErrors[f.Kind]}
	}
	if err := answer.Decode(&view); err != nil {
		return view, fmt.Errorf("read answer: %w", err)
	}
	return view, nil
}

// remoteError is an error of the other side of the socket.
type remoteError struct {
	text string
	kind error
}

func (e remoteError) Error() string { return e.text }
func (e remoteError) Unwrap() error { return e.kind }
