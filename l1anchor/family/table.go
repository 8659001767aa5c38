// SPDX-License-Identifier: Apache-2.0

package family

import (
	"time"

	"github.com/layeredpow/adit/l1anchor"
)

// table has all rows.
func table() []Family { return []Family{Etc(), Devnet()} }

// Etc is Ethereum Classic, chain 61, and its test networks, such as chain 63. Chain 1 runs no proof of work any more;
// it is listed for its coins, that nobody takes it for a test network.
func Etc() Family {
	return Family{
		Name: "etc", Adapter: "etc", Main: []uint64{1, 61},
		BlockTime: 13 * time.Second, BlockGas: 8_000_000, Drift: 15 * time.Second,
		// A third of the hash power, one reversal in ten million.
		Policy: l1anchor.Policy{K: 60, Attacker: 0.33, Acceptable: 1e-7},
		Limits: Limits{
			MaxBatchData: l1anchor.MaxBatchData, // nodes pass on transactions of up to 128 KiB: what is proven is less
			MaxMessages:  130, ForceDelay: 24 * time.Hour,
		},
		Dispute: etcDispute(),
		Fees:    Fees{Batch: 40_000, Byte: 17, floor: 1e9},
		Alarms: Alarms{
			NodeSilence: time.Minute, Standstill: 10 * time.Minute, Behind: 64, Reorg: 64, Extreme: 1_000, Clock: time.Minute,
			Unmined: 60, BatchAge: 10 * time.Minute, balance: 1,
		},
		Checkpoint: 600,
	}
}

// Devnet is the chain that `adit devnet` mines: Ethereum Classic's rules, blocks as fast as timestamps rise, and
// nobody who would rewrite it.
func Devnet() Family {
	f := Etc()
	f.Name, f.Main, f.BlockTime = "devnet", nil, time.Second
	f.Policy.K = 4
	f.Limits.ForceDelay = 10 * time.Second
	f.Dispute = devnetDisputes()[Usual]
	return f
}
