// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/stateroot/params"
)

// TestBlockFitsTheInbox has an open block hold no more than one batch of the rollup's inbox does, whatever that takes.
func TestBlockFitsTheInbox(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	noise := rand.NewChaCha8([32]byte{1})
	var txs []*types.Transaction
	for range 12 {
		data := make([]byte, 8_000)
		noise.Read(data)
		txs = append(txs, types.MustSignNewTx(key, types.LatestSignerForChainID(big.NewInt(4321)), &types.LegacyTx{Nonce: uint64(len(txs)), Data: data}))
	}
	for _, c := range []struct {
		limit uint64
		want  int
	}{{100_000, 12}, {50_000, 5}, {20_000, 2}} {
		got, err := new(blockSize).take(&params.Params{ChainID: 4321, MaxBatchData: c.limit}, txs)
		if err != nil || got != c.want {
			t.Errorf("with %d bytes in a batch %d transactions of 8 KB fit (%v), want %d", c.limit, got, err, c.want)
		}
	}
}
