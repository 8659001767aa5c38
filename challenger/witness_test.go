// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/vm/onestep"
)

// loads is a contract that says whether a word is there, and is asked to write the move with or without its load.
type loads struct {
	contract
	loaded bool
	err    error
	with   *onestep.Preimage
}

func (l *loads) Loaded(context.Context, common.Hash, *onestep.Preimage) (bool, error) {
	return l.loaded, l.err
}

func (l *loads) Calls(_ strategy.Move, p *onestep.Preimage) ([]l1anchor.Call, error) {
	l.with = p
	return nil, nil
}

type readsWord struct {
	computer
	p *onestep.Preimage
}

func (r readsWord) Preimage(strategy.Question) (*onestep.Preimage, error) { return r.p, nil }

// A load that was mined alone, or that somebody else has paid for, is not offered again: it is the dearest call there is.
func TestLoadsOnce(t *testing.T) {
	r := newRig(t, 1)
	word, witness := &onestep.Preimage{Offset: 32}, []byte("witness")
	l := &loads{contract: contract{r}}
	r.stage.ports.Contract, r.stage.ports.Computer = l, readsWord{computer{r}, word}
	r.stage.witnesses[crypto.Keccak256Hash(witness)] = strategy.Question{}
	prove := strategy.Move{Move: game.Prove{Witness: witness}}
	if _, err := r.stage.calls(t.Context(), prove); err != nil || l.with != word {
		t.Errorf("L1 does not have the word: it is loaded as %v, %v", l.with, err)
	}
	l.loaded = true
	if _, err := r.stage.calls(t.Context(), prove); err != nil || l.with != nil {
		t.Errorf("L1 has the word: it is loaded again as %v, %v", l.with, err)
	}
	l.err = errors.New("no proof")
	if _, err := r.stage.calls(t.Context(), prove); err != nil || l.with != word {
		t.Errorf("an endpoint that proves nothing keeps the move back: the word is loaded as %v, %v", l.with, err)
	}
}
