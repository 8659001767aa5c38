// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"bytes"
	"log/slog"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot"
)

// noon is when every test begins.
var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

func unix(t time.Time) uint64 { return uint64(t.Unix()) }

func at(height uint64) l1anchor.Ref {
	return l1anchor.Ref{Height: l1anchor.Height(height), Hash: common.BigToHash(new(big.Int).SetUint64(height))}
}

// healthy is what a process knows at noon when all is well.
func healthy(role Role) *Facts {
	f := &Facts{Now: noon, Up: time.Hour}
	if role == Batcher {
		f.Batcher = &batcher.Status{
			Account: common.Address{0xba}, Rounds: 9, Head: at(1000), HeadTime: unix(noon.Add(-5 * time.Second)), Landed: 20, Posted: 480,
			Sealed: 500, Messages: 2, Offered: 20, OfferedBytes: 123_456, Balance: big.NewInt(5e18),
		}
		return f
	}
	f.Disk = &Disk{Free: 100 << 30, Size: 200 << 30}
	f.L1 = &stateroot.Status{
		Tip:  stateroot.Place{At: at(1000), Time: unix(noon.Add(-5 * time.Second)), Number: 480, Messages: 7, Consumed: 5, Batches: 20},
		Deep: stateroot.Place{At: at(941), Number: 440}, Final: stateroot.Place{At: at(900), Number: 400},
		Head: at(1000), Seen: noon.Add(-time.Second), Settled: true,
	}
	f.Chain = &Chain{Number: 500, Time: unix(noon.Add(-time.Second)), Unposted: unix(noon.Add(-20 * time.Second))}
	f.Messages = &Messages{Waiting: 2, Oldest: unix(noon.Add(-5 * time.Minute)), Delay: 24 * time.Hour}
	if role == Challenger {
		f.Chain.Number, f.Chain.Unposted = 480, unix(noon.Add(-20*time.Second))
		f.Chain.Time = f.Chain.Unposted
		f.Patrol = &Patrol{Checked: 7, Last: 411, Steps: 52_000_000}
		f.Game = &challenger.Status{
			Account: common.Address{0xca}, Rounds: 9, At: at(1000), Held: 20, Asked: true, Balance: big.NewInt(5e18), Offered: 1,
			Purse: strategy.Purse{Stake: common.Hash{1}, Credit: 3, Balance: 4e9},
		}
		return f
	}
	if role == Verifier {
		f.Chain.Number, f.Chain.Unposted = 480, unix(noon.Add(-20*time.Second))
		f.Chain.Time = f.Chain.Unposted
		f.Compared = &stateroot.Comparison{Number: 480, Compared: noon}
		return f
	}
	f.Set = &Set{
		View: cluster.View{ID: "s1", State: "Leader", Term: 3, LastIndex: 9_000_010, Committed: 9_000_000, Handed: 9_000_000, LeaderID: "s1", Leaders: 2, Fit: true},
		Others: []cluster.Other{
			{Member: cluster.Member{ID: "s2", Voter: true}, View: cluster.View{ID: "s2", LastIndex: 8_999_990, Fit: true}},
			{Member: cluster.Member{ID: "s3", Voter: true}, View: cluster.View{ID: "s3", LastIndex: 9_000_000, Fit: true}},
		},
		Expiry: noon.Add(300 * 24 * time.Hour),
		Stage:  sequencer.Status{Handed: 9_000_000, Executed: 9_000_000, Slices: 900, Transactions: 12_345, Sealed: 500, Sealing: 3 * time.Second},
		Pool:   pool.Stats{Queued: 10, Taken: 5, Parked: 1, Bytes: 3_000}, Room: pool.DefaultConfig(), Trailing: cluster.DefaultTrailing, Rebases: 1,
		Pressure: &pool.Pressure{Bytes: 1_500_000, Delay: 2 * time.Minute, Tip: big.NewInt(560_000_000),
			Price: fee.Price{L1: big.NewInt(1e9), Surge: new(big.Int), Wait: 48 * time.Second}},
	}
	return f
}

// bench judges facts by a clock that the test turns.
type bench struct {
	alarms *Alarms
	memory memory
	limits Limits
	out    bytes.Buffer
}

func newBench(role Role) *bench {
	b := &bench{limits: DefaultLimits()}
	b.alarms = NewAlarms(role, slog.New(slog.NewTextHandler(&b.out, nil)))
	return b
}

// judge looks at facts as the watcher does.
func (b *bench) judge(f *Facts) []Alarm {
	b.memory.recall(f)
	b.alarms.Judge(f, &b.limits)
	return b.alarms.Holding()
}

// later is f a while afterwards, with the clock of L1 and of the chain going on.
func later(role Role, d time.Duration) *Facts {
	f := healthy(role)
	f.Now, f.Up = f.Now.Add(d), f.Up+d
	s := uint64(d / time.Second)
	if f.L1 != nil {
		f.L1.Tip.Time += s
		f.L1.Tip.At, f.L1.Head = at(1000+s/13), at(1000+s/13)
		f.L1.Seen = f.L1.Seen.Add(d)
		f.Messages.Oldest += s
		f.Chain.Number += s
		f.Chain.Time += s
		f.Chain.Unposted += s
	}
	if f.Compared != nil {
		f.Compared.Compared = f.Compared.Compared.Add(d)
	}
	if f.Game != nil {
		f.Game.Rounds += s + 1
		f.Game.At = f.L1.Tip.At
	}
	if f.Batcher != nil {
		f.Batcher.Rounds += s + 1
		f.Batcher.HeadTime += s
	}
	return f
}
