// SPDX-License-Identifier: Apache-2.0

// Package invariant has what the design says of a state asserted after each change, in builds with the tag
// `invariants`: `make simulate` and `make fuzz` are. Without the tag nothing is evaluated.
package invariant

import "fmt"

// Hold panics when what must be so is not. Callers ask On first, so that a build without the tag does not even look.
func Hold(ok bool, format string, args ...any) {
	if !ok {
		panic("invariant: " + fmt.Sprintf(format, args...))
	}
}
