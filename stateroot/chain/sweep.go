// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"context"
	"fmt"
	"time"
)

// Sweep reads the whole database once. It fails with ErrDamaged when a part cannot be read: go-ethereum would answer
// that there is no such thing, and stops only when it needs it to execute. Parts are read one after the other, so
// that tables that are replaced meanwhile can go. After each it rests ease times as long as it took.
func (c *Chain) Sweep(ctx context.Context, ease int) error {
	for first := range 256 {
		begun := time.Now()
		if err := c.sweep(ctx, byte(first)); err != nil {
			return fmt.Errorf("read the L2 chain through: %w", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(ease) * time.Since(begun)):
		}
	}
	return nil
}

func (c *Chain) sweep(ctx context.Context, first byte) error {
	it := c.db.NewIterator([]byte{first}, nil)
	defer it.Release()
	for n := 0; it.Next(); n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return damaged(it.Error())
}
