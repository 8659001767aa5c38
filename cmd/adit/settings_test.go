// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"
)

type settings struct {
	Addr  string
	Age   time.Duration
	Debug bool
	Peers []string
	Gas   uint64
}

// runRole runs a role with every type of flag and says what it was given.
func runRole(t *testing.T, args ...string) (got settings, err error) {
	t.Helper()
	app := application()
	app.Commands = []*cli.Command{role(&cli.Command{
		Name: "thing",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "rpc.addr", Value: "default"},
			&cli.DurationFlag{Name: "max-age"},
			&cli.BoolFlag{Name: "debug"},
			&cli.StringSliceFlag{Name: "peers"},
			&cli.Uint64Flag{Name: "gas"},
		},
		Action: func(c *cli.Context) error {
			got = settings{c.String("rpc.addr"), c.Duration("max-age"), c.Bool("debug"), c.StringSlice("peers"), c.Uint64("gas")}
			_, err := logger(c)
			return err
		},
	})}
	err = app.RunContext(t.Context(), append([]string{"adit", "thing"}, args...))
	return got, err
}

func write(t *testing.T, mode os.FileMode, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSettingsPrecedence(t *testing.T) {
	file := write(t, 0o600, "max-age = \"3s\"\ndebug = true\npeers = [\"a\", \"b\"]\ngas = 7\n[rpc]\naddr = \"file\"\n[log]\nlevel = \"error\"\n")
	got, err := runRole(t, "--config", file)
	if err != nil {
		t.Fatal(err)
	}
	if got.Addr != "file" || got.Age != 3*time.Second || !got.Debug || strings.Join(got.Peers, "+") != "a+b" || got.Gas != 7 {
		t.Errorf("from the file: got %+v", got)
	}
	t.Setenv("ADIT_RPC_ADDR", "environment")
	t.Setenv("ADIT_MAX_AGE", "4s")
	if got, err = runRole(t, "--config", file); err != nil || got.Addr != "environment" || got.Age != 4*time.Second || got.Gas != 7 {
		t.Errorf("the environment over the file: got %+v, %v", got, err)
	}
	if got, err = runRole(t, "--config", file, "--rpc.addr", "flag"); err != nil || got.Addr != "flag" || got.Age != 4*time.Second {
		t.Errorf("a flag over both: got %+v, %v", got, err)
	}
}

func TestSettingsComplaints(t *testing.T) {
	for _, c := range []struct {
		name, file string
		args, want []string
		code       int
	}{
		{"unknown key and bad value, both named", "typo = 1\ngas = -1\n", nil, []string{`no setting "typo"`, "gas"}, exitUsage},
		{"not TOML", "= = =", nil, []string{"read settings from"}, exitUsage},
		{"a date is no setting", "gas = 1979-05-27\n", nil, []string{"gas: neither"}, exitUsage},
		{"config inside config", "config = \"x\"\n", nil, []string{`no setting "config"`}, exitUsage},
		{"unknown flag", "", []string{"--nope"}, []string{"nope"}, exitUsage},
		{"stray argument", "", []string{"stray"}, []string{`takes no argument, got "stray"`}, exitUsage},
		{"bad level", "", []string{"--log.level", "loud"}, []string{"--log.level"}, exitUsage},
		{"bad format", "", []string{"--log.format", "xml"}, []string{"want text or json"}, exitUsage},
		{"missing file", "", []string{"--config", "/nonexistent/adit.toml"}, []string{"read settings"}, exitUsage},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := c.args
			if c.file != "" {
				args = append([]string{"--config", write(t, 0o600, c.file)}, args...)
			}
			_, err := runRole(t, args...)
			if err == nil {
				t.Fatal("accepted")
			}
			line := report(err)
			for _, want := range c.want {
				if !strings.Contains(line, want) {
					t.Errorf("report %q does not contain %q", line, want)
				}
			}
			if strings.Contains(line, "\n") {
				t.Errorf("report has more than one line: %q", line)
			}
			if got := exitCode(err); got != c.code {
				t.Errorf("exit code: got %d, want %d", got, c.code)
			}
		})
	}
}

// TestCommandsConfigurable walks the real command tree: every flag of a role has its variable and a sentence.
func TestCommandsConfigurable(t *testing.T) {
	var walk func(path string, list []*cli.Command)
	walk = func(path string, list []*cli.Command) {
		for _, c := range list {
			name := path + " " + c.Name
			if c.Usage == "" {
				t.Errorf("%s has no sentence", name)
			}
			for _, flag := range c.Flags {
				doc, ok := flag.(cli.DocGenerationFlag)
				if !ok || doc.GetUsage() == "" {
					t.Errorf("%s --%s has no sentence", name, flag.Names()[0])
				} else if env := doc.GetEnvVars(); len(env) != 1 || env[0] != envName(flag.Names()[0]) {
					t.Errorf("%s --%s: environment %q, want %q", name, flag.Names()[0], env, envName(flag.Names()[0]))
				}
			}
			walk(name, c.Subcommands)
		}
	}
	walk("adit", commands())
}
