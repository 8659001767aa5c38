// SPDX-License-Identifier: Apache-2.0

// Package devnet runs a whole rollup on one machine: a mined L1, three sequencers, a batcher and a verifier, each a
// real process of its own that is started from a configuration file in the devnet's folder. It decides nothing and
// stands in for nothing; what it does by itself is what an operator would do by hand.
package devnet
