// SPDX-License-Identifier: Apache-2.0

package fault

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func network(t *testing.T, here, hosts []string) *Network {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("namespaces need root")
	}
	n, err := NewNetwork(here, hosts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return n
}

// socket is bound to a name's address, in its namespace.
func socket(t *testing.T, n *Network, name string) (conn net.PacketConn) {
	t.Helper()
	failed := make(chan error)
	go func() {
		// The thread that is moved to another namespace ends with this goroutine.
		runtime.LockOSThread()
		failed <- func() (err error) {
			if space, err := os.Open(filepath.Join(namespaces, n.space(name))); err == nil {
				defer space.Close()
				if err := unix.Setns(int(space.Fd()), unix.CLONE_NEWNET); err != nil {
					return err
				}
			}
			conn, err = net.ListenPacket("udp4", net.JoinHostPort(n.Address(name), "0"))
			return err
		}()
	}()
	if err := <-failed; err != nil {
		t.Fatalf("socket of %s: %v", name, err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// TestNetwork looks at who hears whom: everybody, and everybody but the one that something is lost to.
func TestNetwork(t *testing.T) {
	names := []string{"us", "world", "a", "b"}
	n := network(t, names[:2], names[2:])
	sockets := map[string]net.PacketConn{}
	for _, name := range names {
		sockets[name] = socket(t, n, name)
	}
	hears := func(to, from string) bool {
		t.Helper()
		if _, err := sockets[from].WriteTo([]byte(from), sockets[to].LocalAddr()); err != nil {
			t.Fatalf("%s to %s: %v", from, to, err)
		}
		if err := sockets[to].SetReadDeadline(time.Now().Add(200 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		text := make([]byte, 16)
		size, _, err := sockets[to].ReadFrom(text)
		if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("%s: %v", to, err)
		}
		return err == nil && string(text[:size]) == from
	}
	look := func(state string, lost ...[2]string) {
		t.Helper()
		for _, from := range names {
			for _, to := range names {
				if from == to {
					continue
				}
				want := !slices.Contains(lost, [2]string{from, to})
				if got := hears(to, from); got != want {
					t.Errorf("%s: %s hears %s: got %t, want %t", state, to, from, got, want)
				}
			}
		}
	}
	try := func(f Fault, lost ...[2]string) {
		t.Helper()
		undo, err := f.Do()
		if err != nil {
			t.Fatal(err)
		}
		look(f.String(), lost...)
		if err := undo(); err != nil {
			t.Fatal(err)
		}
	}
	look("whole")
	try(Lose(n, "a", "b"), [2]string{"a", "b"})
	try(Lose(n, "world", "a"), [2]string{"world", "a"})
	try(Cut(n, "b", "us", "a"), [2]string{"b", "us"}, [2]string{"us", "b"}, [2]string{"b", "a"}, [2]string{"a", "b"})
	look("whole again")
}

// TestTwoNetworks has two at a time, and leaves nothing of either.
func TestTwoNetworks(t *testing.T) {
	one, two := network(t, []string{"us"}, []string{"a"}), network(t, []string{"us"}, []string{"a"})
	for _, name := range []string{"us", "a"} {
		if one.Address(name) == two.Address(name) {
			t.Errorf("%s is %s in both", name, one.Address(name))
		}
	}
	for _, n := range []*Network{one, two} {
		if err := n.Close(); err != nil {
			t.Fatal(err)
		}
		for _, space := range []string{n.name, n.space("a")} {
			if _, err := os.Stat(filepath.Join(namespaces, space)); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("namespace %s: got %v, want it gone", space, err)
			}
		}
		if _, err := net.InterfaceByName(n.name); err == nil {
			t.Errorf("interface %s is still there", n.name)
		}
	}
}
