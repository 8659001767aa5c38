// SPDX-License-Identifier: Apache-2.0

// Package fault does to the processes of a devnet what machines, disks and networks do to them, and takes it back. What
// becomes of the rollup meanwhile is for its callers to look at.
//
// Disks and networks need root. Whatever changes the machine is changed back when the caller's process ends, however
// that is.
package fault

import (
	"errors"
	"fmt"
)

// Fault is something bad that can be done.
type Fault interface {
	fmt.Stringer // what is done, and to whom

	// Do does it, and returns how it is taken back.
	Do() (undo func() error, err error)
}

// all are several faults at once.
type all []Fault

// All does one fault right behind the other, and takes them back in the other order.
func All(faults ...Fault) Fault { return all(faults) }

// String implements Fault.
func (a all) String() string {
	text := ""
	for i, f := range a {
		if i > 0 {
			text += ", "
		}
		text += f.String()
	}
	return text
}

// Do implements Fault.
func (a all) Do() (func() error, error) {
	var undos []func() error
	undo := func() (err error) {
		for i := len(undos); i > 0; i-- {
			err = errors.Join(err, undos[i-1]())
		}
		return err
	}
	for _, f := range a {
		one, err := f.Do()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%s: %w", f, err), undo())
		}
		undos = append(undos, one)
	}
	return undo, nil
}
