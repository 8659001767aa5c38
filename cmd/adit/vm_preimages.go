// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/oracle"
)

// preimages answer a program from a file: values, and what precompiles of L1 answer to questions.
type preimages map[oracle.Key]onestep.Preimage

// readPreimages reads a list of values and questions. Keys are not read: they follow.
func readPreimages(path string) (preimages, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usage(fmt.Errorf("read preimages: %w", err))
	}
	defer f.Close()
	var list []struct {
		Value    *hexutil.Bytes      `json:"value"`
		Question *onestep.Precompile `json:"question"`
	}
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&list); err != nil {
		return nil, usage(fmt.Errorf("read preimages of %s: %w", path, err))
	}
	all := make(preimages, len(list))
	for i, entry := range list {
		var p onestep.Preimage
		var key oracle.Key
		switch {
		case entry.Value != nil && entry.Question == nil:
			p.Value = *entry.Value
			key = oracle.ValueKey(p.Value)
		case entry.Value == nil && entry.Question != nil:
			p.Question = entry.Question
			if key, err = oracle.PrecompileKey(p.Question.Number, p.Question.Input); err != nil {
				return nil, usage(fmt.Errorf("read preimage %d: %w", i, err))
			}
		default:
			return nil, usagef("preimage %d is neither a value nor a question", i)
		}
		p.Key = common.Hash(key)
		all[key] = p
	}
	return all, nil
}

var errNoPreimage = errors.New("no preimage of the file has the key")

// Preimage implements vm.Preimages.
func (all preimages) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	p, ok := all[oracle.Key(key)]
	if !ok {
		return vm.Chunk{}, fmt.Errorf("%w %x", errNoPreimage, key)
	}
	value, err := p.Whole()
	if err != nil {
		return vm.Chunk{}, err
	}
	word, err := oracle.Read(value, offset)
	return vm.Chunk{Data: word, Length: uint64(len(value))}, err
}

// Asked implements onestep.Asker.
func (all preimages) Asked(key vm.Hash) (precompile byte, input []byte, ok bool) {
	p, ok := all[oracle.Key(key)]
	if !ok || p.Question == nil {
		return 0, nil, false
	}
	return p.Question.Number, p.Question.Input, true
}
