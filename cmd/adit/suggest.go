// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// unexpected complains about a word where the command c takes none, and names the subcommand that was perhaps meant.
func unexpected(c *cli.Command, ctx *cli.Context) error {
	word, own := ctx.Args().First(), slices.DeleteFunc(slices.Clone(c.Subcommands), isHelp)
	if len(own) == 0 {
		return usagef("%s takes no argument, got %q", ctx.Command.HelpName, word)
	}
	return usagef("%s has no command %q%s", ctx.Command.HelpName, word, similarCommand(own, word))
}

// isHelp says that the library added the command.
func isHelp(c *cli.Command) bool { return c.Name == "help" }

// unknownFlag adds to what the library says of a flag that the command c does not have which one was perhaps meant.
func unknownFlag(c *cli.Command, ctx *cli.Context, err error) error {
	const undefined = "flag provided but not defined: -"
	name, ok := strings.CutPrefix(err.Error(), undefined)
	if !ok {
		return usage(err)
	}
	return usagef("%s has no flag --%s%s", ctx.Command.HelpName, name, similarFlag(c.Flags, name))
}

// similarFlag names the flag that is most like a name, as the end of a complaint.
func similarFlag(flags []cli.Flag, name string) string {
	similar := strings.TrimLeft(cli.SuggestFlag(flags, name, true), "-")
	if similar == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", similar)
}

// similarCommand names the command that is most like a word, as the end of a complaint.
func similarCommand(commands []*cli.Command, word string) string {
	sentence, ok := strings.CutPrefix(cli.SuggestCommand(commands, word), "D")
	if !ok {
		return ""
	}
	return "; d" + sentence
}
