// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/sequencer/rpc/client"
)

// probing bounds one question of the readiness check.
var probing = client.Config{Patience: 2 * time.Second, Thinking: 2 * time.Second, AnswerBytes: 1 << 20}

// probe asks one node for its status.
func probe(ctx context.Context, url string) (s rpc.NodeStatus, err error) {
	c, err := client.New([]string{url}, probing)
	if err != nil {
		return s, err
	}
	defer c.Close()
	return c.Status(ctx)
}

// awaitReady waits until every node answers, all sequencers name the same leader, and the verifier has derived
// something new: then a block has gone all the way from a sequencer over L1 to the verifier. In the end all of them
// must say themselves that they are ready, so that requests may go to any.
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
