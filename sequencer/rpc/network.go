// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"net"
	"net/http"
	"sync"

	gethrpc "github.com/ethereum/go-ethereum/rpc"
	"github.com/gorilla/websocket"
)

// Network is how a server is reached and reaches other nodes. The zero Network is the machine's TCP; a simulation has
// another one.
type Network struct {
	// Listen opens the port for clients at an address host:port; nil: TCP.
	Listen func(address string) (net.Listener, error)
	// Dial connects to another node, as net.Dialer.DialContext does; nil: TCP, by way of the proxy that the
	// environment names.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

func (n Network) listen(address string) (net.Listener, error) {
	if n.Listen == nil {
		return net.Listen("tcp", address)
	}
	return n.Listen(address)
}

// transport carries requests over HTTP.
func (n Network) transport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	if n.Dial != nil {
		t.DialContext, t.Proxy = n.Dial, nil
	}
	return t
}

// socket is the option of go-ethereum's client by which it opens WebSockets.
func (n Network) socket() gethrpc.ClientOption {
	d := websocket.Dialer{ReadBufferSize: 1024, WriteBufferSize: 1024, WriteBufferPool: new(sync.Pool), Proxy: http.ProxyFromEnvironment}
	if n.Dial != nil {
		d.NetDialContext, d.Proxy = n.Dial, nil
	}
	return gethrpc.WithWebsocketDialer(d)
}
