// SPDX-License-Identifier: Apache-2.0

package main

import "github.com/urfave/cli/v2"

func vmCommand() *cli.Command {
	return group(&cli.Command{
		Name:     "vm",
		Usage:    "run programs in the machine that disputes are decided on",
		Category: "tools",
		Subcommands: []*cli.Command{
			vmRunCommand(),
			vmBenchCommand(),
			vmProveCommand(),
			vmCheckCommand(),
		},
	})
}
