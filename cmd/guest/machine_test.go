// SPDX-License-Identifier: Apache-2.0

package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/layeredpow/adit/vm/guest"
)

var update = flag.Bool("update", false, "write the machine hash of the program anew")

// TestMachineHash builds the program as `make guest` does and holds the machine that begins with it, without input,
// against machine.txt. That hash is part of every claim: all who build from the same source must come to it, and a
// change of the program must not go unseen. What the program is made of is compiled into this test, so a change makes
// it run again.
func TestMachineHash(t *testing.T) {
	const pinned = "machine.txt"
	if _, err := os.Stat("../../Makefile"); err != nil { // and so does a change of how it is built
		t.Fatal(err)
	}
	bin := t.TempDir()
	if out, err := exec.Command("make", "-C", "../..", "guest", "BIN="+bin).CombinedOutput(); err != nil {
		t.Fatalf("make guest: %v\n%s", err, out)
	}
	file, err := os.ReadFile(filepath.Join(bin, "guest"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := guest.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := p.Start(nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%x\n", m.Hash())
	if *update {
		if err := os.WriteFile(pinned, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(pinned)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the machine hash is\n%s%s has\n%sIf the program was meant to change, `make generate` writes it; if not, it was built in another way than by all others.",
			got, pinned, want)
	}
}
