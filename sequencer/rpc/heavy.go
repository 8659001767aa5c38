package rpc

import (
	"context"
	"strings"
	"time"
)

// heavy are the calls that may take a core for seconds. They run a few at a time, so that whoever sends many of them
// slows down the others who send them, and not the ordering of transactions. All of debug_ is heavy too.
var heavy = map[string]bool{
	"eth_call": true, "eth_estimateGas": true, "eth_createAccessList": true, "eth_simulateV1": true, "eth_fillTransaction": true,
	"eth_getLogs": true, "eth_getFilterLogs": true, "eth_getProof": true, "eth_feeHistory": true, "adit_getBlocks": true,
}

func isHeavy(method string) bool { return heavy[method] || strings.HasPrefix(method, "debug_") }

// heavyMarks are the names as they stand in a request.
func heavyMarks() [][]byte {
	marks := [][]byte{[]byte(`"debug_`)}
	for method := range heavy {
		marks = append(marks, []byte(`"`+method+`"`))
	}
	return marks
}

// maxWait is how long a heavy call waits for its turn.
const maxWait = 10 * time.Second

// turnstile lets so many in at a time.
type turnstile struct{ slots chan struct{} }

func newTurnstile(n int) *turnstile { return &turnstile{slots: make(chan struct{}, n)} }

// enter waits for a turn; release ends it.
func (t *turnstile) enter(ctx context.Context) (release func(), err error) {
	release = func() { <-t.slots }
	select {
	case t.slots <- struct{}{}:
		return release, nil
	default:
	}
	late := time.NewTimer(maxWait)
	defer late.Stop()
	select {
	case t.slots <- struct{}{}:
		return release, nil
	case <-late.C:
		return nil, &rpcError{Code: codeLimit, Message: "the node is busy with calls like this one: try again later"}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
