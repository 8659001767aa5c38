// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

const (
	alarmMetric = prefix + "alarm"
	readyMetric = prefix + "ready"
	alarmHelp   = "1 for every alarm that is raised, 0 for every other one that the role knows"
	readyHelp   = "1 when nothing keeps the process from serving, as on /readyz"
)

// collector makes metrics of what the watcher knows at the moment of a scrape.
type collector struct {
	watcher      *Watcher
	alarm, ready *prometheus.Desc
	figures      map[string]*prometheus.Desc // by name
}

func newCollector(w *Watcher) *collector {
	c := &collector{
		watcher: w, figures: make(map[string]*prometheus.Desc),
		alarm: prometheus.NewDesc(alarmMetric, alarmHelp, []string{"alarm"}, nil),
		ready: prometheus.NewDesc(readyMetric, readyHelp, nil, nil),
	}
	for i := range figures {
		f := &figures[i]
		if !f.roles.has(w.role) {
			continue
		}
		var labels []string
		if f.label != "" {
			labels = strings.Split(f.label, ",")
		}
		c.figures[f.name] = prometheus.NewDesc(prefix+f.name, f.help, labels, nil)
	}
	return c
}

// Describe implements prometheus.Collector.
func (c *collector) Describe(out chan<- *prometheus.Desc) {
	out <- c.alarm
	out <- c.ready
	for _, d := range c.figures {
		out <- d
	}
}

// Collect implements prometheus.Collector. Facts that cannot be had are left out; the alarms say why.
func (c *collector) Collect(out chan<- prometheus.Metric) {
	facts := c.watcher.look()
	alarms := c.watcher.alarms.raised()
	for name, raised := range alarms {
		out <- prometheus.MustNewConstMetric(c.alarm, gauge, truth(raised), name)
	}
	out <- prometheus.MustNewConstMetric(c.ready, gauge, truth(fit(c.watcher.alarms.Holding())))
	if facts == nil {
		return
	}
	for i := range figures {
		f := &figures[i]
		desc, ours := c.figures[f.name]
		if !ours {
			continue
		}
		for label, v := range f.read(facts) {
			if f.label == "" {
				out <- prometheus.MustNewConstMetric(desc, f.kind, v)
			} else {
				out <- prometheus.MustNewConstMetric(desc, f.kind, v, strings.Split(label, ",")...)
			}
		}
	}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// newRegistry has our metrics and those of the Go runtime and the process.
func newRegistry(w *Watcher) *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(newCollector(w), collectors.NewGoCollector(), collectors.NewBuildInfoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return r
}
