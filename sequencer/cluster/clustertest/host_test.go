// SPDX-License-Identifier: Apache-2.0

package clustertest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"testing"
	"testing/synctest"
	"time"
)

// pair is a connection from a to b, in virtual time.
func pair(t *testing.T) (n *Network, a, b *Host, near, far net.Conn) {
	t.Helper()
	n = NewNetwork(rand.New(rand.NewPCG(1, 2)))
	a, b = n.Host("a"), n.Host("b")
	l, err := b.Listen("")
	if err != nil {
		t.Fatal(err)
	}
	if near, err = a.Dial(context.Background(), "tcp", n.Address("b")); err != nil {
		t.Fatal(err)
	}
	if far, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	if Caller(far) != "a" || far.RemoteAddr().String() != near.LocalAddr().String() {
		t.Errorf("%s from %s calls, want a from %s", Caller(far), far.RemoteAddr(), near.LocalAddr())
	}
	return n, a, b, near, far
}

// What is sent arrives in order and whole, later when nothing can get through, and then comes the end.
func TestWire(t *testing.T) {
	for _, c := range []struct {
		name         string
		before, then func(*Network)
	}{
		{"all is well", func(*Network) {}, func(*Network) {}},
		{"who sends is hushed", func(n *Network) { n.Hush("a") }, func(n *Network) { n.Unhush("a") }},
		{"who is sent to stands still", func(n *Network) { n.Pause("b") }, func(n *Network) { n.Resume("b") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n, a, b, near, far := pair(t)
				sent := bytes.Repeat([]byte("0123456789"), window/5) // more than it holds
				c.before(n)
				go func() {
					if _, err := near.Write(sent); err != nil {
						t.Error(err)
					}
					near.Close()
				}()
				begun := time.Now()
				time.AfterFunc(time.Minute, func() { c.then(n) })
				got, err := io.ReadAll(far)
				if err != nil || !bytes.Equal(got, sent) {
					t.Errorf("%d of %d bytes came, %v", len(got), len(sent), err)
				}
				if held := time.Since(begun) > time.Minute; held != (c.name != "all is well") {
					t.Errorf("it took %s", time.Since(begun))
				}
				if _, err := near.Write([]byte{1}); !errors.Is(err, net.ErrClosed) {
					t.Errorf("written to what was closed: %v", err)
				}
				far.Close()
				a.Close()
				b.Close()
			})
		})
	}
}

// A process that is gone resets its connections, and takes no new ones; the next one of its name does.
func TestHostGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, a, b, near, far := pair(t)
		b.Close()
		for name, c := range map[string]net.Conn{"near": near, "far": far} {
			if _, err := c.Read(make([]byte, 1)); !errors.Is(err, errReset) {
				t.Errorf("%s end: %v, want a reset", name, err)
			}
		}
		if _, err := a.Dial(context.Background(), "tcp", n.Address("b")); !errors.Is(err, errRefused) {
			t.Errorf("nobody listens: %v", err)
		}
		next := n.Host("b")
		l, err := next.Listen("")
		if err != nil {
			t.Fatal(err)
		}
		n.Pause("b") // its kernel answers
		if _, err := a.Dial(context.Background(), "tcp", n.Address("b")); err != nil {
			t.Errorf("the next process: %v", err)
		}
		n.Resume("b")
		l.Close()
		if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
			t.Errorf("accept after close: %v", err)
		}
		a.Close()
		next.Close()
	})
}

// Whoever waits does so until its deadline.
func TestWireDeadlines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, a, b, near, far := pair(t)
		begun := time.Now()
		far.SetReadDeadline(begun.Add(time.Second))
		if _, err := far.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(begun) != time.Second {
			t.Errorf("read: %v after %s", err, time.Since(begun))
		}
		n.Cut("a", "b")
		near.SetDeadline(begun.Add(time.Minute))
		if sent, err := near.Write(make([]byte, 2*window)); !errors.Is(err, os.ErrDeadlineExceeded) || sent != window || time.Since(begun) != time.Minute {
			t.Errorf("wrote %d: %v after %s", sent, err, time.Since(begun))
		}
		n.Mend("a", "b")
		a.Close()
		b.Close()
		if !n.Whole() {
			t.Error("the network is not whole")
		}
	})
}
