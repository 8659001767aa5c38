// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/challenger/docket"
)

// devnetChallenger is the operator's port of a devnet's challenger as it is started without settings.
const devnetChallenger = "http://127.0.0.1:8582"

func assertionCommand() *cli.Command {
	return &cli.Command{
		Name: "assertion", Usage: "claims about the L2 state on L1", Category: "tools",
		Subcommands: []*cli.Command{docketCommand("list", "list all claims, and how long each has to stand", printAssertions)},
	}
}

func disputeCommand() *cli.Command {
	show := docketCommand("show", "show both sides of a dispute, and whose turn it is", nil)
	show.ArgsUsage = "ID"
	show.Action = func(c *cli.Context) error {
		if c.NArg() != 1 {
			return usagef("adit dispute show needs one ID: `adit dispute list` has them, and their beginning is enough")
		}
		return withDocket(c, func(w io.Writer, d *docket.Docket) error { return showDispute(w, d, c.Args().First(), c.Bool("json")) })
	}
	return &cli.Command{
		Name: "dispute", Usage: "claims that contradict each other", Category: "tools",
		Subcommands: []*cli.Command{docketCommand("list", "list all disputes", printDisputes), show},
	}
}

// docketCommand is one that asks a challenger for its docket.
func docketCommand(name, usage string, print func(io.Writer, *docket.Docket) error) *cli.Command {
	return role(&cli.Command{
		Name: name, Usage: usage,
		Description: "It asks the operator's port of a challenger (--ops.addr there), by default that of a devnet on this machine.",
		Flags:       askFlags(),
		Action: func(c *cli.Context) error {
			return withDocket(c, func(w io.Writer, d *docket.Docket) error {
				if c.Bool("json") {
					return json.NewEncoder(w).Encode(d)
				}
				return print(w, d)
			})
		},
	})
}

func withDocket(c *cli.Context, show func(io.Writer, *docket.Docket) error) error {
	d, err := askChallenger[docket.Docket](c, "/docket")
	if err != nil {
		return err
	}
	return show(c.App.Writer, d)
}

func printAssertions(w io.Writer, d *docket.Docket) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "At L1 block %d. A claim must earn %d blocks.\nASSERTION\tBEHIND\tSTATE\tL2 BLOCK\tSTATUS\tEARNED\tLEFT\tRIVALS\tCREATED\tCONFIRMED\tAUTHOR\n", d.Height, d.Threshold)
	for _, a := range d.Assertions {
		left, confirmed := "–", "–"
		switch a.Status {
		case docket.Pending:
			left = fmt.Sprint(a.Left)
		case docket.Confirmed:
			confirmed = fmt.Sprint(a.Confirmed)
		}
		block := fmt.Sprint(a.Block)
		if a.Stuck {
			block = "stuck"
		}
		fmt.Fprintf(t, "%x\t%x\t%x\t%s\t%s\t%d\t%s\t%d\t%d\t%s\t%s\n",
			a.ID[:4], a.Parent[:4], a.State[:4], block, a.Status, a.Earned, left, a.Rivals, a.Created, confirmed, a.Author)
	}
	return t.Flush()
}

func printDisputes(w io.Writer, d *docket.Docket) error {
	if len(d.Disputes) == 0 {
		_, err := fmt.Fprintf(w, "At L1 block %d nothing is disputed.\n", d.Height)
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "DISPUTE\tBEHIND\tCLAIMS\tLEADS\tEARNED\tOF\tSETTLED\n")
	for _, one := range d.Disputes {
		best := leader(&one)
		fmt.Fprintf(t, "%x\t%x\t%d\t%x\t%d\t%d\t%v\n", one.ID[:4], one.Parent[:4], len(one.Claims), best.Assertion[:4], best.Earned, d.Threshold, one.Settled)
	}
	return t.Flush()
}

// leader is the claim that has earned most.
func leader(d *docket.Dispute) (best docket.Claim) {
	for i, c := range d.Claims {
		if i == 0 || c.Earned > best.Earned {
			best = c
		}
	}
	return best
}

var errNoDispute = errors.New("no dispute has that ID")

func showDispute(w io.Writer, d *docket.Docket, id string, asJSON bool) error {
	var found *docket.Dispute
	for i := range d.Disputes {
		if hex := fmt.Sprintf("%x", d.Disputes[i].ID); strings.HasPrefix(hex, strings.TrimPrefix(strings.ToLower(id), "0x")) && id != "" {
			if found != nil {
				return usagef("several disputes have an ID that begins with %s", id)
			}
			found = &d.Disputes[i]
		}
	}
	switch {
	case found == nil:
		return advise(fmt.Errorf("%w: %s", errNoDispute, id), "`adit dispute list` has them")
	case asJSON:
		return json.NewEncoder(w).Encode(found)
	}
	return printDispute(w, d, found)
}

func printDispute(w io.Writer, d *docket.Docket, one *docket.Dispute) error {
	fmt.Fprintf(w, "dispute %x about what follows assertion %x, at L1 block %d\n", one.ID, one.Parent[:4], d.Height)
	for _, c := range one.Claims {
		turn := "nothing of it waits for an answer"
		if n := len(c.Unanswered); n > 0 {
			turn = fmt.Sprintf("it is its turn: %d contested parts have no answer", n)
		}
		if one.Settled {
			turn = "decided"
		}
		fmt.Fprintf(w, "\nclaim %x by %s\n  has earned %d of %d blocks; %s\n  %d parts, %d steps done by L1, %.3f coins at stake\n",
			c.Assertion[:4], c.Author, c.Earned, d.Threshold, turn, c.Nodes, c.Proven, float64(c.Bonds)/1e9)
		for _, p := range c.Unanswered {
			fmt.Fprintf(w, "    level %s, 2^%d leaves from %d, contradicted since L1 block %d\n", p.Level, p.Len, p.Pos, p.Since)
		}
	}
	return nil
}
