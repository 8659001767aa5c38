// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// turns is a turnstile whose clock and rests the test drives.
type turns struct {
	*turnstile
	t     *testing.T
	clock time.Time
	rests []func()
}

func drivenTurns(t *testing.T, places int) *turns {
	s := &turns{turnstile: newTurnstile(places, 3, 6), t: t, clock: time.Unix(1_000, 0)}
	s.now = func() time.Time { return s.clock }
	s.later = func(_ time.Duration, f func()) { s.rests = append(s.rests, f) }
	return s
}

// turnCall is one that has its turn, or waits for it.
type turnCall struct {
	s *turns
	w *waiter
	f func()
}

func (s *turns) ask(client string) *turnCall {
	s.t.Helper()
	w, err := s.queue(client)
	if err != nil {
		s.t.Fatal(err)
	}
	return &turnCall{s: s, w: w}
}

func (c *turnCall) hasTurn() bool {
	select {
	case <-c.w.turn:
		if c.f == nil {
			c.f = c.s.started(c.w)
		}
		return true
	default:
		return false
	}
}

// takes ends a call after a time.
func (c *turnCall) takes(d time.Duration) {
	c.s.t.Helper()
	if !c.hasTurn() {
		c.s.t.Fatal("it is not its turn")
	}
	c.s.clock = c.s.clock.Add(d)
	c.f()
}

// rest lets the places that rest be free again.
func (s *turns) rest() {
	for _, f := range s.rests {
		f()
	}
	s.rests = nil
}

// TestModestGoFirst has a client with long calls wait together with one that asks for little.
func TestModestGoFirst(t *testing.T) {
	s := drivenTurns(t, 1)
	s.ask("greedy").takes(4 * time.Second)
	s.rest()
	running := s.ask("greedy")
	waits := []*turnCall{s.ask("greedy"), s.ask("greedy")}
	modest := s.ask("modest")
	if !running.hasTurn() || modest.hasTurn() {
		t.Fatal("a turn was given while all places were taken")
	}
	running.takes(2 * time.Second)
	if modest.hasTurn() || waits[0].hasTurn() {
		t.Error("the place of a long call of an indebted client did not rest")
	}
	s.rest()
	if !modest.hasTurn() || waits[0].hasTurn() {
		t.Error("the modest one was not next")
	}
	modest.takes(time.Millisecond)
	if waits[0].hasTurn() {
		t.Error("a place did not rest while others wait")
	}
	s.rest()
	if !waits[0].hasTurn() || waits[1].hasTurn() {
		t.Error("the greedy ones are not in their order")
	}
}

// TestPlaceForTheModest has many clients with long calls: one of two places is not for them.
func TestPlaceForTheModest(t *testing.T) {
	s := drivenTurns(t, 2)
	s.ask("modest").takes(time.Millisecond)
	s.rest()
	names := []string{"a", "b", "c", "d"}
	for _, name := range names {
		s.ask(name).takes(mostOwed)
		s.rest()
	}
	modest := s.ask("modest")
	var with int
	for _, name := range names {
		if s.ask(name).hasTurn() {
			with++
		}
	}
	if with != 1 {
		t.Errorf("%d of them have a turn, want 1", with)
	}
	if !modest.hasTurn() {
		t.Error("the modest one has none")
	}
}

// TestStrangersWait has many clients come for the first time, with long calls: they have one of two places, and one
// that has been modest before does not wait behind them.
func TestStrangersWait(t *testing.T) {
	s := drivenTurns(t, 2)
	s.ask("modest").takes(time.Millisecond)
	s.rest()
	var first []*turnCall
	for i := range 32 {
		first = append(first, s.ask(fmt.Sprint("stranger ", i)))
	}
	if !first[0].hasTurn() || first[1].hasTurn() {
		t.Error("strangers do not have one place")
	}
	for range 50 {
		s.ask("modest").takes(time.Millisecond)
		s.rest()
	}
	first[0].takes(2 * time.Second)
	s.rest()
	if !first[1].hasTurn() || first[2].hasTurn() {
		t.Error("the strangers are not in their order")
	}
}

// TestDebtIsForgiven lets a client be one that owes little again.
func TestDebtIsForgiven(t *testing.T) {
	s := drivenTurns(t, 2)
	for range 20 {
		s.ask("greedy").takes(2 * time.Second)
		s.rest()
	}
	first, second := s.ask("greedy"), s.ask("greedy")
	if !first.hasTurn() || second.hasTurn() {
		t.Fatal("an indebted client has both places")
	}
	first.takes(time.Millisecond)
	if second.hasTurn() {
		t.Error("the place of an indebted client did not rest, because its call was short")
	}
	s.rest()
	s.clock = s.clock.Add(6 * mostOwed)
	second.takes(0)
	s.rest()
	if one, other := s.ask("greedy"), s.ask("greedy"); !one.hasTurn() || !other.hasTurn() {
		t.Error("it is not forgiven in the longest time that it may take")
	}
}

func TestWaitingIsBounded(t *testing.T) {
	s := drivenTurns(t, 1)
	s.mostWaiting = 3
	running := s.ask("a")
	s.ask("a")
	s.ask("a")
	if _, err := s.queue("a"); !errors.Is(err, errBusy) {
		t.Errorf("got %v for the fourth of a client", err)
	}
	s.ask("b")
	running.takes(0)
	if _, err := s.queue("a"); err != nil {
		t.Errorf("got %v after one has ended", err)
	}
	for i := 0; len(s.waiting) < mostWaitingInAll; i++ {
		s.ask(fmt.Sprint("client ", i))
	}
	if _, err := s.queue("one more"); !errors.Is(err, errBusy) {
		t.Errorf("got %v when %d wait", err, mostWaitingInAll)
	}
	if len(s.clients) > 2*mostWaitingInAll {
		t.Errorf("%d clients are remembered", len(s.clients))
	}
}

// TestLeaving has a waiting client go away.
func TestLeaving(t *testing.T) {
	s := drivenTurns(t, 1)
	running := s.ask("a")
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.enter(gone, "b"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v for a client that has gone", err)
	}
	running.takes(0)
	s.rest()
	if c := s.ask("c"); !c.hasTurn() || len(s.waiting) != 0 {
		t.Error("the one that left is still in the line")
	}
}

// TestLongTextsTakeTurns has no place for calls: a long text is not even read, a short one is, and may be a send.
func TestLongTextsTakeTurns(t *testing.T) {
	server := newServer(t, newSolo(t).needs(), DefaultConfig())
	server.front.light = newTurnstile(0, 1, 6)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, refusal := server.front.read(gone, []byte(strings.Repeat(" ", longText)+chainID)); !strings.Contains(string(refusal), errBusy.Message) {
		t.Errorf("a long text: got %s", refusal)
	}
	if got := string(request{}.refuse(errNoRoom)); !strings.Contains(got, `"id":null`) || !strings.Contains(got, errNoRoom.Message) {
		t.Errorf("a text that nobody has read, and no room for its answer: got %s", got)
	}
	if r, refusal := server.front.read(gone, []byte(chainID)); refusal != nil || len(r.calls) != 1 {
		t.Errorf("a short text: got %s", refusal)
	}
}

// TestQuestionsGiveTheirTurn has a follower ask the leader: the place is for others meanwhile.
func TestQuestionsGiveTheirTurn(t *testing.T) {
	turns := drivenTurns(t, 1)
	running := turns.ask("a")
	if !running.hasTurn() {
		t.Fatal("there is no place")
	}
	endTurn(context.WithValue(t.Context(), turnKey{}, running.f))
	turns.rest()
	if !turns.ask("b").hasTurn() {
		t.Error("the place is still taken")
	}
	endTurn(t.Context()) // one without a turn has nothing to give
}

// TestLittleIsRelative has one client owe much and another one a few seconds, since its calls took longer meanwhile:
// it keeps its place.
func TestLittleIsRelative(t *testing.T) {
	s := drivenTurns(t, 2)
	s.ask("greedy").takes(mostOwed)
	s.rest()
	s.ask("modest").takes(4 * owesLittle)
	s.rest()
	running, waits := s.ask("greedy"), s.ask("greedy")
	if !running.hasTurn() || waits.hasTurn() {
		t.Fatal("the greedy one has no place, or both")
	}
	if !s.ask("modest").hasTurn() {
		t.Error("the modest one waits for a greedy one")
	}
}

// TestNobodyStarves has clients that ask for the shortest calls without end, and owe next to nothing by them, beside
// one whose calls are longer and one that nothing is known of: both get their turns.
func TestNobodyStarves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurnstile(2, 3, 6)
		ctx, stop := context.WithCancel(t.Context())
		defer time.Sleep(time.Minute) // places rest
		defer stop()
		ask := func(client string, takes time.Duration) (waited time.Duration, err error) {
			began := time.Now()
			release, err := turns.enter(ctx, client)
			if err != nil {
				return 0, err
			}
			defer release()
			defer time.Sleep(takes)
			return time.Since(began), nil
		}
		for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} { // so many that each takes less than it is forgiven
			go func() {
				for ctx.Err() == nil {
					ask(name, 100*time.Microsecond)
					time.Sleep(300 * time.Microsecond)
				}
			}()
		}
		time.Sleep(time.Minute)
		if waited, err := ask("longer", 3*time.Millisecond); err != nil || waited > 3*time.Second {
			t.Errorf("one that nothing is known of waits %s: %v", waited, err)
		}
		for range 200 {
			if waited, err := ask("longer", 3*time.Millisecond); err != nil || waited > time.Second/10 {
				t.Errorf("the longer call waits %s: %v", waited, err)
				return
			}
			time.Sleep(40 * time.Millisecond)
		}
	})
}
