// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/layeredpow/adit/l1anchor"
)

func TestAnswersAreBounded(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, strings.Repeat("0", 1000))
	}))
	defer server.Close()
	for _, test := range []struct {
		most int64
		ok   bool
	}{{0, false}, {999, false}, {1000, true}, {1001, true}} {
		c := carrier(time.Minute, test.most, nil)
		res, err := c.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(res.Body)
		if (err == nil) != test.ok || errors.Is(err, errTooLong) == test.ok || int64(len(got)) > test.most {
			t.Errorf("at most %d bytes: %d bytes, %v", test.most, len(got), err)
		}
		if n, err := res.Body.Read(make([]byte, 10)); n != 0 || err == nil {
			t.Errorf("at most %d bytes: %d more after the end, %v", test.most, n, err)
		}
		res.Body.Close()
		c.CloseIdleConnections()
	}
}

// burden makes answers that cost whoever reads them.
type burden func(w http.ResponseWriter, r *http.Request)

// endless writes the same for as long as it is taken.
func endless(text string) burden {
	piece := []byte(strings.Repeat(text, 1+65_536/len(text)))
	return func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(piece); err != nil {
				return
			}
		}
	}
}

// trickle writes a byte now and then.
func trickle(text string) burden {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; r.Context().Err() == nil; i++ {
			fmt.Fprint(w, text[i%len(text):i%len(text)+1])
			w.(http.Flusher).Flush()
			select {
			case <-time.After(20 * time.Millisecond):
			case <-r.Context().Done():
			}
		}
	}
}

func packed(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	zeros := bytes.Repeat([]byte("0"), 1<<20)
	fmt.Fprint(z, `{"jsonrpc":"2.0","id":1,"result":"0x`)
	for range 512 {
		if _, err := z.Write(zeros); err != nil {
			return
		}
	}
	z.Close()
}

// answer is a well-formed one around a result.
func answer(result string) burden {
	return func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"jsonrpc":"2.0","id":2,"result":%s}`, result)
	}
}

// TestBurdens has a node that is out to hurt its reader. Each call must end in time with an error, hold a bounded
// part of memory, say something short, and leave nothing behind.
func TestBurdens(t *testing.T) {
	const timeout = 600 * time.Millisecond
	var elsewhere atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { elsewhere.Add(1) }))
	defer other.Close()
	long := strings.Repeat("x", 1<<20)
	for _, test := range []struct {
		name string
		do   burden
	}{
		{"an answer without end", endless(" ")},
		{"a string without end", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, `{"jsonrpc":"2.0","id":2,"result":"`)
			endless("0")(w, r)
		}},
		{"lists in lists without end", endless("[")},
		{"half a gigabyte in half a megabyte", packed},
		{"receipts of nothing", answer("[" + strings.Repeat("{},", 8<<20) + "{}]")},
		{"a receipt of nothing", answer(`[{"logs":[` + strings.Repeat("{},", 8<<20) + "{}]}]")},
		{"receipts of null", answer("[" + strings.Repeat("null,", 5<<20) + "null]")},
		{"a number without end", answer(strings.Repeat("1", 8<<20))},
		{"silence", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
		{"a byte now and then", trickle(" ")},
		{"an error page", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, long, http.StatusInternalServerError) }},
		{"an error page without end", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusBadGateway)
			endless("x")(w, r)
		}},
		{"an error as long as a book", func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `{"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"%s"}}`, long)
		}},
		{"headers without end", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", long) }},
		{"another host", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
		}},
		{"no answer at all", func(w http.ResponseWriter, _ *http.Request) {
			c, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				c.Close()
			}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				io.Copy(io.Discard, r.Body) // or the end of the connection would not end the request
				test.do(w, r)
			}))
			defer server.Close()
			runtime.GC()
			goroutines := runtime.NumGoroutine()
			r, err := NewReader(Config{URL: server.URL, ChainID: 1, Timeout: timeout})
			if err != nil {
				t.Fatal(err)
			}
			r.c.ok.Store(true) // the chain id would be asked for first
			stop := watchHeap()
			began := time.Now()
			b := &wireBlock{header: &types.Header{Number: big.NewInt(1)}, hash: common.Hash{1}}
			_, err = r.receipts(t.Context(), b)
			took, used := time.Since(began), stop()
			if err == nil || errors.Is(err, l1anchor.ErrUnknownBlock) {
				t.Errorf("the error is %v", err)
			}
			// Two timeouts, or the pauses where failing takes no time; the rest is for a busy machine.
			if limit := 2*timeout + 4*time.Second; took > limit {
				t.Errorf("it took %s, at most %s are allowed", took, limit)
			}
			if limit := uint64(8 * maxAnswer); used > limit {
				t.Errorf("it took %d MiB of memory, at most %d are allowed", used>>20, limit>>20)
			}
			if err != nil && len(err.Error()) > 2*maxText {
				t.Errorf("the error has %d bytes: %.100s…", len(err.Error()), err)
			}
			r.Close()
			server.CloseClientConnections()
			for deadline := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > goroutines; time.Sleep(10 * time.Millisecond) {
				if time.Now().After(deadline) {
					t.Fatalf("%d goroutines are left of what were %d", runtime.NumGoroutine(), goroutines)
				}
			}
			t.Logf("%s, %d MiB at most, %.160q", took.Round(time.Millisecond), used>>20, err)
		})
	}
	if n := elsewhere.Load(); n != 0 {
		t.Errorf("%d requests went to a host that the operator did not name", n)
	}
}

// watchHeap measures how much more memory is in use at most, until the function returned is called.
func watchHeap() (stop func() uint64) {
	inUse := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse
	}
	base := inUse()
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		most := base
		for {
			select {
			case <-done:
				peak <- most - base
				return
			case <-time.After(2 * time.Millisecond):
				most = max(most, inUse())
			}
		}
	}()
	return func() uint64 { close(done); return <-peak }
}
