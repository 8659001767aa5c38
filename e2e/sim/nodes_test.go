// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"time"

	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
	"github.com/layeredpow/adit/sequencer/rpc/client"
)

// Those who ask members over JSON-RPC, as the tally names them.
const (
	wallets  = "wallets"
	readers  = "readers"
	batchers = "batchers"
	peers    = "members"
)

// nodes are the members as one process asks them: the product's client, one for each.
type nodes struct {
	host *clustertest.Host
	of   []*client.Client // by place
}

// dial has a process of that name ask the members. Its connections end with the simulation.
func (s *sim) dial(kind, name string) *nodes {
	n := &nodes{host: s.caller(kind, name)}
	for _, m := range s.members {
		n.of = append(n.of, s.client(n.host, ackPatience, mostOfAnswer, m))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dialled = append(s.dialled, n)
	return n
}

// caller is a process that is no member.
func (s *sim) caller(kind, name string) *clustertest.Host {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kinds[name] = kind
	return s.net.Host(name)
}

// kindOf says what a process is.
func (s *sim) kindOf(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if kind, ok := s.kinds[name]; ok {
		return kind
	}
	return peers
}

// mostOfAnswer bounds what wallets and readers take, who ask for little.
const mostOfAnswer = 128 << 10

// client is the product's client of these members.
func (s *sim) client(from *clustertest.Host, patience time.Duration, most int64, of ...*member) *client.Client {
	var urls []string
	for _, m := range of {
		urls = append(urls, m.url())
	}
	c, err := client.New(urls, client.Config{Patience: patience, Thinking: patience, AnswerBytes: most, Dial: from.Dial})
	if err != nil {
		s.fail("%v", err)
	}
	return c
}

// hangUp ends what dial has opened.
func (s *sim) hangUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.dialled {
		for _, c := range n.of {
			c.Close()
		}
		n.host.Close()
	}
}
