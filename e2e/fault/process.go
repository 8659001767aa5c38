// SPDX-License-Identifier: Apache-2.0

package fault

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
)

// Process is a process of a devnet that is ended and started again.
type Process struct {
	ID   string
	Role string

	mu   sync.Mutex
	now  devnet.Process            // guarded by mu
	stop func(grace time.Duration) // guarded by mu; nil: the devnet started what runs
}

// NewProcess takes over a process as its devnet started it. The devnet must not start it again by itself.
func NewProcess(role string, p devnet.Process) *Process {
	return &Process{ID: p.ID, Role: role, now: p}
}

// PID is the id of the running or last process.
func (p *Process) PID() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now.PID
}

// RPC is its JSON-RPC URL.
func (p *Process) RPC() string { return p.now.RPC }

// Log is the file of its log.
func (p *Process) Log() string { return p.now.Log }

// Runs says whether there is such a process.
func (p *Process) Runs() bool { return syscall.Kill(p.PID(), 0) == nil }

// Start starts it again.
func (p *Process) Start() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	stop, err := p.now.Again()
	if err != nil {
		return err
	}
	p.stop = stop
	return nil
}

// Use has it started by another program from now on, with the same arguments.
func (p *Process) Use(program string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now.Command = append([]string{program}, p.now.Command[1:]...)
}

// Arguments are those that it is started with.
func (p *Process) Arguments() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.now.Command[1:])
}

// Close ends it in order if it was started here; what a devnet started ends with it.
func (p *Process) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stop != nil {
		p.stop(10 * time.Second)
		p.stop = nil
	}
}

// signal is sent to a process that may have ended already.
func (p *Process) signal(s syscall.Signal) error {
	if err := syscall.Kill(p.PID(), s); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("send %s to %s: %w", s, p.ID, err)
	}
	return nil
}

// gone waits until nothing is left of the process. A killed one stays while the kernel writes for it.
func (p *Process) gone() error {
	const patience = 20 * time.Second
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if !p.Runs() {
			return nil
		}
	}
	return fmt.Errorf("%s is still there %s after it was killed", p.ID, patience)
}

// kill is SIGKILL.
type kill struct{ p *Process }

// Kill ends a process at once. It is taken back by starting it again.
func Kill(p *Process) Fault { return kill{p} }

// String implements Fault.
func (k kill) String() string { return "kill " + k.p.ID }

// Do implements Fault.
func (k kill) Do() (func() error, error) {
	if err := k.p.signal(syscall.SIGKILL); err != nil {
		return nil, err
	}
	return func() error { return errors.Join(k.p.gone(), k.p.Start()) }, nil
}

// wipe is a kill and the loss of a folder.
type wipe struct {
	kill
	folder string
}

// Wipe ends a process at once and empties its folder. It is taken back by starting it again, with the folder empty.
func Wipe(p *Process, folder string) Fault { return wipe{kill{p}, folder} }

// String implements Fault.
func (w wipe) String() string { return "wipe " + w.p.ID }

// Do implements Fault.
func (w wipe) Do() (func() error, error) {
	start, err := w.kill.Do()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(w.p.gone(), os.RemoveAll(w.folder)); err != nil {
		return nil, err
	}
	return start, nil
}

// pause is SIGSTOP.
type pause struct{ p *Process }

// Pause lets a process stand still, as a machine does that is out of memory or being moved.
func Pause(p *Process) Fault { return pause{p} }

// String implements Fault.
func (s pause) String() string { return "pause " + s.p.ID }

// Do implements Fault.
func (s pause) Do() (func() error, error) {
	return func() error { return s.p.signal(syscall.SIGCONT) }, s.p.signal(syscall.SIGSTOP)
}

// stop is SIGTERM.
type stop struct{ kill }

// Stop ends a process in order: a sequencer hands leadership over first. It is taken back by starting it again.
func Stop(p *Process) Fault { return stop{kill{p}} }

// String implements Fault.
func (s stop) String() string { return "stop " + s.p.ID }

// Do implements Fault.
func (s stop) Do() (func() error, error) {
	if err := s.p.signal(syscall.SIGTERM); err != nil {
		return nil, err
	}
	if err := s.p.gone(); err != nil {
		return nil, err
	}
	return s.p.Start, nil
}
