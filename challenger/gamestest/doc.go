// SPDX-License-Identifier: Apache-2.0

// Package gamestest plays the dispute game without a machine and without a chain: a made-up L2 whose histories have
// full height and cost little, an L1 of virtual blocks in front of the Go referee, parties that are honest, and
// parties that lie. It decides nothing about what is true.
package gamestest
