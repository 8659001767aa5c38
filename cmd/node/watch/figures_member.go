// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"math/big"
	"strings"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/pool"
)

func set(f *Facts) *Set { return f.Set }
func pressure(f *Facts) *pool.Pressure {
	if f.Set == nil {
		return nil
	}
	return f.Set.Pressure
}

func inWei(n *big.Int) float64 {
	f, _ := new(big.Float).SetInt(n).Float64()
	return f
}

func posting(f *Facts) *batcher.Status { return f.Batcher }
func seesL1(f *Facts) bool             { return f.Batcher != nil && f.Batcher.HeadTime != 0 }

// memberFigures are those of a member of the sequencer set.
var memberFigures = []figure{
	{"raft_term", members, gauge, "", "term of the log", of(set, func(s *Set) values { return one(s.View.Term) })},
	{"raft_state", members, gauge, "state", "1 for the state that the member is in: leader, follower, candidate or shutdown, and 0 for the others", raftState},
	{"raft_recovery", members, gauge, "phase", "1 for the phase of a member that began with an empty folder: forming, recovering or catching up, and 0 for the others",
		recoveryPhase},
	{"raft_last_index", members, gauge, "", "newest log entry on disk here", of(set, func(s *Set) values { return one(s.View.LastIndex) })},
	{"raft_commit_index", members, gauge, "", "newest log entry known to be on the disks of a majority", of(set, func(s *Set) values { return one(s.View.Committed) })},
	{"raft_applied_index", members, gauge, "", "newest log entry executed, as in `adit_status`; 0 until the snapshot that a member starts from is taken in", of(set, func(s *Set) values { return one(s.Stage.Applied(s.View.Handed)) })},
	{"raft_leaders_total", members, counter, "", "leaders, one after the other, that the member has heard of", of(set, func(s *Set) values { return one(s.View.Leaders) })},
	{"raft_contact_seconds", members, gauge, "", "time since a leader was heard of, 0 on the leader", of(set, func(s *Set) values {
		if s.View.Contact < 0 {
			return nil
		}
		return one(s.View.Contact)
	})},
	{"member_answers", members, gauge, "member", "1 when that other member answered when it was asked last", of(set, answers)},
	{"member_differs", members, gauge, "member", "1 when that other member has another protocol, rollup, genesis or program, and is refused", of(set, differs)},
	{"member_behind_entries", members, gauge, "member", "committed log entries that it had not got then", of(set, lags)},
	{"transactions_total", members, counter, "", "transactions ordered and executed", of(set, func(s *Set) values { return one(s.Stage.Transactions) })},
	{"slices_total", members, counter, "", "slices executed", of(set, func(s *Set) values { return one(s.Stage.Slices) })},
	{"blocks_sealed_total", members, counter, "", "blocks finished here", of(set, func(s *Set) values { return one(s.Stage.Sealed) })},
	{"seal_seconds_total", members, counter, "", "time that finishing them took", of(set, func(s *Set) values { return seconds(s.Stage.Sealing) })},
	{"rebases_total", members, counter, "", "rebases in the life of the chain", of(set, func(s *Set) values { return one(s.Rebases) })},
	{"rebase_waiting_transactions", members, gauge, "", "transactions that they left and that wait for their second turn", of(set, func(s *Set) values { return one(s.Again) })},
	{"pool_transactions", members, gauge, "place", "transactions in the pool: queued, taken into a proposal, parked for an earlier nonce", of(set, func(s *Set) values {
		return values{"queued": float64(s.Pool.Queued), "taken": float64(s.Pool.Taken), "parked": float64(s.Pool.Parked)}
	})},
	{"pool_bytes", members, gauge, "", "their size", of(set, func(s *Set) values { return one(s.Pool.Bytes) })},
	{"backlog_bytes", members, gauge, "", "what sealed blocks take on L1 that no batch there holds", of(pressure, func(p *pool.Pressure) values { return one(p.Bytes) })},
	{"backlog_wait_seconds", members, gauge, "", "time that L1 needs for that and for what the pool has before it", of(pressure, func(p *pool.Pressure) values { return seconds(p.Price.Wait) })},
	{"l1_gas_price_wei", members, gauge, "", "price of L1 gas that transactions are asked for their bytes", of(pressure, func(p *pool.Pressure) values { return one(inWei(p.Price.L1)) })},
	{"l1_gas_surge_wei", members, gauge, "", "what is asked on top of it while L1 does not keep up", of(pressure, func(p *pool.Pressure) values { return one(inWei(p.Price.Surge)) })},
	{"tip_suggested_wei", members, gauge, "", "tip for a unit of gas that is enough for any transaction", of(pressure, func(p *pool.Pressure) values { return one(inWei(p.Tip)) })},
	{"certificate_end_timestamp_seconds", members, gauge, "", "when the first certificate ends", of(set, func(s *Set) values {
		if s.Expiry.IsZero() {
			return nil
		}
		return one(float64(s.Expiry.Unix()))
	})},
}

func raftState(f *Facts) values {
	if f.Set == nil {
		return nil
	}
	v := values{"leader": 0, "follower": 0, "candidate": 0, "shutdown": 0}
	v[strings.ToLower(f.Set.View.State)] = 1
	return v
}

func recoveryPhase(f *Facts) values {
	if f.Set == nil {
		return nil
	}
	v := values{}
	for _, p := range []cluster.Phase{cluster.Forming, cluster.Recovering, cluster.CatchingUp} {
		if v[string(p)] = 0; f.Set.View.Phase == p {
			v[string(p)] = 1
		}
	}
	return v
}

func answers(s *Set) values {
	v := values{}
	for _, o := range s.Others {
		if v[o.Member.ID] = 1; o.Err != nil {
			v[o.Member.ID] = 0
		}
	}
	return v
}

func differs(s *Set) values {
	v := values{}
	for _, o := range s.Others {
		v[o.Member.ID] = 0
	}
	for i := range s.Differ {
		v[s.Differ[i].Member] = 1
	}
	return v
}

func lags(s *Set) values {
	v := values{}
	for _, o := range s.Others {
		if o.Err == nil {
			v[o.Member.ID] = float64(s.View.Committed - min(s.View.Committed, o.View.LastIndex))
		}
	}
	return v
}

// batcherFigures are those of a batcher.
var batcherFigures = []figure{
	{"posted_block_number", batchers, gauge, "", "newest L2 block that batches on L1 lead to", when(seesL1, func(f *Facts) values { return one(f.Batcher.Posted) })},
	{"sealed_block_number", batchers, gauge, "", "newest sealed L2 block at the sequencers", when(seesL1, func(f *Facts) values { return one(f.Batcher.Sealed) })},
	{"batches_landed", batchers, gauge, "", "batches in the inbox", when(seesL1, func(f *Facts) values { return one(f.Batcher.Landed) })},
	{"batches_offered_total", batchers, counter, "", "batches offered to L1, each counted once", of(posting, func(b *batcher.Status) values { return one(b.Offered) })},
	{"batch_offered_bytes_total", batchers, counter, "", "their data", of(posting, func(b *batcher.Status) values { return one(b.OfferedBytes) })},
	{"batches_unmined_blocks", batchers, gauge, "", "L1 blocks since which batches are offered and none was mined", of(posting, func(b *batcher.Status) values { return one(b.Unmined) })},
	{"batcher_rounds_total", batchers, counter, "", "rounds, failed ones included", of(posting, func(b *batcher.Status) values { return one(b.Rounds) })},
	{"batcher_failures", batchers, gauge, "", "rounds in a row that have failed", of(posting, func(b *batcher.Status) values { return one(b.Failures) })},
	{"batcher_l1_height", batchers, gauge, "", "newest L1 block that the batcher has seen", when(seesL1, func(f *Facts) values { return one(uint64(f.Batcher.Head.Height)) })},
	{"batcher_l1_age_seconds", batchers, gauge, "", "its age by this machine's clock", when(seesL1, func(f *Facts) values { return seconds(f.age(f.Batcher.HeadTime)) })},
	{"inbox_waiting_messages", batchers, gauge, "", "messages in the inbox that no batch has consumed", when(seesL1, func(f *Facts) values { return one(f.Batcher.Messages) })},
	{"inbox_overdue_messages", batchers, gauge, "", "of them, those that the next batch must consume", when(seesL1, func(f *Facts) values { return one(f.Batcher.Overdue) })},
	{"l1_balance_wei", batchers, gauge, "", "what the batcher's account holds on L1", of(posting, func(b *batcher.Status) values {
		if b.Balance == nil {
			return nil
		}
		return one(float(b.Balance))
	})},
}
