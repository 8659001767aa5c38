// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"strings"
	"text/tabwriter"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/docket"
)

func challengerStatusCommand() *cli.Command {
	return role(&cli.Command{
		Name: "status", Usage: "say what a challenger agrees with, what it has at stake, and what it waits for",
		Description: "It asks the operator's port of a challenger (--ops.addr there), by default that of a devnet on this machine.",
		Flags:       askFlags(),
		Action: func(c *cli.Context) error {
			r, err := askChallenger[challenger.Report](c, "/challenger")
			if err != nil {
				return err
			}
			if c.Bool("json") {
				return json.NewEncoder(c.App.Writer).Encode(r)
			}
			return printReport(c.App.Writer, r)
		},
	})
}

// askFlags are those of commands that ask a challenger.
func askFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "ops", Value: devnetChallenger, Usage: "`URL` of the challenger's operator's port"},
		&cli.BoolFlag{Name: "json", Usage: "print JSON"},
	}
}

// askChallenger asks the operator's port of the challenger that the flags name.
func askChallenger[T any](c *cli.Context, path string) (*T, error) {
	if err := checkURL("ops", c.String("ops")); err != nil {
		return nil, err
	}
	said, err := askOps[T](c.Context, strings.TrimSuffix(c.String("ops"), "/")+path, "a challenger", 64<<20)
	if err != nil {
		return nil, fmt.Errorf("ask the challenger: %w", err)
	}
	return said, nil
}

// printReport is a screen for people.
func printReport(w io.Writer, r *challenger.Report) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	row := func(name, format string, args ...any) { fmt.Fprintf(t, "%s\t%s\n", name, fmt.Sprintf(format, args...)) }
	row("role", "%s", roleOf(r))
	row("agreement", "%s", r.Heartbeat)
	if r.Problem != "" {
		row("problem", "%s (%d rounds in a row)", r.Problem, r.Failures)
	}
	if r.Waiting != "" {
		row("waits for", "%s", r.Waiting)
	}
	for _, n := range r.Notices {
		row("look at", "%s", n)
	}
	printMoney(row, r.Money)
	printOwnClaims(row, r)
	printOpen(row, r)
	row("moves", "%s; %d transactions are offered to L1", listed(r.Wants, "none is wanted"), r.Offered)
	row("computing", "%s", listed(r.Computing, "nothing"))
	if r.Wake > r.Height {
		row("next", "at L1 block %d, unless something happens before", r.Wake)
	}
	return t.Flush()
}

func roleOf(r *challenger.Report) string {
	var does []string
	if r.Propose {
		does = append(does, "proposes")
	}
	if r.Defend {
		does = append(does, "defends")
	}
	switch {
	case len(does) == 0 && r.Account == common.Address{}:
		return "watches, and sends nothing"
	case len(does) == 0:
		return fmt.Sprintf("watches, and sends nothing; looks after %s", r.Account)
	}
	return fmt.Sprintf("%s, as %s", strings.Join(does, " and "), r.Account)
}

func printMoney(row func(name, format string, args ...any), m *challenger.Money) {
	if m == nil {
		return
	}
	at := ""
	if m.Stake > 0 {
		at = fmt.Sprintf(" at assertion %x", m.Tip[:4])
	}
	row("at stake", "%s coins: a stake of %s%s, bonds of %s", ofGwei(m.AtStake), ofGwei(m.Stake), at, ofGwei(m.Bonds))
	row("purse", "%s coins on L1, %s of them for bonds", ofGwei(new(big.Int).Div(m.Balance.ToInt(), big.NewInt(1e9)).Uint64()), ofGwei(m.Free))
	row("unclaimed", "%s coins of credit at the contract", ofGwei(m.Credit))
}

func printOwnClaims(row func(name, format string, args ...any), r *challenger.Report) {
	for i := range r.Claims {
		a := &r.Claims[i]
		row("claims", "%x: L2 up to block %d; has earned %d of %d blocks, %d claims contradict it", a.ID[:4], a.Block, a.Earned, r.Target, a.Rivals)
	}
	if len(r.Claims) == 0 && r.Propose {
		row("claims", "none of its own is pending")
	}
}

func printOpen(row func(name, format string, args ...any), r *challenger.Report) {
	for i := range r.Disputes {
		d := &r.Disputes[i]
		row("dispute", "%x: %d claims behind %x; %s", d.ID[:4], len(d.Claims), d.Parent[:4], turns(d))
	}
	if len(r.Disputes) == 0 {
		row("disputes", "none")
	}
}

// turns says whose turn it is in a dispute.
func turns(d *docket.Dispute) string {
	waiting := 0
	for i := range d.Claims {
		if len(d.Claims[i].Unanswered) > 0 {
			waiting++
		}
	}
	best := leader(d)
	return fmt.Sprintf("%x leads with %d blocks, %d claims have to answer", best.Assertion[:4], best.Earned, waiting)
}

// mostListed is how many of a kind a screen has room for.
const mostListed = 8

func listed(all []string, none string) string {
	switch n := len(all); {
	case n == 0:
		return none
	case n > mostListed:
		return fmt.Sprintf("%s, and %d more", strings.Join(all[:mostListed], ", "), n-mostListed)
	}
	return strings.Join(all, ", ")
}

// ofGwei is an amount of gwei in whole coins of L1.
func ofGwei(gwei uint64) string { return fmt.Sprintf("%.3f", float64(gwei)/1e9) }
