// SPDX-License-Identifier: Apache-2.0

package cmd

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

// The hash is the pinned one, all 32 bytes of it.
func TestProgram(t *testing.T) {
	text, err := os.ReadFile("guest/machine.txt")
	if err != nil {
		t.Fatal(err)
	}
	got := Program()
	if want := strings.TrimSpace(string(text)); hex.EncodeToString(got[:]) != want {
		t.Errorf("got %x, want %s", got, want)
	}
}
