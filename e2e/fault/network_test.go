// SPDX-License-Identifier: Apache-2.0

package fault

import (
	"fmt"
	"maps"
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
	needs(t, "ip", "sysctl")
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

// patience is for what must happen; it only ends a test that hangs.
const patience = time.Minute

// TestNetwork looks at who hears whom: everybody, and everybody but the one that something is lost to. What arrives
// although it was lost is seen at the latest by the next look, since packets keep their order on a way.
func TestNetwork(t *testing.T) {
	names := []string{"us", "world", "a", "b"}
	n := network(t, names[:2], names[2:])
	sockets := map[string]net.PacketConn{}
	for _, name := range names {
		sockets[name] = socket(t, n, name)
	}
	hear := func(to string) string {
		t.Helper()
		if err := sockets[to].SetReadDeadline(time.Now().Add(patience)); err != nil {
			t.Fatal(err)
		}
		text := make([]byte, 64)
		size, _, err := sockets[to].ReadFrom(text)
		if err != nil {
			t.Fatalf("%s hears nothing more: %v", to, err)
		}
		return string(text[:size])
	}
	looks := 0
	look := func(state string, lost ...[2]string) {
		t.Helper()
		looks++
		say := func(from string) string { return fmt.Sprintf("look %d: %s", looks, from) }
		for _, to := range names {
			want := map[string]bool{}
			for _, from := range names {
				if from == to {
					continue
				}
				if _, err := sockets[from].WriteTo([]byte(say(from)), sockets[to].LocalAddr()); err != nil {
					t.Fatalf("%s to %s: %v", from, to, err)
				}
				if !slices.Contains(lost, [2]string{from, to}) {
					want[say(from)] = true
				}
			}
			for len(want) > 0 {
				got := hear(to)
				if !want[got] {
					t.Errorf("%s: %s hears %q, want only %v", state, to, got, slices.Collect(maps.Keys(want)))
				}
				delete(want, got)
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

// TestTwoNetworks has two at a time, and leaves nothing of either. Another process may take their names at once: what
// is left would be the very same file or interface.
func TestTwoNetworks(t *testing.T) {
	one, two := network(t, []string{"us"}, []string{"a"}), network(t, []string{"us"}, []string{"a"})
	for _, name := range []string{"us", "a"} {
		if one.Address(name) == two.Address(name) {
			t.Errorf("%s is %s in both", name, one.Address(name))
		}
	}
	for _, n := range []*Network{one, two} {
		link, err := net.InterfaceByName(n.name)
		if err != nil {
			t.Fatal(err)
		}
		spaces := map[string]os.FileInfo{}
		for _, space := range []string{n.name, n.space("a")} {
			file, err := os.Open(filepath.Join(namespaces, space))
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close() // while it is open, no other namespace gets its number
			if spaces[space], err = file.Stat(); err != nil {
				t.Fatal(err)
			}
		}
		if err := n.Close(); err != nil {
			t.Fatal(err)
		}
		for space, was := range spaces {
			if now, err := os.Stat(filepath.Join(namespaces, space)); err == nil && os.SameFile(was, now) {
				t.Errorf("namespace %s is still there", space)
			}
		}
		if now, err := net.InterfaceByName(n.name); err == nil && now.Index == link.Index {
			t.Errorf("interface %s is still there", n.name)
		}
	}
}
