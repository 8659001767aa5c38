// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"github.com/layeredpow/adit/stateroot"
)

func disk(f *Facts) *Disk                     { return f.Disk }
func l1(f *Facts) *stateroot.Status           { return f.L1 }
func messages(f *Facts) *Messages             { return f.Messages }
func compared(f *Facts) *stateroot.Comparison { return f.Compared }
func answered(f *Facts) bool                  { return f.L1 != nil && !f.L1.Seen.IsZero() }
func followed(f *Facts) bool                  { return f.L1 != nil && f.L1.Tip.Time != 0 }
func hasChain(f *Facts) bool                  { return f.Chain != nil }
func hasMessages(f *Facts) bool               { return f.Messages != nil && f.L1 != nil }

// nodeFigures are those of whoever keeps the L2 chain and follows L1.
var nodeFigures = []figure{
	{"block_number", nodes, gauge, "stage", "newest L2 block: sealed (executed here), derived from L1, safe, finalized", blockNumbers},
	{"block_age_seconds", nodes, gauge, "", "age of the newest sealed block by this machine's clock",
		when(hasChain, func(f *Facts) values { return seconds(f.age(f.Chain.Time)) })},
	{"l1_head_height", nodes, gauge, "", "newest L1 block that the L1 node shows",
		when(answered, func(f *Facts) values { return one(uint64(f.L1.Head.Height)) })},
	{"l1_derived_height", nodes, gauge, "", "newest L1 block of which everything has been derived",
		of(l1, func(s *stateroot.Status) values { return one(uint64(s.Tip.At.Height)) })},
	{"l1_block_age_seconds", nodes, gauge, "", "age of that block by this machine's clock",
		when(followed, func(f *Facts) values { return seconds(f.age(f.L1.Tip.Time)) })},
	{"l1_silence_seconds", nodes, gauge, "", "time since the L1 node last answered",
		when(answered, func(f *Facts) values { return seconds(f.Now.Sub(f.L1.Seen)) })},
	{"l1_reorgs_total", nodes, counter, "", "times that L1 took blocks back",
		of(l1, func(s *stateroot.Status) values { return one(s.Reorgs.Count) })},
	{"l1_reorg_depth_blocks", nodes, gauge, "", "how many it took back the last time, 0 before the first",
		of(l1, func(s *stateroot.Status) values { return one(s.Reorgs.Last.Depth()) })},
	{"l1_batches", nodes, gauge, "", "batches in the inbox",
		of(l1, func(s *stateroot.Status) values { return one(s.Tip.Batches) })},
	{"batch_age_seconds", nodes, gauge, "", "age of the oldest sealed block that is not on L1, 0 when all are; on a verifier: of the newest one that is",
		when(hasChain, func(f *Facts) values {
			if f.Chain.Unposted == 0 {
				return one(0)
			}
			return seconds(f.age(f.Chain.Unposted))
		})},
	{"messages_waiting", nodes, gauge, "", "messages in the inbox that no batch has consumed",
		of(messages, func(m *Messages) values { return one(m.Waiting) })},
	{"message_oldest_age_seconds", nodes, gauge, "", "how long the first of them has waited by L1's clock, 0 when none waits",
		when(hasMessages, func(f *Facts) values { return seconds(messageAge(f)) })},
	{"force_delay_seconds", nodes, gauge, "", "age from which anybody may force a message in",
		when(func(f *Facts) bool { return f.Messages != nil && f.Messages.Delay > 0 },
			func(f *Facts) values { return seconds(f.Messages.Delay) })},
	{"compared_block_number", verifier, gauge, "", "newest derived block that was held against the sequencer given by `--compare`",
		of(compared, func(c *stateroot.Comparison) values { return one(c.Number) })},
	{"disk_free_bytes", nodes, gauge, "", "free space on the disk with the data folder",
		of(disk, func(d *Disk) values { return one(d.Free) })},
	{"disk_size_bytes", nodes, gauge, "", "size of that disk",
		of(disk, func(d *Disk) values { return one(d.Size) })},
}

func blockNumbers(f *Facts) values {
	v := values{}
	if f.Chain != nil {
		v["sealed"] = float64(f.Chain.Number)
	}
	if f.L1 != nil {
		v["derived"], v["safe"], v["finalized"] = float64(f.L1.Tip.Number), float64(f.L1.Deep.Number), float64(f.L1.Final.Number)
	}
	return v
}
