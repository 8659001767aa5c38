// SPDX-License-Identifier: Apache-2.0

package fault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Network is a star of network namespaces: one for each host, around one that passes the hosts' packets on, or loses
// them. This machine is part of it, by one or several addresses of its own.
type Network struct {
	name      string // of the namespace in the middle, and of this machine's interface
	addresses map[string]string
	gone      *keeper
}

// NewNetwork makes a network. Those in here are names for addresses of this machine, which calls from the first of
// them.
func NewNetwork(here, hosts []string) (*Network, error) {
	n := &Network{addresses: map[string]string{}}
	prefix, err := n.claim(hosts)
	if err != nil {
		return nil, err
	}
	for i, name := range append(append([]string(nil), here...), hosts...) {
		n.addresses[name] = fmt.Sprintf("%s.%d", prefix, i+1)
	}
	if err := n.build(prefix, here, hosts); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	return n, nil
}

// namespaces is where ip keeps them.
const namespaces = "/run/netns"

// claim takes the first range of addresses that no other network has, of those that are set aside for benchmarks (RFC
// 2544). Who makes the namespace of that name has the range.
func (n *Network) claim(hosts []string) (prefix string, err error) {
	for i := range 256 {
		n.name = fmt.Sprintf("adit%d", i)
		if _, err := os.Stat(filepath.Join(namespaces, n.name)); err == nil {
			continue
		}
		if err = run("ip", "netns", "add", n.name); err != nil {
			if _, gone := os.Stat(filepath.Join(namespaces, n.name)); gone == nil {
				continue // another process was faster
			}
			return "", err
		}
		// A namespace goes in its own time, and its interfaces with it; the one here goes at once. What was never
		// made is no matter.
		script := fmt.Sprintf("ip link del %s 2>/dev/null\n", n.name)
		for _, host := range hosts {
			script += fmt.Sprintf("ip netns del %s 2>/dev/null\n", n.space(host))
		}
		if n.gone, err = keep(script + "ip netns del " + n.name); err != nil {
			return "", errors.Join(err, run("ip", "netns", "del", n.name))
		}
		return fmt.Sprintf("198.18.%d", i), nil
	}
	return "", fmt.Errorf("all networks are taken: see ip netns list")
}

// space is the namespace of a host.
func (n *Network) space(host string) string { return n.name + "-" + host }

// build joins this machine and the hosts to the middle.
func (n *Network) build(prefix string, here, hosts []string) error {
	middle := prefix + ".254"
	var script []string
	add := func(format string, args ...any) { script = append(script, fmt.Sprintf(format, args...)) }
	add("ip -n %s link set dev lo up", n.name)
	add("ip -n %s addr add %s/32 dev lo", n.name, middle)
	add("ip netns exec %s sysctl -q -w net.ipv4.ip_forward=1", n.name)
	add("ip link add name %[1]s type veth peer name here netns %[1]s", n.name)
	add("ip link set dev %s up", n.name)
	add("ip -n %s link set dev here up", n.name)
	for _, name := range here {
		add("ip addr add %s/32 dev %s", n.addresses[name], n.name)
		add("ip -n %s route add %s dev here", n.name, n.addresses[name])
	}
	add("ip route add %s.0/24 via %s dev %s onlink src %s", prefix, middle, n.name, n.addresses[here[0]])
	for _, host := range hosts {
		add("ip netns add %s", n.space(host))
		add("ip -n %s link add name %s type veth peer name up netns %s", n.name, host, n.space(host))
		add("ip -n %s link set dev %s up", n.name, host)
		add("ip -n %s route add %s dev %s", n.name, n.addresses[host], host)
		add("ip -n %s link set dev lo up", n.space(host))
		add("ip -n %s addr add %s/32 dev up", n.space(host), n.addresses[host])
		add("ip -n %s link set dev up up", n.space(host))
		add("ip -n %s route add default via %s dev up onlink", n.space(host), middle)
	}
	for _, line := range script {
		words := strings.Fields(line)
		if err := run(words[0], words[1:]...); err != nil {
			return err
		}
	}
	return nil
}

// Close takes the network away. A host whose processes still run keeps what is left of it until they end.
func (n *Network) Close() error { return n.gone.undo() }

// Address is where a host, or this machine, is reached.
func (n *Network) Address(name string) string { return n.addresses[name] }

// On is the command that starts its arguments on a host.
func (n *Network) On(host string) []string { return []string{"ip", "netns", "exec", n.space(host)} }

// lose is a network that brings nothing from one to another.
type lose struct {
	network  *Network
	from, to string
}

// Lose loses what is sent one way, without a word to the sender.
func Lose(n *Network, from, to string) Fault { return lose{n, from, to} }

// Cut loses what one and each of the others send each other.
func Cut(n *Network, one string, others ...string) Fault {
	var both []Fault
	for _, other := range others {
		both = append(both, Lose(n, one, other), Lose(n, other, one))
	}
	return All(both...)
}

// String implements Fault.
func (l lose) String() string { return fmt.Sprintf("lose what %s sends %s", l.from, l.to) }

// Do implements Fault.
func (l lose) Do() (func() error, error) {
	rule := func(change string) error {
		return run("ip", "-n", l.network.name, "rule", change, "from", l.network.Address(l.from), "to", l.network.Address(l.to), "blackhole")
	}
	if err := rule("add"); err != nil {
		return nil, err
	}
	return func() error { return rule("del") }, nil
}
