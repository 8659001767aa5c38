// SPDX-License-Identifier: Apache-2.0

// Package sim holds the whole rollup in one process and in virtual time, for tests alone: the members that cmd/node
// builds, with their JSON-RPC, and the product's batcher, on disks, a network and an L1 that fail on command. It has
// no code that anything else uses.
package sim
