// SPDX-License-Identifier: Apache-2.0

//go:build invariants

package invariant

// On says that invariants are checked.
const On = true
