// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// patient is a service whose work goes on for a while after it was told to stop.
type patient struct {
	began, mayEnd chan struct{}
	ended         atomic.Bool
}

func (p *patient) Work(ctx context.Context) int {
	close(p.began)
	<-ctx.Done()
	<-p.mayEnd
	p.ended.Store(true)
	return 1
}

// TestInnerCallsEndWithWhoAsked gives up a call that ours builds on: its work is told so, and the call has not ended
// before it.
func TestInnerCallsEndWithWhoAsked(t *testing.T) {
	s := newServer(t, newSolo(t).needs(), DefaultConfig())
	p := &patient{began: make(chan struct{}), mayEnd: make(chan struct{})}
	if err := s.inner.server.RegisterName("patient", p); err != nil {
		t.Fatal(err)
	}
	ctx, giveUp := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		var result int
		err := s.inner.CallContext(ctx, &result, "patient_work")
		if !p.ended.Load() {
			err = errors.New("the work goes on without the call")
		}
		done <- err
	}()
	<-p.began
	giveUp()
	close(p.mayEnd)
	if err := receive(t, done); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that the call was given up", err)
	}
}

// TestInnerErrorsKeepTheirCode holds the errors of go-ethereum's methods to what clients read in them.
func TestInnerErrorsKeepTheirCode(t *testing.T) {
	s := newServer(t, newSolo(t).needs(), DefaultConfig())
	for _, c := range []struct {
		method string
		args   []any
		code   int
	}{
		{"eth_nothing", nil, -32601},
		{"eth_getBalance", []any{1}, -32602},
		{"eth_call", []any{object{"to": revertAddress, "input": "0x"}, "latest", object{revertAddress: object{"code": "0x5f5ffd"}}}, 3},
	} {
		var result any
		err := s.inner.CallContext(t.Context(), &result, c.method, c.args...)
		var coded gethrpc.Error
		if !errors.As(err, &coded) || coded.ErrorCode() != c.code {
			t.Errorf("%s: got %v, want code %d", c.method, err, c.code)
		}
	}
}

const revertAddress = "0x00000000000000000000000000000000000000fe"
