// SPDX-License-Identifier: Apache-2.0

// Command adit is the whole rollup in one binary: every role is a subcommand and runs as a process of its own. Roles
// speak to each other over the network and through L1 only, so any of them may run on another machine.
//
// Exit codes, for whoever supervises the process:
//
//	0   done, or stopped by a signal
//	1   failed; starting it again may help (L1 not reachable, port taken, disk full)
//	2   wrong flag, environment variable or configuration file; starting it again will not help
//	3   stopped on purpose to do no harm; a person must look before it is started again
//	70  crashed; the report on standard error is what we need to repair it
//
// `adit vm run` has the exit code of the program that it runs.
//
// A crash outside of the main goroutine leaves with the Go runtime's own code, which is 2 as well, and its own report.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/urfave/cli/v2"
)

func main() { os.Exit(run(os.Args)) }

// run is main without the exit, so that deferred work is done.
func run(args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(os.Stderr, "adit crashed: %v\nversion %s, arguments %q\n\n%s\n", r, versions(), args, debug.Stack())
			fmt.Fprintln(os.Stderr, "This is a mistake in adit, not in how it was used. Nothing that was acknowledged depends on memory: starting it again is safe.")
			code = exitCrash
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once

	err := application().RunContext(ctx, args)
	if err == nil || ctx.Err() != nil && isCancellation(err) {
		return exitOK
	}
	if line := report(err); line != "" {
		fmt.Fprintln(os.Stderr, "adit: "+line)
	}
	return exitCode(err)
}

func application() *cli.App {
	return &cli.App{
		Name:                 "adit",
		Usage:                "an optimistic rollup on proof-of-work",
		Version:              versions(),
		Suggest:              true,
		EnableBashCompletion: true,
		HideHelpCommand:      true,
		Description: "Every setting is a flag, an environment variable (ADIT_ and the flag's name, dots and dashes as underscores)\n" +
			"or a key of the TOML file given by --config; flags win over the environment, the environment over the file.",
		OnUsageError: func(_ *cli.Context, err error, _ bool) error { return usage(err) },
		// Errors are printed and turned into an exit code in one place, run.
		ExitErrHandler: func(*cli.Context, error) {},
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				word := c.Args().First()
				return usagef("there is no command %q%s", word, similarCommand(c.App.Commands, word))
			}
			return cli.ShowAppHelp(c)
		},
		Commands: commands(),
	}
}
