// SPDX-License-Identifier: Apache-2.0

// Package clustertest is a disk and a network that fail on command, and what runs many schedules of such faults, for
// tests and simulations of the sequencers' log. It knows goleveldb's and raft's interfaces and nothing of ours, and
// all of it runs in virtual time.
package clustertest
