// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// process is one child. It lies in a process group of its own, so that a ctrl-C on the terminal reaches only us and the
// order of stopping is ours; and it dies with us, however we end.
type process struct {
	role, id string
	binary   string
	args     []string
	logPath  string
	out      io.Writer // standard output; nil: into the log
	idle     bool      // takes processor time that nobody else wants
	log      *slog.Logger

	mu      sync.Mutex
	command *exec.Cmd     // guarded by mu; the running or last one
	ended   chan struct{} // guarded by mu; closed when command has ended
	err     error         // guarded by mu; how command ended
}

// through has the process started by another command, which takes it as its arguments.
func (p *process) through(command []string) {
	if len(command) > 0 {
		p.args = append(append(append([]string(nil), command[1:]...), p.binary), p.args...)
		p.binary = command[0]
	}
}

// start runs the process. The log file is appended to.
func (p *process) start() error {
	file, err := os.OpenFile(p.logPath, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("open log of %s: %w", p.id, err)
	}
	command := exec.Command(p.binary, p.args...)
	command.Stdout, command.Stderr = file, file
	if p.out != nil {
		command.Stdout = p.out
	}
	command.Env = environment()
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}

	started, ended := make(chan error), make(chan struct{})
	go func() {
		// The kernel sends Pdeathsig when the thread that forked ends, and a child inherits that thread's priority.
		// So the thread is the child's alone: locked, kept until the child has ended, and thrown away then.
		runtime.LockOSThread()
		defer file.Close()
		if p.idle {
			if err := yieldThread(); err != nil {
				p.log.Warn("process keeps its ordinary priority", "id", p.id, "err", err)
			}
		}
		if err := command.Start(); err != nil {
			started <- err
			return
		}
		p.mu.Lock()
		p.command, p.ended, p.err = command, ended, nil
		p.mu.Unlock()
		started <- nil
		err := command.Wait()
		p.mu.Lock()
		p.err = err
		p.mu.Unlock()
		close(ended)
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("start %s: %w", p.id, err)
	}
	return nil
}

// Again starts a process that has ended, by the command that its devnet names, and returns what stops it. It ends
// with the caller's process, as it did with the devnet's.
func (p *Process) Again() (stop func(grace time.Duration), err error) {
	again := &process{id: p.ID, binary: p.Command[0], args: p.Command[1:], logPath: p.Log, log: slog.New(slog.DiscardHandler)}
	if err := again.start(); err != nil {
		return nil, err
	}
	p.PID = again.pid()
	return again.stop, nil
}

// yieldThread gives the calling thread, and what it forks, the least share of the processors that still gets work
// done when the machine is full. (The idle class proper would stop L1 under load, and everything waits for L1.)
func yieldThread() error { return unix.Setpriority(unix.PRIO_PROCESS, unix.Gettid(), 19) }

// environment is ours without the settings of adit, which are meant for us and not for the roles.
func environment() []string {
	var kept []string
	for _, v := range os.Environ() {
		if !bytes.HasPrefix([]byte(v), []byte("ADIT_")) {
			kept = append(kept, v)
		}
	}
	return kept
}

func (p *process) pid() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.command.Process.Pid
}

// done is closed when the process, as it was started last, has ended.
func (p *process) done() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ended
}

// outcome says how the process ended.
func (p *process) outcome() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		return "exit code 0"
	}
	return p.err.Error()
}

// stop asks the process to end and kills it when it has not within grace.
func (p *process) stop(grace time.Duration) {
	p.mu.Lock()
	command, ended := p.command, p.ended
	p.mu.Unlock()
	if command == nil {
		return
	}
	// Signals to a process that has ended fail, and that is fine.
	_ = command.Process.Signal(syscall.SIGTERM)
	limit := time.NewTimer(grace)
	defer limit.Stop()
	select {
	case <-ended:
	case <-limit.C:
		p.log.Warn("process does not stop and is killed", "id", p.id, "grace", grace)
		_ = command.Process.Kill()
		<-ended
	}
}

// tail is the end of the log, for whoever has to know why the process ended.
func (p *process) tail() string {
	raw, err := os.ReadFile(p.logPath)
	if err != nil {
		return ""
	}
	lines := bytes.Split(bytes.TrimSpace(raw), []byte("\n"))
	return string(bytes.Join(lines[max(0, len(lines)-8):], []byte("\n")))
}

// firstLine passes the first line that is written to it on and drops the rest.
type firstLine struct {
	line   chan []byte // with room for one
	buffer []byte
	passed bool
}

func newFirstLine() *firstLine { return &firstLine{line: make(chan []byte, 1)} }

func (f *firstLine) Write(b []byte) (int, error) {
	if !f.passed {
		f.buffer = append(f.buffer, b...)
		if end := bytes.IndexByte(f.buffer, '\n'); end >= 0 {
			f.passed = true
			f.line <- f.buffer[:end]
		}
	}
	return len(b), nil
}
