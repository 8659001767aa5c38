// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/sequencer/cluster"
)

// membersCommand looks at and changes a sequencer set through one of its running members.
func membersCommand() *cli.Command {
	return group(&cli.Command{
		Name:  "members",
		Usage: "look at the members of a running sequencer set, and change them",
		Description: "Run it on the machine of a member, as the user that runs it: it talks to a socket in the data folder. Changes are made\n" +
			"by the leader; any other member says who that is.",
		Subcommands: []*cli.Command{membersList(), membersAdd(), membersRemove(), membersTransfer()},
	})
}

// memberFlags are the flags that lead to the running member, and more.
func memberFlags(more ...cli.Flag) []cli.Flag {
	return append([]cli.Flag{
		&cli.PathFlag{Name: "data", Usage: "data `FOLDER` of the running sequencer"},
		&cli.PathFlag{Name: "socket", Usage: "control socket `FILE` of the running sequencer, if it is not where the data folder says"},
		&cli.BoolFlag{Name: "json", Usage: "print JSON instead of text"},
	}, more...)
}

func membersList() *cli.Command {
	return role(&cli.Command{
		Name:  "list",
		Usage: "print the members, and what this one knows of the log",
		Flags: memberFlags(),
		Action: memberAction(func(ctx context.Context, _ *cli.Context, at *cluster.Control) (cluster.View, error) {
			return at.Status(ctx)
		}),
	})
}

func membersAdd() *cli.Command {
	return role(&cli.Command{
		Name:  "add",
		Usage: "let a member in, or change its address or vote",
		Description: "Start the new member first, with --raft.join. It follows without a vote until it has the log; only then does it count\n" +
			"for a quorum. Add and remove one at a time, and keep the number of voters odd.",
		Flags: memberFlags(
			&cli.StringFlag{Name: "member", Usage: "`NAME` of the member, as in its certificate"},
			&cli.StringFlag{Name: "address", Usage: "`HOST:PORT` on which the others reach it"},
			&cli.BoolFlag{Name: "no-vote", Usage: "it only follows and does not count for a quorum"},
		),
		Action: memberAction(func(ctx context.Context, c *cli.Context, at *cluster.Control) (cluster.View, error) {
			return at.Add(ctx, cluster.Member{ID: c.String("member"), Address: c.String("address"), Voter: !c.Bool("no-vote")})
		}),
	}, "member", "address")
}

func membersRemove() *cli.Command {
	return role(&cli.Command{
		Name:        "remove",
		Usage:       "take a member out for good",
		Description: "It is refused if the voters that are left and answer would be no majority.",
		Flags:       memberFlags(&cli.StringFlag{Name: "member", Usage: "`NAME` of the member"}),
		Action: memberAction(func(ctx context.Context, c *cli.Context, at *cluster.Control) (cluster.View, error) {
			return at.Remove(ctx, c.String("member"))
		}),
	}, "member")
}

func membersTransfer() *cli.Command {
	return role(&cli.Command{
		Name:  "transfer",
		Usage: "let another member lead",
		Flags: memberFlags(&cli.StringFlag{Name: "member", Usage: "`NAME` of the member; empty: the one with the longest log"}),
		Action: memberAction(func(ctx context.Context, c *cli.Context, at *cluster.Control) (cluster.View, error) {
			return at.Transfer(ctx, c.String("member"))
		}),
	})
}

// memberAction finds the running member, does act, and prints what the member says afterwards.
func memberAction(act func(context.Context, *cli.Context, *cluster.Control) (cluster.View, error)) cli.ActionFunc {
	return func(c *cli.Context) error {
		socket := c.Path("socket")
		if socket == "" {
			if !c.IsSet("data") {
				return usagef("%s needs --data or --socket", c.Command.HelpName)
			}
			socket = cluster.SocketPath(filepath.Join(c.Path("data"), "raft"))
		}
		view, err := act(c.Context, c, cluster.NewControl(socket))
		if err != nil {
			return memberError(err)
		}
		if c.Bool("json") {
			encoder := json.NewEncoder(c.App.Writer)
			encoder.SetIndent("", "  ")
			err = encoder.Encode(view)
		} else {
			err = printMembers(c.App.Writer, view)
		}
		if err != nil {
			return fmt.Errorf("print members: %w", err)
		}
		return nil
	}
}

// memberError says what to do about a refusal. One that a mistyped name explains is a wrong setting.
func memberError(err error) error {
	err = advise(err, memberAdvice(err))
	if errors.Is(err, cluster.ErrUnknownMember) || errors.Is(err, cluster.ErrID) {
		return usage(err)
	}
	return err
}

func memberAdvice(err error) string {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "no sequencer runs with that data folder: check it, and run this on the machine of the member"
	case errors.Is(err, cluster.ErrUnknownMember):
		return "`adit sequencer members list` names the members"
	case errors.Is(err, cluster.ErrNotLeader):
		return "run it on the machine of the member that leads; `adit sequencer members list` names it"
	case errors.Is(err, cluster.ErrUnreachable):
		return "start that member first, with --raft.join and a certificate for its name, and check the address"
	case errors.Is(err, cluster.ErrLagging):
		return "wait until it has caught up, or choose another"
	case errors.Is(err, cluster.ErrRemovesLeader):
		return "`adit sequencer members transfer`, then remove it from the new leader"
	case errors.Is(err, cluster.ErrUnknown):
		return "`adit sequencer members list` tells whether it took effect"
	}
	return ""
}

func printMembers(w io.Writer, v cluster.View) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "MEMBER\tADDRESS\tVOTES\tLEADS\n")
	for _, m := range v.Members {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", m.ID, m.Address, yes(m.Voter), yes(m.ID == v.LeaderID))
	}
	fmt.Fprintf(table, "\nterm %d, log %d, committed %d, handed over %d, snapshot %d, as %s (%s) sees it\n",
		v.Term, v.LastIndex, v.Committed, v.Handed, v.Snapshot, v.ID, v.State)
	if v.Phase != cluster.Whole {
		fmt.Fprintf(table, "%s is %s: %s\n", v.ID, v.Phase, v.Missing)
	}
	return table.Flush()
}

func yes(fact bool) string {
	if fact {
		return "yes"
	}
	return "no"
}
