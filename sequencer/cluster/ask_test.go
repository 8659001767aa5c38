// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"slices"
	"strings"
	"testing"
	"time"
)

// answering is a configuration whose machine repeats questions with its id before them.
func answering(cfg *Config) {
	id := cfg.ID
	cfg.Answer = func(_ context.Context, question []byte) ([]byte, error) {
		if string(question) == "later" {
			return nil, errors.New("not yet")
		}
		return append([]byte(id+":"), question...), nil
	}
	cfg.Serve = func(ctx context.Context, question []byte) ([]byte, error) {
		switch string(question) {
		case "never":
			<-ctx.Done()
			return nil, ctx.Err()
		case "too much":
			return make([]byte, fetching.most), nil
		}
		return append([]byte(id+" has "), bytes.Repeat(question, 1<<20)...), nil
	}
}

// A leader's question reaches every other voter, again and again on the same connection, and who answers is known.
func TestAsk(t *testing.T) {
	n := trio(t, answering)
	lead, term := n.leader()
	for _, question := range []string{"first", "second"} {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		voters, replies := term.Ask(ctx, []byte(question))
		var got []string
		for range voters {
			select {
			case r := <-replies:
				if want := r.Member + ":" + question; string(r.Answer) != want {
					t.Errorf("member %s answers %q, want %q", r.Member, r.Answer, want)
				}
				got = append(got, r.Member)
			case <-ctx.Done():
				t.Fatalf("of %v only %v answer", voters, got)
			}
		}
		cancel()
		slices.Sort(got)
		slices.Sort(voters)
		if len(got) != 2 || !slices.Equal(got, voters) || slices.Contains(got, lead.cfg.ID) {
			t.Errorf("%v answer, asked are %v by %s", got, voters, lead.cfg.ID)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, replies := term.Ask(ctx, []byte("later"))
	cancel()
	select {
	case r := <-replies:
		t.Errorf("member %s answers a question that it has no answer to: %q", r.Member, r.Answer)
	default:
	}
}

// What is under way when nobody waits for it any more is read from the connection, and the next question gets its own
// answer.
func TestAskInOrder(t *testing.T) {
	client, server := net.Pipe()
	defer client.Close()
	l := new(lines).to("s2", &voting)
	dials := 0
	dial := func(context.Context) (net.Conn, error) { dials++; return client, nil }
	go func() {
		for {
			question, err := readFrame(server, maxQuestion)
			if err != nil {
				return
			}
			writeFrame(server, append([]byte{answerGiven}, question...))
		}
	}()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 8 { // with ctx at its end it is chance whether the question is still put
		l.ask(ctx, []byte("given up"), dial)
	}
	got, err := l.ask(t.Context(), []byte("next"), dial)
	if err != nil || string(got) != "next" || dials != 1 {
		t.Errorf("got %q, %v, after %d dials", got, err, dials)
	}
}

// A line that broke is dialled anew, and one that says too much is one that broke.
func TestAskAfterABreak(t *testing.T) {
	l := new(lines).to("s2", &voting)
	answers := [][]byte{{0xff, 0xff, 0xff, 0xff}, {0, 0, 0, 1, answerNone}, {0, 0, 0, 3, answerGiven, 'o', 'k'}}
	dial := func(context.Context) (net.Conn, error) {
		client, server := net.Pipe()
		go func() {
			for len(answers) > 0 {
				if _, err := readFrame(server, maxQuestion); err != nil {
					return
				}
				next := answers[0]
				answers = answers[1:]
				server.Write(next)
			}
		}()
		return client, nil
	}
	ask := func() (string, error) {
		answer, err := l.ask(t.Context(), []byte("?"), dial)
		return string(answer), err
	}
	if _, err := ask(); err == nil || !strings.Contains(err.Error(), "bytes between members' machines") {
		t.Errorf("too much: got %v", err)
	}
	if _, err := ask(); !errors.Is(err, errNoAnswer) {
		t.Errorf("no answer: got %v", err)
	}
	if got, err := ask(); got != "ok" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

// Nobody but a member is answered.
func TestAskNeedsMembership(t *testing.T) {
	n := trio(t, answering)
	lead, _ := n.leader()
	other := n.nodes[n.other(lead.cfg.ID)]
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	conf := other.identity.clientTLS(lead.cfg.ID, protoAsk)
	conf.Certificates = nil
	raw, err := net.Dial("tcp", string(lead.transport.LocalAddr()))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	l := new(lines).to(lead.cfg.ID, &voting)
	if _, err := l.ask(ctx, []byte("who"), func(context.Context) (net.Conn, error) { return tls.Client(raw, conf), nil }); err == nil {
		t.Error("somebody without a certificate is answered")
	}
	got, err := l.ask(ctx, []byte("who"), func(ctx context.Context) (net.Conn, error) {
		return other.transport.dial(ctx, lead.cfg.ID, string(lead.transport.LocalAddr()), protoAsk)
	})
	if want := lead.cfg.ID + ":who"; err != nil || string(got) != want {
		t.Errorf("a member gets %q, %v, want %q", got, err, want)
	}
}

// What a member lacks it asks of one other, whose long answer comes whole. An answer without end is given up, and who
// leaves does not wait for one that stands still.
func TestFetch(t *testing.T) {
	n := trio(t, answering)
	lead, term := n.leader()
	from := n.other(lead.cfg.ID)
	if voters := lead.Voters(); len(voters) != 2 || slices.Contains(voters, lead.cfg.ID) || !slices.Contains(voters, from) {
		t.Errorf("the other voters are %v", voters)
	}
	ask := func(id, question string) (string, error) {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		answer, err := lead.Fetch(ctx, id, []byte(question))
		return string(answer), err
	}
	want := from + " has " + strings.Repeat("much", 1<<20)
	for _, c := range []struct{ question, fails string }{
		{question: "much"}, {"too much", "bytes between members' machines"}, {question: "much"},
	} {
		got, err := ask(from, c.question)
		if c.fails == "" && (err != nil || got != want) || c.fails != "" && (err == nil || !strings.Contains(err.Error(), c.fails)) {
			t.Errorf("%s: %d bytes, %v", c.question, len(got), err)
		}
	}
	if _, err := ask("nobody", "much"); !errors.Is(err, ErrUnknownMember) {
		t.Errorf("of a stranger: %v, want %v", err, ErrUnknownMember)
	}
	ctx, cancel := context.WithCancel(t.Context())
	left := time.AfterFunc(50*time.Millisecond, cancel)
	defer left.Stop()
	began := time.Now()
	if _, err := lead.Fetch(ctx, from, []byte("never")); err == nil || time.Since(began) > fetching.think {
		t.Errorf("who left got %v after %s", err, time.Since(began))
	}
	voters, replies := term.Ask(t.Context(), []byte("meanwhile"))
	for range voters {
		<-replies
	}
}
