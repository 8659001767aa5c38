// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"errors"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/etc/liar"
)

// witness is a chain of three blocks and what a reader can ask about it. The second has a message and a batch.
type witness struct {
	inbox  common.Address
	middle common.Hash
	truth  map[l1anchor.Height]*l1anchor.Block
}

func newWitness(t *testing.T, n *etcnode) *witness {
	w := &witness{inbox: n.deploy(), truth: make(map[l1anchor.Height]*l1anchor.Block)}
	offer := func(s l1anchor.Sender, c interface{ Encode() []byte }) {
		if err := s.Offer(t.Context(), []l1anchor.Call{{To: w.inbox, Data: c.Encode(), Gas: 500_000}}); err != nil {
			t.Fatal(err)
		}
	}
	offer(n.sender(w.inbox, strangerKey), &l1anchor.MessageCall{Kind: l1anchor.Forced, Body: []byte("hello")})
	offer(n.sender(w.inbox, seatKey), &l1anchor.BatchCall{Data: []byte("a batch")})
	w.middle = n.mine(1, 13)
	n.mine(1, 13)
	r := n.reader(w.inbox)
	for h := l1anchor.Height(1); h <= 3; h++ {
		b, err := r.BlockByHeight(t.Context(), h)
		if err != nil {
			t.Fatal(err)
		}
		w.truth[h] = b
	}
	if b := w.truth[2]; len(b.Batches) != 1 || len(b.Messages) != 1 || b.Hash != w.middle {
		t.Fatalf("block 2 = %+v; want one batch and one message", b)
	}
	return w
}

// ask puts questions to a reader until one has failed as it should, and returns the errors. What is answered must be
// true.
func (w *witness) ask(t *testing.T, r *etc.Reader, found func(error) bool) (errs []error) {
	t.Helper()
	believe := func(what string, b *l1anchor.Block, err error) {
		if err != nil {
			errs = append(errs, err)
		} else if !reflect.DeepEqual(b, w.truth[b.Height]) {
			t.Errorf("%s: the reader believes in %+v, the truth is %+v", what, b, w.truth[b.Height])
		}
	}
	head, err := r.Head(t.Context())
	if found(err) {
		return []error{err}
	} else if err != nil {
		errs = append(errs, err)
	} else if head.Height > 3 || head.Hash != w.truth[head.Height].Hash {
		b, err := r.BlockByHeight(t.Context(), head.Height)
		believe("an invented head", b, err)
	}
	b, err := r.BlockByHash(t.Context(), w.middle)
	believe("by hash", b, err)
	for range 2 {
		if found(err) {
			return errs
		}
		b, err = r.BlockByHeight(t.Context(), 2)
		believe("by height", b, err)
	}
	return errs
}

// TestLies asks about blocks through nodes that do not tell the truth about them.
func TestLies(t *testing.T) {
	n := startNode(t, "--difficulty", "1024")
	w := newWitness(t, n)
	for _, lie := range liar.Lies(w.inbox) {
		t.Run(lie.Name, func(t *testing.T) {
			t.Parallel()
			proxy := liar.New(n.HTTP)
			server := httptest.NewServer(proxy)
			defer server.Close()
			timeout := time.Minute // a guard only
			if lie.TakesTime() {
				timeout = 5 * time.Second // what the lie runs into, and longer than a busy machine takes to tell it
			}
			r, err := etc.NewReader(etc.Config{URL: server.URL, ChainID: chainID, Inbox: w.inbox, Timeout: timeout})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			proxy.Tell(lie)
			found := func(err error) bool {
				return err != nil && (lie.Want != nil && errors.Is(err, lie.Want) || lie.Says != "" && strings.Contains(err.Error(), lie.Says))
			}
			errs := w.ask(t, r, found)
			if lie.Found() && !slices.ContainsFunc(errs, found) {
				t.Errorf("errors %v, want one that matches %v or says %q", errs, lie.Want, lie.Says)
			}
			if !lie.Found() {
				if _, err := r.Overdue(t.Context()); err != nil {
					t.Logf("overdue: %v", err)
				}
			}
			if told := proxy.Told(); told[lie.Name] == 0 && lie.Found() {
				t.Error("the lie was never told")
			}
			proxy.Tell(nil)
			never := func(error) bool { return false }
			if errs := w.ask(t, r, never); len(errs) != 0 {
				t.Errorf("after the lie: %v", errs)
			}
			if through, err := r.Overdue(t.Context()); err != nil || through != 0 {
				t.Errorf("after the lie %d messages are overdue, %v; want none", through, err)
			}
		})
	}
}

// TestLaggingNodesMoveNobody gives a follower a head from before: a node that lags is no liar, but it must not take
// anybody back either.
func TestLaggingNodesMoveNobody(t *testing.T) {
	n := startNode(t)
	w := newWitness(t, n)
	proxy := liar.New(n.HTTP)
	server := httptest.NewServer(proxy)
	defer server.Close()
	r, err := etc.NewReader(etc.Config{URL: server.URL, ChainID: chainID, Inbox: w.inbox})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var before any
	n.call(&before, "eth_getBlockByNumber", "0x2", false)
	proxy.Tell(liar.Answer("eth_getBlockByNumber", before))
	f := l1anchor.NewFollower(r, w.truth[3].Ref, nil)
	if s, err := f.Next(t.Context()); s != nil || f.At() != w.truth[3].Ref || proxy.Told()["eth_getBlockByNumber"] == 0 {
		t.Errorf("step %+v, %v from the head; want none", s, err)
	}
}
