// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/elf"
	"github.com/layeredpow/adit/vm/fast"
)

func vmRunCommand() *cli.Command {
	return role(&cli.Command{
		Name:      "run",
		Usage:     "run a static riscv64 Linux program; its output and exit code are those of this command",
		ArgsUsage: "ELF [ARGUMENT...]",
		Description: "Flags of this command stand before the program, all that stands behind it is the program's. A program that the machine\n" +
			"stops has the exit code that a shell shows for the signal that Linux would have sent, such as 139 for an access to\n" +
			"unmapped memory.",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "steps", Usage: "print the number of steps to standard error"},
			&cli.Uint64Flag{Name: "max-steps", Usage: "stop the machine after this `NUMBER` of steps; 0 never"},
			&cli.StringFlag{Name: "input", Usage: fmt.Sprintf("`FILE` that is the program's standard input, of %d bytes at most; - for that of this command", vm.InputSize)},
			&cli.StringSliceFlag{Name: "env", Usage: "`NAME=VALUE` in the environment of the program, which is empty otherwise"},
		},
		Action: vmRun,
	})
}

func vmRun(c *cli.Context) error {
	if !c.Args().Present() {
		return usagef("adit vm run needs a program: `adit vm run ELF [ARGUMENT...]`")
	}
	p, err := readProgram(c.Args().Slice(), c.StringSlice("env"))
	if err != nil {
		return err
	}
	input, err := readInput(c.String("input"), os.Stdin)
	if err != nil {
		return err
	}
	out := newStreams(c.App.Writer, c.App.ErrWriter)
	m, err := newMachine(p, input, out.write)
	if err != nil {
		return err
	}
	err = runMachine(c.Context, m, c.Uint64("max-steps"), out)
	if c.Bool("steps") {
		fmt.Fprintf(c.App.ErrWriter, "%d steps\n", m.Steps)
	}
	if err != nil {
		return err
	}
	return ending(m)
}

// readProgram reads the program that the first argument names.
func readProgram(args, env []string) (elf.Program, error) {
	file, err := os.ReadFile(args[0])
	if err != nil {
		return elf.Program{}, usage(fmt.Errorf("read program: %w", err))
	}
	return elf.Program{File: file, Args: args, Env: env}, nil
}

// readInput reads what fits into the machine as standard input, and refuses more.
func readInput(path string, stdin io.Reader) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, usage(fmt.Errorf("read input: %w", err))
		}
		defer f.Close()
		stdin = f
	}
	input, err := io.ReadAll(io.LimitReader(stdin, vm.InputSize+1))
	if err != nil {
		return nil, fmt.Errorf("read input: %w", err)
	}
	if len(input) > vm.InputSize {
		return nil, usagef("the input has more than %d bytes, all that the machine holds: give the program its data as arguments", vm.InputSize)
	}
	return input, nil
}

// newMachine is the machine that is about to run the program.
func newMachine(p elf.Program, input []byte, sink fast.Sink) (*fast.Machine, error) {
	s, memory, err := elf.Load(p)
	if err != nil {
		return nil, advise(usage(fmt.Errorf("%s: %w", p.Args[0], err)), buildAdvice)
	}
	s.InputEnd = uint8(copy(s.Input[:], input))
	return fast.New(s, memory, nil, sink), nil
}

const buildAdvice = "the machine runs static programs for riscv64 Linux; in Go: CGO_ENABLED=0 GOOS=linux GOARCH=riscv64 go build"

// lookEvery is how many steps are run between two looks at the context.
const lookEvery = 1 << 26

// runMachine runs the machine to its end. It fails if that is not reached within most steps, where 0 is no bound.
func runMachine(ctx context.Context, m *fast.Machine, most uint64, out *streams) error {
	if most == 0 {
		most = math.MaxUint64
	}
	for m.Status == vm.Running && m.Steps < most {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := m.Run(min(most, m.Steps+lookEvery))
		if failed := out.flush(); failed != nil {
			return fmt.Errorf("pass the output of the program on: %w", failed)
		}
		if errors.Is(err, fast.ErrNoOracle) {
			return advise(fmt.Errorf("step %d: %w", m.Steps, err), "the program asks for data of a rollup, which `adit prove` has")
		}
		if err != nil {
			return fmt.Errorf("step %d: %w", m.Steps, err)
		}
	}
	if m.Status == vm.Running {
		return advise(fmt.Errorf("the program has not ended after %d steps", m.Steps), "--max-steps gives it more")
	}
	return nil
}

// ending makes the exit code of the program that of the command.
func ending(m *fast.Machine) error {
	switch {
	case m.Status == vm.Faulted:
		return programExit{int(m.ExitCode), fmt.Sprintf("the machine stopped the program at step %d, pc %#x: %s", m.Steps, m.PC, vm.Fault(m.ExitCode))}
	case m.ExitCode != 0:
		return programExit{code: int(m.ExitCode)}
	}
	return nil
}

// streams passes on what the program writes to its two outputs, in the order in which it does.
type streams struct {
	out        *bufio.Writer
	complaints io.Writer
	err        error
}

func newStreams(out, complaints io.Writer) *streams {
	return &streams{out: bufio.NewWriter(out), complaints: complaints}
}

func (s *streams) write(stream int, data []byte) {
	if stream == 1 {
		s.out.Write(data) //nolint:errcheck // Flush tells
		return
	}
	if err := s.flush(); err == nil {
		_, s.err = s.complaints.Write(data)
	}
}

func (s *streams) flush() error {
	if s.err == nil {
		s.err = s.out.Flush()
	}
	return s.err
}
