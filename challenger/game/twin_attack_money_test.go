// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/game/gametest"
)

// TestAttackLate makes moves about what is decided: they are taken, and nobody is paid (attacks 30 and 74).
func TestAttackLate(t *testing.T) {
	w, d := newDuel(t, proven)
	w.Wait(uint64(w.Config.Threshold) + w.Config.Delay())
	w.end(d)
	late := game.Split{Node: d.Wrong.A.Tree.Ref(d.Wrong.A.Root, d.Wrong.A.Start, 12, 0), Spans: d.Wrong.A.Tree.Children(12, 0)}
	w.refused(d.Wrong.Who, late, game.AlreadySplit)
	wrong := d.Wrong.C.Leaf(d.Step)
	w.unpaid(d.Wrong.Who, game.Prove{
		Node: wrong.Ref, Start: wrong.Tree.Start(wrong.Claim.Start, d.Step),
		Witness: append(wrong.Tree.State(uint64(d.Step-1)).Bytes(), wrong.Tree.State(uint64(d.Step)).Bytes()...),
	})
	w.unpaid(d.Wrong.Who, game.Update{Node: d.Wrong.C.Root, Spans: d.Wrong.C.Tree.Children(20, 0)})
	w.refused(d.Wrong.Who, game.Settle{Winner: d.Wrong.C.Root}, game.AlreadySettled)
	w.refused(d.Wrong.Who, d.Confirm(), game.UnknownAssertion)

	// The stand-in of the machine believes the other side, too, so it comes to the threshold in the end: the cohort
	// has its winner (attack 41).
	for _, m := range w.Referee.Updates(d.Wrong.A.Root.Node(), w.Height(), w.Config.Threshold) {
		w.unpaid(d.Wrong.Who, m)
	}
	if got := w.Referee.Beta(d.Wrong.A.Root.Node(), w.Height()); got < w.Config.Threshold {
		t.Fatalf("the other side has %d", got)
	}
	second := d.Confirm()
	second.State, second.Span = d.Wrong.A.Encoded, d.Wrong.A.Root.Span
	w.refused(d.Wrong.Who, second, game.AlreadySettled)

	third := w.NewDuel(d.Parent, d.Transition, 7, 7)
	w.refused(w.Accounts[3], third.Assert(&third.Right).Move, game.AlreadySettled)
	// A claim of the strides with another middle and the same end, in a cohort that is settled.
	other := gametest.NewClaim(d.Right.B.Root, d.Right.B.Start, append([]game.Hash{{7}}, d.Right.B.States[len(d.Right.B.States)-1]))
	other.Run = d.Right.B.Run
	w.refused(w.Accounts[3], d.Right.A.Leaf(d.Transition).RefineLeaf(other), game.AlreadySettled)
	w.compare()
}

// TestAttackAlone is the only one of its cohort: the bond comes back, and no reward (attack 52).
func TestAttackAlone(t *testing.T) {
	w, d := newDuel(t, cutA)
	w.taken(d.Right.Who, d.Right.A.Leaf(d.Transition).RefineLeaf(d.Right.B))
	w.refused(d.Right.Who, game.Settle{Winner: d.Right.B.Root}, game.TooEarly)
	w.Wait(uint64(w.Config.Threshold))
	before := w.credit(d.Right.Who)
	w.taken(d.Wrong.Who, game.Settle{Winner: d.Right.B.Root})
	if got, want := w.credit(d.Right.Who)-before, w.Config.Bonds[1]*1e9; got != want {
		t.Errorf("%d wei come back of %d", got, want)
	}
	w.refused(d.Right.Who, game.Settle{Winner: d.Right.A.Root}, game.NoNode)
	w.refused(d.Right.Who, game.Settle{Winner: d.Wrong.B.Root}, game.NoNode)
	w.compare()
}

// TestAttackBatch puts money, withdrawals, batches and a split that is made already into batches (attacks 53 and 81).
func TestAttackBatch(t *testing.T) {
	w, d := newDuel(t, cutA)
	who := w.Accounts[2]
	refine := d.Right.A.Leaf(d.Transition).RefineLeaf(d.Right.B)
	w.taken(who, d.Assert(&d.Right).Move) // 1e17 of credit
	w.taken(who, game.Batch{Moves: []game.Move{refine, game.Batch{Moves: []game.Move{game.Withdraw{To: w.Accounts[3]}}}, game.Batch{}}})
	if got := w.credit(who); got != 0 {
		t.Errorf("%d wei are left", got)
	}
	other := d.Wrong.A.Leaf(d.Transition).RefineLeaf(d.Wrong.B)
	w.refused(who, game.Batch{Moves: []game.Move{other}}, game.WrongBond)
	w.taken(d.Wrong.Who, other)
	cut := game.Split{Node: d.Right.B.Root, Spans: d.Right.B.Tree.Children(16, 0)}
	twice := game.Batch{Moves: []game.Move{game.Split{Node: d.Wrong.B.Root, Spans: d.Wrong.B.Tree.Children(16, 0)}, cut, cut}}
	w.refused(who, twice, game.AlreadySplit)
	w.taken(who, game.Batch{Moves: []game.Move{cut}})
	w.refused(w.Accounts[4], game.Batch{Moves: []game.Move{game.Withdraw{To: who}}}, game.NothingToPay)
	for _, m := range []game.Move{cut, game.Batch{}, game.Withdraw{To: who}, game.Settle{}, game.Unstake{}, d.Confirm(), game.Last{}, game.Prove{}, game.Update{}, game.UpdateFrom{}} {
		w.Wait(1)
		w.do(game.Call{Height: w.Height(), Sender: who, Inbox: w.InboxRange(), Value: uint256.NewInt(1)}, m)
		if key := name(m) + " "; w.met[key] != 1 {
			t.Errorf("%s takes money: %v", name(m), w.met)
		}
	}
	w.compare()
}

// TestAttackRefunds makes every refundable move at all prices: a cohort spends no more than its losers can pay
// (attack 50).
func TestAttackRefunds(t *testing.T) {
	for name, price := range map[string]uint64{"nothing": 0, "a wei": 1, "the most": 2e9, "a million gwei": 1e15} {
		t.Run(name, func(t *testing.T) {
			w, d := newDuel(t, 0)
			greedy := w.Accounts[4]
			for _, turn := range d.Turns() {
				w.Wait(1)
				c := game.Call{Height: w.Height(), Sender: greedy, Inbox: w.InboxRange(), GasPrice: uint256.NewInt(price), Value: uint256.NewInt(1e17)}
				switch turn.Move.(type) {
				case game.Split, game.Prove:
					c.Value = nil
				case game.Assert:
					c.Sender = turn.Who
				}
				w.do(c, turn.Move)
			}
			cohort := w.Referee.Cohort(d.Right.A.Root.Origin)
			// Eight splits and two refinements.
			if spent, all := cohort.Spent, 8*(432_000*min(price, 2e9)/1e9)+2*(165_000*min(price, 2e9)/1e9); price != 0 && spent != min(all, w.Config.Allowance(0)) {
				t.Errorf("%d gwei are spent, want %d or %d", spent, all, w.Config.Allowance(0))
			}
			// Both sides of the step, which only a machine that believes everything lets anybody prove: that is more
			// than the cap.
			wrong := d.Wrong.C.Leaf(d.Step)
			w.Wait(1)
			w.do(game.Call{Height: w.Height(), Sender: greedy, Inbox: w.InboxRange(), GasPrice: uint256.NewInt(price)}, game.Prove{
				Node: wrong.Ref, Start: wrong.Tree.Start(wrong.Claim.Start, d.Step),
				Witness: append(wrong.Tree.State(uint64(d.Step-1)).Bytes(), wrong.Tree.State(uint64(d.Step)).Bytes()...),
			})
			if spent := w.Referee.Cohort(d.Right.C.Root.Origin).Spent; price != 1 && spent != w.Config.Allowance(2) {
				t.Errorf("the last cohort has spent %d gwei, want %d", spent, w.Config.Allowance(2))
			}
			if price == 0 && cohort.Spent == 0 {
				t.Error("a price of nothing is refunded with nothing")
			}
			w.compare()
		})
	}
}

// crowd has n accounts claim something else each behind the deployment.
func (w *twins) crowd(n int) {
	w.t.Helper()
	genesis := w.Referee.Assertion(w.Referee.Genesis())
	for i := range n {
		who, state := common.Address{2, byte(i)}, w.L2State(3)
		tree, err := game.NewTree(16, []game.Hash{crypto.Keccak256Hash(state)})
		if err != nil {
			w.t.Fatal(err)
		}
		w.chain.State.AddBalance(who, uint256.NewInt(1e18), 0)
		w.taken(who, game.Assert{Parent: game.Parent{State: genesis.State}, Range: genesis.Range, State: state, Span: tree.Root(), Path: tree.Last()})
	}
}

// TestAttackCrowd has the right side come behind many: a bond is what it costs alone, and a tenth of each other one is the
// reward (attack 48).
func TestAttackCrowd(t *testing.T) {
	w := newTwins(t, 15)
	w.Wait(uint64(w.Config.MinGap))
	w.crowd(20)
	d := w.NewDuel(w.Referee.Assertion(w.Referee.Genesis()), 2, 2, 2)
	for i, turn := range d.Turns() {
		if _, bonded := turn.Move.(game.Assert); bonded {
			before, bond := w.credit(turn.Who), w.Config.Bonds[game.Transitions]*1e9
			w.Wait(1)
			c := game.Call{Height: w.Height(), Sender: turn.Who, Inbox: w.InboxRange(), Value: uint256.NewInt(bond - 1)}
			w.do(c, turn.Move)
			c.Value = uint256.NewInt(bond)
			if w.do(c, turn.Move); w.met["Assert WrongBond"] != i+1 || w.credit(turn.Who) != before || w.Referee.Stake(turn.Who) == (game.Hash{}) {
				t.Errorf("claim %d behind twenty others takes another bond: %v", i, w.met)
			}
			continue
		}
		w.taken(turn.Who, turn.Move)
	}
	// A stake is worth as much for the next claim.
	before := w.Referee.Stake(d.Wrong.Who)
	child := w.NewDuel(w.Referee.Assertion(before), 1, 1, 1)
	held := w.Referee.Held()
	w.Wait(uint64(w.Config.MinGap))
	w.do(game.Call{Height: w.Height(), Sender: d.Wrong.Who, Inbox: w.InboxRange()}, child.Assert(&child.Wrong).Move)
	if got := w.Referee.Stake(d.Wrong.Who); got == before || !w.Referee.Held().Eq(held) {
		t.Errorf("a stake at %x is at %x behind the next claim, for %s wei more", before, got, held.Sub(w.Referee.Held(), held))
	}
	w.Wait(uint64(w.Config.Threshold) + w.Config.Delay())
	credit := w.credit(d.Right.Who)
	w.end(d)
	if got, want := w.credit(d.Right.Who)-credit, 21*w.Config.Bonds[0]/10*1e9; got < want {
		t.Errorf("%d wei for the winner of 22, want %d at the least", got, want)
	}
}

// TestAttackThreshold ends cohorts one block too early, and in the first block in which that can be.
func TestAttackThreshold(t *testing.T) {
	w, d := newDuel(t, 1)
	w.Wait(uint64(w.Config.Threshold) - 2)
	w.refused(d.Right.Who, d.Confirm(), game.TooEarly)
	w.taken(d.Right.Who, d.Confirm())

	w, d = newDuel(t, cutA)
	w.taken(d.Right.Who, d.Right.A.Leaf(d.Transition).RefineLeaf(d.Right.B))
	w.Wait(uint64(w.Config.Threshold) - 2)
	w.refused(d.Right.Who, game.Settle{Winner: d.Right.B.Root}, game.TooEarly)
	w.taken(d.Right.Who, game.Settle{Winner: d.Right.B.Root})
	w.compare()
}
