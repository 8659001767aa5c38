// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/fsm"
)

// firstWith asks members in order until one has the blocks, as the stage does.
func firstWith(ctx context.Context, p *peers) (blocks []sequencer.Fetched, err error) {
	for _, id := range p.Others() {
		if blocks, err = p.Blocks(ctx, id, 1, common.Hash{}); err == nil && len(blocks) > 0 || ctx.Err() != nil {
			return blocks, err
		}
	}
	return nil, err
}

// crew answers for members: what they do is a word. It counts who was asked.
type crew struct {
	does  map[string]string
	asked []string
}

var errBroken = errors.New("broken")

func (c *crew) answer(ctx context.Context, id string) error {
	c.asked = append(c.asked, id)
	switch c.does[id] {
	case "stands":
		<-ctx.Done()
		return ctx.Err()
	case "lacks":
		return errLacking
	case "fails":
		return errBroken
	}
	return nil
}

func (c *crew) Blocks(ctx context.Context, id string, _ uint64, _ common.Hash) ([]sequencer.Fetched, error) {
	return []sequencer.Fetched{{Hash: common.BytesToHash([]byte(id))}}, c.answer(ctx, id)
}

func (c *crew) Rebased(ctx context.Context, id string, index uint64) (fsm.Rebased, error) {
	return fsm.Rebased{Index: index}, c.answer(ctx, id)
}

// A member that stands still costs its patience with one question, and is asked last from then on.
func TestPeerThatNeverAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &crew{does: map[string]string{"s1": "stands"}}
		p := newPeers(c, []string{"s3", "s2", "s1", "s4"}, "s3")
		began := time.Now()
		for range 5 {
			blocks, err := firstWith(t.Context(), p)
			if err != nil || len(blocks) != 1 || blocks[0].Hash != common.BytesToHash([]byte("s2")) {
				t.Fatalf("got %v, %v, want those of s2", blocks, err)
			}
			if r, err := p.Rebased(t.Context(), p.Others()[0], 9); err != nil || r.Index != 9 {
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

// Who asks and leaves is not kept waiting by the members that are left.
func TestPeersEndWithTheirCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &crew{does: map[string]string{"s1": "stands", "s2": "stands"}}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := firstWith(ctx, newPeers(c, []string{"s1", "s2"}, "s3")); !errors.Is(err, context.DeadlineExceeded) || len(c.asked) != 1 {
			t.Errorf("%v after asking %v, want the end of the caller's patience after s1", err, c.asked)
		}
	})
}

// Who has not got something keeps its place in the order. Who answers comes first, who fails or told what is not so comes last.
func TestPeersInOrder(t *testing.T) {
	for _, tc := range []struct {
		name, does, order string
		blame, fail       bool
		blocks            int
	}{
		{name: "answers", order: "s2 s1 s4", blocks: 1},
		{name: "lacks it", does: "lacks", order: "s1 s2 s4"},
		{name: "fails", does: "fails", order: "s1 s4 s2", fail: true},
		{name: "is blamed", order: "s1 s4 s2", blame: true, blocks: 1},
	} {
		p := newPeers(&crew{does: map[string]string{"s2": tc.does}}, []string{"s4", "s1", "s2", "s3"}, "s3")
		blocks, err := p.Blocks(t.Context(), "s2", 1, common.Hash{})
		if (err != nil) != tc.fail || len(blocks) > 1 || len(blocks) != tc.blocks && !tc.fail {
			t.Errorf("%s: got %v, %v", tc.name, blocks, err)
		}
		if tc.blame {
			p.Blame("s2")
		}
		if got := strings.Join(p.Others(), " "); got != tc.order {
			t.Errorf("%s: asked next in the order %s, want %s", tc.name, got, tc.order)
		}
		if _, err := p.Rebased(t.Context(), "s2", 1); (err != nil) != (tc.does != "") {
			t.Errorf("%s: rebased: %v", tc.name, err)
		}
	}
}

// serveAnswer is an asker of one member that gives the same answer to every call.
func serveAnswer(t *testing.T, result string) *httpPeers {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var call struct{ ID json.RawMessage }
		if err := json.NewDecoder(r.Body).Decode(&call); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"result":%s}`, call.ID, result) // who hangs up has read enough
	}))
	t.Cleanup(server.Close)
	p := newHTTPPeers(map[string]string{"s1": server.URL})
	t.Cleanup(p.close)
	p.join(func(context.Context, string) error { return nil })
	return p
}

// object is a JSON object as adit_getBlocks has it.
func object(t *testing.T, number uint64, parent common.Hash) (map[string]any, common.Hash) {
	t.Helper()
	block := types.NewBlock(&types.Header{Number: new(big.Int).SetUint64(number), ParentHash: parent, Difficulty: new(big.Int)}, nil, nil, trie.NewStackTrie(nil))
	raw, err := rlp.EncodeToBytes(block)
	if err != nil {
		t.Fatal(err)
	}
	messages, err := rlp.EncodeToBytes([]l1anchor.Message{})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]any{"raw": hexutil.Bytes(raw), "forced": "0x0", "consumed": "0x3", "messages": hexutil.Bytes(messages)}, block.Hash()
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// An answer that lacks a field, or is not what was asked for, is refused: executed, it would end this member.
func TestPeerAnswers(t *testing.T) {
	good := func() []any {
		first, hash := object(t, 7, common.Hash{1})
		second, _ := object(t, 8, hash)
		return []any{first, second}
	}
	type change struct {
		name string
		do   func(all []any) []any
		want string
	}
	changes := []change{
		{"complete", func(all []any) []any { return all }, ""},
		{"another number", func(all []any) []any { return all[1:] }, "it is block 8"},
		{"not a chain", func(all []any) []any { other, _ := object(t, 8, common.Hash{2}); return []any{all[0], other} }, "does not stand on"},
		{"more than asked for", func(all []any) []any { return make([]any, fetchCount+1) }, "129 blocks"},
		{"nothing", func([]any) []any { return []any{} }, errLacking.Error()},
		{"more forced than there are", func(all []any) []any { all[0].(map[string]any)["forced"] = "0x1"; return all }, "1 forced transactions of 0"},
	}
	for _, field := range []string{"raw", "forced", "consumed", "messages"} {
		changes = append(changes,
			change{"without " + field, func(all []any) []any { delete(all[1].(map[string]any), field); return all }, fmt.Sprintf("block 8: the answer lacks %q", field)},
			change{"null " + field, func(all []any) []any { all[1].(map[string]any)[field] = nil; return all }, fmt.Sprintf("block 8: the answer lacks %q", field)})
	}
	for _, c := range changes {
		blocks, err := serveAnswer(t, text(t, c.do(good()))).Blocks(t.Context(), "s1", 7, common.Hash{})
		if c.want == "" && (err != nil || len(blocks) != 2 || blocks[1].Input.Consumed != 3) || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %d blocks, %v, want %q", c.name, len(blocks), err, c.want)
		}
	}
}

func TestPeerRebases(t *testing.T) {
	const good = `{"index":"0x5","l1":{"height":"0x1","hash":"0x%064d"},"from":{"number":"0x9","hash":"0x%064d"},"fork":{"number":"0x8","hash":"0x%064d"},` +
		`"head":{"number":"0xa","hash":"0x%064d"},"dictated":"0x2","left":"0x1","open":[]}`
	whole := fmt.Sprintf(good, 1, 2, 3, 4)
	if r, err := serveAnswer(t, "["+whole+"]").Rebased(t.Context(), "s1", 5); err != nil || r.From.Number != 9 || r.Left != 1 {
		t.Errorf("complete: %+v, %v", r, err)
	}
	for _, name := range []string{"index", "l1", "from", "fork", "head", "dictated", "left", "open"} {
		var fields map[string]any
		if err := json.Unmarshal([]byte(whole), &fields); err != nil {
			t.Fatal(err)
		}
		delete(fields, name)
		if _, err := serveAnswer(t, text(t, []any{fields})).Rebased(t.Context(), "s1", 5); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
	if _, err := serveAnswer(t, "["+whole+"]").Rebased(t.Context(), "s1", 4); !errors.Is(err, errLacking) {
		t.Errorf("another rebase: %v, want %v", err, errLacking)
	}
}

// An answer without end is given up, not taken into memory.
func TestPeerAnswerIsBounded(t *testing.T) {
	endless := io.NopCloser(strings.NewReader(strings.Repeat("x", 1<<20)))
	b := &boundedBody{ReadCloser: endless, left: 1000}
	if all, err := io.ReadAll(b); len(all) != 1000 || !errors.Is(err, errTooLong) {
		t.Errorf("%d bytes, %v, want 1000 and %v", len(all), err, errTooLong)
	}
	p := serveAnswer(t, `["`+strings.Repeat("0", maxPeerAnswer)+`"]`)
	if _, err := p.Blocks(t.Context(), "s1", 7, common.Hash{}); !errors.Is(err, errTooLong) {
		t.Errorf("%v, want %v", err, errTooLong)
	}
}

// A member that has not greeted this one as its like is not asked.
func TestOnlyAgreeingPeersAreAsked(t *testing.T) {
	p := newHTTPPeers(map[string]string{"s1": "http://127.0.0.1:1"})
	defer p.close()
	if _, err := p.Blocks(t.Context(), "s1", 1, common.Hash{}); !errors.Is(err, errNotMet) {
		t.Errorf("before the set is joined: %v, want %v", err, errNotMet)
	}
	p.join(func(_ context.Context, id string) error { return fmt.Errorf("%s: %w", id, errBroken) })
	if _, err := p.Rebased(t.Context(), "s1", 1); !errors.Is(err, errBroken) {
		t.Errorf("a member that differs: %v, want %v", err, errBroken)
	}
}
