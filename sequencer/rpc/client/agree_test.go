// SPDX-License-Identifier: Apache-2.0

package client

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/layeredpow/adit/sequencer/rpc"
)

// Each node is what it says of blocks 7 and 8; the client asks the first for them.
func TestMajority(t *testing.T) {
	seven, eight := seal(t, 7, nil), seal(t, 8, nil)
	whole := map[string]string{
		"adit_getBlocks": "[" + block(t, 7, nil) + "," + block(t, 8, nil) + "]", "adit_getSeals": "[" + seven + "," + eight + "]",
	}
	// What no hash binds: who makes it up has its blocks pass as whole ones.
	made := func(number uint64) map[string]string {
		change := func(b *rpc.Block) { b.Consumed++ }
		changed := func(s *rpc.Seal) { s.Consumed++ }
		if number == 7 {
			return map[string]string{
				"adit_getBlocks": "[" + block(t, 7, change) + "," + block(t, 8, nil) + "]",
				"adit_getSeals":  "[" + seal(t, 7, changed) + "," + eight + "]",
			}
		}
		return map[string]string{
			"adit_getBlocks": "[" + block(t, 7, nil) + "," + block(t, 8, change) + "]",
			"adit_getSeals":  "[" + seven + "," + seal(t, 8, changed) + "]",
		}
	}
	seals := func(text string) map[string]string {
		return map[string]string{"adit_getBlocks": "[]", "adit_getSeals": text}
	}
	mute := func(text string) map[string]string {
		return map[string]string{"adit_getBlocks": "null", "adit_getSeals": text}
	}
	forced := mute("[" + seal(t, 7, func(s *rpc.Seal) { s.Forced = 0 }) + "]")
	hashed := mute("[" + seal(t, 7, func(s *rpc.Seal) { s.Hash[0]++ }) + "]")
	many := seals("[" + seven + "," + eight + "," + eight + "]")
	for _, c := range []struct {
		name  string
		nodes []map[string]string
		want  int // blocks
		apart bool
	}{
		{"one that is alone", []map[string]string{made(7)}, 2, false},
		{"three alike", []map[string]string{whole, whole, whole}, 2, false},
		{"one of three away", []map[string]string{whole, nil, whole}, 2, false},
		{"two of three away", []map[string]string{whole, nil, nil}, 0, true},
		{"the first makes up both", []map[string]string{made(7), whole, whole}, 2, false},
		{"the first makes up the second", []map[string]string{made(8), whole, whole}, 1, false},
		{"two of three make up the same", []map[string]string{made(7), made(7), whole}, 2, false}, // a majority is believed
		{"two, and they differ", []map[string]string{made(7), whole}, 0, true},
		{"two, and the second is a block behind", []map[string]string{whole, seals("[" + seven + "]")}, 1, false},
		{"the others are behind", []map[string]string{whole, seals("[]"), seals("[]")}, 0, false},
		{"other forced, other hash", []map[string]string{whole, forced, hashed}, 0, true},
		{"null and more than asked", []map[string]string{whole, seals("null"), many}, 2, false},
		{"no seal at all", []map[string]string{whole, mute("[null]"), mute("{}")}, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			urls := make([]string, len(c.nodes))
			for i, answers := range c.nodes {
				if urls[i] = nowhere(t); answers != nil {
					urls[i], _ = serve(t, answers)
				}
			}
			blocks, err := dial(t, urls...).Blocks(t.Context(), 7, 2)
			if len(blocks) != c.want || errors.Is(err, errApart) != c.apart || c.want > 0 && err != nil {
				t.Errorf("%d blocks, %v; want %d", len(blocks), err, c.want)
			}
			for _, b := range blocks {
				if c.name != "two of three make up the same" && len(urls) > 1 && b.Consumed != 3 {
					t.Errorf("block %d consumes %d", b.Block.NumberU64(), b.Consumed)
				}
			}
		})
	}
}

// A node that stands still holds nobody up while the others are a majority.
func TestMajorityWaitsForNobody(t *testing.T) {
	done := make(chan struct{})
	still := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-done }))
	defer still.Close()
	defer close(done)
	whole := map[string]string{"adit_getBlocks": "[" + block(t, 7, nil) + "]", "adit_getSeals": "[" + seal(t, 7, nil) + "]"}
	first, _ := serve(t, whole)
	second, _ := serve(t, whole)
	c := dial(t, first, still.URL, second)
	if blocks, err := c.Blocks(t.Context(), 7, 1); err != nil || len(blocks) != 1 {
		t.Errorf("%d blocks, %v", len(blocks), err)
	}
}

// A node that is given twice counts once.
func TestNodeCountsOnce(t *testing.T) {
	made := func(b *rpc.Block) { b.Consumed++ }
	liar, _ := serve(t, map[string]string{
		"adit_getBlocks": "[" + block(t, 7, made) + "]", "adit_getSeals": "[" + seal(t, 7, func(s *rpc.Seal) { s.Consumed++ }) + "]",
	})
	honest, _ := serve(t, map[string]string{"adit_getBlocks": "[" + block(t, 7, nil) + "]", "adit_getSeals": "[" + seal(t, 7, nil) + "]"})
	if blocks, err := dial(t, liar, liar, honest).Blocks(t.Context(), 7, 1); !errors.Is(err, errApart) {
		t.Errorf("%d blocks, %v", len(blocks), err)
	}
}
