// SPDX-License-Identifier: Apache-2.0

package main

import "github.com/urfave/cli/v2"

// commands lists the roles first, then the tools.
func commands() []*cli.Command {
	return []*cli.Command{
		sequencerCommand(),
		batcherCommand(),
		verifierCommand(),
		challengerCommand(),
		devnetCommand(),
		deployCommand(),
		statusCommand(),
		assertionCommand(),
		disputeCommand(),
		verifyCommand(),
		proveCommand(),
		vmCommand(),
		benchCommand(),
		batchCommand(),
	}
}
