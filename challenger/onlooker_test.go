// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/challenger/docket"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/ledger"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// shelf is own derivation of an onlooker, which costs nothing.
type shelf struct {
	*rig
	err   error // what every question ends with
	asked int
}

func (s *shelf) Claim(_ context.Context, state []byte, hash common.Hash, end game.Range) (*strategy.Claim, error) {
	s.asked++
	if s.err != nil {
		return nil, s.err
	}
	mind := gamestest.NewMind(s.World, nil, 1)
	mind.Now(s.Height)
	mind.Compute(strategy.Question{Kind: strategy.ClaimOf, State: hash, End: end}, s.Height)
	return mind.Claim(hash, end)
}

func (s *shelf) Count(state []byte) (uint64, error) {
	if s.err != nil {
		return 0, s.err
	}
	return s.World.Count(state, s.Rig.Held())
}

// onlookerOf looks on at the game of a rig, in which nobody of ours plays.
func onlookerOf(r *rig) (*Onlooker, *shelf) {
	r.Helper()
	kept, err := ledger.Open(r.TempDir(), []byte("rollup"))
	if err != nil {
		r.Fatal(err)
	}
	r.Cleanup(func() { kept.Close() })
	before, err := r.ref(0)
	if err != nil {
		r.Fatal(err)
	}
	book := &shelf{rig: r}
	o, err := NewOnlooker(Deployment{before, r.Referee.Config()}, node{r}, contract{r}, kept, book, time.Second, slog.New(slog.DiscardHandler))
	if err != nil {
		r.Fatal(err)
	}
	return o, book
}

// quarrel is a game of an honest party and a liar who claims and then is silent.
func quarrel(t *testing.T) (r *rig, right common.Hash) {
	t.Helper()
	r = newRig(t, 3)
	gamestest.Silent(r.Liar("liar", gamestest.Lie{Leaf: 1}))
	r.Honest("honest", 1_000)
	right = r.Right(r.Genesis())
	r.mineUntil(func() bool {
		return r.Referee.Assertion(right).Status == game.Pending && len(r.Referee.Children(r.Genesis())) == 2
	})
	return r, right
}

// mineUntil makes blocks until something is so.
func (r *rig) mineUntil(done func() bool) {
	r.Helper()
	for limit := r.Height + 3*uint64(r.Referee.Config().Threshold); !done(); {
		if r.Height >= limit {
			r.Fatalf("at height %d it is not over", r.Height)
		}
		r.mineTo(r.Height + 1)
	}
}

func (o *Onlooker) mustCover(t *testing.T, block uint64) *Cover {
	t.Helper()
	c, err := o.Covering(block)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// verdicts are those of all assertions, by their names.
func (o *Onlooker) verdicts(t *testing.T) map[common.Hash]Verdict {
	t.Helper()
	first := uint64(0)
	list, err := o.Assertions(&first, 100)
	if err != nil {
		t.Fatal(err)
	}
	said := make(map[common.Hash]Verdict)
	for i, a := range list.List {
		if a.Index != uint64(i) {
			t.Errorf("assertion %d has index %d", i, a.Index)
		}
		said[a.ID] = a.Verdict
	}
	return said
}

// An onlooker tells a right claim from a liar's, from the beginning of a dispute to its end, and from nothing but L1
// and own derivation.
func TestOnlooker(t *testing.T) {
	r, right := quarrel(t)
	o, _ := onlookerOf(r)
	if _, err := o.Covering(1); !errors.Is(err, ErrUnheard) {
		t.Errorf("before L1 was read: %v", err)
	}
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := o.Assertions(nil, 100)
	if err != nil || list.Total != 3 || list.Latest != 0 || list.Behind != nil || uint64(list.At.Height) != r.Height {
		t.Fatalf("%+v, %v", list, err)
	}
	want := map[common.Hash]Verdict{r.Genesis(): Same, right: Same}
	for id, v := range o.verdicts(t) {
		if expect, ok := want[id]; ok && v != expect || !ok && v != Other {
			t.Errorf("assertion %s is %s", id, v)
		}
	}
	c := o.mustCover(t, 1)
	ref, _ := r.Referee.Root(right)
	left := r.Referee.Config().Threshold - r.Referee.TrueBeta(ref.Node(), r.Height)
	if !c.Found || c.Claim.ID != right || c.Others != 1 || c.Left != uint64(left) || c.Claim.Status != docket.Pending {
		t.Errorf("block 1 is covered by %+v, want %s with %d blocks left", c, right, left)
	}
	if c := o.mustCover(t, 9); c.Claim.ID != right {
		t.Errorf("the last block that was claimed is covered by %+v", c)
	}
	if c := o.mustCover(t, 10); c.Found || c.Why != "" || c.Others != 0 || c.Left != 0 {
		t.Errorf("a block that nobody has claimed is covered by %+v", c)
	}
	d, err := o.Disputes(0, 10)
	if err != nil || d.Total != 1 || len(d.List[0].Claims) != 2 {
		t.Fatalf("disputes %+v, %v", d, err)
	}
	for i, side := range d.List[0].Claims {
		if (side.Assertion == right) != (d.List[0].Verdicts[i] == Same) {
			t.Errorf("claim %s is %s", side.Assertion, d.List[0].Verdicts[i])
		}
	}
	if a := o.agreed; len(a.Line) != 2 || a.Line[1] != right || a.Block != 9 || a.Transition != 12 || a.Differ != 1 || a.Wrong {
		t.Errorf("agreement %+v", a)
	}
	r.mineUntil(func() bool { return r.Confirmed(right) })
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	c = o.mustCover(t, 1)
	if !c.Found || c.Claim.ID != right || c.Claim.Status != docket.Confirmed || c.Claim.Confirmed == 0 || c.Claim.Confirmed > r.Height {
		t.Errorf("block 1 is covered by %+v", c)
	}
	for id, v := range o.verdicts(t) {
		if (want[id] == Same) != (v == Same) || want[id] == "" && v != Other {
			t.Errorf("in the end assertion %s is %s", id, v)
		}
	}
}

// A reorg that drops the assertion takes the block's claim with it, and one that brings it again gives it back.
func TestOnlookerReorg(t *testing.T) {
	r, right := quarrel(t)
	o, _ := onlookerOf(r)
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	made := r.Referee.Assertion(right).CreatedAt
	players := r.Players
	r.Players = nil // nobody claims anything on the new branch
	r.fork(r.Height - made + 1)
	for range 40 {
		r.mineTo(r.Height + 1)
	}
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c := o.mustCover(t, 1); c.Found || uint64(c.At.Height) != r.Height {
		t.Errorf("after the reorg block 1 is covered by %+v", c)
	}
	if v := o.verdicts(t); v[right] != "" {
		t.Errorf("the assertion is still there: %v", v)
	}
	r.Players = players
	r.mineUntil(func() bool { return r.Referee.Assertion(right).Status == game.Pending })
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c := o.mustCover(t, 1); !c.Found || c.Claim.ID != right || c.Claim.Created == made {
		t.Errorf("asserted again, block 1 is covered by %+v", c)
	}
}

// An endpoint that hides logs, or makes some up, costs time: what is shown stays what was known, and says why.
func TestOnlookerLyingEndpoint(t *testing.T) {
	r, right := quarrel(t)
	o, _ := onlookerOf(r)
	hidden := 0
	r.lies = func(logs []*types.Log) []*types.Log { // the first event after the deployment
		if hidden == 0 && len(logs) > 1 {
			hidden++
			return logs[1:]
		}
		return logs
	}
	if err := o.Round(t.Context()); err == nil || hidden != 1 {
		t.Fatalf("%d logs were hidden: %v", hidden, err)
	}
	if c, err := o.Covering(1); err == nil && (c.Found || c.Behind == nil) {
		t.Errorf("block 1 is covered by %+v", c)
	}
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c := o.mustCover(t, 1); !c.Found || c.Claim.ID != right || c.Behind != nil {
		t.Errorf("after the truth block 1 is covered by %+v", c)
	}
	at := uint64(o.mustCover(t, 1).At.Height)
	r.lies = func(logs []*types.Log) []*types.Log {
		return append(logs, &types.Log{Address: contract{r}.Address(), Topics: []game.Hash{{9}}})
	}
	r.mineTo(r.Height + 1)
	if err := o.Round(t.Context()); err == nil {
		t.Fatal("no error")
	}
	if c := o.mustCover(t, 1); !c.Found || c.Behind == nil || uint64(c.At.Height) != at {
		t.Errorf("while it lies block 1 is covered by %+v", c)
	}
}

// While own derivation is behind nothing is counted, and nothing is called wrong.
func TestOnlookerBehind(t *testing.T) {
	r, right := quarrel(t)
	o, book := onlookerOf(r)
	book.err = fmt.Errorf("%w: 1 of 3 batches", strategy.ErrNotYet)
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c := o.mustCover(t, 1); c.Found || c.Others != 0 || !strings.Contains(c.Why, "1 of 3 batches") {
		t.Errorf("block 1 is covered by %+v", c)
	}
	for id, v := range o.verdicts(t) {
		if id != r.Genesis() && v != Unknown {
			t.Errorf("assertion %s is %s", id, v)
		}
	}
	book.err = nil
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c := o.mustCover(t, 1); !c.Found || c.Claim.ID != right {
		t.Errorf("block 1 is covered by %+v", c)
	}
	asked := book.asked
	for range 5 {
		r.mineTo(r.Height + 1)
		if err := o.Round(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if book.asked != asked {
		t.Errorf("the same claim was computed %d times more", book.asked-asked)
	}
}

// A lie that L1 has confirmed is never counted: it is said.
func TestOnlookerSeesAWrongOneConfirmed(t *testing.T) {
	r := newRig(t, 3)
	o, _ := onlookerOf(r)
	told := r.rivals(1)
	lie, ref := told.claims[0], told.refs[0]
	told.tell(3, game.Settled{Origin: ref.Origin, Winner: ref.Node()})
	told.tell(3, game.Confirmed{Assertion: lie})
	r.tells(told.logs)
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a := o.agreed; !a.Wrong || !strings.Contains(a.Sentence(), "I disagree") {
		t.Errorf("agreement %+v: %s", a, a.Sentence())
	}
	if c := o.mustCover(t, 2); c.Found || c.Others != 1 || !strings.Contains(c.Why, lie.String()) {
		t.Errorf("block 2 is covered by %+v", c)
	}
	if v := o.verdicts(t)[lie]; v != Other {
		t.Errorf("the confirmed lie is %s", v)
	}
}

// Two thousand rivals are listed page by page, and none of them is taken for the claim that nobody has made. Beyond
// what there is room for nothing is heard any more.
func TestOnlookerAmongMany(t *testing.T) {
	const many = 2_000
	r := newRig(t, 3)
	o, _ := onlookerOf(r)
	r.tells(r.rivals(many).logs)
	if err := o.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	began, listed := time.Now(), uint64(0)
	for from := uint64(0); ; {
		list, err := o.Assertions(&from, 256)
		if err != nil {
			t.Fatal(err)
		}
		if len(list.List) == 0 {
			break
		}
		if list.Total != many+1 || len(list.List) > 256 {
			t.Fatalf("%d of %d assertions", len(list.List), list.Total)
		}
		for _, a := range list.List[min(1, len(list.List)-1):] {
			if a.Index > 0 && (a.Verdict != Other || a.Rivals != many-1) {
				t.Fatalf("%+v", a)
			}
		}
		listed += uint64(len(list.List))
		from += uint64(len(list.List))
	}
	if listed != many+1 {
		t.Errorf("%d assertions on all pages", listed)
	}
	if c := o.mustCover(t, 1); c.Found || c.Others != many {
		t.Errorf("block 1 is covered by %+v", c)
	}
	d, err := o.Disputes(0, 32)
	if err != nil || d.Total != 1 || len(d.List[0].Claims) != many {
		t.Errorf("disputes %+v, %v", d.Total, err)
	}
	t.Logf("all pages, the block's claim and the dispute: %s", time.Since(began))
	o.hearing.most = 1_000_000
	r.mineTo(r.Height + 1)
	if err := o.Round(t.Context()); !errors.Is(err, errNoRoom) {
		t.Errorf("beyond the room there is: %v", err)
	}
}

// teller makes logs that a contract could make, which the referee knows nothing of.
type teller struct {
	t      *testing.T
	table  *game.Table
	claims []common.Hash
	refs   []game.Ref
	logs   []*types.Log
}

func (l *teller) tell(height uint64, e game.Event) {
	l.t.Helper()
	if err := l.table.Apply(height, e); err != nil {
		l.t.Fatal(err)
	}
	log, err := game.EncodeEvent(e)
	if err != nil {
		l.t.Fatal(err)
	}
	l.logs = append(l.logs, &types.Log{Address: contract{}.Address(), Topics: log.Topics, Data: log.Data})
}

// tells has the next block that matters carry these logs behind the deployment.
func (r *rig) tells(logs []*types.Log) {
	r.Helper()
	r.mineTo(3)
	third, err := r.ref(3)
	if err != nil {
		r.Fatal(err)
	}
	r.said = func(block common.Hash) []*types.Log {
		if block == third.Hash {
			return logs
		}
		return nil
	}
}

// rivals are so many claims behind the first assertion, all of them wrong.
func (r *rig) rivals(n int) *teller {
	r.Helper()
	config, genesis := r.Referee.Config(), r.Referee.Assertion(r.Genesis())
	l := &teller{t: r.T, table: game.NewTable(config)}
	l.tell(1, config.Deployed(genesis.Range))
	l.logs = nil // the rig makes this one
	origin, _ := l.table.ChildOrigin(r.Genesis())
	for i := range uint64(n) {
		state := program.State{Number: 1 << 60, Made: i}
		span, author := common.BigToHash(new(big.Int).SetUint64(i+1)), common.BigToAddress(new(big.Int).SetUint64(i+1))
		id := game.AssertionID(r.Genesis(), state.Hash(), span)
		ref := game.AssertionRoot(origin, genesis.State, span)
		l.tell(3, game.Asserted{Parent: r.Genesis(), Assertion: id, Author: author, Span: span, State: state.Encode(), End: genesis.Range})
		l.tell(3, game.Entered{Origin: origin, Node: ref.Node(), Claim: id, Base: ref.Base, Span: span, Poster: author})
		l.claims, l.refs = append(l.claims, id), append(l.refs, ref)
	}
	return l
}

// Anybody may ask as often as he likes, and a liar may have cut claims into thousands of parts: what they have earned is
// computed once for each L1 block.
func TestOnlookerComputesTimesOnce(t *testing.T) {
	r, right := quarrel(t)
	o, _ := onlookerOf(r)
	round := func() {
		t.Helper()
		if err := o.Round(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	round()
	earned := func() uint64 {
		t.Helper()
		one, ok := o.reader().Assertion(right)
		if !ok {
			t.Fatal("the right claim is not there")
		}
		return one.Earned
	}
	first, before := o.reader(), earned()
	o.mustCover(t, 1)
	o.verdicts(t)
	if o.reader() != first {
		t.Error("a question had all times computed again, and L1 has not gone on")
	}
	r.mineTo(r.Height + 1)
	round()
	if o.reader() == first || r.Referee.TrueBeta(mustRoot(t, r, right), r.Height) != uint32(earned()) {
		t.Errorf("behind the next L1 block: the same reader %v, earned %d before and %d now", o.reader() == first, before, earned())
	}
}

func mustRoot(t *testing.T, r *rig, id common.Hash) common.Hash {
	t.Helper()
	ref, ok := r.Referee.Root(id)
	if !ok {
		t.Fatal("no root")
	}
	return ref.Node()
}
