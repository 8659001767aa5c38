// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/layeredpow/adit/vm/oracle"
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

// TestVMPreimages proves and checks steps that read a value, and what a precompile answers.
func TestVMPreimages(t *testing.T) {
	const step = "9"
	input := make([]byte, 128)
	input[0], input[63], input[95], input[127] = 7, 27, 1, 1 // somebody's signature
	sender, err := oracle.PrecompileKey(oracle.Ecrecover, input)
	if err != nil {
		t.Fatal(err)
	}
	value := oracle.ValueKey([]byte("value"))
	list := write(t, 0o600, fmt.Sprintf(`[{"value": "0x%x"}, {"question": {"precompile": 1, "input": "0x%x"}}]`, "value", input))
	for _, c := range []struct {
		key  oracle.Key
		want string
	}{{value, fmt.Sprintf(`"value": "0x%x"`, "value")}, {sender, `"precompile": 1`}} {
		file := programWith(t, ask, string(c.key[:]))
		out, _, err := runVM(t, "prove", "--preimages", list, "--step", step, file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out, c.want) {
			t.Errorf("got %s, want %s in it", out, c.want)
		}
		if checked, _, err := runVM(t, "check", write(t, 0o600, out)); err != nil || !strings.Contains(checked, "by the contract") {
			t.Errorf("check: %s, %v", checked, err)
		}
		if _, _, err := runVM(t, "prove", "--preimages", write(t, 0o600, "[]"), "--step", step, file); err == nil || !strings.Contains(err.Error(), "no preimage of the file") {
			t.Errorf("without the preimage: got %v", err)
		}
	}
	for _, c := range []struct{ text, want string }{
		{`[{}]`, "neither a value nor a question"},
		{`[{"value": "0x", "question": {"precompile": 1, "input": "0x"}}]`, "neither a value nor a question"},
		{`[{"question": {"precompile": 1, "input": "0x"}}]`, "read preimage 0"},
		{`[{"answer": "0x"}]`, "unknown field"},
		{`{`, "read preimages"},
	} {
		_, _, err := runVM(t, "prove", "--preimages", write(t, 0o600, c.text), program(t, hello))
		if exitCode(err) != exitUsage || !strings.Contains(report(err), c.want) {
			t.Errorf("%s: got %v, want %q", c.text, err, c.want)
		}
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
