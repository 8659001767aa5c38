// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// clientKey is the key of whom limits are kept for: an IPv4 address, or the /64 of an IPv6 address, since everybody
// who has one address of it has them all. It is empty for calls from within the process.
type clientKey struct{}

func withClient(ctx context.Context, client string) context.Context {
	return context.WithValue(ctx, clientKey{}, client)
}

func clientOf(ctx context.Context) string {
	client, _ := ctx.Value(clientKey{}).(string)
	return client
}

// proxies tells clients apart that come through proxies.
type proxies struct {
	trusted []netip.Prefix
	header  string
}

// newProxies takes what Config.Validate has passed.
func newProxies(cfg Config) *proxies {
	p := &proxies{header: cfg.ProxyHeader}
	for _, text := range cfg.Proxies {
		prefix, _ := parsePrefix(text)
		p.trusted = append(p.trusted, prefix)
	}
	return p
}

// parsePrefix reads an address, or a range as ADDRESS/BITS.
func parsePrefix(text string) (netip.Prefix, error) {
	if !strings.Contains(text, "/") {
		addr, err := netip.ParseAddr(text)
		if err != nil {
			return netip.Prefix{}, err
		}
		return addr.Unmap().Prefix(addr.Unmap().BitLen())
	}
	return netip.ParsePrefix(text)
}

func (p *proxies) trusts(addr netip.Addr) bool {
	for _, prefix := range p.trusted {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}

// client is the address that a request comes from: that of its connection, or, when a trusted proxy holds the other
// end, the last one in the proxy's header that is not a trusted proxy's itself. What clients write into the header
// stands before it.
func (p *proxies) client(r *http.Request) netip.Addr {
	addr := remoteAddr(r.RemoteAddr)
	if !p.trusts(addr) {
		return addr
	}
	hops := strings.Split(strings.Join(r.Header.Values(p.header), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		if addr = hop.Unmap(); !p.trusts(addr) {
			break
		}
	}
	return addr
}

// remoteAddr is the address in host:port, the zero Addr when there is none.
func remoteAddr(hostport string) netip.Addr {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		return netip.Addr{}
	}
	addr, _ := netip.ParseAddr(host)
	return addr.Unmap().WithZone("")
}

// clientName is the name under which limits are kept for addr.
func clientName(addr netip.Addr) string {
	if addr.Is6() {
		return prefixOf(addr).String()
	}
	return addr.String()
}

// prefixOf is the network whose addresses one party is likely to have: the /64 of an IPv6 address, the /24 of an IPv4
// one.
func prefixOf(addr netip.Addr) netip.Prefix {
	bits := 24
	if addr.Is6() {
		bits = 64
	}
	prefix, _ := addr.Prefix(bits) // the zero Addr has the zero Prefix
	return prefix
}
