// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot"
)

// SequencerConfig is the operator's part of a sequencer.
type SequencerConfig struct {
	Config
	Cluster   cluster.Config
	Sequencer sequencer.Config
	Pool      pool.Config
	Fee       fee.Policy
	// URLs are the JSON-RPC endpoints of the members by id, this one's included: sends go to the one that leads.
	URLs map[string]string
}

// Validate gives all complaints at once.
func (c *SequencerConfig) Validate() error {
	return errors.Join(c.Config.Validate(), c.Cluster.Validate(), c.Sequencer.Validate(), c.Pool.Validate(), c.Fee.Validate())
}

// Sequencer is one member of the set, until ctx ends. An error means that the process must not go on as it is.
func Sequencer(ctx context.Context, cfg SequencerConfig, log *slog.Logger) (err error) {
	b, err := open(&cfg.Config, false, false, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	peers := new(memberPeers)
	s, err := sequencer.New(cfg.Sequencer, b.rollup, b.chain, view{b.deriver}, peers, log)
	if err != nil {
		return err
	}
	cfg.Pool.Signer, cfg.Pool.Tariff = b.chain.Signer(), pool.NewTariff(cfg.Fee, b.rollup.ChainConfig())
	waiting := pool.New(cfg.Pool, b.rollup.ChainConfig(), poolState{s})
	if err := waiting.UseJournal(cfg.Data + "/kept.rlp"); err != nil {
		return err
	}
	s.UsePool(outcomes{waiting})

	market, err := etc.NewMarket(b.l1Config(&cfg.Config, log))
	if err != nil {
		return err
	}
	defer market.Close()
	prices := &pricing{chain: b.chain, market: market, l1: b.deriver.Status, signer: cfg.Pool.Signer, tariff: cfg.Pool.Tariff, log: log}

	var server *rpc.Server
	cfg.Cluster.Dir, cfg.Cluster.Log, cfg.Cluster.Fatal = cfg.Data+"/raft", log, giveUp(func() { server.Abort() }, log)
	if cfg.Cluster.Charter, err = b.charter(); err != nil {
		return err
	}
	cfg.Cluster.Fit = func() bool { return time.Since(b.deriver.Status().Seen) < cfg.Sequencer.L1Timeout }
	cfg.Cluster.Answer, cfg.Cluster.Serve = s.Answer, s.Serve
	members, err := cluster.Open(cfg.Cluster, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, members.Close()) }()
	peers.Store(members)
	set := &memberSet{cluster: members, urls: cfg.URLs, self: cfg.Cluster.ID, stage: s, pool: waiting}
	cfg.RPC.Members = otherURLs(&cfg)
	divergences := &divergences{path: cfg.Data + "/divergence.json"}
	w := watchMember(&cfg, b, set, divergences, log)
	st := &sequencerStatus{status: status{b, "sequencer", w.Watcher}, set: set}
	server, err = rpc.New(cfg.RPC, rpc.Needs{Chain: b.chain, Members: set, Open: openBlock{s}, Pool: waiting, Fees: waiting, Moves: s, Status: st, Ready: w, Records: records{b.chain, &b.sweeper}, Addresses: b.addresses}, log)
	if err != nil {
		return err
	}

	// The stage outlives the cluster's last entries and the server's last answers: it is stopped behind them.
	stage, stopStage := context.WithCancel(context.WithoutCancel(ctx))
	defer stopStage()
	terms := make(chan sequencer.Term)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		err := s.Run(stage, terms)
		if errors.Is(err, sequencer.ErrDivergence) {
			divergences.note(err, b.sealed(), log)
		}
		return err
	})
	g.Go(func() error { return b.deriver.Run(ctx) })
	g.Go(func() error { return b.sweeper.run(ctx, b.chain, log) })
	g.Go(func() error { return prices.run(ctx) })
	g.Go(func() error { return prices.runMarket(ctx) })
	g.Go(func() error { return server.Run(ctx, cfg.Listening) })
	g.Go(func() error { return w.run(ctx) })
	b.followAddresses(ctx, g, log)
	g.Go(func() error {
		defer stopStage()
		var relay sync.WaitGroup
		defer relay.Wait()
		relay.Go(func() { passTerms(stage, members.Terms(), terms) })
		return members.Run(ctx)
	})
	return cancelled(ctx, g.Wait())
}

// sealed is the number of the newest block that the set has sealed, as far as this chain has come; 0 when it cannot be read.
func (b *base) sealed() uint64 {
	head, err := b.chain.Head()
	if err != nil {
		return 0
	}
	return head.Number()
}

// charter is what the other members must have in common with this one.
func (b *base) charter() (cluster.Charter, error) {
	genesis, err := b.chain.HeadByNumber(0)
	if err != nil {
		return cluster.Charter{}, err
	}
	return cluster.Charter{Protocol: cluster.Protocol, Rollup: b.rollup.Hash(), Genesis: genesis.Hash(), Program: cmd.Program()}, nil
}

// Exit codes of processes that end by themselves.
const (
	ExitUsage = 2 // wrong settings
	ExitFatal = 3 // must not go on as it is
)

// exitCode is that of a member whose cluster must not go on.
func exitCode(err error) int {
	if errors.Is(err, cluster.ErrDiffers) {
		return ExitUsage // the rollup file or the build is not the others'
	}
	return ExitFatal
}

// giveUp ends the process when the cluster must not go on, such as with a disk that hangs: everything else may hang on the
// same disk, so an orderly end is given a moment only. The clients are sent away before, since a process that waits for a disk
// keeps its connections, and the kernel takes new ones for it, even after it was killed.
func giveUp(sendAway func(), log *slog.Logger) func(error) {
	return func(err error) {
		sendAway()
		log.Error("ALARM: this member cannot go on", "err", err)
		time.AfterFunc(2*time.Second, func() { os.Exit(exitCode(err)) })
	}
}

// passTerms hands the cluster's terms to the stage in its own words, until the cluster has no more.
func passTerms(ctx context.Context, from <-chan cluster.Term, to chan<- sequencer.Term) {
	for t := range from {
		term := sequencer.Term{
			Number: t.Number, Ctx: t.Ctx, Yield: t.Yield,
			Propose: func(entry []byte) <-chan struct{} { return t.Propose(entry).Done() },
			Ask: func(ctx context.Context, question []byte) ([]string, <-chan sequencer.Reply) {
				return passReplies(ctx, &t, question)
			},
		}
		select {
		case to <- term:
		case <-t.Ctx.Done():
		case <-ctx.Done():
			return
		}
	}
}

// passReplies asks the other voters, and hands what they answer to the stage in its own words.
func passReplies(ctx context.Context, t *cluster.Term, question []byte) ([]string, <-chan sequencer.Reply) {
	voters, from := t.Ask(ctx, question)
	to := make(chan sequencer.Reply, len(voters))
	go func() {
		for range voters {
			select {
			case r := <-from:
				to <- sequencer.Reply(r)
			case <-ctx.Done():
				return
			}
		}
	}()
	return voters, to
}

// view is L1 in the stage's words.
type view struct{ *stateroot.Deriver }

// View implements sequencer.L1.
func (v view) View() sequencer.View {
	s := v.Status()
	return sequencer.View{
		Head: s.Tip.At, Seen: s.Seen, Settled: s.Settled,
		Messages: s.Deep.Messages, Time: s.DeepTime,
		Deep: fsm.Ref{Number: s.Deep.Number, Hash: s.Deep.Head},
		Tip:  fsm.Ref{Number: s.Tip.Number, Hash: s.Tip.Head},
	}
}

var _ sequencer.L1 = view{}

// outcomes is the pool in the stage's words.
type outcomes struct{ *pool.Pool }

// Ordered implements sequencer.Pool.
func (p outcomes) Ordered(tx common.Hash, at sequencer.Place) { p.Settle(tx, outcomeOf(at)) }

func outcomeOf(at sequencer.Place) pool.Outcome {
	return pool.Outcome{Number: at.Number, Index: at.Index, Receipt: at.Receipt}
}

// Dropped implements sequencer.Pool.
func (p outcomes) Dropped(tx common.Hash, why error) { p.Settle(tx, pool.Outcome{Err: why}) }

// poolState is the stage in the pool's words.
type poolState struct{ *sequencer.Sequencer }

// Ordered implements pool.State.
func (s poolState) Ordered(hash common.Hash) (pool.Outcome, bool) {
	at, ok := s.Executed(hash)
	return outcomeOf(at), ok
}

// openBlock is the stage in the server's words.
type openBlock struct{ *sequencer.Sequencer }

// Ordered implements rpc.Open.
func (o openBlock) Ordered(hash common.Hash) (pool.Outcome, bool) {
	at, ok := o.Executed(hash)
	return outcomeOf(at), ok
}

// Transaction implements rpc.Open.
func (o openBlock) Transaction(hash common.Hash) (rpc.Ordered, bool) {
	at, ok := o.Sequencer.Transaction(hash)
	return rpc.Ordered(at), ok
}

// memberSet says who leads, and lets transactions in when it is us.
type memberSet struct {
	cluster *cluster.Cluster
	urls    map[string]string
	self    string
	stage   *sequencer.Sequencer
	pool    *pool.Pool
}

// Leader implements rpc.Members.
func (m *memberSet) Leader() (url string, self, ok bool) {
	id, _, ok := m.cluster.Leader()
	url, known := m.urls[id]
	return url, id == m.self, ok && (known || id == m.self)
}

// Submit implements rpc.Members.
func (m *memberSet) Submit(tx *types.Transaction) (*pool.Ticket, error) {
	if !m.stage.Leading() {
		return nil, fmt.Errorf("this member does not lead: %w", pool.ErrRetry)
	}
	if _, waiting := m.stage.Rebases(); waiting > 0 {
		return nil, fmt.Errorf("%d transactions that lost their place to an L1 reorg come first: %w", waiting, pool.ErrRetry)
	}
	ticket, err := m.pool.Add(tx)
	if err == nil && !m.stage.Leading() {
		m.pool.Reset() // it may have come in behind the end of the term
	}
	return ticket, err
}

// Pass implements rpc.Members.
func (m *memberSet) Pass(ctx context.Context, url string) (string, error) {
	for id, at := range m.urls {
		if at == url {
			return m.cluster.Pass(ctx, id)
		}
	}
	return "", fmt.Errorf("no member has the URL %s", url)
}

// Admits implements rpc.Members.
func (m *memberSet) Admits(pass string) bool { return m.cluster.Admits(pass) }

// sequencerStatus adds the log's view to what every node says.
type sequencerStatus struct {
	status
	set *memberSet
}

// Node implements rpc.Status.
func (s *sequencerStatus) Node() rpc.NodeStatus {
	n := s.status.Node()
	n.ID = s.set.self
	if id, _, ok := s.set.cluster.Leader(); ok {
		n.Leader = &rpc.Leader{ID: id, URL: s.set.urls[id], Self: id == s.set.self}
	}
	v := s.set.cluster.Status()
	n.Raft = &rpc.RaftStatus{
		State: v.State, Term: hexutil.Uint64(v.Term),
		Last: hexutil.Uint64(v.LastIndex), Committed: hexutil.Uint64(v.Committed), Applied: hexutil.Uint64(s.set.stage.Status().Applied(v.Handed)),
		Members: []rpc.Member{},
	}
	for _, m := range s.set.cluster.Members() {
		n.Raft.Members = append(n.Raft.Members, rpc.Member{ID: m.ID, Address: m.Address, URL: s.set.urls[m.ID], Voter: m.Voter})
	}
	count, waiting := s.set.stage.Rebases()
	n.Rebases = &rpc.RebaseCounts{Count: hexutil.Uint64(count), Waiting: hexutil.Uint64(waiting)}
	return n
}

// otherURLs are the JSON-RPC endpoints of the other members.
func otherURLs(cfg *SequencerConfig) (urls []string) {
	for id, url := range cfg.URLs {
		if id != cfg.Cluster.ID {
			urls = append(urls, url)
		}
	}
	return urls
}
