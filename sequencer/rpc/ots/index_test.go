// SPDX-License-Identifier: Apache-2.0

package ots

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// TestDamagedIndex takes a block out whose list of entries has another length than it can have.
func TestDamagedIndex(t *testing.T) {
	for _, length := range []int{0, common.HashLength - 1, common.HashLength + 1, common.HashLength + entryBytes + 3} {
		x, err := OpenIndex(t.TempDir(), common.Hash{1})
		if err != nil {
			t.Fatal(err)
		}
		at := place{1, common.Hash{2}}
		if err := x.add(at, [][]common.Address{{{3}}}); err != nil {
			t.Fatal(err)
		}
		if err := x.db.Put(blockKey(1), make([]byte, length), nil); err != nil {
			t.Fatal(err)
		}
		if err := x.remove(at, common.Hash{1}); err == nil || !strings.Contains(err.Error(), "remove the folder") {
			t.Errorf("%d bytes: got %v", length, err)
		}
		if _, err := blockHash(x.db, 1); length < common.HashLength && (err == nil || strings.Contains(err.Error(), "%!w")) {
			t.Errorf("hash in %d bytes: got %v", length, err)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
