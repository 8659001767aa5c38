// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/strategy"
)

// SecondDiffers is a notice of the stage's own: the second L1 endpoint does not have what a bond rests on, or has
// already what it would make.
const SecondDiffers strategy.Alarm = "second differs"

// secondHead has the challenger know the newest block that the second endpoint shows.
func (c *Challenger) secondHead(ctx context.Context) error {
	if c.ports.Second == nil {
		return nil
	}
	head, err := c.ports.Second.Head(ctx)
	if err != nil {
		return fmt.Errorf("ask the second L1 endpoint for its head: %w", err)
	}
	block, err := c.ports.Second.BlockByHash(ctx, head.Hash)
	if err != nil {
		return fmt.Errorf("ask the second L1 endpoint for its head: %w", err)
	}
	c.seen = max(c.seen, uint64(block.Height))
	c.elsewhere = head
	return nil
}

// seconded reports whether the second endpoint, too, has L1 be such that a bond is due. A first endpoint that shows a
// branch of its own, in which everything fits, is found out here.
func (c *Challenger) seconded(ctx context.Context, m strategy.Move) (bool, error) {
	if c.ports.Second == nil || m.Enters == (common.Hash{}) {
		return true, nil
	}
	differs, err := c.ports.Contract.CheckBond(ctx, m, func(ctx context.Context, slot common.Hash) (common.Hash, error) {
		return c.ports.Second.Storage(ctx, c.elsewhere.Hash, c.ports.Contract.Address(), slot)
	})
	switch {
	case err != nil:
		return false, fmt.Errorf("ask the second L1 endpoint about the bond of %s: %w", m.Key, err)
	case differs != "":
		c.now.Notices = append(c.now.Notices, strategy.Notice{What: SecondDiffers, Node: m.Key.Node, Text: fmt.Sprintf(
			"no bond is sent for %s: at L1 block %d of the second endpoint %s", m.Key, c.elsewhere.Height, differs)})
		return false, nil
	}
	return true, nil
}
