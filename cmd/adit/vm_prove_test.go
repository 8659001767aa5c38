// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestVMProve proves every step of a program and checks each.
func TestVMProve(t *testing.T) {
	file := program(t, hello)
	after := ""
	for step := range 14 { // 13 and the halted machine, which stays as it is
		out, _, err := runVM(t, "prove", "--step", fmt.Sprint(step), file)
		if err != nil {
			t.Fatalf("step %d: %v", step, err)
		}
		checked, _, err := runVM(t, "check", "--json", write(t, 0o600, out))
		if err != nil {
			t.Fatalf("step %d: %v", step, err)
		}
		var got struct {
			Step          uint64
			Before, After string
			Gas           uint64
		}
		if err := json.Unmarshal([]byte(checked), &got); err != nil {
			t.Fatal(err)
		}
		if got.Step != uint64(step) || after != "" && got.Before != after || got.Gas < 21_000 || (got.Before == got.After) != (step == 13) {
			t.Errorf("step %d: got %+v, want it to go on from %s", step, got, after)
		}
		after = got.After
	}
	if _, _, err := runVM(t, "prove", "--step", "14", file); exitCode(err) != exitUsage || !strings.Contains(report(err), "ended after 13 steps") {
		t.Errorf("a step behind the end: %v", err)
	}
}

// TestVMCheck refuses proofs that are wrong.
func TestVMCheck(t *testing.T) {
	good, _, err := runVM(t, "prove", "--step", "5", program(t, hello))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"another claim", spoil(t, good, "after"), "than the proof claims"},
		{"another root", spoil(t, good, "root"), "does not lead to the root"},
		{"an unknown field", strings.Replace(good, `"step"`, `"stop"`, 1), "unknown field"},
		{"a long header", strings.Replace(good, `"header": "0x`, `"header": "0x00`, 1), "want 885"},
		{"no JSON", "0x", "read proof"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := runVM(t, "check", write(t, 0o600, c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// spoil changes the last digit of a hash.
func spoil(t *testing.T, text, field string) string {
	t.Helper()
	start := strings.Index(text, `"`+field+`": "0x`)
	if start < 0 {
		t.Fatalf("no %s in %s", field, text)
	}
	last := start + len(field) + 7 + 63
	digit := byte('0')
	if text[last] == digit {
		digit = '1'
	}
	return text[:last] + string(digit) + text[last+1:]
}
