// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"

	"github.com/hashicorp/go-hclog"
)

// raftLogger lets raft log through ours. Raft calls "Info" what only its developers care for and "Error" what a network
// does every day, so everything moves down: its errors are our warnings, the rest is debugging.
func raftLogger(log *slog.Logger) hclog.Logger {
	return &bridge{log: log.With("from", "raft")}
}

type bridge struct {
	log     *slog.Logger
	name    string
	implied []any
}

func lowered(level hclog.Level) slog.Level {
	if level == hclog.Error {
		return slog.LevelWarn
	}
	return slog.LevelDebug
}

func (b *bridge) Log(level hclog.Level, msg string, args ...any) {
	ctx, to := context.Background(), lowered(level)
	if level == hclog.Trace || !b.log.Enabled(ctx, to) {
		return
	}
	for i, arg := range args {
		if format, ok := arg.(hclog.Format); ok && len(format) > 0 {
			args[i] = fmt.Sprintf(fmt.Sprint(format[0]), format[1:]...)
		}
	}
	b.log.Log(ctx, to, msg, args...)
}

func (b *bridge) Trace(msg string, args ...any) {}
func (b *bridge) Debug(msg string, args ...any) { b.Log(hclog.Debug, msg, args...) }
func (b *bridge) Info(msg string, args ...any)  { b.Log(hclog.Info, msg, args...) }
func (b *bridge) Warn(msg string, args ...any)  { b.Log(hclog.Warn, msg, args...) }
func (b *bridge) Error(msg string, args ...any) { b.Log(hclog.Error, msg, args...) }

func (b *bridge) IsTrace() bool { return false }
func (b *bridge) IsDebug() bool { return b.log.Enabled(context.Background(), slog.LevelDebug) }
func (b *bridge) IsInfo() bool  { return b.IsDebug() }
func (b *bridge) IsWarn() bool  { return b.IsDebug() }
func (b *bridge) IsError() bool { return b.log.Enabled(context.Background(), slog.LevelWarn) }

func (b *bridge) ImpliedArgs() []any { return b.implied }
func (b *bridge) Name() string       { return b.name }

func (b *bridge) With(args ...any) hclog.Logger {
	return &bridge{log: b.log.With(args...), name: b.name, implied: append(b.implied[:len(b.implied):len(b.implied)], args...)}
}

func (b *bridge) Named(name string) hclog.Logger {
	return &bridge{log: b.log, name: name, implied: b.implied}
}

func (b *bridge) ResetNamed(name string) hclog.Logger { return b.Named(name) }

func (b *bridge) SetLevel(hclog.Level) {}

func (b *bridge) GetLevel() hclog.Level {
	if b.IsDebug() {
		return hclog.Debug
	}
	return hclog.Error
}

func (b *bridge) StandardLogger(*hclog.StandardLoggerOptions) *log.Logger {
	return log.New(b.StandardWriter(nil), "", 0)
}

func (b *bridge) StandardWriter(*hclog.StandardLoggerOptions) io.Writer { return lineWriter{b} }

type lineWriter struct{ b *bridge }

func (w lineWriter) Write(p []byte) (int, error) {
	w.b.Debug("raft library", "line", string(p))
	return len(p), nil
}
