// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// The machines of two members may ask each other: a leader puts a question to all voters, and their machines answer when they
// can (Config.Answer). Each pair keeps one connection for it. On it goes one question at a time:
//
//	question  ┌────────────┬───────┐      answer  ┌────────────┬──────────┬────────┐
//	          │ length (4) │ bytes │              │ length (4) │ kind (1) │ bytes  │
//	          └────────────┴───────┘              └────────────┴──────────┴────────┘
//
// The kind is 1 when the machine answered, and 0, without bytes, when it could not in time. Lengths count what follows them.
const (
	answerNone  = 0
	answerGiven = 1

	maxQuestion = 64 << 10

	answerPatience   = time.Second                  // a machine may think for that long
	exchangePatience = answerPatience + time.Second // from the question to its answer
	askAgain         = 20 * time.Millisecond        // between two attempts
)

// errNoAnswer says that the other member's machine has no answer yet.
var errNoAnswer = errors.New("the member has no answer")

// Reply is what the machine of another member answered.
type Reply struct {
	Member string
	Answer []byte
}

// Ask puts a question to every other voter, again and again until it answers or ctx ends, and tells which these are. The answers
// come on the channel, at most one from each; who answered is known by its certificate.
func (t *Term) Ask(ctx context.Context, question []byte) (voters []string, replies <-chan Reply) {
	return t.cluster.askVoters(ctx, question)
}

func (c *Cluster) askVoters(ctx context.Context, question []byte) (voters []string, _ <-chan Reply) {
	var others []Member
	for _, m := range c.Members() {
		if m.Voter && m.ID != c.cfg.ID {
			others = append(others, m)
			voters = append(voters, m.ID)
		}
	}
	replies := make(chan Reply, len(others))
	for _, m := range others {
		go func() {
			if answer, err := c.askUntil(ctx, m, question); err == nil {
				replies <- Reply{m.ID, answer}
			}
		}()
	}
	return voters, replies
}

func (c *Cluster) askUntil(ctx context.Context, m Member, question []byte) ([]byte, error) {
	for {
		answer, err := c.put(ctx, m, question)
		if err == nil {
			return answer, nil
		}
		select {
		case <-time.After(askAgain):
		case <-ctx.Done():
			return nil, err
		}
	}
}

// put asks one member once.
func (c *Cluster) put(ctx context.Context, m Member, question []byte) ([]byte, error) {
	if c.cfg.Put != nil {
		return c.cfg.Put(ctx, m.ID, question)
	}
	if c.transport == nil {
		return nil, errNoAnswer
	}
	return c.lines.to(m.ID).ask(ctx, question, func(ctx context.Context) (net.Conn, error) {
		return c.transport.dial(ctx, m.ID, m.Address, protoAsk)
	})
}

// lines are the connections to the other members' machines.
type lines struct {
	mu     sync.Mutex
	by     map[string]*line
	closed bool
}

// line is the connection to one member. Who holds busy may use it.
type line struct {
	all  *lines
	busy chan struct{}
	conn net.Conn // guarded by all.mu; nil: not dialled
}

func (l *lines) to(id string) *line {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.by == nil {
		l.by = make(map[string]*line)
	}
	if l.by[id] == nil {
		l.by[id] = &line{all: l, busy: make(chan struct{}, 1)}
	}
	return l.by[id]
}

// close ends all connections; none is dialled any more.
func (l *lines) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for _, to := range l.by {
		if to.conn != nil {
			to.conn.Close()
		}
	}
}

// ask puts a question and waits for its answer, ctx or not: an answer that nobody waits for any more is taken from the
// connection all the same, so that the next question finds it in order.
func (l *line) ask(ctx context.Context, question []byte, dial func(context.Context) (net.Conn, error)) ([]byte, error) {
	select {
	case l.busy <- struct{}{}:
		defer func() { <-l.busy }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	conn, err := l.connected(ctx, dial)
	if err != nil {
		return nil, err
	}
	conn.SetDeadline(time.Now().Add(exchangePatience))
	answer, err := exchange(conn, question)
	if err != nil && !errors.Is(err, errNoAnswer) {
		l.hangUp()
	}
	return answer, err
}

func (l *line) connected(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	l.all.mu.Lock()
	conn := l.conn
	l.all.mu.Unlock()
	if conn != nil {
		return conn, nil
	}
	conn, err := dial(ctx)
	if err != nil {
		return nil, err
	}
	l.all.mu.Lock()
	defer l.all.mu.Unlock()
	if l.all.closed {
		conn.Close()
		return nil, net.ErrClosed
	}
	l.conn = conn
	return conn, nil
}

func (l *line) hangUp() {
	l.all.mu.Lock()
	defer l.all.mu.Unlock()
	if l.conn != nil {
		l.conn.Close()
		l.conn = nil
	}
}

func exchange(conn net.Conn, question []byte) ([]byte, error) {
	if err := writeFrame(conn, question); err != nil {
		return nil, err
	}
	frame, err := readFrame(conn)
	switch {
	case err != nil:
		return nil, err
	case len(frame) == 0 || frame[0] != answerGiven:
		return nil, errNoAnswer
	}
	return frame[1:], nil
}

func writeFrame(w io.Writer, body []byte) error {
	frame := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(body)), uint32(len(body)))
	_, err := w.Write(append(frame, body...))
	return err
}

func readFrame(r io.Reader) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > maxQuestion {
		return nil, fmt.Errorf("%d bytes between members' machines, at most %d", n, maxQuestion)
	}
	body := make([]byte, n)
	_, err := io.ReadFull(r, body)
	return body, err
}

// answerLine answers the questions that come on a connection until it ends.
func (t *Transport) answerLine(conn net.Conn) {
	defer conn.Close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		select {
		case <-t.done:
			cancel()
		case <-ctx.Done():
		}
	}()
	for {
		question, err := readFrame(conn)
		if err != nil {
			return
		}
		conn.SetWriteDeadline(time.Now().Add(exchangePatience))
		if writeFrame(conn, t.answerTo(ctx, question)) != nil {
			return
		}
	}
}

func (t *Transport) answerTo(ctx context.Context, question []byte) []byte {
	machine := t.machine.Load()
	if machine == nil {
		return []byte{answerNone}
	}
	ctx, cancel := context.WithTimeout(ctx, answerPatience)
	defer cancel()
	answer, err := (*machine)(ctx, question)
	if err != nil {
		return []byte{answerNone}
	}
	return append([]byte{answerGiven}, answer...)
}
