// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"
)

func vmBenchCommand() *cli.Command {
	return role(&cli.Command{
		Name:      "bench",
		Usage:     "measure the steps of the machine per second of processor time",
		ArgsUsage: "[ELF [ARGUMENT...]]",
		Description: "Without a program it runs ./cmd/vmbench, which it builds with the Go tool: start it in the source tree. What that\n" +
			"program writes must be what it writes outside of the machine. The time includes loading and translating. The speed of\n" +
			"one binary depends on where its linker put the code: `make vm-bench` shows the median of five link orders.",
		Flags:  []cli.Flag{&cli.BoolFlag{Name: "json", Usage: "print JSON instead of text"}},
		Action: vmBench,
	})
}

// speed is the outcome of a benchmark.
type speed struct {
	Steps      uint64  `json:"steps"`
	CPUSeconds float64 `json:"cpu_seconds"` // user and system, of all threads of this process
	Seconds    float64 `json:"seconds"`
	PerCPU     float64 `json:"steps_per_cpu_second"`
	ExitCode   int     `json:"exit_code"`
	Output     string  `json:"output"`
	Resident   int64   `json:"resident_bytes"` // the most memory that this process has had
}

func vmBench(c *cli.Context) error {
	s, err := benchmark(c.Context, c.Args().Slice())
	if err != nil {
		return err
	}
	if err := s.print(c.App.Writer, c.Bool("json")); err != nil {
		return fmt.Errorf("print result: %w", err)
	}
	if s.ExitCode != 0 {
		return fmt.Errorf("the program ended with exit code %d: its speed means nothing", s.ExitCode)
	}
	return nil
}

// benchmark measures a program, cmd/vmbench if none is named. What that one writes is known: a machine that is fast
// and wrong must not pass.
func benchmark(ctx context.Context, args []string) (speed, error) {
	if len(args) > 0 {
		return measure(ctx, args)
	}
	dir, err := os.MkdirTemp("", "adit")
	if err != nil {
		return speed{}, fmt.Errorf("folder to build in: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "vmbench")
	if _, err := goTool(ctx, []string{"GOOS=linux", "GOARCH=riscv64", "GORISCV64=rva20u64"}, "build", "-trimpath", "-o", file, benchPackage); err != nil {
		return speed{}, err
	}
	want, err := goTool(ctx, nil, "run", benchPackage)
	if err != nil {
		return speed{}, err
	}
	s, err := measure(ctx, []string{file})
	if err == nil && s.Output != want {
		err = fmt.Errorf("the machine is wrong: the program writes %q in it, and %q outside", s.Output, want)
	}
	return s, err
}

const benchPackage = "github.com/layeredpow/adit/cmd/vmbench"

// goTool runs the Go tool and returns what it writes to standard output.
func goTool(ctx context.Context, environment []string, args ...string) (string, error) {
	var out, complaints bytes.Buffer
	c := exec.CommandContext(ctx, "go", args...)
	c.Env = append(append(os.Environ(), "CGO_ENABLED=0"), environment...)
	c.Stdout, c.Stderr = &out, &complaints
	if err := c.Run(); err != nil {
		return "", advise(fmt.Errorf("go %s %s: %w\n%s", args[0], benchPackage, err, bytes.TrimSpace(complaints.Bytes())),
			"start it in the source tree with the Go tool at hand, or name a program")
	}
	return out.String(), nil
}

// measure runs a program and takes the time.
func measure(ctx context.Context, args []string) (speed, error) {
	p, err := readProgram(args, nil)
	if err != nil {
		return speed{}, err
	}
	p.Args[0] = filepath.Base(p.Args[0]) // the number of steps depends on it: it lies on the stack
	before, err := usedSoFar()
	if err != nil {
		return speed{}, err
	}
	started := time.Now()
	var out, complaints bytes.Buffer
	sink := newStreams(&out, &complaints)
	m, err := newMachine(p, nil, sink.write)
	if err != nil {
		return speed{}, err
	}
	if err := runMachine(ctx, m, 0, sink); err != nil {
		return speed{}, err
	}
	after, err := usedSoFar()
	if err != nil {
		return speed{}, err
	}
	s := speed{
		Steps:      m.Steps,
		CPUSeconds: (after.cpu - before.cpu).Seconds(),
		Seconds:    time.Since(started).Seconds(),
		Resident:   after.resident,
		ExitCode:   int(m.ExitCode),
		Output:     out.String() + complaints.String(),
	}
	s.PerCPU = math.Round(float64(s.Steps) / max(s.CPUSeconds, 1e-6))
	return s, nil
}

// used is what this process took of the machine that it runs on.
type used struct {
	cpu      time.Duration
	resident int64
}

func usedSoFar() (used, error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return used{}, fmt.Errorf("ask for the processor time used: %w", err)
	}
	return used{time.Duration(r.Utime.Nano() + r.Stime.Nano()), r.Maxrss << 10}, nil
}

func (s *speed) print(w io.Writer, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(s)
	}
	_, err := fmt.Fprintf(w, "%s%d steps in %.2f s of processor time (%.2f s passed), %d MiB of memory\n%.1f million steps per second of processor time\n",
		s.Output, s.Steps, s.CPUSeconds, s.Seconds, s.Resident>>20, s.PerCPU/1e6)
	return err
}
