// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// BenchmarkSend is one acknowledged transfer from the socket of a client to its answer, client included: 32 senders,
// each with one connection, against a sequencer that executes at once and orders with nobody.
func BenchmarkSend(b *testing.B) {
	for _, c := range []struct {
		name     string
		follower bool
		batch    int
	}{{"leader", false, 1}, {"follower", true, 1}, {"leader-batch100", false, 100}, {"follower-batch100", true, 100}} {
		b.Run(c.name, func(b *testing.B) { benchmarkSend(b, c.follower, c.batch) })
	}
}

func benchmarkSend(b *testing.B, follower bool, batch int) {
	const senders = 32
	s := newSolo(b)
	s.most = 250
	url := serve(b, s.needs(), nil)
	if follower {
		url = serve(b, Needs{Chain: onDisk{s.chain}, Members: &far{leader: url}, Open: s}, nil)
	}
	bodies := make([][][]byte, senders)
	var signing sync.WaitGroup
	for who := range senders {
		signing.Go(func() {
			for n := who * batch; n < b.N; n += senders * batch {
				var calls []string
				for range batch {
					nonce := uint64(len(bodies[who])*batch + len(calls))
					raw := encode(b, s.tx(who, nonce, &common.Address{9}, nil))
					calls = append(calls, fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"eth_sendRawTransaction","params":["%s"]}`, nonce, hexutil.Encode(raw)))
				}
				body := calls[0]
				if batch > 1 {
					body = "[" + strings.Join(calls, ",") + "]"
				}
				bodies[who] = append(bodies[who], []byte(body))
			}
		})
	}
	signing.Wait()
	transport := &http.Transport{MaxIdleConnsPerHost: senders}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	var sent atomic.Int64
	b.ReportAllocs()
	before := cpuTime(b)
	b.ResetTimer()
	var sending sync.WaitGroup
	for who := range senders {
		sending.Go(func() {
			for _, body := range bodies[who] {
				resp, err := client.Post(url, "application/json", bytes.NewReader(body))
				if err != nil {
					b.Error(err)
					return
				}
				answer, _ := io.ReadAll(resp.Body)
				resp.Body.Close()
				if !json.Valid(answer) || bytes.Contains(answer, []byte("error")) {
					b.Errorf("got %s", answer)
					return
				}
				sent.Add(int64(batch))
			}
		})
	}
	sending.Wait()
	b.StopTimer()
	b.ReportMetric(float64(sent.Load())/b.Elapsed().Seconds(), "tx/s")
	b.ReportMetric(float64((cpuTime(b)-before).Microseconds())/float64(sent.Load()), "cpu-µs/tx")
}

// cpuTime is what this process has used of the processors, which says more than wall time on a machine that is shared.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
