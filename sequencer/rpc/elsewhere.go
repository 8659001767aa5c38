// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// A node that does not lead has only part of what waits to be ordered. It asks the one that has it all: a member asks
// the leader, a verifier the node that it forwards sends to, which asks the leader in turn.
const (
	askTimeout = 2 * time.Second
	maxAsking  = 64 // questions at the same time; beyond them the own answer must do
)

// elsewhere puts a question to that node. It is false when there is none or it does not answer; the own answer stands
// then.
func (s *Server) elsewhere(ctx context.Context, result any, method string, args ...any) bool {
	url := s.knows(ctx)
	if url == "" {
		return false
	}
	select {
	case s.asking <- struct{}{}:
		defer func() { <-s.asking }()
	default:
		return false
	}
	endTurn(ctx)
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	c, err := s.send.peers.client(ctx, url)
	return err == nil && c.CallContext(ctx, result, method, args...) == nil
}

// knows is the URL of the node to ask; empty when there is none, or when this node is the one that is asked.
func (s *Server) knows(ctx context.Context) string {
	by := ctx.Value(forwardedKey{})
	if s.need.Members == nil && by == nil {
		return s.cfg.ForwardTo
	}
	if s.need.Members == nil || by != nil && by != byVerifier {
		return ""
	}
	if url, self, ok := s.need.Members.Leader(); ok && !self {
		return url
	}
	return ""
}

// pendingCount is the nonce that a new transaction of addr should carry, on a node without an open block of its own:
// as the set knows it, and never below the derived one.
func (f *front) pendingCount(ctx context.Context, m *message, params []json.RawMessage) []byte {
	raw := f.stock(ctx, m.with(m.Method, params, 1, "latest"))
	var own struct{ Result *hexutil.Uint64 }
	var addr common.Address
	if json.Unmarshal(raw, &own) != nil || own.Result == nil || json.Unmarshal(params[0], &addr) != nil {
		return raw
	}
	var known hexutil.Uint64
	if f.server.elsewhere(ctx, &known, m.Method, addr, "pending") && known > *own.Result {
		return m.answer(known, nil)
	}
	return raw
}
