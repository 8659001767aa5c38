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
		Description: "Without a program it runs ./cmd/vmbench, which it builds with the Go tool: start it in the source tree. The time\n" +
			"includes loading and translating the program. The speed of one binary depends on where its linker put the code:\n" +
			"`make vm-bench` shows the median of five link orders.",
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
	args := c.Args().Slice()
	if len(args) == 0 {
		file, remove, err := buildBench(c.Context)
		if err != nil {
			return err
		}
		defer remove()
		args = []string{file}
	}
	s, err := measure(c.Context, args)
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

// buildBench builds the program that speed is measured with.
func buildBench(ctx context.Context) (file string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "adit")
	if err != nil {
		return "", nil, fmt.Errorf("folder to build in: %w", err)
	}
	remove = func() { os.RemoveAll(dir) }
	file = filepath.Join(dir, "vmbench")
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", file, "github.com/layeredpow/adit/cmd/vmbench")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=riscv64", "GORISCV64=rva20u64")
	if out, err := build.CombinedOutput(); err != nil {
		remove()
		return "", nil, advise(fmt.Errorf("build cmd/vmbench: %w: %s", err, bytes.TrimSpace(out)),
			"start it in the source tree with the Go tool at hand, or name a program")
	}
	return file, remove, nil
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
