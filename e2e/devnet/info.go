// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Info is what somebody needs to know to use a running devnet. The JSON names are stable.
type Info struct {
	Folder     string               `json:"folder"`
	RollupFile string               `json:"rollup_file"`
	L1RPC      string               `json:"l1_rpc"`
	L1ChainID  uint64               `json:"l1_chain_id"`
	L2RPC      []string             `json:"l2_rpc"` // of the sequencers
	L2ChainID  uint64               `json:"l2_chain_id"`
	Verifier   string               `json:"verifier_rpc"`
	Inbox      common.Address       `json:"inbox"`
	Bridge     common.Address       `json:"bridge"`
	Rollup     common.Address       `json:"rollup"`  // settles disputes; zero in a folder that is older than it
	Dispute    string               `json:"dispute"` // name of its figures
	ForceDelay uint64               `json:"force_delay_s"`
	Liars      []string             `json:"liars,omitempty"` // kinds of lies, by liar
	Leader     string               `json:"leader"`          // when all was ready
	Processes  map[string][]Process `json:"processes"`       // by role
	Mnemonic   string               `json:"mnemonic"`
	Accounts   []Account            `json:"accounts"` // funded on L1 and on L2
}

// Process is one running process of a devnet.
type Process struct {
	ID      string   `json:"id"`
	PID     int      `json:"pid"`
	RPC     string   `json:"rpc,omitempty"`
	WS      string   `json:"ws,omitempty"`
	Ops     string   `json:"ops,omitempty"` // URL below which /metrics, /readyz and /healthz are
	Log     string   `json:"log"`
	Command []string `json:"command"` // starts it again after it has ended
}

// info is the devnet as it runs now.
func (d *devnet) info(leader string) *Info {
	i := &Info{
		Folder: string(d.folder), RollupFile: d.folder.rollup(), L1RPC: d.cfg.url(d.ports.l1()), L1ChainID: L1ChainID, L2ChainID: L2ChainID,
		Verifier: d.cfg.url(d.ports.verifier()), Inbox: d.deployment.Inbox, Bridge: d.deployment.Bridge,
		Rollup: d.deployment.Rollup, Dispute: d.deployment.Dispute, ForceDelay: d.deployment.ForceDelay,
		Liars: d.cfg.Liars, Leader: leader, Processes: map[string][]Process{}, Mnemonic: Mnemonic, Accounts: Accounts(),
	}
	address := map[string]string{roleL1: d.cfg.reach(d.ports.l1()), roleVerifier: d.cfg.reach(d.ports.verifier())}
	ops := map[string]string{roleChallenger: local(d.ports.opsChallenger()), roleBatcher: local(d.ports.opsBatcher()), roleVerifier: local(d.ports.opsVerifier())}
	for m := range d.deployment.Members {
		address[memberID(m)], ops[memberID(m)] = d.rpcAddress(m), d.opsAddress(m)
		i.L2RPC = append(i.L2RPC, d.rpcURL(m))
	}
	for _, p := range d.processes {
		entry := Process{ID: p.id, PID: p.pid(), Log: p.logPath, Command: append([]string{p.binary}, p.args...)}
		if at, ok := address[p.id]; ok {
			entry.RPC = "http://" + at
			if p.role != roleL1 {
				entry.WS = "ws://" + at
			} else if d.cfg.open() {
				entry.WS = "ws://" + local(d.ports.l1Local())
			}
		}
		if at, ok := ops[p.id]; ok {
			entry.Ops = "http://" + at
		}
		i.Processes[p.role] = append(i.Processes[p.role], entry)
	}
	return i
}

// write puts the info into a file in one step, so that who waits for the file finds all of it.
func (i *Info) write(path string) error {
	raw, err := json.MarshalIndent(i, "", "  ")
	if err != nil {
		return fmt.Errorf("encode the devnet's description: %w", err)
	}
	return writeFile(path, append(raw, '\n'))
}

// String is the block that is printed when all is ready.
func (i *Info) String() string {
	var b strings.Builder
	b.WriteString("\nAccounts, each with " + fmt.Sprint(etherEach) + " ETH on L2 and as many coins on L1. THEIR KEYS ARE PUBLIC.\n")
	for n, a := range i.Accounts {
		fmt.Fprintf(&b, "  (%d) %s  %s\n", n, a.Address.Hex(), a.Key)
	}
	fmt.Fprintf(&b, "  mnemonic  %s\n\n", i.Mnemonic)
	fmt.Fprintf(&b, "L2, chain id %d\n", i.L2ChainID)
	for _, p := range i.Processes[roleSequencer] {
		role := "sequencer"
		if p.ID == i.Leader {
			role = "sequencer, leads"
		}
		fmt.Fprintf(&b, "  %-9s %s  %s  (%s, pid %d)\n", p.ID, p.RPC, p.WS, role, p.PID)
	}
	for _, p := range i.Processes[roleVerifier] {
		fmt.Fprintf(&b, "  %-9s %s  %s  (sees L1 only, pid %d)\n", p.ID, p.RPC, p.WS, p.PID)
	}
	for _, p := range i.Processes[roleBatcher] {
		fmt.Fprintf(&b, "  %-9s posts to L1 (pid %d)\n", p.ID, p.PID)
	}
	for _, p := range i.Processes[roleChallenger] {
		fmt.Fprintf(&b, "  %-9s claims on L1 what it leads to, and defends that (pid %d)\n", p.ID, p.PID)
	}
	for n, p := range i.Processes[roleLiar] {
		fmt.Fprintf(&b, "  %-9s lies on L1, kind %q (pid %d)\n", p.ID, i.Liars[n], p.PID)
	}
	fmt.Fprintf(&b, "\nL1, chain id %d, mined\n", i.L1ChainID)
	for _, p := range i.Processes[roleL1] {
		fmt.Fprintf(&b, "  %-9s %s  (pid %d)\n", p.ID, p.RPC, p.PID)
		if p.WS != "" {
			fmt.Fprintf(&b, "  %-9s %s  (admin_, debug_, txpool_ and etcnode_ methods, for this machine alone)\n", "", p.WS)
		}
	}
	fmt.Fprintf(&b, "  inbox     %s  (a message may be forced in after %d s)\n", i.Inbox.Hex(), i.ForceDelay)
	fmt.Fprintf(&b, "  bridge    %s  (a stand-in: takes deposits, pays nothing back)\n", i.Bridge.Hex())
	if i.Rollup != (common.Address{}) {
		fmt.Fprintf(&b, "  rollup    %s  (settles disputes, figures %q)\n", i.Rollup.Hex(), i.Dispute)
	}
	fmt.Fprintf(&b, "\nrollup file %s, logs in %s/*/log.txt\n", i.RollupFile, i.Folder)
	return b.String()
}
