// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/docket"
)

// TestDocket shows claims and disputes to people and to programs, and says what to do where there is no challenger.
func TestDocket(t *testing.T) {
	ours, theirs := common.Hash{0xaa, 0xbb, 0xcc, 0xdd}, common.Hash{0x11, 0x22, 0x33, 0x44}
	d := &docket.Docket{
		Height: 77, Threshold: 180, Tolerated: 60, Latest: common.Hash{9},
		Assertions: []docket.Assertion{
			{ID: ours, Status: docket.Pending, Earned: 31, Left: 149, Rivals: 1, Created: 40},
			{ID: theirs, Status: docket.Lost, Earned: 2, Rivals: 1, Created: 39, Stuck: true},
			{ID: common.Hash{0x55}, Status: docket.Confirmed, Block: 71_234, Confirmed: 1_717},
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
		{"assertion list", exitOK, []string{"block 77", "aabbccdd", "pending", "149", "11223344", "stuck     lost  ", "71234     confirmed", "1717"}},
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

// TestChallengerStatus shows what a challenger says of itself, on a screen and as JSON.
func TestChallengerStatus(t *testing.T) {
	tip := common.Hash{0xaa, 0xbb, 0xcc, 0xdd}
	r := &challenger.Report{
		Propose: true, Defend: true, Account: common.Address{0x77}, Height: 90, Target: 180, Heartbeat: "I agree with everything that is claimed up to L2 block 9",
		Money: &challenger.Money{
			Stake: 50e9, Tip: tip, Bonds: 8_200_000_000, AtStake: 58_200_000_000, Credit: 1_250_000_000, Free: 3e9,
			Balance: (*hexutil.Big)(new(big.Int).Mul(big.NewInt(4), big.NewInt(1e18))),
		},
		Claims:   []docket.Assertion{{ID: tip, Block: 9, Earned: 31, Rivals: 1}},
		Disputes: []docket.Dispute{{ID: common.Hash{0xd1}, Parent: common.Hash{0x09}, Claims: []docket.Claim{{Assertion: tip, Earned: 31}, {Unanswered: []docket.Part{{}}}}}},
		Wants:    []string{"split 01020304"}, Offered: 2,
		Computing: []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}, Wake: 120, Notices: []string{"contradicted: the claim is not ours"},
		Problem: "wait for a newer L1 block", Failures: 3,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Path != "/challenger" {
			http.NotFound(w, q)
			return
		}
		if err := json.NewEncoder(w).Encode(r); err != nil {
			t.Error(err)
		}
	}))
	defer server.Close()
	code, line, out := aditRun(t, "challenger", "status", "--ops", server.URL)
	for _, want := range []string{
		"proposes and defends, as 0x7700", "up to L2 block 9", "wait for a newer L1 block (3 rounds in a row)", "contradicted: the claim is not ours",
		"58.200 coins: a stake of 50.000 at assertion aabbccdd, bonds of 8.200", "4.000 coins on L1, 3.000 of them for bonds", "1.250 coins of credit",
		"aabbccdd: L2 up to block 9; has earned 31 of 180 blocks, 1 claims contradict it", "d1000000: 2 claims behind 09000000; aabbccdd leads with 31 blocks, 1 claims have to answer",
		"split 01020304; 2 transactions", "g, h, and 2 more", "at L1 block 120",
	} {
		if code != exitOK || !strings.Contains(out, want) {
			t.Errorf("exit code %d, want %q: %s\n%s", code, want, line, out)
		}
	}
	var again challenger.Report
	code, _, out = aditRun(t, "challenger", "status", "--json", "--ops", server.URL)
	if code != exitOK || json.Unmarshal([]byte(out), &again) != nil || again.Money.Bonds != 8_200_000_000 || again.Heartbeat != r.Heartbeat {
		t.Errorf("exit code %d: %s", code, out)
	}
	*r = challenger.Report{Heartbeat: "I have compared nothing yet", Waiting: "nothing is derived from L1 yet"}
	code, line, out = aditRun(t, "challenger", "status", "--ops", server.URL)
	for _, want := range []string{"watches, and sends nothing", "nothing is derived", "none is wanted", "disputes", "computing  nothing"} {
		if code != exitOK || !strings.Contains(out, want) || strings.Contains(out, "purse") {
			t.Errorf("exit code %d, want %q: %s\n%s", code, want, line, out)
		}
	}
	r.Account = common.Address{0x66}
	if _, _, out = aditRun(t, "challenger", "status", "--ops", server.URL); !strings.Contains(out, "watches, and sends nothing; looks after 0x6600") {
		t.Errorf("a watcher with an account: %s", out)
	}
	if code, line, _ := aditRun(t, "challenger", "status", "--ops", "http://"+closedPort(t)); code != exitFailed || !strings.Contains(line, "nothing listens there") {
		t.Errorf("exit code %d: %s", code, line)
	}
}
