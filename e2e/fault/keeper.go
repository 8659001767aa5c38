// SPDX-License-Identifier: Apache-2.0

package fault

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"syscall"
)

// keeper takes a change of the machine back when it is told to, or when this process is no more: it is a shell that
// waits for the end of its input, in a session of its own, so that nothing that ends us ends it.
type keeper struct {
	once    sync.Once
	input   io.Closer
	command *exec.Cmd
	out     bytes.Buffer
	err     error
}

// keep starts a keeper. All lines of the script are run, and it fails when the last one does.
func keep(script string) (*keeper, error) {
	k := &keeper{command: exec.Command("sh", "-c", "cat >/dev/null\n"+script)}
	k.command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	k.command.Stdout, k.command.Stderr = &k.out, &k.out
	input, err := k.command.StdinPipe()
	if err != nil {
		return nil, err
	}
	k.input = input
	if err := k.command.Start(); err != nil {
		return nil, fmt.Errorf("start a keeper: %w", err)
	}
	return k, nil
}

// undo runs the script now.
func (k *keeper) undo() error {
	k.once.Do(func() {
		k.input.Close()
		if err := k.command.Wait(); err != nil {
			k.err = fmt.Errorf("take back: %w: %s", err, bytes.TrimSpace(k.out.Bytes()))
		}
	})
	return k.err
}

// run runs one command.
func run(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s %v: %w: %s", name, args, err, bytes.TrimSpace(out))
	}
	return nil
}
