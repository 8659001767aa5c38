// SPDX-License-Identifier: Apache-2.0

// Package games plays random dispute games in virtual time, for tests alone: the challenger that the product runs, on
// the product's adapters and a disk of its own, against made-up liars on an L1 that executes the real contract. It has
// no code that anything else uses.
package games
