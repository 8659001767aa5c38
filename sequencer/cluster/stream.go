// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/layeredpow/adit/sequencer/cluster/door"
)

// The protocols that members speak on one port, told apart by ALPN. A client that names none is refused.
const (
	protoRaft  = "adit-raft/1"  // raft's RPCs
	protoPeer  = "adit-peer/1"  // one JSON answer: what the peer knows of the cluster (peer.go)
	protoAsk   = "adit-ask/1"   // questions to the peer's machine (ask.go)
	protoFetch = "adit-fetch/1" // such questions by a member that lacks something
)

const (
	dialTimeout      = 2 * time.Second
	handshakeTimeout = dialTimeout // who dials us waits no longer, so there is nothing to wait for
)

// strangers bounds the connections whose certificate is not known yet. Members that share an address with a crowd
// have to show theirs before as many others have come from it: a handshake takes some milliseconds.
var strangers = door.Limits{Total: 128, Address: 64}

// serverTLS is what a member listens with: TLS 1.3, a client certificate of our CA, one of our protocols. Whether the
// certificate's id may talk to us is decided after the handshake.
func (id *Identity) serverTLS() *tls.Config {
	return &tls.Config{
		MinVersion:             tls.VersionTLS13,
		Certificates:           []tls.Certificate{id.cert},
		ClientAuth:             tls.RequireAndVerifyClientCert,
		ClientCAs:              id.roots,
		NextProtos:             []string{protoRaft, protoPeer, protoAsk, protoFetch},
		SessionTicketsDisabled: true,
	}
}

// clientTLS is what a member dials peer with. The standard check of the server name binds the certificate to the
// peer's id.
func (id *Identity) clientTLS(peer, proto string) *tls.Config {
	return &tls.Config{
		MinVersion:   tls.VersionTLS13,
		Certificates: []tls.Certificate{id.cert},
		RootCAs:      id.roots,
		ServerName:   peer,
		NextProtos:   []string{proto},
	}
}

// dial connects to address and makes sure that member peer answers there.
func (id *Identity) dial(ctx context.Context, peer, address, proto string) (*tls.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	dialer := tls.Dialer{Config: id.clientTLS(peer, proto)}
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("dial member %s at %s: %w", peer, address, err)
	}
	return conn.(*tls.Conn), nil
}

// accepted finishes the handshake of an incoming connection and says who is there and what it wants to speak.
func (id *Identity) accepted(conn *tls.Conn, patience time.Duration) (peer, proto string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := conn.HandshakeContext(ctx); err != nil {
		return "", "", fmt.Errorf("handshake: %w", err)
	}
	state := conn.ConnectionState()
	if peer, err = certificateID(state.PeerCertificates[0]); err != nil {
		return "", "", fmt.Errorf("client certificate: %w", err)
	}
	if state.NegotiatedProtocol == "" {
		return "", "", errors.New("client names no protocol")
	}
	return peer, state.NegotiatedProtocol, nil
}

// A raft.NetworkTransport dials by address alone. To let Dial know whose certificate to expect, the address it is
// given is "id address"; ids hold no space.
func bindAddress(id, address string) string { return id + " " + address }

func splitAddress(bound string) (id, address string, ok bool) { return strings.Cut(bound, " ") }

// feed is a listener whose connections are handed to it, for a raft.NetworkTransport that serves one authenticated
// peer.
type feed struct {
	addr   net.Addr
	conns  chan net.Conn
	closed chan struct{}
}

func newFeed(addr net.Addr) *feed {
	return &feed{addr: addr, conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (f *feed) Accept() (net.Conn, error) {
	select {
	case conn := <-f.conns:
		return conn, nil
	case <-f.closed:
		return nil, net.ErrClosed
	}
}

func (f *feed) Close() error {
	close(f.closed) // raft.NetworkTransport closes its stream once
	return nil
}

func (f *feed) Addr() net.Addr { return f.addr }
