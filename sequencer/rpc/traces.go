// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/eth/tracers"
	"github.com/ethereum/go-ethereum/eth/tracers/logger"
	"github.com/ethereum/go-ethereum/eth/tracers/native"
	gethparams "github.com/ethereum/go-ethereum/params"
)

// traceConfigs says where the methods that trace take their configuration.
var traceConfigs = map[string]int{
	"debug_traceCall": 2, "debug_traceTransaction": 1, "debug_traceBlock": 1, "debug_traceBlockByNumber": 1, "debug_traceBlockByHash": 1,
}

// trace carries out a call that traces. go-ethereum bounds neither what a tracer keeps nor what it answers, and lets
// one run on when its client has left. So every trace runs under a tracer of ours, which counts for the one that was
// asked for, and in a context whose every end go-ethereum takes for the end of its time.
func (f *front) trace(ctx context.Context, m *message, index int) []byte {
	t, bounded, err := f.server.newTrace(m, index)
	if err != nil {
		return m.answer(nil, err)
	}
	ctx, t.end = expire(ctx)
	defer t.end()
	traces.Store(t.id, t)
	defer traces.Delete(t.id)
	answer := f.pass(ctx, bounded)
	switch {
	case t.left.Load() < 0:
		return m.answer(nil, errTraceTooLarge)
	case ctx.Err() != nil: // a tracer that cannot be stopped answers with what it has
		return m.answer(nil, errTraceTime)
	}
	return answer
}

var errTraceTime = &rpcError{Code: codeRejected, Message: "execution timeout"}

var errTraceTooLarge = &rpcError{Code: -32003, Message: "response too large: trace less, with a tracer that keeps less, or at a verifier"}

// trace is one call that traces, of a transaction or of all in a block.
type trace struct {
	id     string
	name   string // of the tracer; empty: go-ethereum's struct logger
	config json.RawMessage
	logger logger.Config
	left   atomic.Int64 // bytes that it may still keep; below zero: it has been ended
	end    context.CancelFunc
	steps  atomic.Int64                // bytes at least of what the struct logger has of the transaction
	before atomic.Int64                // left when the transaction began
	stop   atomic.Pointer[func(error)] // ends the tracer of the transaction: it keeps nothing any more
	over   int                         // instructions since it had to end
}

// shortestStep is less than a step takes in the answer of the struct logger.
const shortestStep = 60

// traces are those that run, by id.
var (
	traces   sync.Map
	tracesID atomic.Uint64
)

// tracerName is that of ours in go-ethereum's directory. Clients cannot name it.
const tracerName = "adit"

func init() { tracers.DefaultDirectory.Register(tracerName, newBoundedTracer, false) }

// newTrace reads the configuration of a trace and returns the call with ours in its place.
func (s *Server) newTrace(m *message, index int) (*trace, *message, error) {
	params, ok := positional(m.Params)
	if !ok {
		return nil, nil, &rpcError{Code: codeInvalid, Message: "non-array args"}
	}
	t := &trace{id: strconv.FormatUint(tracesID.Add(1), 10)}
	t.left.Store(int64(s.madeRoom()))
	var config struct {
		logger.Config
		Tracer         *string         `json:"tracer"`
		TracerConfig   json.RawMessage `json:"tracerConfig"`
		StateOverrides json.RawMessage `json:"stateOverrides,omitempty"`
		BlockOverrides json.RawMessage `json:"blockOverrides,omitempty"`
		TxIndex        json.RawMessage `json:"txIndex,omitempty"`
	}
	for len(params) <= index {
		params = append(params, null)
	}
	if err := json.Unmarshal(params[index], &config); err != nil {
		return nil, nil, &rpcError{Code: codeInvalid, Message: fmt.Sprintf("invalid argument %d: %v", index, err)}
	}
	t.logger, t.config = config.Config, config.TracerConfig
	if config.Tracer != nil {
		t.name = *config.Tracer
	}
	if err := s.checkTracer(t.name, t.config); err != nil {
		return nil, nil, err
	}
	ours := map[string]any{"tracer": tracerName, "tracerConfig": t.id}
	for name, value := range map[string]json.RawMessage{"stateOverrides": config.StateOverrides, "blockOverrides": config.BlockOverrides, "txIndex": config.TxIndex} {
		if value != nil {
			ours[name] = value
		}
	}
	return t, m.with(m.Method, params, index, ours), nil
}

// madeRoom is how many bytes an answer may have that is made for its caller alone, as a trace and a listing of the
// pool are. It is made of parts that were kept, and copied on its way out, so it takes several times as much for a
// moment. Where transactions are ordered it has less room.
func (s *Server) madeRoom() int {
	if s.need.Members != nil {
		return s.cfg.AnswerBytes / 4
	}
	return s.cfg.AnswerBytes
}

// checkTracer refuses tracers whose work nobody can bound: JavaScript, alone or among those of the muxTracer.
func (s *Server) checkTracer(name string, config json.RawMessage) error {
	switch {
	case name == "":
		return nil
	case name == tracerName:
		return &rpcError{Code: codeInvalid, Message: "there is no such tracer"}
	case tracers.DefaultDirectory.IsJS(name):
		if !s.cfg.JSTracers {
			return errNoJS
		}
	case name == "muxTracer":
		var inner map[string]json.RawMessage
		if len(config) > 0 && json.Unmarshal(config, &inner) != nil {
			return &rpcError{Code: codeInvalid, Message: "the configuration of the muxTracer must be an object"}
		}
		for name, config := range inner {
			if name == "muxTracer" {
				return &rpcError{Code: codeInvalid, Message: "a muxTracer cannot hold another one"}
			}
			if err := s.checkTracer(name, config); err != nil {
				return err
			}
		}
	}
	return nil
}

var errNoJS = &rpcError{Code: codeInvalid, Message: "tracers in JavaScript are not offered here: use a native one, such as callTracer or prestateTracer"}

// newBoundedTracer is the constructor of our tracer. Its configuration is the id of a trace.
func newBoundedTracer(ctx *tracers.Context, config json.RawMessage, chain *gethparams.ChainConfig) (*tracers.Tracer, error) {
	var id string
	if err := json.Unmarshal(config, &id); err != nil {
		return nil, err
	}
	found, ok := traces.Load(id)
	if !ok {
		return nil, errors.New("there is no such trace")
	}
	t := found.(*trace)
	inner, err := t.inner(ctx, chain)
	if err != nil {
		return nil, err
	}
	t.stop.Store(&inner.Stop)
	counter := &tracers.Tracer{
		Hooks:     t.hooks(),
		GetResult: func() (json.RawMessage, error) { return null, nil },
		Stop:      func(error) {},
	}
	both, err := native.NewMuxTracer([]string{"counter", "inner"}, []*tracers.Tracer{counter, inner})
	if err != nil {
		return nil, err
	}
	both.GetResult = func() (json.RawMessage, error) { return t.result(inner) }
	return both, nil
}

// inner is the tracer that was asked for.
func (t *trace) inner(ctx *tracers.Context, chain *gethparams.ChainConfig) (*tracers.Tracer, error) {
	t.steps.Store(0)
	t.before.Store(t.left.Load())
	switch t.name {
	case "":
		config := t.logger
		// It cuts its answer off at the limit, which result then finds too large.
		if left := int(max(t.left.Load(), 1)); config.Limit <= 0 || config.Limit > left {
			config.Limit = left
		}
		l := logger.NewStructLogger(&config)
		return &tracers.Tracer{Hooks: l.Hooks(), GetResult: l.GetResult, Stop: l.Stop}, nil
	case "muxTracer":
		return newMux(ctx, t.config, chain)
	}
	return newNamed(t.name, ctx, t.config, chain)
}

// newNamed makes one of go-ethereum's tracers. Some have no Stop, and would end the process by that when their time
// is over.
func newNamed(name string, ctx *tracers.Context, config json.RawMessage, chain *gethparams.ChainConfig) (*tracers.Tracer, error) {
	t, err := tracers.DefaultDirectory.New(name, ctx, config, chain)
	if err == nil && t.Stop == nil {
		t.Stop = func(error) {}
	}
	return t, err
}

// newMux is go-ethereum's muxTracer over tracers of newNamed.
func newMux(ctx *tracers.Context, config json.RawMessage, chain *gethparams.ChainConfig) (*tracers.Tracer, error) {
	var configs map[string]json.RawMessage
	if len(config) > 0 {
		if err := json.Unmarshal(config, &configs); err != nil {
			return nil, err
		}
	}
	var names []string
	var all []*tracers.Tracer
	for name, config := range configs {
		t, err := newNamed(name, ctx, config, chain)
		if err != nil {
			return nil, err
		}
		names, all = append(names, name), append(all, t)
	}
	return native.NewMuxTracer(names, all)
}

// result counts what the answer is longer by than what was counted on the way.
func (t *trace) result(inner *tracers.Tracer) (json.RawMessage, error) {
	if t.left.Load() < 0 {
		return nil, errTraceTooLarge
	}
	result, err := inner.GetResult()
	counted := int(t.before.Load() - t.left.Load())
	if err == nil && !t.keep(max(0, len(result)-counted)) {
		return nil, errTraceTooLarge
	}
	return result, err
}

// keep counts bytes that the tracer keeps. When they are too many it ends the trace: the tracer at once, and the
// execution as soon as go-ethereum has heard of it.
func (t *trace) keep(n int) bool {
	if t.left.Add(-int64(n)) >= 0 {
		return true
	}
	t.end()
	if stop := t.stop.Load(); stop != nil {
		(*stop)(errTraceTooLarge)
	}
	return false
}

// outrun gives the end of a trace time to come. A program that copies a megabyte with a few instructions makes a
// gigabyte of garbage before it does.
func (t *trace) outrun() {
	if t.over++; t.over <= mostOutrun {
		time.Sleep(time.Millisecond)
	}
}

// mostOutrun is for how many instructions that is done: go-ethereum looks at each jump.
const mostOutrun = 64

const (
	traceOverhead = 256 // what a frame, a log or a looked-up account costs a tracer beside its data
	traceCopies   = 3   // a byte of data is kept, and becomes two of the answer
)

// hooks count what tracers copy: the input and output of calls, logs, memory that is hashed, accounts and slots.
func (t *trace) hooks() *tracing.Hooks {
	return &tracing.Hooks{
		OnEnter: func(_ int, _ byte, _, _ common.Address, input []byte, _ uint64, _ *big.Int) {
			t.keep(traceOverhead + traceCopies*len(input))
		},
		OnExit: func(_ int, output []byte, _ uint64, _ error, _ bool) { t.keep(traceCopies * len(output)) },
		OnLog:  func(l *types.Log) { t.keep(traceOverhead + traceCopies*len(l.Data)) },
		OnOpcode: func(_ uint64, op byte, _, _ uint64, scope tracing.OpContext, _ []byte, _ int, _ error) {
			if t.left.Load() < 0 {
				t.outrun()
				return
			}
			if t.name == "" && t.logger.Limit == 0 && t.steps.Add(shortestStep) > t.left.Load() {
				t.keep(math.MaxInt32) // its answer would be cut off
				return
			}
			switch vm.OpCode(op) {
			case vm.SLOAD, vm.SSTORE, vm.BALANCE, vm.EXTCODESIZE, vm.EXTCODECOPY, vm.EXTCODEHASH:
				if t.name != "" && t.name != "callTracer" {
					t.keep(traceOverhead / 2)
				}
			case vm.KECCAK256:
				if stack := scope.StackData(); len(stack) > 1 && (t.name == "keccak256PreimageTracer" || t.name == "erc7562Tracer" || t.name == "muxTracer") {
					if size := stack[len(stack)-2]; size.IsUint64() {
						t.keep(traceOverhead/2 + traceCopies*int(min(size.Uint64(), 1<<29)))
					}
				}
			}
		},
	}
}

// expiring is a context that says of every end that its time is over.
type expiring struct {
	context.Context
	done chan struct{}
}

// expire returns a context that ends with ctx, or when end is called.
func expire(ctx context.Context) (_ context.Context, end context.CancelFunc) {
	e := &expiring{Context: ctx, done: make(chan struct{})}
	once := sync.OnceFunc(func() { close(e.done) })
	detach := context.AfterFunc(ctx, once)
	return e, func() { detach(); once() }
}

// Done implements context.Context.
func (e *expiring) Done() <-chan struct{} { return e.done }

// Err implements context.Context.
func (e *expiring) Err() error {
	select {
	case <-e.done:
		return context.DeadlineExceeded
	default:
		return nil
	}
}
