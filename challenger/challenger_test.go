// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
)

// bonds counts the moves with a bond that the challenger made and L1 took: more than one for the same node would be
// money lost.
func (r *rig) bonds() map[game.Hash]int {
	count := make(map[game.Hash]int)
	for _, receipt := range r.Took {
		if receipt.Sender != gamestest.Address(own) {
			continue
		}
		for _, e := range receipt.Events {
			if e, ok := e.(game.Entered); ok && e.Poster == receipt.Sender {
				count[e.Node]++
			}
		}
	}
	return count
}

// won plays until the right claim is confirmed and the challenger has everything back.
func (r *rig) won() {
	r.Helper()
	right := r.Right(r.Genesis())
	r.until(r.Height+3*uint64(r.Referee.Config().Threshold), func() bool { return r.Confirmed(right) })
	for node, n := range r.bonds() {
		if n > 1 {
			r.Errorf("%d bonds for node %x", n, node)
		}
	}
}

// goesOn plays until the right claim stands and was split.
func (r *rig) goesOn() {
	r.Helper()
	right := r.Right(r.Genesis())
	r.until(r.Height+100, func() bool {
		ref, ok := r.Referee.Root(right)
		root, _ := r.Referee.Node(ref.Node())
		return ok && root.Split
	})
}

// A liar who plays to the step loses against a challenger that starts with an empty disk.
func TestWins(t *testing.T) {
	r := newRig(t, 3)
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	r.won()
	if s := r.stage.Status(); s.Unsure != nil || s.Failures != 0 || uint64(s.At.Height)+1 < r.Height {
		t.Errorf("status %+v", s)
	}
}

// The process is killed in every phase, between an intent and its transaction, too; every other time its disk is
// wiped. It goes on, and pays no bond twice.
func TestKilled(t *testing.T) {
	r := newRig(t, 3)
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	right := r.Right(r.Genesis())
	for i := 0; !r.Confirmed(right); i++ {
		if err := r.round(); err != nil {
			t.Fatal(err)
		}
		if i%3 == 0 { // what was offered never came to L1
			r.sender.offered = nil
		}
		r.mine()
		r.stop()
		if i%2 == 0 {
			if err := os.RemoveAll(r.dir); err != nil {
				t.Fatal(err)
			}
		}
		r.start()
		if i > 2_000 {
			t.Fatal(r.describe())
		}
	}
	r.won()
}

// L1 takes blocks back in the middle of a dispute: the challenger makes again what was lost, and no bond twice on the
// branch that stays.
func TestReorgs(t *testing.T) {
	r := newRig(t, 3)
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	right := r.Right(r.Genesis())
	for _, depth := range []uint64{1, 7, 3, 12, 1, 20} {
		for range 9 {
			if r.Confirmed(right) {
				break
			}
			if err := r.round(); err != nil {
				t.Fatal(err)
			}
			r.mine()
		}
		r.fork(min(depth, r.Height-2))
		for range depth + 1 {
			r.mineTo(r.Height + 1)
		}
	}
	r.won()
}

// The machine fails on a transition that is so dear that it is run before anything is claimed. Nothing is offered
// until then, and the right claim afterwards.
func TestWaitsForTheMachine(t *testing.T) {
	r := newRig(t, 3)
	r.stop()
	r.cfg.Propose = true
	r.start()
	good := r.World.History(r.World.Genesis(), r.Referee.Assertion(r.Genesis()).Range)[2]
	r.World.Crash(good)
	r.mind.Doubts = map[game.Hash]bool{good: true}
	r.mind.Cost = func(q strategy.Question) uint64 {
		if q.Kind == strategy.CheckOf {
			return 25
		}
		return 0
	}
	right, said := r.Right(r.Genesis()), 0
	r.until(100, func() bool {
		for _, n := range r.stage.Status().Notices {
			if n.What == strategy.Unchecked {
				said++
			}
		}
		return r.Referee.Assertion(right).Status != game.NoAssertion
	})
	if made := len(r.Referee.Children(r.Genesis())); made != 1 || said == 0 {
		t.Errorf("%d claims were made, want the right one; said %d times that it waits", made, said)
	}
	if at := r.Referee.Assertion(right).CreatedAt; at < 25 {
		t.Errorf("the claim was made at height %d, before the machine was run", at)
	}
}

// An endpoint that leaves a log out, makes one up, or shows an old head costs time and no move.
func TestLyingEndpoint(t *testing.T) {
	r := newRig(t, 3)
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	for range 20 {
		if err := r.round(); err != nil {
			t.Fatal(err)
		}
		r.mine()
	}
	r.sender.offered = nil
	for name, lie := range map[string]func([]*types.Log) []*types.Log{
		"a made-up split": func(logs []*types.Log) []*types.Log {
			l, err := game.EncodeEvent(game.SplitMade{Node: game.Hash{1}})
			if err != nil {
				t.Fatal(err)
			}
			return append(logs, &types.Log{Address: contract{r}.Address(), Topics: l.Topics, Data: l.Data})
		},
		"no event at all": func(logs []*types.Log) []*types.Log {
			return append(logs, &types.Log{Address: contract{r}.Address(), Topics: []game.Hash{{9}}})
		},
	} {
		r.lies = lie
		r.mine()
		if err := r.round(); err == nil || r.stage.Status().Failures == 0 {
			t.Errorf("%s: no error", name)
		}
		if len(r.sender.offered) > 0 {
			t.Errorf("%s: %d moves", name, len(r.sender.offered))
		}
	}
	r.lies = nil
	r.goesOn()
}

// The newest blocks disappear from the endpoint, as behind a load balancer: nothing is sent that rests on less than
// was seen.
func TestOldHead(t *testing.T) {
	r := newRig(t, 3)
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	for range 12 {
		if err := r.round(); err != nil {
			t.Fatal(err)
		}
		r.mine()
	}
	at := r.stage.Status().At
	r.behind = 6
	if err := r.round(); err != nil {
		t.Fatal(err)
	}
	if now := r.stage.Status().At; now.Height < at.Height {
		t.Errorf("it went back from %d to %d without another chain", at.Height, now.Height)
	}
	r.behind = 0
	r.goesOn()
}

// L1 has gone on between the look at it and the offer, and has the moves: they are not offered under later nonces.
func TestHeadMoved(t *testing.T) {
	r := newRig(t, 3)
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	r.until(r.Height+100, func() bool { return len(r.sender.moves) > 0 })
	r.sender.ahead = 1
	if err := r.round(); err != nil {
		t.Fatal(err)
	}
	if len(r.sender.offered) > 0 {
		t.Errorf("%d moves were offered again", len(r.sender.offered))
	}
	r.sender.ahead = 0
	r.goesOn()
}

// A second endpoint that is ahead keeps moves back.
func TestSecondEndpoint(t *testing.T) {
	r := newRig(t, 3)
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	for range 5 {
		r.mine()
	}
	r.stage.ports.Second = node{r}
	r.behind = 3
	ahead := second{node{r}, 3}
	r.stage.ports.Second = ahead
	if err := r.round(); !errors.Is(err, strategy.ErrOldHead) {
		t.Errorf("got %v, want %v", err, strategy.ErrOldHead)
	}
	if len(r.sender.offered) > 0 {
		t.Error("a move was made")
	}
	r.behind = 0
	r.goesOn()
}

// The first endpoint shows a branch of its own, in which everything fits: the claim that somebody has made is not
// there. A bond for it would be sent in vain, and is not: the second endpoint has the claim. Without a second one it is sent.
func TestForgedBranch(t *testing.T) {
	for _, alone := range []bool{true, false} {
		r := newRig(t, 3)
		r.stop()
		if r.cfg.Propose = true; !alone {
			r.second = second{node{r}, 0}
		}
		r.start()
		r.Honest("friend", 70).Propose = true
		right := r.Right(r.Genesis())
		for r.Referee.Assertion(right).Status == game.NoAssertion {
			r.mineTo(r.Height + 1)
		}
		r.lies = func(logs []*types.Log) []*types.Log {
			return slices.DeleteFunc(logs, func(l *types.Log) bool { return l.Topics[0] != r.genesis.Topics[0] || len(logs) > 1 })
		}
		bonds := r.offersBonds()
		said := slices.ContainsFunc(r.stage.Status().Notices, func(n strategy.Notice) bool { return n.What == SecondDiffers })
		if alone != (bonds == 1) || alone == said {
			t.Errorf("alone %v: %d bonds are offered, the second endpoint is named: %v", alone, bonds, said)
		}
		r.lies = nil
		r.stop()
		if err := os.RemoveAll(r.dir); err != nil { // it has seen the forged branch
			t.Fatal(err)
		}
		r.start()
		if bonds := r.offersBonds(); bonds > 0 {
			t.Errorf("%d bonds are offered for what is there", bonds)
		}
	}
}

// offersBonds is how many bonds the challenger offers when it has had the time to compute.
func (r *rig) offersBonds() (bonds int) {
	r.Helper()
	for range 3 {
		r.sender.offered = nil
		r.mineTo(r.Height + 1)
		if err := r.round(); err != nil {
			r.Fatal(err)
		}
	}
	for _, tx := range r.sender.offered {
		if tx.bond > 0 {
			bonds++
		}
	}
	return bonds
}

// A second endpoint that does not answer keeps bonds back, too.
func TestSecondEndpointIsSilent(t *testing.T) {
	r := newRig(t, 3)
	r.stop()
	r.cfg.Propose, r.second = true, silent{node{r}}
	r.start()
	var err error
	for range 20 {
		r.mineTo(r.Height + 1)
		err = r.round()
	}
	if err == nil || !strings.Contains(err.Error(), "second") {
		t.Errorf("got %v", err)
	}
	if len(r.sender.offered) > 0 {
		t.Error("a move was made")
	}
}

// silent is an endpoint that proves nothing.
type silent struct{ node }

func (silent) Storage(context.Context, game.Hash, common.Address, game.Hash) (h game.Hash, err error) {
	return h, errors.New("no proof")
}

// second is an endpoint that shows all blocks.
type second struct {
	node
	hidden uint64
}

func (s second) with(f func()) {
	was := s.behind
	s.behind = 0
	f()
	s.behind = was
}

func (s second) Head(ctx context.Context) (ref l1anchor.Ref, err error) {
	s.with(func() { ref, err = s.node.Head(ctx) })
	return ref, err
}

func (s second) BlockByHash(ctx context.Context, hash game.Hash) (b *l1anchor.Block, err error) {
	s.with(func() { b, err = s.node.BlockByHash(ctx, hash) })
	return b, err
}

// Who only watches needs no account, sends nothing, and says what is wrong.
func TestWatches(t *testing.T) {
	r := newRig(t, 3)
	r.stop()
	r.cfg.Defend = false
	r.start()
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	for range 30 {
		if err := r.round(); err != nil {
			t.Fatal(err)
		}
		r.mine()
	}
	s := r.stage.Status()
	if !slices.ContainsFunc(s.Notices, func(n strategy.Notice) bool { return n.What == strategy.Contradicted }) {
		t.Errorf("notices %+v", s.Notices)
	}
	if len(r.sender.moves) > 0 {
		t.Errorf("%d moves", len(r.sender.moves))
	}
}

// A challenger that watches says when somebody who plays leaves with the contract what nothing needs: not while a
// dispute may ask for it, and all of it when it is over.
func TestWatchesOverAnAccount(t *testing.T) {
	r := newRig(t, 3)
	r.stop()
	r.cfg.Defend, r.cfg.Account = false, gamestest.Address("friend")
	r.start()
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	r.Honest("friend", 200).Say = func(m strategy.Move) (strategy.Move, bool) { // it does not come for its money
		return m, m.Key.What < strategy.SettleTask
	}
	right := r.Right(r.Genesis())
	r.until(10_000, func() bool {
		if free := r.stage.Status().Free; free > 0 && !r.Confirmed(right) {
			t.Fatalf("height %d: %d gwei are free in the middle of a dispute", r.Height, free)
		}
		return r.Confirmed(right)
	})
	r.until(r.Height+100, func() bool { return r.stage.Status().Free > 0 })
	if s := r.stage.Status(); s.Free < s.Purse.Credit || s.Purse.Stake == (game.Hash{}) || s.Account != r.cfg.Account || len(r.sender.moves) > 0 {
		t.Errorf("status %+v", s)
	}
}

func TestNeedsAnAccount(t *testing.T) {
	_, err := New(Default(), Deployment{}, Ports{}, nil)
	if err == nil || !strings.Contains(err.Error(), "watch") {
		t.Errorf("got %v", err)
	}
}
