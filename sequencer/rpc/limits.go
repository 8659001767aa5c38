package rpc

import (
	"net"
	"sync"
)

// limitPerIP closes connections of an address that has too many.
func limitPerIP(l net.Listener, most int) net.Listener {
	return &perIP{Listener: l, most: most, open: make(map[string]int)}
}

type perIP struct {
	net.Listener
	most int

	mu   sync.Mutex
	open map[string]int // guarded by mu
}

func (l *perIP) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		ip, _, err := net.SplitHostPort(conn.RemoteAddr().String())
		if err != nil || !l.take(ip) {
			_ = conn.Close()
			continue
		}
		return &countedConn{Conn: conn, release: sync.OnceFunc(func() { l.put(ip) })}, nil
	}
}

func (l *perIP) take(ip string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open[ip] >= l.most {
		return false
	}
	l.open[ip]++
	return true
}

func (l *perIP) put(ip string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open[ip]--; l.open[ip] == 0 {
		delete(l.open, ip)
	}
}

type countedConn struct {
	net.Conn
	release func()
}

func (c *countedConn) Close() error {
	c.release()
	return c.Conn.Close()
}
