// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/raft"

	"github.com/layeredpow/adit/sequencer/cluster/door"
)

const (
	rpcTimeout = 5 * time.Second // of one raft RPC; a stalled follower costs no more than this before it is dialled again

	// An InstallSnapshot ends only when the follower has what the snapshot names, so it gets time of its own.
	snapshotTimeout = 60 * time.Second
)

// errImpostor answers an RPC that names another sender than the certificate of its connection.
var errImpostor = errors.New("sender is not the member that its certificate names")

// Transport carries raft's RPCs over mutual TLS 1.3. Both ends are bound to member ids: a call to member X ends at a
// certificate for X, nothing is said before both sides have greeted each other, and a request is passed on only if it
// names the sender that its connection's certificate names, and that sender is a member. Framing is
// raft.NetworkTransport's: one instance calls out, and one serves each peer, because only so a request can be told by
// whose connection it came.
type Transport struct {
	identity  *Identity
	charter   Charter
	met       func(id string, err error) // told how each greeting ended
	listener  net.Listener
	advertise raft.ServerAddress
	log       *slog.Logger
	rlog      hclog.Logger

	calls     *raft.NetworkTransport // outgoing, but for snapshots
	snapshots *raft.NetworkTransport // outgoing InstallSnapshot
	door      *door.Door             // in front of those whose certificate is not known yet
	patience  time.Duration          // with one of them
	consumer  chan raft.RPC
	heartbeat atomic.Pointer[func(raft.RPC)]
	admit     atomic.Pointer[func(id string) bool] // whether id may call us; nil: nobody
	answer    atomic.Pointer[func() ([]byte, error)]
	votes     machine // answer the questions of other members' machines
	fetches   machine

	done chan struct{}
	wg   sync.WaitGroup

	// guarded by mu
	mu     sync.Mutex
	closed bool
	peers  map[string]*feed
	served []*raft.NetworkTransport
	conns  map[net.Conn]struct{}
}

// Listen opens the port. Nobody is served before Admit. advertise is the address that other members dial; empty means
// the address listened on.
func Listen(identity *Identity, charter Charter, listen, advertise string, log *slog.Logger) (*Transport, error) {
	return listenFor(handshakeTimeout, identity, charter, listen, advertise, log)
}

// listenFor is Listen with another patience with those who do not say who they are.
func listenFor(patience time.Duration, identity *Identity, charter Charter, listen, advertise string, log *slog.Logger) (*Transport, error) {
	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return nil, fmt.Errorf("listen for members: %w", err)
	}
	if advertise == "" {
		advertise = listener.Addr().String()
	}
	t := &Transport{
		identity:  identity,
		charter:   charter,
		met:       func(string, error) {},
		listener:  listener,
		advertise: raft.ServerAddress(advertise),
		log:       log,
		rlog:      raftLogger(log),
		door:      door.New(strangers),
		patience:  patience,
		consumer:  make(chan raft.RPC),
		done:      make(chan struct{}),
		peers:     make(map[string]*feed),
		conns:     make(map[net.Conn]struct{}),
		votes:     machine{speech: &voting},
		fetches:   machine{speech: &fetching},
	}
	t.calls = t.network(&outgoing{feed: newFeed(listener.Addr()), t: t}, rpcTimeout)
	t.snapshots = t.network(&outgoing{feed: newFeed(listener.Addr()), t: t}, snapshotTimeout)
	t.wg.Add(1)
	go t.accept()
	return t, nil
}

// Admit sets who may call: admit is asked for each connection and each request, so it must be quick.
func (t *Transport) Admit(admit func(id string) bool) { t.admit.Store(&admit) }

// Answer sets what members that ask us for our view of the cluster are told.
func (t *Transport) Answer(answer func() ([]byte, error)) { t.answer.Store(&answer) }

func (t *Transport) admits(id string) bool {
	admit := t.admit.Load()
	return admit != nil && (*admit)(id)
}

func (t *Transport) network(stream raft.StreamLayer, timeout time.Duration) *raft.NetworkTransport {
	return raft.NewNetworkTransportWithConfig(&raft.NetworkTransportConfig{
		Logger:          t.rlog,
		Stream:          stream,
		MaxPool:         4,
		MaxRPCsInFlight: 1, // pipelining leaves a stalled follower behind for good (hashicorp/raft #612)
		Timeout:         timeout,
	})
}

// outgoing is the stream of the instances that only dial.
type outgoing struct {
	*feed
	t *Transport
}

func (o *outgoing) Dial(bound raft.ServerAddress, _ time.Duration) (net.Conn, error) {
	id, address, ok := splitAddress(string(bound))
	if !ok {
		return nil, fmt.Errorf("dial %q: no member id", bound)
	}
	conn, err := o.t.dial(context.Background(), id, address, protoRaft)
	if err != nil {
		return nil, err
	}
	return o.t.track(conn)
}

// dial connects to member id at address and greets it: the one way to another member.
func (t *Transport) dial(ctx context.Context, id, address, proto string) (net.Conn, error) {
	conn, err := t.identity.dial(ctx, id, address, proto)
	if err != nil {
		return nil, err
	}
	patience := t.patience
	if deadline, ok := ctx.Deadline(); ok {
		patience = min(patience, time.Until(deadline))
	}
	if err := t.greet(conn, id, patience); err != nil {
		conn.Close()
		return nil, fmt.Errorf("at %s: %w", address, err)
	}
	return conn, nil
}

func (t *Transport) greet(conn net.Conn, id string, patience time.Duration) error {
	err := t.charter.greet(conn, id, patience)
	t.met(id, err)
	return err
}

// incoming is the stream of an instance that only serves.
type incoming struct{ *feed }

func (incoming) Dial(raft.ServerAddress, time.Duration) (net.Conn, error) {
	return nil, errors.New("this side only listens")
}

// tracked is a connection that Close can end: raft.NetworkTransport leaves its own open.
type tracked struct {
	net.Conn
	t *Transport
}

func (c *tracked) Close() error {
	c.t.mu.Lock()
	delete(c.t.conns, c.Conn)
	c.t.mu.Unlock()
	return c.Conn.Close()
}

func (t *Transport) track(conn net.Conn) (net.Conn, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		conn.Close()
		return nil, raft.ErrTransportShutdown
	}
	t.conns[conn] = struct{}{}
	return &tracked{Conn: conn, t: t}, nil
}

// accept takes every connection at once and lets it prove itself beside the others: one that is left in the kernel's
// queue would stand in the way of a member behind it. The door bounds how many there are.
func (t *Transport) accept() {
	defer t.wg.Done()
	for {
		conn, err := t.listener.Accept()
		if err == nil {
			leave := t.door.Enter(conn)
			t.wg.Go(func() {
				defer leave()
				t.receive(conn, leave)
			})
			continue
		}
		select {
		case <-t.done:
			return
		case <-time.After(50 * time.Millisecond): // out of file descriptors, most likely
			t.log.Warn("accept member connection failed", "err", err)
		}
	}
}

// receive identifies one connection and hands it to the peer's instance, or closes it. Leave is called as soon as a
// member is known.
func (t *Transport) receive(raw net.Conn, leave func()) {
	secure := tls.Server(raw, t.identity.serverTLS())
	conn, err := t.track(secure)
	if err != nil {
		return
	}
	peer, proto, err := t.identity.accepted(secure, t.patience)
	if err == nil && peer == t.identity.ID {
		err = errors.New("our own certificate")
	}
	if err == nil && !t.admits(peer) {
		err = errors.New("not a member")
	}
	if err == nil {
		err = t.greet(conn, peer, t.patience)
	}
	if err != nil {
		t.log.Warn("member connection refused", "remote", raw.RemoteAddr().String(), "id", peer, "err", err)
		conn.Close()
		return
	}
	leave()
	switch proto {
	case protoPeer:
		t.reply(conn)
		return
	case protoAsk:
		t.answerLine(conn, &t.votes)
		return
	case protoFetch:
		t.answerLine(conn, &t.fetches)
		return
	}
	select {
	case t.feedOf(peer).conns <- conn:
	case <-t.done:
		conn.Close()
	}
}

// reply tells a member what we know of the cluster, and hangs up.
func (t *Transport) reply(conn net.Conn) {
	defer conn.Close()
	answer := t.answer.Load()
	if answer == nil {
		return
	}
	text, err := (*answer)()
	if err != nil {
		t.log.Warn("peer question not answered", "err", err)
		return
	}
	conn.SetDeadline(time.Now().Add(handshakeTimeout))
	conn.Write(text) // a peer that has gone away asks again
}

// feedOf is where connections of peer go. There is one instance per id that was ever admitted: a handful.
func (t *Transport) feedOf(peer string) *feed {
	t.mu.Lock()
	defer t.mu.Unlock()
	if f, ok := t.peers[peer]; ok {
		return f
	}
	f := newFeed(t.listener.Addr())
	t.peers[peer] = f
	if t.closed {
		return f // nobody takes from it; receive gives up on done
	}
	nt := t.network(incoming{f}, rpcTimeout)
	nt.SetHeartbeatHandler(func(rpc raft.RPC) {
		if !t.genuine(peer, rpc) {
			return
		}
		handler := t.heartbeat.Load()
		if handler == nil {
			rpc.Respond(nil, errors.New("not started"))
			return
		}
		(*handler)(rpc)
	})
	t.served = append(t.served, nt)
	t.wg.Add(1)
	go func() {
		defer t.wg.Done()
		t.forward(peer, nt.Consumer())
	}()
	return f
}

// forward passes the genuine requests of one peer on to raft.
func (t *Transport) forward(peer string, requests <-chan raft.RPC) {
	for {
		select {
		case rpc := <-requests:
			if !t.genuine(peer, rpc) {
				continue
			}
			select {
			case t.consumer <- rpc:
			case <-t.done:
				return
			}
		case <-t.done:
			return
		}
	}
}

// genuine tells whether rpc names peer as its sender and peer is still a member; if not, it answers the request.
func (t *Transport) genuine(peer string, rpc raft.RPC) bool {
	headed, ok := rpc.Command.(raft.WithRPCHeader)
	if ok && string(headed.GetRPCHeader().ID) == peer && t.admits(peer) {
		return true
	}
	if rpc.Reader != nil { // a snapshot follows the request on the connection
		io.Copy(io.Discard, rpc.Reader)
	}
	t.log.Warn("member request refused", "id", peer, "request", fmt.Sprintf("%T", rpc.Command))
	rpc.Respond(nil, errImpostor)
	return false
}

// Close ends all connections and waits for what Listen started.
func (t *Transport) Close() error {
	t.mu.Lock()
	if t.closed {
		t.mu.Unlock()
		return nil
	}
	t.closed = true
	conns := make([]net.Conn, 0, len(t.conns))
	for conn := range t.conns {
		conns = append(conns, conn)
	}
	networks := append([]*raft.NetworkTransport{t.calls, t.snapshots}, t.served...)
	t.mu.Unlock()

	close(t.done)
	err := t.listener.Close()
	for _, conn := range conns {
		conn.Close()
	}
	for _, network := range networks {
		network.Close()
	}
	t.wg.Wait()
	if err != nil {
		return fmt.Errorf("close member port: %w", err)
	}
	return nil
}
