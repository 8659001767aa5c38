// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
)

// status is what the readiness check reads of adit_status.
type status struct {
	Leader *struct {
		ID string `json:"id"`
	} `json:"leader"`
	Derived *struct {
		Number hexutil.Uint64 `json:"number"`
	} `json:"derived"`
}

// probe asks one node for its status.
func probe(ctx context.Context, url string) (*status, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	client, err := rpc.DialContext(ctx, url)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	s := new(status)
	if err := client.CallContext(ctx, s, "adit_status"); err != nil {
		return nil, err
	}
	return s, nil
}

// awaitReady waits until every node answers, all sequencers name the same leader, and the verifier has derived something new:
// then a block has gone all the way from a sequencer over L1 to the verifier. In the end all of them must say themselves that they
// are ready, so that requests may go to any.
func (d *devnet) awaitReady(ctx context.Context) (leader string, err error) {
	var told string
	first := uint64(0)
	for seen := false; ; {
		leader, missing := d.leader(ctx)
		if missing == "" {
			switch v, err := probe(ctx, d.cfg.url(d.ports.verifier())); {
			case err != nil:
				missing = "verifier"
			case v.Derived == nil:
				missing = "the verifier's view of L1"
			case !seen:
				first, seen, missing = uint64(v.Derived.Number), true, "a derived block"
			case uint64(v.Derived.Number) <= first:
				missing = "a derived block"
			default:
				if missing = d.unready(ctx); missing == "" {
					return leader, nil
				}
			}
		}
		if missing != told {
			d.say("waiting for %s", missing)
			told = missing
		}
		select {
		case gone := <-d.ended:
			return "", d.early(gone)
		case <-ctx.Done():
			return "", errors.Join(ctx.Err(), fmt.Errorf("still waiting for %s; see the logs in %s", missing, d.folder))
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// unready names a node that does not want requests yet, by its own /readyz; empty: there is none.
func (d *devnet) unready(ctx context.Context) string {
	for i := range d.deployment.Members {
		if !isReady(ctx, d.rpcURL(i)) {
			return "sequencer " + memberID(i) + " to be ready"
		}
	}
	if !isReady(ctx, d.cfg.url(d.ports.verifier())) {
		return "the verifier to be ready"
	}
	return ""
}

func isReady(ctx context.Context, url string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/readyz", nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// leader is the member that all sequencers name, or what is missing for that.
func (d *devnet) leader(ctx context.Context) (id, missing string) {
	for i := range d.deployment.Members {
		s, err := probe(ctx, d.rpcURL(i))
		switch {
		case err != nil:
			return "", "sequencer " + memberID(i)
		case s.Leader == nil || s.Leader.ID == "":
			return "", "a leader"
		case id != "" && id != s.Leader.ID:
			return "", "one leader"
		}
		id = s.Leader.ID
	}
	return strings.TrimSpace(id), ""
}
