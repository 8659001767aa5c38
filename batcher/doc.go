// SPDX-License-Identifier: Apache-2.0

// Package batcher packs sealed L2 blocks into batches and gets them mined on L1, in order and each position once. It
// keeps nothing on disk: what to post follows from what L1 holds and from the sealed chain. It does not order
// transactions and takes no part in consensus; whoever distrusts it reads L1.
package batcher
