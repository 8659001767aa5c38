// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/sequencer/rpc"
)

// errApart is why blocks of a node do not count: too few of the others have sealed them alike.
var errApart = errors.New("most of the nodes that are asked do not confirm it")

// majority is how many of the nodes must say the same. One that was given alone is believed.
func (c *Client) majority() int { return len(c.judges)/2 + 1 }

// opinion is what a node says of a row of blocks.
type opinion struct {
	url   string
	alike int   // how many of them, from the first, it has sealed alike
	other bool  // it has another block behind those, and not none
	err   error // it said nothing
}

// confirm cuts a row of blocks down to those that a majority of the nodes has sealed alike, the one that gave them
// included. It asks all nodes at once, and waits for no more of them than it takes. None of the blocks may be left
// when the others do not have them yet.
func (c *Client) confirm(ctx context.Context, from uint64, blocks []Sealed) ([]Sealed, error) {
	if len(blocks) == 0 || len(c.judges) == 1 {
		return blocks, nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	opinions := make(chan opinion, len(c.judges))
	for _, n := range c.judges {
		go func() { opinions <- c.opinion(ctx, n, from, blocks) }()
	}
	var heard []opinion
	for range c.judges {
		heard = append(heard, <-opinions)
		if n := agreed(heard, c.majority()); n > 0 {
			return blocks[:n], nil
		}
	}
	return nil, apart(heard, c.majority())
}

// agreed is how many blocks, from the first, at least that many nodes have sealed alike.
func agreed(heard []opinion, majority int) (most int) {
	for _, candidate := range heard {
		with := 0
		for _, w := range heard {
			if w.alike >= candidate.alike {
				with++
			}
		}
		if with >= majority {
			most = max(most, candidate.alike)
		}
	}
	return most
}

// apart is why no block counts; nil when enough nodes would agree, and do not have the block yet.
func apart(heard []opinion, majority int) error {
	could := 0
	var errs []error
	for _, w := range heard {
		switch {
		case w.err != nil:
			errs = append(errs, fmt.Errorf("%s: %w", w.url, w.err))
		case w.other:
			errs = append(errs, fmt.Errorf("%s has another block there", w.url))
		default:
			could++
		}
	}
	if could >= majority {
		return nil
	}
	return errors.Join(append([]error{errApart}, errs...)...)
}

// opinion asks one node for its seals of those blocks.
func (c *Client) opinion(ctx context.Context, n node, from uint64, blocks []Sealed) opinion {
	w := opinion{url: n.url}
	var seals []rpc.Seal
	w.err = c.once(ctx, n, func(ctx context.Context, n node) error {
		return ask(ctx, n, &seals, "adit_getSeals", hexutil.Uint64(from), hexutil.Uint64(len(blocks)))
	})
	for i, s := range seals[:min(len(seals), len(blocks))] {
		if !blocks[i].is(s) {
			w.other = true
			break
		}
		w.alike++
	}
	return w
}

func (s *Sealed) is(seal rpc.Seal) bool {
	return s.Block.Hash() == seal.Hash && s.Consumed == uint64(seal.Consumed) && uint64(s.Forced) == uint64(seal.Forced)
}
