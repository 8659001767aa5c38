// SPDX-License-Identifier: Apache-2.0

// Package vectors holds the cases that Go and Solidity must answer alike, one folder for each pair of twins. It says
// only where the bytes are; who decides something twice reads the cases in a test on each side.
package vectors

import "embed"

// Files holds the cases by path, inbox/batches.json for example. The comment field of each file says what its fields
// mean.
//
//go:embed dispute/*.json escape/*.json float/*.json inbox/*.json machine/*.json messenger/*.json outcome/*.json preimage/*.json withdrawal/*.json
var Files embed.FS
