// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"runtime/debug"

	"github.com/layeredpow/adit/sequencer/cluster"
)

// release is the version that this binary was built as: -ldflags "-X main.release=1.2.3".
var release = "dev"

// versions is what an operator compares before members are mixed. Builds of the same protocol may be, whatever their
// version.
func versions() string {
	return fmt.Sprintf("%s, commit %s, protocol %d", release, commit(), cluster.Protocol)
}

// commit is what the Go tool recorded about the source that this binary was built from.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, changed := "unknown", ""
	for _, setting := range info.Settings {
		switch {
		case setting.Key == "vcs.revision" && len(setting.Value) >= 12:
			revision = setting.Value[:12]
		case setting.Key == "vcs.modified" && setting.Value == "true":
			changed = "+"
		}
	}
	return revision + changed
}
