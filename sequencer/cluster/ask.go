// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// The machines of two members may ask each other, in two ways. A leader puts a question to all voters, and their
// machines answer when they can (Config.Answer). A member asks one other for what it lacks (Config.Serve). Each pair
// keeps one connection for either way, so that long answers stand in nobody's way. On it goes one question at a time:
//
//	question  ┌────────────┬───────┐      answer  ┌────────────┬──────────┬────────┐
//	          │ length (4) │ bytes │              │ length (4) │ kind (1) │ bytes  │
//	          └────────────┴───────┘              └────────────┴──────────┴────────┘
//
// The kind is 1 when the machine answered, and 0, without bytes, when it could not in time. Lengths count what
// follows them.
const (
	answerNone  = 0
	answerGiven = 1

	maxQuestion = 64 << 10

	askAgain = 20 * time.Millisecond // between two attempts
)

// speech is one of the two ways.
type speech struct {
	proto string
	most  uint32        // bytes of an answer
	think time.Duration // a machine may think for that long; a member that stands still costs little more
	carry time.Duration // an answer may be on its way for that long
	ends  bool          // a connection ends with the context of its question
}

var (
	voting   = speech{proto: protoAsk, most: maxQuestion, think: time.Second, carry: time.Second}
	fetching = speech{proto: protoFetch, most: 32 << 20, think: 3 * time.Second, carry: 10 * time.Second, ends: true}
)

// onTheWay is for the question and the first bytes of its answer, beside the time to think.
const onTheWay = time.Second

// errNoAnswer says that the other member's machine has no answer yet.
var errNoAnswer = errors.New("the member has no answer")

// Reply is what the machine of another member answered.
type Reply struct {
	Member string
	Answer []byte
}

// Ask puts a question to every other voter, again and again until it answers or ctx ends, and tells which these are.
// The answers come on the channel, at most one from each; who answered is known by its certificate.
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
	return c.say(ctx, &voting, m.ID, m.Address, question)
}

// Voters lists the other members that vote, as far as this one knows.
func (c *Cluster) Voters() []string {
	set := c.addresses()
	delete(set, c.cfg.ID)
	return slices.Sorted(maps.Keys(set))
}

// Fetch asks the machine of member id for what this one lacks, and returns what its Config.Serve answers. Its
// certificate and its charter have been checked.
func (c *Cluster) Fetch(ctx context.Context, id string, question []byte) ([]byte, error) {
	address, ok := c.addresses()[id]
	if !ok {
		return nil, fmt.Errorf("ask %s: %w", id, ErrUnknownMember)
	}
	if c.cfg.Get != nil {
		return c.cfg.Get(ctx, id, question)
	}
	return c.say(ctx, &fetching, id, address, question)
}

func (c *Cluster) say(ctx context.Context, way *speech, id, address string, question []byte) ([]byte, error) {
	if c.transport == nil {
		return nil, errNoAnswer
	}
	return c.lines.to(id, way).ask(ctx, question, func(ctx context.Context) (net.Conn, error) {
		return c.transport.dial(ctx, id, address, way.proto)
	})
}

// lines are the connections to the other members' machines.
type lines struct {
	mu     sync.Mutex
	by     map[lineName]*line
	closed bool
}

type lineName struct{ id, proto string }

// line is the connection to one member. The holder of busy may use it.
type line struct {
	all  *lines
	way  *speech
	busy chan struct{}
	conn net.Conn // guarded by all.mu; nil: not dialled
}

func (l *lines) to(id string, way *speech) *line {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.by == nil {
		l.by = make(map[lineName]*line)
	}
	name := lineName{id, way.proto}
	if l.by[name] == nil {
		l.by[name] = &line{all: l, way: way, busy: make(chan struct{}, 1)}
	}
	return l.by[name]
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

// ask puts a question and waits for its answer. A vote that nobody waits for any more is taken from the connection
// all the same, so that the next question finds it in order; a long answer is not worth that.
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
	if l.way.ends {
		defer context.AfterFunc(ctx, l.hangUp)()
	}
	answer, err := l.way.exchange(conn, question)
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

func (way *speech) exchange(conn net.Conn, question []byte) ([]byte, error) {
	conn.SetDeadline(time.Now().Add(way.think + onTheWay))
	if err := writeFrame(conn, question); err != nil {
		return nil, err
	}
	length, err := readLength(conn, way.most)
	if err != nil {
		return nil, err
	}
	conn.SetDeadline(time.Now().Add(way.carry))
	frame := make([]byte, length)
	switch _, err := io.ReadFull(conn, frame); {
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

func readFrame(r io.Reader, most uint32) ([]byte, error) {
	n, err := readLength(r, most)
	if err != nil {
		return nil, err
	}
	body := make([]byte, n)
	_, err = io.ReadFull(r, body)
	return body, err
}

func readLength(r io.Reader, most uint32) (uint32, error) {
	var length [4]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return 0, err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > most {
		return 0, fmt.Errorf("%d bytes between members' machines, at most %d", n, most)
	}
	return n, nil
}

// machine answers the questions of other members in one of the two ways; nil: not yet.
type machine struct {
	*speech
	atomic.Pointer[func(ctx context.Context, question []byte) ([]byte, error)]
}

// answerLine answers the questions that come on a connection until it ends.
func (t *Transport) answerLine(conn net.Conn, m *machine) {
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
		question, err := readFrame(conn, maxQuestion)
		if err != nil {
			return
		}
		answer := m.answer(ctx, question)
		conn.SetWriteDeadline(time.Now().Add(m.carry))
		if writeFrame(conn, answer) != nil {
			return
		}
	}
}

func (m *machine) answer(ctx context.Context, question []byte) []byte {
	given := m.Load()
	if given == nil {
		return []byte{answerNone}
	}
	ctx, cancel := context.WithTimeout(ctx, m.think)
	defer cancel()
	answer, err := (*given)(ctx, question)
	if err != nil {
		return []byte{answerNone}
	}
	return append([]byte{answerGiven}, answer...)
}
