// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"strconv"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/sequencer/cluster"
)

// Names of the roles, as `adit` calls them.
const (
	roleL1         = "etcnode"
	roleSequencer  = "sequencer"
	roleBatcher    = "batcher"
	roleVerifier   = "verifier"
	roleChallenger = "challenger"
)

// settings is a role's configuration file: flags by name, a dot in a name is a table.
type settings map[string]any

// l1 is the etcnode process.
func (d *devnet) l1() *process {
	args := []string{
		"--data-dir", d.folder.data(roleL1),
		"--http-host", d.cfg.Host,
		"--http-port", strconv.Itoa(d.ports.l1()),
		"--p2p-port", strconv.Itoa(d.ports.l1Peers()),
		"--chain-id", strconv.Itoa(L1ChainID),
		"--block-time", d.cfg.L1BlockTime.String(),
		"--balance", strconv.Itoa(etherEach),
	}
	if d.cfg.open() { // what changes the node is not for those who are let in
		args = append(args, "--local-port", strconv.Itoa(d.ports.l1Local()))
	}
	for _, account := range l1Accounts() {
		args = append(args, "--fund", account.Hex())
	}
	return &process{role: roleL1, id: roleL1, binary: d.cfg.EtcNode, args: args, logPath: d.folder.log(roleL1), idle: true, log: d.cfg.Log}
}

// role is an adit process that takes all of its settings from a file, which is how one that was killed can be started
// again by hand.
func (d *devnet) role(role, id string, own settings) (*process, error) {
	if err := d.folder.prepare(id); err != nil {
		return nil, fmt.Errorf("folder of %s: %w", id, err)
	}
	all := settings{
		"rollup": d.folder.rollup(),
		"l1":     settings{"url": d.cfg.url(d.ports.l1()), "poll": (d.cfg.L1BlockTime / 2).String()},
		"log":    settings{"level": d.cfg.LogLevel},
	}
	if d.cfg.CacheMB > 0 && role != roleBatcher {
		all["cache"] = d.cfg.CacheMB
	}
	for key, value := range own {
		if table, ok := value.(settings); ok {
			if shared, ok := all[key].(settings); ok {
				for k, v := range table {
					shared[k] = v
				}
				continue
			}
		}
		all[key] = value
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "# Written by `adit devnet` at every start. To start this process by hand: adit %s --config %s\n", role, d.folder.config(id))
	if err := toml.NewEncoder(&text).Encode(all); err != nil {
		return nil, fmt.Errorf("settings of %s: %w", id, err)
	}
	if err := writeFile(d.folder.config(id), text.Bytes()); err != nil {
		return nil, err
	}
	return &process{
		role: role, id: id, binary: d.cfg.Adit, args: []string{role, "--config", d.folder.config(id)}, logPath: d.folder.log(id), log: d.cfg.Log,
	}, nil
}

// roles are all adit processes of the devnet, in the order in which they are started.
func (d *devnet) roles() ([]*process, error) {
	var list []*process
	add := func(role, id string, own settings) error {
		p, err := d.role(role, id, own)
		list = append(list, p)
		return err
	}
	var peers, urls []string
	for i := range d.deployment.Members {
		peers = append(peers, fmt.Sprintf("%s=%s=%s", memberID(i), d.raftAddress(i), d.rpcURL(i)))
		urls = append(urls, d.rpcURL(i))
	}
	for i := range d.deployment.Members {
		id, place := memberID(i), d.place(i)
		files := cluster.MemberFiles(d.folder.certificates(), id)
		raft := settings{"listen": d.raftAddress(i), "ca": files.CA, "cert": files.Cert, "key": files.Key}
		maps.Copy(raft, d.cfg.Raft)
		err := add(roleSequencer, id, settings{
			"id": id, "data": d.folder.data(id), "peers": peers,
			"raft": raft,
			"l1":   settings{"depth": int(d.cfg.Depth), "url": place.L1},
			"rpc":  d.cfg.served(d.rpcListen(i), nil),
			"fee":  settings{"l1-share": 0}, // its coins are worth nothing
			"ops":  settings{"addr": d.opsAddress(i)}, "alarm": d.alarms(),
		})
		if err != nil {
			return nil, err
		}
		list[i].through(place.Through)
	}
	balance := settings{}
	if d.cfg.Balance != "" {
		balance["balance"] = d.cfg.Balance
	}
	if err := add(roleBatcher, roleBatcher, settings{
		"sequencers": urls,
		"l1":         settings{"key": d.folder.key(roleBatcher)},
		"batch":      settings{"max-age": "2s"},
		"ops":        settings{"addr": local(d.ports.opsBatcher())},
		"alarm":      balance,
	}); err != nil {
		return nil, err
	}
	err := add(roleVerifier, roleVerifier, settings{
		"data": d.folder.data(roleVerifier), "compare": urls[0],
		"l1":  settings{"depth": int(d.cfg.Depth)},
		"rpc": d.cfg.served(d.cfg.listen(d.ports.verifier()), settings{"forward": urls[0], "address-index": true}),
		"ops": settings{"addr": local(d.ports.opsVerifier())}, "alarm": d.alarms(),
	})
	if err != nil || d.deployment.Rollup == (common.Address{}) {
		return list, err
	}
	liars, err := d.liars()
	if err != nil || !d.cfg.Challenger {
		return append(list, liars...), err
	}
	err = add(roleChallenger, roleChallenger, settings{
		"data": d.folder.data(roleChallenger), "propose": true,
		"l1":  settings{"key": d.folder.key(roleChallenger)},
		"ops": settings{"addr": local(d.ports.opsChallenger())}, "alarm": d.alarms(),
	})
	list[len(list)-1].idle = true
	return append(list, liars...), err
}

// alarms are the thresholds of a role that follows L1.
func (d *devnet) alarms() settings {
	own := settings{}
	if d.cfg.L1Silence > 0 {
		own["l1-silence"] = d.cfg.L1Silence.String()
	}
	if d.cfg.BatchAge > 0 {
		own["batch-age"] = d.cfg.BatchAge.String()
	}
	return own
}

// secrets makes the certificates of the members and the key file of the batcher, unless they are there.
func (d *devnet) secrets() error {
	for _, role := range append(liarIDs(len(d.cfg.Liars)), roleBatcher, roleChallenger) {
		if d.folder.exists(d.folder.key(role)) {
			continue
		}
		if err := writeFile(d.folder.key(role), []byte(hex.EncodeToString(crypto.FromECDSA(roleAccount(role)))+"\n")); err != nil {
			return err
		}
	}
	const lifetime = 10 * 365 * 24 * time.Hour
	authority, err := cluster.CreateAuthority(d.folder.certificates(), lifetime)
	if errors.Is(err, os.ErrExist) {
		authority, err = cluster.LoadAuthority(d.folder.certificates())
	}
	if err != nil {
		return err
	}
	for i := range d.deployment.Members {
		if _, err := authority.Issue(d.folder.certificates(), memberID(i), lifetime); err != nil && !errors.Is(err, os.ErrExist) {
			return fmt.Errorf("certificate of %s: %w", memberID(i), err)
		}
	}
	return nil
}
