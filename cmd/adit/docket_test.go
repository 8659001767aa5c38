// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/docket"
)

// TestDocket shows claims and disputes to people and to programs, and says what to do where there is no challenger.
func TestDocket(t *testing.T) {
	ours, theirs := common.Hash{0xaa, 0xbb, 0xcc, 0xdd}, common.Hash{0x11, 0x22, 0x33, 0x44}
	d := &docket.Docket{
		Height: 77, Threshold: 180, Tolerated: 60, Latest: common.Hash{9},
		Assertions: []docket.Assertion{
			{ID: ours, Status: docket.Pending, Earned: 31, Left: 149, Rivals: 1, Created: 40},
			{ID: theirs, Status: docket.Lost, Earned: 2, Rivals: 1, Created: 39},
		},
		Disputes: []docket.Dispute{{ID: common.Hash{0xd1, 0x5b}, Claims: []docket.Claim{
			{Assertion: theirs, Earned: 2, Bonds: 1e9, Unanswered: []docket.Part{{Level: "B", Len: 12, Pos: 4096, Since: 55}}},
			{Assertion: ours, Earned: 31, Bonds: 1_250_000_000, Nodes: 65, Proven: 1},
		}}},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/docket" {
			http.NotFound(w, r)
			return
		}
		if err := json.NewEncoder(w).Encode(d); err != nil {
			t.Error(err)
		}
	}))
	defer server.Close()
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	for _, c := range []struct {
		args string
		code int
		want []string
	}{
		{"assertion list", exitOK, []string{"block 77", "aabbccdd", "pending", "149", "11223344", "lost  "}},
		{"dispute list", exitOK, []string{"d15b0000", "aabbccdd  31      180", "false"}},
		{"dispute show 0xD15B", exitOK, []string{"claim 11223344", "it is its turn: 1 contested part", "level B, 2^12 leaves from 4096, contradicted since L1 block 55",
			"claim aabbccdd", "has earned 31 of 180 blocks; nothing of it waits", "65 parts, 1 steps done by L1, 1.250 coins"}},
		{"dispute show d15c", exitFailed, []string{"no dispute has that ID: d15c", "adit dispute list"}},
		{"dispute show", exitUsage, []string{"needs one ID"}},
	} {
		args := append(strings.Fields(c.args), "--ops", server.URL)
		if strings.HasPrefix(c.args, "dispute show") { // flags come before arguments
			args = append([]string{"dispute", "show", "--ops", server.URL}, strings.Fields(c.args)[2:]...)
		}
		code, line, out := aditRun(t, args...)
		for _, want := range c.want {
			if code != c.code || !strings.Contains(out+line, want) {
				t.Errorf("%s: exit code %d, want %d and %q: %s\n%s", c.args, code, c.code, want, line, out)
			}
		}
	}
	code, _, out := aditRun(t, "dispute", "list", "--json", "--ops", server.URL)
	var again docket.Docket
	if code != exitOK || json.Unmarshal([]byte(out), &again) != nil || len(again.Disputes) != 1 || again.Disputes[0].Claims[1].Bonds != 1_250_000_000 {
		t.Errorf("exit code %d: %s", code, out)
	}
	for url, want := range map[string]string{other.URL: "port of a challenger", "http://" + closedPort(t): "nothing listens there"} {
		if code, line, _ := aditRun(t, "assertion", "list", "--ops", url); code != exitFailed || !strings.Contains(line, want) {
			t.Errorf("%s: exit code %d: %s", url, code, line)
		}
	}
}
