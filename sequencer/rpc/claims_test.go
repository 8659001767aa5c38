// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// court has claims on L1: 300 assertions, and a dispute with more sides than an answer has room for.
type court struct{ err error }

const courtSides, courtParts = maxSides + 30, maxParts + 5

func (c court) Assertions(from *uint64, count uint64) (*Assertions, error) {
	a := &Assertions{L1: L1Ref{Height: 90}, Threshold: 180, Latest: 280, Total: 300, Assertions: []Assertion{}}
	first := uint64(a.Latest)
	if from != nil {
		first = *from
	}
	for i := first; i < 300 && i < first+count; i++ {
		a.Assertions = append(a.Assertions, Assertion{Index: hexutil.Uint64(i), ID: common.Hash{byte(i)}, Status: "pending", Derived: "other", Stake: (*hexutil.Big)(big.NewInt(5))})
	}
	return a, c.err
}

func (c court) Disputes(from, count uint64) (*Disputes, error) {
	d := &Disputes{Total: 1, Disputes: []Dispute{}}
	if from == 0 {
		one := Dispute{ID: common.Hash{7}, Claims: make([]Side, courtSides)}
		for i := range one.Claims {
			one.Claims[i] = Side{Earned: hexutil.Uint64(i), Bonds: new(hexutil.Big), Parts: make([]Part, courtParts)}
		}
		d.Disputes = append(d.Disputes, one)
	}
	return d, c.err
}

func (c court) Covering(number uint64) (*Claim, error) {
	if c.err != nil {
		return nil, c.err
	}
	left := hexutil.Uint64(42)
	return &Claim{Status: ClaimPending, AssertedIn: &common.Hash{9}, BlocksLeft: &left, Others: 2}, nil
}

// posted has every block be in a batch that is finalized.
type posted struct{ carried bool }

func (p posted) Node() NodeStatus           { return NodeStatus{} }
func (p posted) Derived() (*Derived, error) { return nil, nil }
func (p posted) Block(uint64) Provenance {
	if !p.carried {
		return Provenance{}
	}
	return Provenance{Batch: &Posting{}, Safe: true, Finalized: true}
}

// Whoever asks for everything gets pages, and whoever asks for nonsense an error that says what of it is wrong.
func TestClaimsArePaged(t *testing.T) {
	need := newSolo(t).needs()
	need.Claims = court{}
	c := dial(t, serve(t, need, nil))
	open := call[Assertions](t, c, "adit_assertions")
	if len(open.Assertions) != 20 || open.Assertions[0].Index != 280 || open.L1.Height != 90 {
		t.Errorf("%d assertions from %+v on", len(open.Assertions), open.Assertions[0])
	}
	all := 0
	for from := uint64(0); from < 300; {
		page := call[Assertions](t, c, "adit_assertions", hexutil.Uint64(from))
		if len(page.Assertions) == 0 || len(page.Assertions) > maxAssertions {
			t.Fatalf("a page of %d", len(page.Assertions))
		}
		all += len(page.Assertions)
		from += uint64(len(page.Assertions))
	}
	if last := call[Assertions](t, c, "adit_assertions", hexutil.Uint64(300)); all != 300 || last.Assertions == nil || len(last.Assertions) != 0 {
		t.Errorf("%d assertions on all pages, and behind them %+v", all, last)
	}
	d := call[Disputes](t, c, "adit_disputes")
	if one := d.Disputes[0]; one.Total != courtSides || len(one.Claims) != maxSides || one.Claims[0].Waiting != courtParts || len(one.Claims[0].Parts) != maxParts {
		t.Errorf("a dispute of %d claims, %d of them shown, %d parts wait", one.Total, len(one.Claims), one.Claims[0].Waiting)
	}
	for _, bad := range []struct {
		method string
		args   []any
		want   string
	}{
		{"adit_assertions", []any{hexutil.Uint64(301)}, "from is 301: there are 300 assertions"},
		{"adit_assertions", []any{hexutil.Uint64(0), hexutil.Uint64(0)}, "count is 0: ask for 1 to 256"},
		{"adit_assertions", []any{nil, hexutil.Uint64(1 << 62)}, "ask for 1 to 256"},
		{"adit_disputes", []any{hexutil.Uint64(2)}, "from is 2: there are 1 disputes"},
		{"adit_disputes", []any{hexutil.Uint64(0), hexutil.Uint64(33)}, "count is 33: ask for 1 to 32"},
	} {
		if code, text := callErr(t, c, bad.method, bad.args...); code != codeInvalid || !strings.Contains(text, bad.want) {
			t.Errorf("%s %v: %d %s", bad.method, bad.args, code, text)
		}
	}
}

// A node that follows no claims, or does not know them yet, says so, and says everything else all the same.
func TestClaimsThatAreNotKnown(t *testing.T) {
	need := newSolo(t).needs()
	c := dial(t, serve(t, need, nil))
	for _, method := range []string{"adit_assertions", "adit_disputes"} {
		if _, text := callErr(t, c, method); !strings.Contains(text, "names no contract") {
			t.Errorf("%s without a contract: %s", method, text)
		}
	}
	need.Claims, need.Status = court{errors.New("L1 was read up to block 7")}, posted{true}
	c = dial(t, serve(t, need, nil))
	for _, method := range []string{"adit_assertions", "adit_disputes"} {
		if _, text := callErr(t, c, method); !strings.Contains(text, "up to block 7") {
			t.Errorf("%s before L1 is read: %s", method, text)
		}
	}
	st := call[standing](t, c, "adit_blockStatus", "latest")
	if st.Stage != stageFinalized || st.Claim == nil || st.Claim.Status != ClaimUnknown || !strings.Contains(st.Claim.Reason, "up to block 7") {
		t.Errorf("a block before L1 is read: %+v %+v", st, st.Claim)
	}
}

// What L1 holds of a block is beside its stage, which is about depth. A block that no batch carries has no claim.
func TestClaimOfABlock(t *testing.T) {
	s := newSolo(t)
	tx := s.tx(0, 0, &common.Address{9}, nil)
	need := s.needs()
	need.Claims, need.Status = court{}, posted{true}
	c := dial(t, serve(t, need, nil))
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx))
	if st := call[standing](t, c, "adit_transactionStatus", tx.Hash()); st.Stage != stageOrdered || st.Claim != nil {
		t.Errorf("in the open block: %+v", st)
	}
	s.seal()
	st := call[standing](t, c, "adit_transactionStatus", tx.Hash())
	if st.Stage != stageFinalized || st.Claim == nil || st.Claim.Status != ClaimPending || *st.Claim.AssertedIn != (common.Hash{9}) ||
		*st.Claim.BlocksLeft != 42 || !strings.Contains(st.Claim.Estimate, "if nothing contradicts") || st.Claim.Others != 2 {
		t.Errorf("got %+v %+v", st, st.Claim)
	}
	need.Status = posted{false}
	if st := call[standing](t, dial(t, serve(t, need, nil)), "adit_blockStatus", "latest"); st.Stage != stageSealed || st.Claim != nil {
		t.Errorf("a block that no batch carries: %+v", st)
	}
}
