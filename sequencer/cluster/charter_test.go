// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strings"
	"syscall"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// common ground of the members below.
var agreed = Charter{Protocol: 7, Rollup: common.Hash{0xaa, 1}, Genesis: common.Hash{0xbb, 2}, Program: common.Hash{0xcc, 3}}

// others are charters that differ from it in one thing each.
var others = []struct {
	name        string
	is          Charter
	here, there []string // what the others and the odd one must be told
}{
	{"protocol", Charter{8, agreed.Rollup, agreed.Genesis, agreed.Program}, []string{"protocol is 8, ours 7"}, []string{"protocol is 7, ours 8"}},
	{"rollup", Charter{7, common.Hash{0xaa, 9}, agreed.Genesis, agreed.Program},
		[]string{"rollup is 0xaa09", "ours 0xaa01"}, []string{"rollup is 0xaa01", "ours 0xaa09"}},
	{"genesis", Charter{7, agreed.Rollup, common.Hash{0xbb, 9}, agreed.Program},
		[]string{"genesis is 0xbb09", "ours 0xbb02"}, []string{"genesis is 0xbb02", "ours 0xbb09"}},
	{"program", Charter{7, agreed.Rollup, agreed.Genesis, common.Hash{0xcc, 9}},
		[]string{"program is 0xcc09", "ours 0xcc03"}, []string{"program is 0xcc03", "ours 0xcc09"}},
}

func TestGreetingBytes(t *testing.T) {
	want := "61646974" + "0000000000000007" + "aa01" + strings.Repeat("00", 30) + "bb02" + strings.Repeat("00", 30) + "cc03" + strings.Repeat("00", 30)
	got := agreed.encode()
	if hex.EncodeToString(got) != want {
		t.Errorf("greeting\n%x, want\n%s", got, want)
	}
	if back, err := decodeCharter(got); err != nil || back != agreed {
		t.Errorf("read back: %+v, %v, want %+v", back, err, agreed)
	}
	for n := range got {
		if c, err := decodeCharter(got[:n]); err == nil {
			t.Errorf("the first %d bytes were read as %+v", n, c)
		}
	}
	if _, err := decodeCharter(append(bytes.Clone(got), 0)); err == nil {
		t.Error("a greeting with another byte behind it was read")
	}
	for i := range greetingTag {
		b := bytes.Clone(got)
		b[i]++
		if _, err := decodeCharter(b); err == nil {
			t.Errorf("a greeting with tag %q was read", b[:4])
		}
	}
}

// chartered is a trio in which each member has a charter; start with it those that the test wants.
func chartered(t *testing.T, of ...Charter) (*network, []Config) {
	n := newNetwork(t, nil)
	var configs []Config
	var members []Member
	for i, charter := range of {
		cfg := n.config("seq-" + string(rune('0'+i)))
		cfg.Charter = charter
		configs = append(configs, cfg)
		members = append(members, Member{ID: cfg.ID, Address: cfg.Listen, Voter: true})
	}
	for i := range configs {
		configs[i].Bootstrap = members
	}
	return n, configs
}

// ended waits until a member ends by itself.
func (n *network) ended(id string) error {
	n.Helper()
	m := n.nodes[id]
	err := <-m.run
	n.note(id, nil)
	m.stop()
	if closeErr := m.Close(); closeErr != nil {
		n.Errorf("close %s: %v", id, closeErr)
	}
	return err
}

// differs waits until a member knows that it and another one differ.
func (n *network) differs(m *node, other string, ours, theirs Charter) {
	n.Helper()
	eventually(n, func() string {
		for _, d := range m.Differences() {
			if d == (Difference{other, ours, theirs}) {
				return ""
			}
		}
		return m.cfg.ID + " does not know that " + other + " differs"
	})
}

// A member that comes back with an emptied folder and another charter never takes part: it ends, the others know why,
// and go on.
func TestOddMemberIsRefused(t *testing.T) {
	for _, odd := range others {
		t.Run(odd.name, func(t *testing.T) {
			n, configs := chartered(t, agreed, agreed, agreed)
			for _, cfg := range configs {
				n.start(cfg)
			}
			lead, term := n.leader()
			n.propose(term, "a")
			gone := n.nodes[n.other(lead.cfg.ID)]
			n.end(gone.cfg.ID)
			n.propose(term, "b")

			cfg := gone.cfg
			cfg.Charter, cfg.Dir = odd.is, t.TempDir()
			back := n.start(cfg)
			err := n.ended(cfg.ID)
			if !errors.Is(err, ErrDiffers) {
				t.Fatalf("it ended with %v, want %v", err, ErrDiffers)
			}
			for _, name := range odd.there {
				if !strings.Contains(err.Error(), name) {
					t.Errorf("it says %q, want %q in it", err, name)
				}
			}
			if got := back.machine.all(); len(got) != 0 {
				t.Errorf("it was given %q", got)
			}
			for id, m := range n.nodes {
				n.differs(m, cfg.ID, agreed, odd.is)
				for _, d := range m.Differences() {
					for _, name := range odd.here {
						if !strings.Contains(d.Error(), name) {
							t.Errorf("%s says %q, want %q in it", id, d.Error(), name)
						}
					}
				}
			}
			n.propose(term, "c")
			n.agree("a", "b", "c")

			cfg.Charter, cfg.Dir = agreed, t.TempDir()
			n.start(cfg)
			n.agree("a", "b", "c")
			eventually(t, func() string {
				for id, m := range n.nodes {
					if d := m.Differences(); len(d) != 0 {
						return id + " still says: " + d[0].Error()
					}
				}
				return ""
			})
		})
	}
}

// One that differs from a member that has found its majority goes on being refused, on a folder that has the log, too.
func TestOddMemberWithItsLog(t *testing.T) {
	n, configs := chartered(t, agreed, agreed, agreed)
	for _, cfg := range configs {
		n.start(cfg)
	}
	lead, term := n.leader()
	n.propose(term, "a")
	n.agree("a")
	gone := n.nodes[n.other(lead.cfg.ID)]
	n.end(gone.cfg.ID)
	cfg := gone.cfg
	cfg.Charter = others[3].is
	n.start(cfg)
	if err := n.ended(cfg.ID); !errors.Is(err, ErrDiffers) {
		t.Fatalf("it ended with %v, want %v", err, ErrDiffers)
	}
	n.propose(term, "b")
	n.agree("a", "b")
}

// Two that differ refuse each other, and neither is the odd one before the third has said whom it goes with.
func TestMixedSet(t *testing.T) {
	odd := others[1].is
	n, configs := chartered(t, agreed, odd, agreed)
	first, second := n.start(configs[0]), n.start(configs[1])
	n.differs(first, "seq-1", agreed, odd)
	n.differs(second, "seq-0", odd, agreed)
	for _, m := range []*node{first, second} {
		select {
		case err := <-m.run:
			t.Fatalf("%s ended before there was a majority: %v", m.cfg.ID, err)
		default:
		}
	}
	third := n.start(configs[2])
	if err := n.ended("seq-1"); !errors.Is(err, ErrDiffers) || !strings.Contains(err.Error(), "2 of the 3 members") {
		t.Errorf("the odd one ended with %v", err)
	}
	if _, err := first.Fetch(t.Context(), "seq-2", []byte("blocks")); !errors.Is(err, errNoAnswer) {
		t.Errorf("seq-2 says to seq-0: %v, want %v", err, errNoAnswer)
	}
	if _, err := third.Fetch(t.Context(), "seq-1", []byte("blocks")); !errors.Is(err, ErrDiffers) && !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("seq-1 says to seq-2: %v", err)
	}
}
