package node

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// peers fetches sealed blocks from the other members by their JSON-RPC.
type peers struct {
	mu      sync.Mutex
	clients map[string]*gethrpc.Client // by URL
	urls    []string
}

func newPeers(urls map[string]string, self string) *peers {
	p := &peers{clients: make(map[string]*gethrpc.Client)}
	for id, url := range urls {
		if id != self {
			p.urls = append(p.urls, url)
		}
	}
	slices.Sort(p.urls)
	return p
}

func (p *peers) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.clients {
		c.Close()
	}
}

func (p *peers) client(ctx context.Context, url string) (*gethrpc.Client, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.clients[url]; c != nil {
		return c, nil
	}
	c, err := gethrpc.DialContext(ctx, url)
	if err == nil {
		p.clients[url] = c
	}
	return c, err
}

// fetchCount is how many blocks are asked for at a time.
const fetchCount = 128

// Blocks implements sequencer.Peers: the first member that answers with something is taken at its word, which the caller
// checks by executing.
func (p *peers) Blocks(ctx context.Context, from uint64, to common.Hash) ([]sequencer.Fetched, error) {
	var errs []error
	for _, url := range p.urls {
		blocks, err := p.ask(ctx, url, from, to)
		if err == nil && len(blocks) > 0 {
			return blocks, nil
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", url, err))
		}
	}
	return nil, errors.Join(errs...)
}

// Rebased implements sequencer.Peers.
func (p *peers) Rebased(ctx context.Context, index uint64) (fsm.Rebased, error) {
	var errs []error
	for _, url := range p.urls {
		c, err := p.client(ctx, url)
		var answer []rpc.Rebased
		if err == nil {
			err = c.CallContext(ctx, &answer, "adit_getRebases", hexutil.Uint64(index), hexutil.Uint64(1))
		}
		switch {
		case err != nil:
			errs = append(errs, fmt.Errorf("%s: %w", url, err))
		case len(answer) == 1 && uint64(answer[0].Index) == index:
			return answer[0].Entry(), nil
		default:
			errs = append(errs, fmt.Errorf("%s: has not seen rebase %d", url, index))
		}
	}
	return fsm.Rebased{}, errors.Join(errs...)
}

func (p *peers) ask(ctx context.Context, url string, from uint64, to common.Hash) ([]sequencer.Fetched, error) {
	c, err := p.client(ctx, url)
	if err != nil {
		return nil, err
	}
	var answer []struct {
		Raw      hexutil.Bytes  `json:"raw"`
		Forced   hexutil.Uint64 `json:"forced"`
		Consumed hexutil.Uint64 `json:"consumed"`
		Messages hexutil.Bytes  `json:"messages"` // RLP
	}
	if err := c.CallContext(ctx, &answer, "adit_getBlocks", hexutil.Uint64(from), hexutil.Uint64(fetchCount), to); err != nil {
		return nil, err
	}
	out := make([]sequencer.Fetched, len(answer))
	for i, a := range answer {
		block := new(types.Block)
		if err := rlp.DecodeBytes(a.Raw, block); err != nil {
			return nil, fmt.Errorf("block %d: %w", from+uint64(i), err)
		}
		var messages []l1anchor.Message
		if err := rlp.DecodeBytes(a.Messages, &messages); err != nil {
			return nil, fmt.Errorf("messages of block %d: %w", from+uint64(i), err)
		}
		if uint64(a.Forced) > uint64(len(block.Transactions())) {
			return nil, fmt.Errorf("block %d: %d forced transactions of %d", from+uint64(i), a.Forced, len(block.Transactions()))
		}
		out[i] = sequencer.Fetched{Hash: block.Hash(), Parent: block.ParentHash(), Input: derive.Input{
			Own:     block.Transactions()[a.Forced:],
			Context: transition.Context{Timestamp: block.Time(), Consumed: uint64(a.Consumed), Messages: messages},
		}}
	}
	return out, nil
}
