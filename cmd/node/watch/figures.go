// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"math/big"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// figure is one metric: what it is called, and how it is read from Facts. One that cannot be told is left out, since
// zero would be a statement.
type figure struct {
	name  string // without the prefix
	roles roles
	kind  prometheus.ValueType
	label string // names of the labels that tell several values apart, with a comma between two; empty: there is one value
	help  string
	read  func(f *Facts) values
}

// values are those of one figure by labels.
type values map[string]float64

// one is the value of a figure without a label.
func one[T int | uint64 | float64](v T) values { return values{"": float64(v)} }

func seconds(d time.Duration) values { return one(d.Seconds()) }

const (
	gauge   = prometheus.GaugeValue
	counter = prometheus.CounterValue
	prefix  = "adit_"
)

// of reads a figure from a part of the Facts, when that part is there.
func of[T any](part func(*Facts) *T, read func(*T) values) func(*Facts) values {
	return func(f *Facts) values {
		if p := part(f); p != nil {
			return read(p)
		}
		return nil
	}
}

// when reads a figure when all that it needs is there.
func when(there func(*Facts) bool, read func(*Facts) values) func(*Facts) values {
	return func(f *Facts) values {
		if there(f) {
			return read(f)
		}
		return nil
	}
}

// float is as near as a metric can be to a number of wei.
func float(n *big.Int) float64 {
	v, _ := new(big.Float).SetInt(n).Float64()
	return v
}

// doorFigures are those of ports that anybody may knock at.
var doorFigures = []figure{
	{"connections_closed_total", everyone, counter, "port,reason", "connections that had to go at the port of members, of the operator or of the control socket, " +
		"since their address had too many (address) or all together were too many (total)", closedAtDoors},
}

func closedAtDoors(f *Facts) values {
	v := values{}
	for port, n := range f.Doors {
		v[port+",address"], v[port+",total"] = float64(n.Address), float64(n.Total)
	}
	return v
}

// figures are all there are, in the order of OPERATIONS.md. Alarms come first there, as adit_alarm and adit_ready.
var figures = append(append(append(nodeFigures, memberFigures...), batcherFigures...), append(challengerFigures, doorFigures...)...)
