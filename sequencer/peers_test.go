// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"bytes"
	"context"
	"errors"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
)

// crew answers for members: what they do is a word. It counts who was asked.
type crew struct {
	ids   []string
	does  map[string]string
	asked []string
}

var errBroken = errors.New("broken")

func (c *crew) Others() []string { return c.ids }

func (c *crew) Fetch(ctx context.Context, id string, asked []byte) ([]byte, error) {
	c.asked = append(c.asked, id)
	var q question
	if err := rlp.DecodeBytes(asked, &q); err != nil {
		return nil, err
	}
	switch c.does[id] {
	case "stands":
		<-ctx.Done()
		return nil, ctx.Err()
	case "lacks":
		return rlp.EncodeToBytes([]claimed{})
	case "fails":
		return nil, errBroken
	case "babbles":
		return []byte("no RLP"), nil
	}
	if q.Rebase {
		return rlp.EncodeToBytes([]fsm.Rebased{{Index: q.From}})
	}
	return rlp.EncodeToBytes([]claimed{{Hash: common.BytesToHash([]byte(id))}})
}

// firstWith asks members in order until one has the blocks, as the stage does.
func firstWith(ctx context.Context, p *peers) (blocks []claimed, err error) {
	for _, id := range p.inOrder() {
		if blocks, err = p.blocks(ctx, id, 1, common.Hash{}); err == nil || ctx.Err() != nil {
			return blocks, err
		}
	}
	return nil, err
}

// A member that stands still costs its patience with one question, and is asked last from then on.
func TestPeerThatNeverAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &crew{ids: []string{"s1", "s2", "s4"}, does: map[string]string{"s1": "stands"}}
		p := &peers{Peers: c}
		began := time.Now()
		for range 5 {
			blocks, err := firstWith(t.Context(), p)
			if err != nil || len(blocks) != 1 || blocks[0].Hash != common.BytesToHash([]byte("s2")) {
				t.Fatalf("got %v, %v, want those of s2", blocks, err)
			}
			if r, err := p.rebased(t.Context(), p.inOrder()[0], 9); err != nil || r.Index != 9 {
				t.Fatalf("got %+v, %v", r, err)
			}
		}
		if took := time.Since(began); took != peerPatience {
			t.Errorf("ten questions took %s, want %s", took, peerPatience)
		}
		if got := strings.Join(c.asked[:3], " "); got != "s1 s2 s2" || len(c.asked) != 11 {
			t.Errorf("asked %v, want s1 once and then s2", c.asked)
		}
	})
}

// A caller that leaves does not wait for the members that are left.
func TestPeersEndWithTheirCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &crew{ids: []string{"s1", "s2"}, does: map[string]string{"s1": "stands", "s2": "stands"}}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := firstWith(ctx, &peers{Peers: c}); !errors.Is(err, context.DeadlineExceeded) || len(c.asked) != 1 {
			t.Errorf("%v after asking %v, want the end of the caller's patience after s1", err, c.asked)
		}
	})
}

// A member that answers comes first. One that fails, lies, or says what cannot be read comes last. One that lacks
// what it is asked for keeps its place.
func TestPeersInOrder(t *testing.T) {
	for _, tc := range []struct {
		name, does, order string
		blame, fail       bool
	}{
		{name: "answers", order: "s2 s1 s4"},
		{name: "lacks it", does: "lacks", order: "s1 s2 s4", fail: true},
		{name: "fails", does: "fails", order: "s1 s4 s2", fail: true},
		{name: "babbles", does: "babbles", order: "s1 s4 s2", fail: true},
		{name: "is blamed", order: "s1 s4 s2", blame: true},
	} {
		p := &peers{Peers: &crew{ids: []string{"s1", "s2", "s4"}, does: map[string]string{"s2": tc.does}}}
		p.inOrder()
		if _, err := p.blocks(t.Context(), "s2", 1, common.Hash{}); (err != nil) != tc.fail || errors.Is(err, errLacking) != (tc.does == "lacks") {
			t.Errorf("%s: %v", tc.name, err)
		}
		if tc.blame {
			p.blame("s2")
		}
		if got := strings.Join(p.inOrder(), " "); got != tc.order {
			t.Errorf("%s: asked next in the order %s, want %s", tc.name, got, tc.order)
		}
		if _, err := p.rebased(t.Context(), "s2", 1); (err != nil) != tc.fail {
			t.Errorf("%s: rebased: %v", tc.name, err)
		}
	}
}

// Members that join are asked, and those that leave are not any more.
func TestPeersComeAndGo(t *testing.T) {
	c := &crew{}
	p := &peers{Peers: c}
	for _, step := range []struct{ ids, want string }{{"", ""}, {"s1 s2", "s1 s2"}, {"s1 s2 s3", "s2 s1 s3"}, {"s3 s1", "s1 s3"}} {
		c.ids = strings.Fields(step.ids)
		if got := strings.Join(p.inOrder(), " "); got != step.want {
			t.Errorf("with %s: %s, want %s", step.ids, got, step.want)
		}
		if len(c.ids) == 2 {
			p.judge("s1", errBroken)
		}
	}
}

// answerOf is an answer with these blocks.
func answerOf(t *testing.T, v any) []byte {
	t.Helper()
	b, err := rlp.EncodeToBytes(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// An answer that lacks a field, or is not what was asked for, is refused: executed, it would end this member.
func TestAnswersAreWhole(t *testing.T) {
	tx := types.NewTx(&types.LegacyTx{Gas: 21_000, GasPrice: big.NewInt(1), Value: big.NewInt(2)})
	good := []claimed{
		{Hash: common.Hash{7}, Timestamp: 8, Consumed: 3, Messages: []l1anchor.Message{{Index: 2, Body: []byte{1}}}, Own: []*types.Transaction{tx}},
		{Hash: common.Hash{8}, Parent: common.Hash{7}, Timestamp: 9, Consumed: 3, Messages: []l1anchor.Message{}, Own: []*types.Transaction{}},
	}
	whole := answerOf(t, good)
	blocks, err := decodeBlocks(whole)
	if err != nil || len(blocks) != 2 || blocks[0].Consumed != 3 || !reflect.DeepEqual(blocks[0].Messages, good[0].Messages) || blocks[0].Own[0].Hash() != tx.Hash() {
		t.Fatalf("got %+v, %v", blocks, err)
	}
	if again := answerOf(t, blocks); !bytes.Equal(again, whole) {
		t.Errorf("encoded again it is %x, was %x", again, whole)
	}
	if in := blocks[0].input(); in.Timestamp != 8 || in.Consumed != 3 || len(in.Own) != 1 || len(in.Messages) != 1 {
		t.Errorf("it is executed from %+v", in)
	}
	for name, answer := range map[string][]byte{
		"a field less":      answerOf(t, [][]any{{common.Hash{7}, common.Hash{}, uint64(8), uint64(3), []l1anchor.Message{}}}),
		"a field more":      answerOf(t, [][]any{{common.Hash{7}, common.Hash{}, uint64(8), uint64(3), []l1anchor.Message{}, []*types.Transaction{}, uint64(1)}}),
		"something behind":  append(bytes.Clone(whole), 0),
		"more than asked":   answerOf(t, make([]claimed, mostServed+1)),
		"cut short":         whole[:len(whole)-1],
		"nothing at all":    nil,
		"a rebase's answer": answerOf(t, []fsm.Rebased{{}}),
		"no transaction":    answerOf(t, [][]any{{common.Hash{7}, common.Hash{}, uint64(8), uint64(3), []l1anchor.Message{}, []uint64{1}}}),
	} {
		if blocks, err := decodeBlocks(answer); err == nil || errors.Is(err, errLacking) {
			t.Errorf("%s: %d blocks, %v", name, len(blocks), err)
		}
	}
	if _, err := decodeBlocks(answerOf(t, []claimed{})); !errors.Is(err, errLacking) {
		t.Errorf("no blocks: %v, want %v", err, errLacking)
	}
	for name, answer := range map[string][]byte{"two": answerOf(t, []fsm.Rebased{{}, {}}), "of blocks": whole, "none": nil} {
		if _, err := decodeRebased(answer); err == nil || errors.Is(err, errLacking) {
			t.Errorf("a rebase's answer, %s: %v", name, err)
		}
	}
}

// FuzzServe has answers and questions of any bytes read: they are refused, or mean one thing.
func FuzzServe(f *testing.F) {
	seed := func(v any) {
		b, err := rlp.EncodeToBytes(v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	seed([]claimed{{Hash: common.Hash{7}, Messages: []l1anchor.Message{{Body: []byte{1}}}}})
	seed([]fsm.Rebased{{Index: 3, Open: [][]byte{{1}}}})
	seed(&question{From: 5, To: common.Hash{1}})
	f.Fuzz(func(t *testing.T, b []byte) {
		if blocks, err := decodeBlocks(b); err == nil && !bytes.Equal(answerOf(t, blocks), b) {
			t.Errorf("blocks %x are encoded otherwise again", b)
		}
		if r, err := decodeRebased(b); err == nil && !bytes.Equal(answerOf(t, []fsm.Rebased{r}), b) {
			t.Errorf("rebase %x is encoded otherwise again", b)
		}
		var q question
		if rlp.DecodeBytes(b, &q) == nil && !bytes.Equal(q.encode(), b) {
			t.Errorf("question %x is encoded otherwise again", b)
		}
	})
}
