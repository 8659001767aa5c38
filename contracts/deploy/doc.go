// SPDX-License-Identifier: Apache-2.0

// Package deploy puts the contracts of a rollup on an L1 and makes its rollup file. The addresses are known before anything is sent;
// what is there already is held against what should be there; a process that ends on the way goes on where it was.
package deploy
