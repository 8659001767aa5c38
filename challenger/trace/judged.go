// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/stateroot/chain/sound"
	"github.com/layeredpow/adit/stateroot/program"
)

// judged is a verdict in the file of verdicts.
type judged struct {
	Made    hexutil.Bytes `json:"made"` // see disk
	End     hexutil.Bytes `json:"end"`  // program.End
	State   common.Hash   `json:"state"`
	Native  common.Hash   `json:"native"`
	Machine common.Hash   `json:"machine"`
	Steps   uint64        `json:"steps"`
	Reason  string        `json:"reason,omitempty"`
	Good    hexutil.Bytes `json:"good"`
}

func (d *disk) verdictFile() string { return filepath.Join(d.dir, "verdicts.json") }

// read gives all that stands in the file of verdicts. One that cannot be read is an error: what it said is not known.
func (d *disk) read() (all []judged, err error) {
	if d.dir == "" {
		return nil, nil
	}
	b, err := os.ReadFile(d.verdictFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &all)
	}
	if err != nil {
		return nil, fmt.Errorf("read where machine and native run diverge: %w", err)
	}
	return all, nil
}

// verdicts are those about this program and this rollup.
func (d *disk) verdicts() (map[key]*Verdict, error) {
	all, err := d.read()
	if err != nil {
		return nil, err
	}
	verdicts := make(map[key]*Verdict)
	for _, j := range all {
		if string(j.Made) != string(d.made) {
			continue
		}
		end, err := program.DecodeEnd(j.End)
		if err != nil {
			return nil, fmt.Errorf("read where machine and native run diverge: %w", err)
		}
		verdicts[key{j.State, game.Range(end)}] = &Verdict{j.State, j.Native, j.Machine, j.Steps, j.Reason, j.Good, true}
	}
	return verdicts, nil
}

// keepVerdict adds one. It is on disk when this returns.
func (d *disk) keepVerdict(k key, v *Verdict) error {
	if d.dir == "" {
		return nil
	}
	all, err := d.read()
	if err != nil {
		return err
	}
	end := program.End(k.end)
	all = append(all, judged{d.made, end.Encode(), v.State, v.Native, v.Machine, v.Steps, v.Reason, v.Good})
	b, err := json.MarshalIndent(all, "", "  ")
	if err == nil {
		err = d.replace(d.verdictFile(), b)
	}
	if err != nil {
		return fmt.Errorf("note where machine and native run diverge: %w", err)
	}
	return nil
}

// replace makes a file that has all of its bytes, or those of before.
func (d *disk) replace(path string, b []byte) error {
	f, err := os.Create(path + draftSuffix)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(path+draftSuffix, path); err != nil {
		return err
	}
	return sound.SyncFolder(d.dir)
}
