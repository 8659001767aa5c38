// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"net"
	"strconv"
)

// loopback is where everything listens that is not for users of the chains: raft, operators' ports, L1's peers.
const loopback = "127.0.0.1"

// listen is the address at which a JSON-RPC server that runs here listens.
func (c *Config) listen(port int) string { return net.JoinHostPort(c.Host, strconv.Itoa(port)) }

// reach is the address at which this machine finds it.
func (c *Config) reach(port int) string {
	if ip := net.ParseIP(c.Host); ip == nil || ip.IsUnspecified() {
		return local(port)
	}
	return c.listen(port)
}

// url is reach as a URL.
func (c *Config) url(port int) string { return "http://" + c.reach(port) }

// open says whether others than this machine can reach the chains.
func (c *Config) open() bool { ip := net.ParseIP(c.Host); return ip != nil && !ip.IsLoopback() }

// served are the settings of a JSON-RPC server: every page may call it, and under every name when others can reach
// it, since a container has a name of its own for this machine.
func (c *Config) served(address string, own settings) settings {
	rpc := settings{"addr": address, "debug": true, "origins": []string{"*"}}
	if c.open() {
		rpc["hosts"] = []string{"*"}
	}
	for key, value := range own {
		rpc[key] = value
	}
	return rpc
}
