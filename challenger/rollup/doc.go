// SPDX-License-Identifier: Apache-2.0

// Package rollup is the contract Rollup as a challenger speaks to it: moves become transactions, logs become events,
// slots become a credit. It does not judge: package game does.
package rollup
