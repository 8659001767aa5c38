// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// devnet is one run. Owned by the goroutine of Run.
type devnet struct {
	cfg        *Config
	folder     folder
	ports      ports
	deployment *Deployment
	processes  []*process
	ended      chan *process // told when one has ended
	started    time.Time
}

// Run starts a devnet, calls ready when every process answers, a leader is known and the verifier has derived a block
// of this run, and keeps it until ctx ends. All processes have ended when it returns. A process that ends by itself is
// an error before the devnet is ready; later it is told, and the others go on.
func Run(ctx context.Context, cfg Config, ready func(*Info)) (err error) {
	if err := cfg.Validate(); err != nil {
		return err
	}
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return fmt.Errorf("devnet folder: %w", err)
	}
	d := &devnet{cfg: &cfg, folder: folder(dir), ports: ports{cfg.Port}, ended: make(chan *process, 64), started: time.Now()}
	release, err := d.claim()
	if err != nil {
		return err
	}
	defer release()
	defer d.stop()
	starting, cancel := context.WithTimeoutCause(ctx, cfg.Patience, fmt.Errorf("not ready within %s", cfg.Patience))
	defer cancel()
	info, err := d.start(starting)
	if err != nil {
		if ctx.Err() == nil && starting.Err() != nil {
			err = fmt.Errorf("%w: %w", context.Cause(starting), err)
		}
		return err
	}
	if err := d.announce(info); err != nil {
		return err
	}
	ready(info)
	return d.watch(ctx, info)
}

// claim makes the folder this run's alone, empty if that was asked for.
func (d *devnet) claim() (release func(), err error) {
	if err := os.MkdirAll(string(d.folder), 0o700); err != nil {
		return nil, fmt.Errorf("devnet folder: %w", err)
	}
	lock, err := os.OpenFile(d.folder.lock(), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("devnet folder: %w", err)
	}
	// The lock is the open file's: it goes when we do.
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		lock.Close()
		return nil, fmt.Errorf("another devnet runs in %s: stop it, or choose another --dir and --ports", d.folder)
	}
	release = func() { lock.Close() }
	if d.cfg.JSON != "" {
		// A process that waits for the file must not find that of an earlier run.
		if err := os.Remove(d.cfg.JSON); err != nil && !os.IsNotExist(err) {
			release()
			return nil, fmt.Errorf("remove old %s: %w", d.cfg.JSON, err)
		}
	}
	if d.cfg.Fresh {
		if err := d.clear(); err != nil {
			release()
			return nil, err
		}
	}
	return release, nil
}

// clear removes what devnets make, by name: the folder may be anybody's.
func (d *devnet) clear() error {
	names := []string{"deployment.json", "deploying.json", "rollup.toml", "certificates", roleL1, roleVerifier}
	for i := range maxMembers {
		names = append(names, memberID(i))
	}
	for _, role := range append(liarIDs(maxLiars), roleBatcher, roleChallenger) {
		names = append(names, role, role+".key")
	}
	for _, name := range names {
		if err := os.RemoveAll(d.folder.path(name)); err != nil {
			return fmt.Errorf("clear the devnet's folder: %w", err)
		}
	}
	d.say("folder cleared")
	return nil
}

// start brings everything up, each step after what it needs.
func (d *devnet) start(ctx context.Context) (*Info, error) {
	if err := d.portsFree(); err != nil {
		return nil, err
	}
	var err error
	if d.deployment, err = d.earlier(); err != nil {
		return nil, err
	}
	if err := d.startL1(ctx); err != nil {
		return nil, err
	}
	if d.deployment == nil {
		if d.deployment, err = deployAll(ctx, d.cfg, d.folder); err != nil {
			return nil, err
		}
		d.say("contracts deployed, inbox %s in L1 block %d, rollup %s", d.deployment.Inbox, d.deployment.InboxHeight, d.deployment.Rollup)
	} else {
		if err := d.deployed(ctx); err != nil {
			return nil, err
		}
		d.say("contracts found, inbox %s: continuing that rollup", d.deployment.Inbox)
	}
	if err := d.secrets(); err != nil {
		return nil, err
	}
	if err := d.payLiars(ctx); err != nil {
		return nil, err
	}
	roles, err := d.roles()
	if err != nil {
		return nil, err
	}
	for _, p := range roles {
		if err := d.launch(p); err != nil {
			return nil, err
		}
	}
	d.say("%d sequencers, batcher and verifier started", d.deployment.Members)
	for i, kind := range d.cfg.Liars {
		d.say("%s %s", liarID(i), says(kind))
	}
	leader, err := d.awaitReady(ctx)
	if err != nil {
		return nil, err
	}
	return d.info(leader), nil
}

// startL1 starts the L1 node and waits for its ready line.
func (d *devnet) startL1(ctx context.Context) error {
	if err := d.folder.prepare(roleL1); err != nil {
		return fmt.Errorf("folder of L1: %w", err)
	}
	p, out := d.l1(), newFirstLine()
	p.out = out
	if err := d.launch(p); err != nil {
		return err
	}
	select {
	case raw := <-out.line:
		var line struct {
			ChainID uint64 `json:"chain_id"`
		}
		if err := json.Unmarshal(raw, &line); err != nil || line.ChainID != L1ChainID {
			return fmt.Errorf("etcnode said %q, want its ready line for chain %d", raw, L1ChainID)
		}
	case gone := <-d.ended:
		return d.early(gone)
	case <-ctx.Done():
		return fmt.Errorf("wait for L1: %w", ctx.Err())
	}
	d.say("L1 mines, a block every %s", d.cfg.L1BlockTime)
	return nil
}

// launch starts a process and sees to it that its end is noticed.
func (d *devnet) launch(p *process) error {
	if err := p.start(); err != nil {
		return err
	}
	d.processes = append(d.processes, p)
	d.follow(p)
	return nil
}

func (d *devnet) follow(p *process) {
	done := p.done()
	go func() {
		<-done
		d.ended <- p
	}()
}

// early is the error of a process that ended while the devnet was starting.
func (d *devnet) early(p *process) error {
	return fmt.Errorf("%s ended with %s while starting; the end of %s:\n%s", p.id, p.outcome(), p.logPath, p.tail())
}

// portsFree fails when something else listens where the devnet wants to: the processes would say so one by one.
func (d *devnet) portsFree() error {
	var errs []error
	for _, port := range d.portsHere() {
		l, err := net.Listen("tcp", local(port))
		if err != nil {
			errs = append(errs, fmt.Errorf("port %d: %w", port, err))
			continue
		}
		l.Close()
	}
	return errors.Join(errs...)
}

func (d *devnet) announce(info *Info) error {
	d.say("ready after %.1f s, %s leads", time.Since(d.started).Seconds(), info.Leader)
	if d.cfg.JSON == "" {
		return nil
	}
	return info.write(d.cfg.JSON)
}

// watch tells of processes that end, and starts them again if that was asked for, until ctx ends.
func (d *devnet) watch(ctx context.Context, info *Info) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case p := <-d.ended:
			if ctx.Err() != nil {
				return nil
			}
			if !d.cfg.Restart {
				d.say("%s has ended with %s; see %s; start it again with: %s %s", p.id, p.outcome(), p.logPath, p.binary, quoted(p.args))
				continue
			}
			d.say("%s has ended with %s and is started again; see %s", p.id, p.outcome(), p.logPath)
			if err := pause(ctx, time.Second); err != nil {
				return nil
			}
			if err := p.start(); err != nil {
				return err
			}
			d.follow(p)
			if err := d.announceAgain(info.Leader); err != nil {
				return err
			}
		}
	}
}

// announceAgain renews the file after a process got a new pid.
func (d *devnet) announceAgain(leader string) error {
	if d.cfg.JSON == "" {
		return nil
	}
	return d.info(leader).write(d.cfg.JSON)
}

func quoted(args []string) string {
	text := ""
	for i, a := range args {
		if i > 0 {
			text += " "
		}
		text += a
	}
	return text
}

// stop ends all processes, those that write to others first and L1 last.
func (d *devnet) stop() {
	if len(d.processes) == 0 {
		return
	}
	d.say("stopping")
	var wg sync.WaitGroup
	for _, p := range d.processes[1:] {
		wg.Go(func() { p.stop(d.cfg.Grace) })
	}
	wg.Wait()
	d.processes[0].stop(d.cfg.Grace)
	d.say("stopped; the next start in %s continues", d.folder)
}

// say tells the user how far things are.
func (d *devnet) say(format string, args ...any) {
	fmt.Fprintf(d.cfg.Progress, "%6.1f s  %s\n", time.Since(d.started).Seconds(), fmt.Sprintf(format, args...))
}
