// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"bytes"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/wire"
)

var update = flag.Bool("update", false, "rewrite the transcripts with what derivation does now")

// TestTranscripts plays testdata/*.txt. A line that is not indented is an action; what derivation made of it stands
// below, indented. Genesis is at time 1000, drift is 600 s, the fake engine runs 2 forced transactions per block.
//
//	deposit | checkpoint | kind=N        append a message of that kind
//	forced FROM nonce=N[..M] | forced junk
//	                                     append forced transactions of account a, b, c or d
//	repeat N ACTION                      append N messages at once
//	batch time=T [options] [block]…      append a batch and derive it
//
// A block is written +SECONDS[mMESSAGES][:OWN], OWN being letters of accounts whose next transaction it holds, lower
// case at their next nonce, upper case at a wrong one. Options of a batch: consumed=N (all messages if left out),
// parent=bad, junk=HEX (appended to the data), data=HEX (instead of blocks), time=+N (after the last batch).
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := play(t, string(want))
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			} else if !bytes.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func play(t *testing.T, script string) []byte {
	p := testParams()
	s := &stage{t: t, rig: newRig(p, newFake(p)), time: genesisTime}
	for _, line := range strings.Split(strings.TrimRight(script, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, " "): // what an earlier run printed
		case line == "" || strings.HasPrefix(line, "#"):
			s.out.WriteString(line + "\n")
		default:
			s.out.WriteString(line + "\n")
			s.act(strings.Fields(line))
		}
	}
	return s.out.Bytes()
}

// stage is where a transcript is played.
type stage struct {
	*rig
	t    *testing.T
	out  bytes.Buffer
	time uint64 // of the last batch
}

func (s *stage) printf(format string, args ...any) { fmt.Fprintf(&s.out, "    "+format+"\n", args...) }

func (s *stage) act(words []string) {
	switch verb, _, _ := strings.Cut(words[0], "="); verb {
	case "repeat":
		for range s.number(words[1]) {
			s.act(words[2:])
		}
	case "deposit":
		s.inbox.add(l1anchor.Deposit, s.time, deposit(account(0), 7))
	case "checkpoint":
		s.inbox.add(l1anchor.Checkpoint, s.time, nil)
	case "kind":
		s.inbox.add(l1anchor.Kind(s.number(words[0])), s.time, []byte{1, 2, 3})
	case "forced":
		if words[1] == "junk" {
			s.inbox.add(l1anchor.Forced, s.time, []byte("junk"))
			return
		}
		first, last, ranged := strings.Cut(words[2], "..")
		if !ranged {
			last = first
		}
		for n := s.number(first); n <= s.number(last); n++ {
			s.inbox.add(l1anchor.Forced, s.time, raw(transfer(s.p, s.account(words[1]), n)))
		}
	case "batch":
		s.batch(words[1:])
	default:
		s.t.Fatalf("unknown action %q", words)
	}
}

func (s *stage) batch(words []string) {
	b := l1anchor.Batch{Index: s.pos.Batch, Consumed: uint64(len(s.inbox)), Time: s.time}
	var blocks []wire.Block
	var junk []byte
	parent, data, given := s.pos.Hash(), []byte(nil), false
	nonces := s.e.(*fake).nonces[s.pos.Hash()]
	sent := make(map[common.Address]uint64)
	for _, w := range words {
		name, value, _ := strings.Cut(w, "=")
		switch {
		case strings.HasPrefix(w, "+"):
			blocks = append(blocks, s.block(w, nonces, sent))
		case name == "time" && value[0] == '+':
			b.Time += s.number(w)
		case name == "time":
			b.Time = s.number(w)
		case name == "consumed":
			b.Consumed = s.number(w)
		case name == "parent":
			parent = common.Hash{0xba, 0xd0}
		case name == "junk":
			junk = s.hex(value)
		case name == "data":
			data, given = s.hex(value), true
		default:
			s.t.Fatalf("unknown option %q", w)
		}
	}
	if b.Data = data; !given && (len(blocks) > 0 || parent != s.pos.Hash()) {
		b.Data = append(plain(parent, blocks...), junk...)
	}
	s.time = b.Time
	s.walk(b)
}

// block reads one block of a batch action; sent counts what the batch's earlier blocks hold.
func (s *stage) block(w string, nonces, sent map[common.Address]uint64) wire.Block {
	numbers, own, _ := strings.Cut(w, ":")
	elapsed, messages, _ := strings.Cut(numbers, "m")
	b := wire.Block{Elapsed: s.number(elapsed)}
	if messages != "" {
		b.Messages = s.number(messages)
	}
	for _, letter := range own {
		i := s.account(strings.ToLower(string(letter)))
		addr := account(i)
		nonce := nonces[addr] + sent[addr]
		if letter < 'a' {
			nonce += 5
		} else {
			sent[addr]++
		}
		b.Txs = append(b.Txs, transfer(s.p, i, nonce))
	}
	return b
}

// walk makes the transitions of b one by one and prints each.
func (s *stage) walk(b l1anchor.Batch) {
	f := s.e.(*fake)
	source := derive.Open(s.p, b)
	for {
		next, event, v, err := derive.Next(s.p, s.e, s.inbox, s.pos, source)
		if err != nil {
			s.t.Fatal(err)
		}
		s.pos = next
		why := ""
		if v != nil {
			why = " (" + v.Kind.Error() + ")"
		}
		switch event {
		case derive.MadeBlock, derive.MadeClosing:
			s.printf("%s %d: time %d, consumed %d, waiting from %d, forced %d, own %d, dropped %d", event, s.pos.Number(),
				s.pos.Time(), s.pos.Consumed, s.pos.Forced, f.last.forced, f.last.own, len(f.last.dropped))
		case derive.EndedBatch:
			s.printf("end%s: batch %d is next, head %d, %d messages left over", why, s.pos.Batch, s.pos.Number(), b.Consumed-s.pos.Consumed)
			return
		default:
			s.printf("%s%s", event, why)
		}
	}
}

func (s *stage) number(w string) uint64 {
	if _, value, ok := strings.Cut(w, "="); ok {
		w = value
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(w, "+"), 10, 64)
	if err != nil {
		s.t.Fatalf("%q: %v", w, err)
	}
	return n
}

func (s *stage) account(w string) int {
	i := slices.Index([]string{"a", "b", "c", "d"}, w)
	if i < 0 {
		s.t.Fatalf("unknown account %q", w)
	}
	return i
}

func (s *stage) hex(w string) []byte {
	b, err := hex.DecodeString(w)
	if err != nil {
		s.t.Fatalf("%q: %v", w, err)
	}
	return b
}
