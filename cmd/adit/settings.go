// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/urfave/cli/v2"
)

// role makes a command configurable in the three ways that every role has: flags, environment, file. It also gives it
// the flags of the log. The settings that required names must come from one of the three; their help says so.
func role(c *cli.Command, required ...string) *cli.Command {
	markRequired(c, required)
	c.Flags = append(c.Flags, logFlags()...)
	c.Flags = append(c.Flags, &cli.PathFlag{
		Name: "config", Usage: "read settings from this TOML `FILE`; its keys are the flags' names, a dot starts a table", Category: "settings:",
	})
	for _, flag := range c.Flags {
		setEnv(flag)
	}
	before := c.Before
	c.Before = func(ctx *cli.Context) error {
		if c.Command(ctx.Args().First()) != nil {
			return nil // the subcommand has settings of its own
		}
		if err := loadSettings(ctx, c.Flags); err != nil {
			return usage(err)
		}
		if ctx.Args().Present() && c.ArgsUsage == "" {
			return unexpected(c, ctx)
		}
		if err := require(ctx, required...); err != nil {
			return err
		}
		if before != nil {
			return before(ctx)
		}
		return nil
	}
	c.OnUsageError = func(ctx *cli.Context, err error, _ bool) error { return unknownFlag(c, ctx, err) }
	return c
}

// group is a command that has subcommands and does nothing by itself.
func group(c *cli.Command) *cli.Command {
	c.Action = func(ctx *cli.Context) error {
		if ctx.Args().Present() {
			return unexpected(c, ctx)
		}
		return cli.ShowSubcommandHelp(ctx)
	}
	c.OnUsageError = func(ctx *cli.Context, err error, _ bool) error { return unknownFlag(c, ctx, err) }
	return c
}

// markRequired says in a flag's help that the command needs it.
func markRequired(c *cli.Command, names []string) {
	for _, flag := range c.Flags {
		if !slices.Contains(names, flag.Names()[0]) {
			continue
		}
		const mark = " (required)"
		switch f := flag.(type) {
		case *cli.StringFlag:
			f.Usage += mark
		case *cli.PathFlag:
			f.Usage += mark
		case *cli.Uint64Flag:
			f.Usage += mark
		case *cli.StringSliceFlag:
			f.Usage += mark
		default:
			panic(fmt.Sprintf("flag --%s has a type that cannot be required", flag.Names()[0]))
		}
	}
}

// envName is the environment variable of a flag: rpc.addr is ADIT_RPC_ADDR.
func envName(flag string) string {
	return "ADIT_" + strings.ToUpper(strings.NewReplacer(".", "_", "-", "_").Replace(flag))
}

func setEnv(flag cli.Flag) {
	env := []string{envName(flag.Names()[0])}
	switch f := flag.(type) {
	case *cli.StringFlag:
		f.EnvVars = env
	case *cli.PathFlag:
		f.EnvVars = env
	case *cli.BoolFlag:
		f.EnvVars = env
	case *cli.IntFlag:
		f.EnvVars = env
	case *cli.Uint64Flag:
		f.EnvVars = env
	case *cli.Float64Flag:
		f.EnvVars = env
	case *cli.DurationFlag:
		f.EnvVars = env
	case *cli.StringSliceFlag:
		f.EnvVars = env
	default:
		panic(fmt.Sprintf("flag --%s has a type that settings.go does not know", flag.Names()[0]))
	}
}

// loadSettings gives every flag that neither the command line nor the environment has set the value that the
// configuration file has for it. All complaints about the file come at once.
func loadSettings(c *cli.Context, flags []cli.Flag) error {
	path := c.Path("config")
	if path == "" {
		return nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read settings: %w", err)
	}
	table := map[string]any{}
	if err := toml.Unmarshal(raw, &table); err != nil {
		return fmt.Errorf("read settings from %s: %w", path, err)
	}
	values := map[string]string{}
	complaints := []error{flatten("", table, values)}
	known := map[string]bool{}
	for _, flag := range flags {
		known[flag.Names()[0]] = true
	}
	set := map[string]bool{} // before the first value from the file makes its flag look set
	for name := range values {
		set[name] = known[name] && c.IsSet(name)
	}
	for _, name := range sortedKeys(values) {
		switch {
		case !known[name] || name == "config":
			complaints = append(complaints, fmt.Errorf("%s: %s has no setting %q%s", path, c.Command.HelpName, name, similarFlag(flags, name)))
		case !set[name]:
			if err := c.Set(name, values[name]); err != nil {
				complaints = append(complaints, fmt.Errorf("%s: %s = %q: %w", path, name, values[name], err))
			}
		}
	}
	return errors.Join(complaints...)
}

// flatten turns tables into dotted names and values into what a flag would be given.
func flatten(prefix string, table map[string]any, values map[string]string) error {
	var complaints []error
	for key, value := range table {
		name := prefix + key
		switch v := value.(type) {
		case map[string]any:
			complaints = append(complaints, flatten(name+".", v, values))
		case []any:
			items := make([]string, len(v))
			for i, item := range v {
				items[i] = fmt.Sprint(item)
			}
			values[name] = strings.Join(items, ",")
		case string, bool, int64, float64:
			values[name] = fmt.Sprint(v)
		default:
			complaints = append(complaints, fmt.Errorf("%s: neither a text, a number, a truth value nor a list of them", name))
		}
	}
	return errors.Join(complaints...)
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// require complains about every named setting that is empty, all at once.
func require(c *cli.Context, names ...string) error {
	var missing []string
	for _, name := range names {
		if !c.IsSet(name) {
			missing = append(missing, "--"+name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return usagef("%s needs %s", c.Command.HelpName, strings.Join(missing, ", "))
}

func logFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "log.level", Value: "info", Usage: "least `LEVEL` that is logged: debug, info, warn or error", Category: "log:"},
		&cli.StringFlag{Name: "log.format", Value: "text", Usage: "text for people or json for machines", Category: "log:"},
	}
}

// logger builds the process's logger from its flags. It writes to standard error: standard output is for results.
func logger(c *cli.Context) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.String("log.level"))); err != nil {
		return nil, usagef("--log.level: %w", err)
	}
	options := &slog.HandlerOptions{Level: level}
	var handler slog.Handler
	switch format := c.String("log.format"); format {
	case "text":
		handler = slog.NewTextHandler(os.Stderr, options)
	case "json":
		handler = slog.NewJSONHandler(os.Stderr, options)
	default:
		return nil, usagef("--log.format is %q, want text or json", format)
	}
	quieten(handler)
	return slog.New(handler), nil
}
