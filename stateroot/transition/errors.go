// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"errors"
	"fmt"
)

var (
	// ErrInput says that a block's context contradicts itself or its parent. It is deterministic.
	ErrInput = errors.New("invalid block input")
	// ErrFull says that a transaction does not fit in what is left of the block; it may fit in a later one.
	ErrFull = errors.New("block full")
	// ErrRejected says that the rules refuse a transaction in this place. It is deterministic.
	ErrRejected = errors.New("transaction rejected")
)

func reject(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrRejected, fmt.Sprintf(format, args...))
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInput, fmt.Sprintf(format, args...))
}
