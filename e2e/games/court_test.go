// SPDX-License-Identifier: Apache-2.0

package games

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/rollup"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1evm"
	"github.com/layeredpow/adit/l1anchor/l1test/jsonrpc"
)

// court is an L1 with the real contract Rollup, on which a game of package gamestest is played. The honest side are
// processes, which read it and send to it through the product's adapters. Liars are players of gamestest, whose moves
// become transactions here. The referee in Go judges every move behind the contract, and has to say the same.
type court struct {
	t     *testing.T
	log   *slog.Logger
	rig   *gamestest.Rig
	rand  *rand.Rand // the game's, of its goroutine
	seed  uint64
	real  *reality // nil: L2 and machine are made up
	chain *l1evm.Chain
	node  *jsonrpc.Node
	least *big.Int // wei for a unit of gas, below which miners take nothing of the honest side

	at        common.Address
	preimages common.Address   // the contract; zero where the machine is a stand-in
	contract  *rollup.Contract // as those write to it who do not read it
	held      *game.Range      // what the inbox has been told; nil: it has to be told again
	side      []*process       // the honest one

	moves    map[common.Hash]strategy.Move // that the honest side has sent, by the hash of their input
	mineable map[slot]uint64               // height of the first block that may have a transaction of the honest side
	in       map[common.Hash]gamestest.Tx  // transactions of the next block
	outcomes []outcome                     // of moves in the newest block that the referee has not judged yet
	fees     []payment
	story    []string                              // what the honest side did, for those who look for what went wrong
	dear     func(strategy.Question) time.Duration // of one core; nil: as long as is usual
	every    uint64                                // L1 blocks between two looks of the honest side
	looked   uint64                                // height of the last one
}

// slot is a transaction, whatever it pays.
type slot struct {
	sender common.Address
	nonce  uint64
	input  common.Hash
}

// outcome is what the contract made of a move.
type outcome struct {
	taken bool
	logs  []*types.Log
}

// payment is what a process has paid for gas.
type payment struct {
	height uint64
	who    common.Address
	wei    *big.Int
}

// quietLog is silent unless ADIT_LOG is set, when it tells what is unusual.
func quietLog() *slog.Logger {
	if os.Getenv("ADIT_LOG") == "" {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

const (
	courtChain = 61
	gasMoney   = 100 * gamestest.Coin // gwei that a process has beside its money for bonds
)

// newCourt puts the contract of a game on an L1, in the block in which the referee has it, and processes with such habits
// in the place of the honest players.
func newCourt(t *testing.T, rig *gamestest.Rig, honest []*gamestest.Player, seed uint64, random *rand.Rand, h habits, r *reality) *court {
	t.Helper()
	c := &court{
		t: t, log: quietLog(), rig: rig, rand: random, seed: seed, real: r, least: new(big.Int),
		moves: make(map[common.Hash]strategy.Move), mineable: make(map[slot]uint64), every: max(1, min(4, rig.Blocks().PerMove/8)),
	}
	for i, p := range honest {
		c.side = append(c.side, newProcess(c, p, uint64(i), h))
	}
	if err := c.found(); err != nil {
		t.Fatal(err)
	}
	for _, p := range c.side {
		p.player.Driver, p.player.Mind.Cost = p, nil
	}
	rig.Ground, rig.Each = c, c.judged
	return c
}

// found makes the L1 up to the block that has the contract.
func (c *court) found() (err error) {
	config, held := c.rig.Referee.Config(), c.rig.Held()
	deployer := gamestest.Key("deployer")
	c.at = crypto.CreateAddress(crypto.PubkeyToAddress(deployer.PublicKey), 0)
	alloc := types.GenesisAlloc{config.Inbox: {Code: inboxCode, Storage: inboxSlots(held), Balance: new(big.Int)}}
	if c.preimages, err = c.real.machine(alloc, config.Machine); err != nil {
		return err
	}
	c.contract = rollup.New(c.at, c.preimages, nil)
	plenty := new(big.Int).Lsh(common.Big1, 110)
	for _, who := range append(c.liars(), gamestest.Address("deployer"), gamestest.Address("batcher")) {
		alloc[who] = types.Account{Balance: plenty}
	}
	for _, p := range c.side {
		alloc[p.player.Address] = types.Account{Balance: inWei(p.player.Balance + gasMoney)}
	}
	if c.chain, err = l1evm.New(l1evm.Config{ChainID: courtChain, Alloc: alloc}); err != nil {
		return err
	}
	c.node = c.chain.Node()
	c.held = &held
	if _, err := c.give("deployer", 0, nil, l1anchor.Call{Data: calldata.Deployment(&config), Gas: l1evm.BlockGas}); err != nil {
		return err
	}
	if _, err := c.chain.Mine(1, l1evm.Spacing); err != nil {
		return err
	}
	code, err := c.ask("eth_getCode", c.at, "latest")
	if err == nil && len(code.(hexutil.Bytes)) == 0 {
		err = errors.New("the contract was not created")
	}
	return err
}

func inWei(gwei uint64) *big.Int {
	return new(big.Int).Mul(new(big.Int).SetUint64(gwei), big.NewInt(1e9))
}

// names are those of the accounts that liars and their helpers send from.
func (c *court) names() []string {
	names := []string{"copier"}
	for _, p := range c.rig.Players {
		if !slices.ContainsFunc(c.side, func(s *process) bool { return s.player == p }) {
			names = append(names, p.Name)
		}
	}
	return names
}

func (c *court) liars() (all []common.Address) {
	for _, name := range c.names() {
		all = append(all, gamestest.Address(name))
	}
	return all
}

// ask has the node answer.
func (c *court) ask(method string, args ...any) (any, error) {
	var params []json.RawMessage
	for _, a := range args {
		raw, err := json.Marshal(a)
		if err != nil {
			return nil, err
		}
		params = append(params, raw)
	}
	return c.node.Answer(method, params)
}

func (c *court) nonce(who common.Address) (uint64, error) {
	n, err := c.ask("eth_getTransactionCount", who, "latest")
	if err != nil {
		return 0, err
	}
	return uint64(n.(hexutil.Uint64)), nil
}

// give signs a transaction of somebody and gives it to the node.
func (c *court) give(name string, nonce uint64, price *uint256.Int, call l1anchor.Call) (common.Hash, error) {
	tx := &types.LegacyTx{Nonce: nonce, GasPrice: new(big.Int), Gas: call.Gas, Value: call.Value, Data: call.Data}
	if price != nil {
		tx.GasPrice = price.ToBig()
	}
	if call.To != (common.Address{}) {
		tx.To = &call.To
	}
	signed, err := types.SignNewTx(gamestest.Key(name), types.NewEIP155Signer(big.NewInt(courtChain)), tx)
	if err != nil {
		return common.Hash{}, err
	}
	raw, err := signed.MarshalBinary()
	if err != nil {
		return common.Hash{}, err
	}
	if _, err = c.ask("eth_sendRawTransaction", hexutil.Bytes(raw)); err != nil {
		err = fmt.Errorf("send transaction %d of %s: %w", nonce, name, err)
	}
	return signed.Hash(), err
}

// judgeable is a move as the contract's stand-in of the machine can judge it: what the machine of the game's world says
// about a witness stands in the witness's place.
func (c *court) judgeable(m game.Move) game.Move {
	p, ok := m.(game.Prove)
	if !ok || c.real != nil {
		return m
	}
	machine, following, err := c.rig.World.StepContract(p.Witness)
	p.Witness = nil
	if err == nil {
		p.Witness = append(bytes.Clone(machine[:]), following[:]...)
	}
	return p
}

// Waiting implements gamestest.Ground.
func (c *court) Waiting() (all []gamestest.Tx) {
	for _, p := range c.side {
		who := p.player.Address
		next, err := c.nonce(who)
		if err != nil {
			c.t.Fatal(err)
		}
		from := uint64(0)
		for _, tx := range c.chain.Waiting(who) {
			if tx.Nonce() < next {
				continue
			}
			if tx.Nonce() > next {
				break
			}
			next++
			input := crypto.Keccak256Hash(tx.Data())
			m, ok := c.moves[input]
			if fills := len(tx.Data()) == 0 && *tx.To() == who; !ok && !fills { // an empty call fills a gap of nonces
				c.t.Fatalf("%s has sent what is no move: transaction %d to %s with data %#x", p.player.Name, tx.Nonce(), tx.To(), tx.Data())
			}
			price, _ := uint256.FromBig(tx.GasPrice())
			from = max(from, c.from(p, slot{who, tx.Nonce(), input}))
			if tx.GasPrice().Cmp(c.least) < 0 {
				break
			}
			all = append(all, gamestest.Tx{
				Sender: who, Move: m.Move, Bond: new(big.Int).Div(tx.Value(), big.NewInt(1e9)).Uint64(), GasPrice: price,
				From: from, Tag: tx.Hash(), Waits: true, Nonce: tx.Nonce(),
			})
		}
	}
	return all
}

// from is the height of the first block that may have a transaction of the honest side.
func (c *court) from(p *process, s slot) uint64 {
	from, ok := c.mineable[s]
	if !ok {
		from = c.rig.Height + 1
		if p.player.Delay != nil {
			from = c.rig.Height + min(p.player.Delay(), max(1, c.rig.Blocks().PerMove-c.every))
		}
		c.mineable[s] = from
	}
	return from
}

// Mine implements gamestest.Ground.
func (c *court) Mine(height uint64, held game.Range, txs []gamestest.Tx) (taken []int, err error) {
	if n := len(c.outcomes); n > 0 {
		return nil, fmt.Errorf("%d moves of the block before were not judged", n)
	}
	rank, err := c.line(held, txs)
	if err != nil {
		return nil, err
	}
	c.chain.SetMiner(l1evm.Miner{
		Leaves: func(tx *types.Transaction) bool { _, ok := rank[tx.Hash()]; return !ok },
		Arrange: func(all []*types.Transaction) {
			slices.SortFunc(all, func(a, b *types.Transaction) int { return cmp.Compare(rank[a.Hash()], rank[b.Hash()]) })
		},
	})
	block, err := c.chain.Mine(1, l1evm.Spacing)
	switch {
	case err != nil:
		return nil, err
	case uint64(block.Height) != height:
		return nil, fmt.Errorf("block %d came for %d", block.Height, height)
	case len(rank) == 0:
		return nil, nil
	}
	taken, err = c.collect(block, rank)
	c.chain.Forget(c.liars()...)
	return taken, err
}

// line has the node know all transactions of the next block, and says which place each has in it.
func (c *court) line(held game.Range, txs []gamestest.Tx) (map[common.Hash]int, error) {
	rank := make(map[common.Hash]int)
	c.in = make(map[common.Hash]gamestest.Tx)
	if c.held == nil || *c.held != held {
		nonce, err := c.nonce(gamestest.Address("batcher"))
		if err != nil {
			return nil, err
		}
		hash, err := c.give("batcher", nonce, nil, c.batch(held))
		if err != nil {
			return nil, err
		}
		rank[hash], c.held = -1, &held
	}
	next := make(map[common.Address]uint64)
	for i, tx := range txs {
		hash, ok := tx.Tag.(common.Hash)
		if !ok {
			var err error
			if hash, err = c.lie(tx, next); err != nil {
				return nil, err
			}
		}
		rank[hash], c.in[hash] = i, tx
	}
	return rank, nil
}

// lie sends a move of somebody who is not honest. next has the nonces of those who have sent something already.
func (c *court) lie(tx gamestest.Tx, next map[common.Address]uint64) (common.Hash, error) {
	nonce, ok := next[tx.Sender]
	if !ok {
		var err error
		if nonce, err = c.nonce(tx.Sender); err != nil {
			return common.Hash{}, err
		}
	}
	next[tx.Sender] = nonce + 1
	calls, err := c.contract.Calls(strategy.Move{Move: c.judgeable(tx.Move), Bond: tx.Bond}, nil)
	if err != nil {
		return common.Hash{}, err
	}
	for _, name := range c.names() {
		if gamestest.Address(name) == tx.Sender {
			return c.give(name, nonce, tx.GasPrice, calls[0])
		}
	}
	return common.Hash{}, fmt.Errorf("nobody is known at %s", tx.Sender)
}

// collect reads what came of a block.
func (c *court) collect(block l1anchor.Ref, rank map[common.Hash]int) (taken []int, err error) {
	answer, err := c.ask("eth_getBlockReceipts", block.Hash)
	if err != nil {
		return nil, err
	}
	for _, r := range answer.(types.Receipts) {
		place := rank[r.TxHash]
		if place < 0 {
			if r.Status != types.ReceiptStatusSuccessful {
				return nil, errors.New("the inbox takes no batch")
			}
			continue
		}
		taken = append(taken, place)
		tx, succeeded := c.in[r.TxHash], r.Status == types.ReceiptStatusSuccessful
		if tx.Move != nil {
			c.outcomes = append(c.outcomes, outcome{succeeded, r.Logs})
		} else if !succeeded {
			return nil, errors.New("a preimage was not loaded")
		}
		if tx.Waits {
			c.story = append(c.story, fmt.Sprintf("block %d: %x, transaction %d, %T at %s wei, taken %v", block.Height, tx.Sender[:2], tx.Nonce, tx.Move, tx.GasPrice, succeeded))
			c.fees = append(c.fees, payment{uint64(block.Height), tx.Sender, new(big.Int).Mul(tx.GasPrice.ToBig(), new(big.Int).SetUint64(r.GasUsed))})
		}
	}
	return taken, nil
}

// Back implements gamestest.Ground.
func (c *court) Back(height uint64) {
	c.story = append(c.story, fmt.Sprintf("blocks above %d are taken back", height))
	c.chain.Back(l1anchor.Height(height))
	c.chain.Forget(append(c.liars(), gamestest.Address("batcher"))...)
	c.held, c.looked = nil, 0
	c.fees = slices.DeleteFunc(c.fees, func(f payment) bool { return f.height > height })
}

// longGame is how many blocks of a game pass between two lines of progress.
const longGame = 1_000

// Look implements gamestest.Ground: time goes on until every process has looked.
func (c *court) Look() error {
	if err := c.solvent(); err != nil {
		return err
	}
	if c.looked != 0 && c.rig.Height < c.looked+c.every {
		return nil
	}
	if h := c.rig.Height; h/longGame > c.looked/longGame {
		c.t.Logf("block %d: %d moves taken", h, len(c.rig.Took))
	}
	c.looked = c.rig.Height
	for range 3 { // who is killed meanwhile is started again
		time.Sleep(time.Second)
		for _, p := range c.side {
			if err := p.revive(); err != nil {
				return err
			}
		}
		time.Sleep(c.pause() - time.Second)
		synctest.Wait()
		if !slices.ContainsFunc(c.side, (*process).missing) {
			break
		}
	}
	for _, p := range c.side {
		p.note()
	}
	return nil
}

// pause is how long a process waits between two looks.
func (c *court) pause() time.Duration { return time.Duration(c.every) * l1evm.Spacing * time.Second }
