// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"regexp"
	"testing"

	"github.com/layeredpow/adit/sequencer/cluster"
)

// --version names version, commit and protocol, for people and for scripts that upgrade a set.
func TestVersion(t *testing.T) {
	var out bytes.Buffer
	app := application()
	app.Writer = &out
	if err := app.Run([]string{"adit", "--version"}); err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(fmt.Sprintf(`^adit version dev, commit (unknown|[0-9a-f]{12}\+?), protocol %d\n$`, cluster.Protocol))
	if !want.MatchString(out.String()) {
		t.Errorf("got %q, want %s", out.String(), want)
	}
}
