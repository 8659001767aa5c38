// SPDX-License-Identifier: Apache-2.0

package fsm

import (
	"errors"
	"fmt"
)

// Format is the version of everything that this package encodes, entries and states. It is their first byte. Whatever
// changes the bytes of one of them, or what they mean, takes the next number, and a new protocol of the members with
// it.
const Format = 2

// ErrFormat is matched by complaints about bytes of another Format. Whoever meets them must stop: other members may
// know what they mean, and passing them over would lead to another chain.
var ErrFormat = errors.New("unknown format of the log")

// Known returns an ErrFormat unless b begins as Encode and State.Encode of this Format write it. It does not look
// further.
func Known(b []byte) error {
	switch {
	case len(b) == 0:
		return fmt.Errorf("%w: nothing in it", ErrFormat)
	case b[0] != Format:
		return fmt.Errorf("%w: version %d, this build reads %d", ErrFormat, b[0], Format)
	}
	return nil
}
