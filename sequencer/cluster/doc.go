// SPDX-License-Identifier: Apache-2.0

// Package cluster orders byte strings among a few sequencers: what Propose accepts reaches every member's Machine in
// the same order, and only after a quorum has it on disk. It adapts hashicorp/raft (mutual TLS bound to member ids,
// goleveldb log and vote store, snapshots, membership, disk watchdog) and knows nothing of blocks or transactions.
package cluster
