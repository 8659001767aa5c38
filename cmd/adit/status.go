// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/cmd/node/watch"
)

// devnetOps are the operators' ports of a devnet as it is started without settings.
var devnetOps = []string{"http://127.0.0.1:8575", "http://127.0.0.1:8576", "http://127.0.0.1:8577", "http://127.0.0.1:8582", "http://127.0.0.1:8583", "http://127.0.0.1:8584"}

func statusCommand() *cli.Command {
	return role(&cli.Command{
		Name:     "status",
		Usage:    "say how processes do, in a sentence and the figures behind it",
		Category: "tools",
		Description: "It asks the operators' ports (--ops.addr of each role), by default those of a devnet on this machine. Exit code 1 when a process\n" +
			"does not answer or has an alarm raised.",
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "ops", Value: cli.NewStringSlice(devnetOps...), Usage: "`URL`s of operators' ports"},
			&cli.BoolFlag{Name: "watch", Usage: "go on, and show it anew each second"},
			&cli.BoolFlag{Name: "json", Usage: "print JSON"},
		},
		Action: runStatus,
	})
}

func runStatus(c *cli.Context) error {
	urls := c.StringSlice("ops")
	var errs []error
	for i, url := range urls {
		errs = append(errs, checkURL("ops", url))
		urls[i] = strings.TrimSuffix(url, "/")
	}
	if err := usage(errors.Join(errs...)); err != nil {
		return err
	}
	if c.Bool("watch") && c.Bool("json") {
		return usagef("--watch is for people and --json for programs: a program reads /state?follow of each port")
	}
	if c.Bool("watch") {
		return watchStatus(c.Context, c.App.Writer, urls)
	}
	all := askAll(c.Context, urls)
	if err := printStatus(c.App.Writer, all, c.Bool("json")); err != nil {
		return err
	}
	return troubled(all)
}

// sight is what a process said of itself, or why it said nothing.
type sight struct {
	URL   string       `json:"url"`
	State *watch.State `json:"state,omitempty"`
	Error string       `json:"error,omitempty"`

	err error
}

// statusPatience is with one process.
const statusPatience = 5 * time.Second

// askAll asks all processes at once.
func askAll(ctx context.Context, urls []string) []sight {
	all := make([]sight, len(urls))
	var asking sync.WaitGroup
	for i, url := range urls {
		asking.Go(func() {
			all[i].URL = url
			if all[i].State, all[i].err = askOps[watch.State](ctx, url+"/state", "a process", 1<<20); all[i].err != nil {
				all[i].Error = all[i].err.Error()
			}
		})
	}
	asking.Wait()
	return all
}

// askOps asks the operator's port of somebody, and reads so many bytes of the answer at most.
func askOps[T any](ctx context.Context, url, of string, most int64) (*T, error) {
	ctx, cancel := context.WithTimeout(ctx, statusPatience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("HTTP %s: is that the operator's port of %s?", answer.Status, of)
	}
	said := new(T)
	if err := json.NewDecoder(io.LimitReader(answer.Body, most)).Decode(said); err != nil {
		return nil, fmt.Errorf("the answer is not that of %s: %w", of, err)
	}
	return said, nil
}

// watchStatus shows all processes anew each second, until ctx ends.
func watchStatus(ctx context.Context, w io.Writer, urls []string) error {
	for {
		var text strings.Builder
		if err := printStatus(&text, askAll(ctx, urls), false); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		if _, err := fmt.Fprint(w, "\x1b[H\x1b[2J"+text.String()); err != nil { // the cursor goes home, the screen is cleared
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
}

// troubled is nil when all processes do well.
func troubled(all []sight) error {
	for _, s := range all {
		switch {
		case s.err != nil:
			return fmt.Errorf("%s does not answer: %w", s.URL, s.err)
		case s.State.Verdict.Level != watch.Well && s.State.Verdict.Level != watch.Look:
			return fmt.Errorf("%s at %s: %s", s.State.Role, s.URL, s.State.Verdict.Sentence)
		}
	}
	return nil
}

// marks stand before a verdict, so that it can be seen without colours.
var marks = map[watch.Level]string{watch.Well: "●", watch.Look: "○", watch.Act: "▲", watch.Unfit: "✕", watch.Unknown: "?"}

func printStatus(w io.Writer, all []sight, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(all)
	}
	for _, s := range all {
		if _, err := fmt.Fprint(w, s.text()); err != nil {
			return err
		}
	}
	return nil
}

// text is a process in a few lines.
func (s *sight) text() string {
	if s.State == nil {
		return fmt.Sprintf("✕ %s\n    does not answer: %s\n", s.URL, s.Error)
	}
	name := s.State.Role
	if s.State.ID != "" {
		name += " " + s.State.ID
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s, %s, up %s\n    %s\n", marks[s.State.Verdict.Level], name, s.URL, time.Duration(s.State.Up*float64(time.Second)).Round(time.Second), s.State.Verdict.Sentence)
	for _, a := range s.State.Alarms {
		if a.Reason != s.State.Verdict.Sentence {
			fmt.Fprintf(&b, "    %s since %s: %s\n", a.Name, a.Since.Format(time.TimeOnly), a.Reason)
		}
	}
	for _, line := range shown {
		if text := line.of(s.State); text != "" {
			fmt.Fprintf(&b, "    %-10s %s\n", line.name, text)
		}
	}
	return b.String()
}

// line is one line of figures.
type line struct {
	name  string
	parts []part
}

// part is a figure with words around it; without the figure it is left out.
type part struct{ format, figure, label string }

// shown are the lines for people, of any role.
var shown = []line{
	{"blocks", []part{{"sealed %.0f", "block_number", "sealed"}, {"on L1 %.0f", "block_number", "derived"}, {"safe %.0f", "block_number", "safe"}, {"finalized %.0f", "block_number", "finalized"}}},
	{"L1", []part{{"block %.0f", "l1_head_height", ""}, {"derived up to %.0f", "l1_derived_height", ""}, {"answered %.0f s ago", "l1_silence_seconds", ""}, {"reorgs %.0f", "l1_reorgs_total", ""}}},
	{"batches", []part{{"%.0f", "l1_batches", ""}, {"oldest block that is not on L1: %.0f s", "batch_age_seconds", ""}, {"%.0f messages wait", "messages_waiting", ""}}},
	{"log", []part{{"term %.0f", "raft_term", ""}, {"entry %.0f", "raft_last_index", ""}, {"committed %.0f", "raft_commit_index", ""}, {"executed %.0f", "raft_applied_index", ""}}},
	{"pool", []part{{"%.0f queued", "pool_transactions", "queued"}, {"%.0f wait for an earlier nonce", "pool_transactions", "parked"}}},
	{"posting", []part{{"up to block %.0f", "posted_block_number", ""}, {"of %.0f", "sealed_block_number", ""}, {"%.0f batches have landed", "batches_landed", ""}, {"%.0f blocks without one mined", "batches_unmined_blocks", ""}}},
	{"disk", []part{{"%.1f GB are free", "disk_free_bytes", ""}}},
}

// say puts the figure among its words, bytes as gigabytes.
func (p *part) say(v float64) string {
	if strings.HasSuffix(p.figure, "_bytes") {
		v /= 1e9
	}
	return fmt.Sprintf(p.format, v)
}

func (l *line) of(s *watch.State) string {
	var all []string
	for _, p := range l.parts {
		f, ok := s.Figures[p.figure]
		switch v, labelled := f.Labels[p.label]; {
		case ok && p.label == "" && f.Value != nil:
			all = append(all, p.say(*f.Value))
		case ok && labelled:
			all = append(all, p.say(v))
		}
	}
	return strings.Join(all, ", ")
}
