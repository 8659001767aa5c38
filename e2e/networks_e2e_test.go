// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/fault"
)

// onNetwork is a trial in which each sequencer is a host of its own. Everything else is on this machine: clients,
// batcher and verifier at one address, L1 at another, so that a sequencer can lose one and keep the other.
type onNetwork struct {
	*trial
	network *fault.Network
}

// Names of this machine's addresses.
const (
	world = "world" // clients, batcher and verifier
	l1    = "l1"
)

// TestFaultNetworks cuts lines of the network, without a word to either end. Whoever can must go on within five
// seconds, who was cut off must be level with the others soon after, and the batcher and the verifier must not mind.
func TestFaultNetworks(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 29_150
	members := []string{"s1", "s2", "s3"}
	network, err := fault.NewNetwork([]string{world, l1}, members)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := network.Close(); err != nil {
			t.Error(err)
		}
	})
	l1URL := relayL1(t, network.Address(l1), cfg.Port+10)
	for _, id := range members {
		cfg.Places = append(cfg.Places, devnet.Place{Host: network.Address(id), Through: network.On(id), L1: l1URL})
	}
	r := &onNetwork{trial: try(t, cfg), network: network}
	try := func(name string, count int, replaced bool, cut func(leader string, others []string) fault.Fault) {
		t.Run(name, func(t *testing.T) {
			r.broken(t, count, func() (fault.Fault, func()) {
				leader := r.leader().ID
				return cut(leader, r.members(leader)), func() {
					if replaced {
						r.leader(leader)
					}
				}
			})
		})
	}
	try("leader cut from all is replaced", often(1, 5), true, func(leader string, others []string) fault.Fault {
		return fault.Cut(network, leader, append(others, world, l1)...)
	})
	try("leader cut from the members is replaced", often(1, 5), true, func(leader string, others []string) fault.Fault {
		return fault.Cut(network, leader, others...)
	})
	try("leader that no member hears is replaced", often(1, 5), true, func(leader string, others []string) fault.Fault {
		return fault.All(fault.Lose(network, leader, others[0]), fault.Lose(network, leader, others[1]))
	})
	try("leader that hears no member is replaced", often(1, 5), true, func(leader string, others []string) fault.Fault {
		return fault.All(fault.Lose(network, others[0], leader), fault.Lose(network, others[1], leader))
	})
	try("follower cut from the leader costs nothing", often(1, 3), false, func(leader string, others []string) fault.Fault {
		return fault.Cut(network, leader, others[0])
	})
	try("follower that does not hear the leader costs nothing", often(1, 3), false, func(leader string, others []string) fault.Fault {
		return fault.Lose(network, leader, others[0])
	})
	try("follower that the leader does not hear costs nothing", often(1, 3), false, func(leader string, others []string) fault.Fault {
		return fault.Lose(network, others[0], leader)
	})
	try("follower cut from all costs nothing", often(1, 3), false, func(leader string, others []string) fault.Fault {
		return fault.Cut(network, others[0], leader, others[1], world, l1)
	})
	t.Run("leader cut from L1 hands over", r.blindLeaderHandsOver)
	t.Run("nothing is lost by random cuts", r.randomCutsLoseNothing)
}

// relayL1 lets the L1 node, which listens on this machine alone, be reached at an address of the network.
func relayL1(t *testing.T, host string, port int) (address string) {
	t.Helper()
	at := net.JoinHostPort(host, strconv.Itoa(port))
	listener, err := net.Listen("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	node := &url.URL{Scheme: "http", Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(port))}
	relay := httputil.NewSingleHostReverseProxy(node)
	relay.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError) // of requests that the end of a sequencer or of a line ends
	server := &http.Server{Handler: relay, ReadHeaderTimeout: time.Minute}
	go server.Serve(listener) // ends with Close
	t.Cleanup(func() { server.Close() })
	return "http://" + at
}

// blindLeaderHandsOver cuts the leader from L1 alone: its blocks may go on for a while, but not for good.
func (r *onNetwork) blindLeaderHandsOver(t *testing.T) {
	r.under(t, 200, func(p *pulse) {
		var until, gaps, back times
		for range often(1, 3) {
			leader := r.whole().ID
			at := time.Now()
			undo := r.do(fault.Cut(r.network, leader, l1))
			r.leader(leader)
			until = append(until, time.Since(at))
			p.next(time.Now())
			gaps = append(gaps, p.silence(at))
			well := time.Now()
			undo()
			r.whole()
			r.derived()
			back = append(back, time.Since(well))
		}
		until.worst(t, "cut from L1 until another one leads", 75*time.Second) // it waits for a minute
		gaps.worst(t, "longest silence meanwhile", 5*time.Second)
		back.worst(t, "taken back to all level", time.Minute)
	})
}

// randomCutsLoseNothing loses and finds lines from and to members, so that now and then nobody can lead, or be asked.
func (r *onNetwork) randomCutsLoseNothing(t *testing.T) {
	s := seed(t)
	t.Logf("seed %d", s)
	random := rand.New(rand.NewPCG(s, 0))
	var lines []fault.Fault
	for _, from := range r.order {
		for _, to := range r.members(from) {
			lines = append(lines, fault.Lose(r.network, from, to))
		}
		for _, other := range []string{world, l1} {
			lines = append(lines, fault.Lose(r.network, from, other), fault.Lose(r.network, other, from))
		}
	}
	r.under(t, flatOut, func(p *pulse) {
		lost := map[string]func(){}
		for n := often(30, 300); n > 0; {
			time.Sleep(time.Duration(random.IntN(1000)) * time.Millisecond)
			line := lines[random.IntN(len(lines))]
			if undo, ok := lost[line.String()]; ok {
				undo()
				delete(lost, line.String())
				continue
			}
			lost[line.String()] = r.do(line)
			n--
		}
		for _, undo := range lost {
			undo()
		}
		at := time.Now()
		r.whole()
		back := times{time.Since(at)}
		back.worst(t, "taken back to all level", time.Minute)
	})
}
