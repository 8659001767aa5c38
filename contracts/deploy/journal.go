// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
)

// journal is where a deployment began, written before anything is sent. How far it has come L1 says. The block of the
// inbox is noted as soon as it is seen: nodes forget after 128 blocks which contracts were there, but no block of
// their best chain.
type journal struct {
	From   common.Address  `json:"from"`
	Nonce  uint64          `json:"nonce"`
	Height l1anchor.Height `json:"height"` // of L1 then
	Plan   common.Hash     `json:"plan"`   // of what it creates
	Inbox  *birth          `json:"inbox,omitempty"`
}

// ErrOther is a journal that another deployment has begun.
var ErrOther = errors.New("it is the journal of another deployment")

// begin is where a deployment stands that has not sent anything: the plan, and whether it goes on from an earlier
// process.
func begin(ctx context.Context, spec *Spec, l1 L1, from common.Address, file string) (j journal, plan *Plan, err error) {
	text, err := os.ReadFile(file)
	switch {
	case err == nil:
		if err := json.Unmarshal(text, &j); err != nil {
			return j, nil, fmt.Errorf("read the journal %s: %w", file, err)
		}
	case errors.Is(err, fs.ErrNotExist):
		if j, err = fresh(ctx, l1, from); err != nil {
			return j, nil, err
		}
	default:
		return j, nil, fmt.Errorf("read the journal: %w", err)
	}
	if plan, err = spec.Plan(from, j.Nonce, j.Height); err != nil {
		return j, nil, err
	}
	digest, err := plan.digest()
	if err != nil {
		return j, nil, err
	}
	if text != nil && (j.From != from || j.Plan != digest) {
		return j, nil, fmt.Errorf("go on from %s: %w (account %s): finish that one, or take another file", file, ErrOther, j.From)
	}
	if text == nil {
		j.Plan = digest
		err = j.write(file)
	}
	return j, plan, err
}

func fresh(ctx context.Context, l1 L1, from common.Address) (journal, error) {
	head, err := l1.Head(ctx)
	if err != nil {
		return journal{}, err
	}
	nonce, err := l1.Nonce(ctx, from)
	return journal{From: from, Nonce: nonce, Height: head.Height}, err
}

// write puts the journal there as a whole. A process that ends here the first time has done nothing; later, it finds
// the block again.
func (j *journal) write(file string) error {
	text, err := json.MarshalIndent(j, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(file+".new", append(text, '\n'), 0o600); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	return nil
}

// digest differs where what is created differs, the rollup in a block that is no real one included: with it the
// accounts of L2's genesis block, which the other contracts know nothing of.
func (p *Plan) digest() (common.Hash, error) {
	all, err := p.all()
	if err != nil {
		return common.Hash{}, err
	}
	var names []byte
	for i := range all {
		names = append(append(names, all[i].Address[:]...), crypto.Keccak256(all[i].Init)...)
	}
	return crypto.Keccak256Hash(names), nil
}
