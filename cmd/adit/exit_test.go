// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"github.com/layeredpow/adit/challenger/ledger"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/chain"
)

func TestExitCodes(t *testing.T) {
	cause := errors.New("cause")
	for _, c := range []struct {
		name string
		err  error
		code int
		want string
	}{
		{"plain", fmt.Errorf("do a thing: %w", cause), exitFailed, "do a thing: cause"},
		{"usage", fmt.Errorf("wrapped: %w", usage(cause)), exitUsage, "(--help"},
		{"fatal", fmt.Errorf("wrapped: %w", fatal(cause)), exitFatal, "(do not start it again"},
		{"fatal wins over usage", fatal(usage(cause)), exitFatal, ""},
		{"advice of its own", advise(usage(cause), "chmod 600 key"), exitUsage, "(chmod 600 key)"},
		{"innermost advice", advise(fmt.Errorf("x: %w", advise(cause, "inner")), "outer"), exitFailed, "(inner)"},
		{"log of another version", fmt.Errorf("open: %w", cluster.ErrFormat), exitFatal, "(another version has written this"},
		{"chain of another version", fmt.Errorf("open: %w", chain.ErrFormat), exitFatal, "(another version has written this"},
		{"ledger of another version", fmt.Errorf("open: %w", ledger.ErrFormat), exitFatal, "(another version has written this"},
		{"entry of another version", fmt.Errorf("log entry 7: %w", fsm.ErrFormat), exitFatal, "(another version has written this"},
		{"port taken", fmt.Errorf("listen: %w", syscall.EADDRINUSE), exitFailed, "another process listens there"},
		{"several lines", errors.Join(cause, errors.New("second")), exitFailed, "cause; second"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := exitCode(c.err); got != c.code {
				t.Errorf("exit code: got %d, want %d", got, c.code)
			}
			if got := report(c.err); !strings.Contains(got, c.want) || strings.Contains(got, "\n") {
				t.Errorf("report: got %q, want one line with %q", got, c.want)
			}
		})
	}
}
