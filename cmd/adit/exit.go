// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"

	"github.com/layeredpow/adit/challenger/ledger"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/chain"
)

const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = node.ExitUsage
	exitFatal  = node.ExitFatal
	exitCrash  = 70
)

// usageError is a mistake in how adit was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usage(err error) error {
	if err == nil {
		return nil
	}
	return usageError{err}
}

func usagef(format string, args ...any) error { return usage(fmt.Errorf(format, args...)) }

// fatalError says that going on would do harm.
type fatalError struct{ error }

func (e fatalError) Unwrap() error { return e.error }

func fatal(err error) error {
	if err == nil {
		return nil
	}
	return fatalError{err}
}

// programExit is the end of a program that a command ran: its exit code is the command's. Without a text nothing is
// printed, because the program has said what there was to say.
type programExit struct {
	code int
	text string
}

func (e programExit) Error() string { return e.text }

// advice is an error with what its reader can do about it.
type advice struct {
	error
	next string
}

func (e advice) Unwrap() error { return e.error }

// advise adds a next step to an error, unless that is empty. The nearest advice to the cause is the one that is shown.
func advise(err error, next string) error {
	if err == nil || next == "" {
		return err
	}
	return advice{err, next}
}

func isCancellation(err error) bool {
	return errors.Is(err, context.Canceled)
}

func exitCode(err error) int {
	var program programExit
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &program):
		return program.code
	case errors.As(err, new(fatalError)), unknownFormat(err):
		return exitFatal
	case errors.As(err, new(usageError)), errors.Is(err, node.ErrSettings):
		return exitUsage
	}
	return exitFailed
}

// unknownFormat tells that a build met what another one has written.
func unknownFormat(err error) bool {
	return errors.Is(err, cluster.ErrFormat) || errors.Is(err, fsm.ErrFormat) || errors.Is(err, chain.ErrFormat) ||
		errors.Is(err, ledger.ErrFormat)
}

// report makes an error into one line that ends with what to do next.
func report(err error) string {
	line := strings.Join(strings.FieldsFunc(err.Error(), func(r rune) bool { return r == '\n' }), "; ")
	if next := nextStep(err); next != "" {
		line += " (" + next + ")"
	}
	return line
}

func nextStep(err error) (next string) {
	for e := err; e != nil; e = errors.Unwrap(e) {
		if a, ok := e.(advice); ok { //nolint:errorlint // the chain is walked by hand to find the innermost one
			next = a.next
		}
	}
	switch {
	case next != "":
		return next
	case unknownFormat(err):
		return "another version has written this: start that one, or this one with an empty data folder; nothing was changed"
	case errors.Is(err, os.ErrNotExist) && exitCode(err) == exitUsage:
		return "check the path"
	case errors.Is(err, syscall.EADDRINUSE):
		return "another process listens there: stop it, or choose another address"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing listens there: check the address, or start that process first"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full: make room and start again"
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM):
		return "this user may not: check owner and mode of that path"
	case errors.As(err, new(usageError)):
		return "--help lists every setting"
	case errors.As(err, new(fatalError)):
		return "do not start it again before somebody has looked at it"
	}
	return ""
}
