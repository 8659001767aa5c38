// SPDX-License-Identifier: Apache-2.0

// Package bindings is the contracts' interface in Go: how to encode calls, decode results, events and errors, and the
// bytecode to deploy. It is generated from the contracts' sources (make generate in the folder above) and holds no
// logic.
package bindings
