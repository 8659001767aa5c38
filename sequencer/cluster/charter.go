// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Protocol is the version of all that members say to each other and of what they keep for each other: requests,
// entries, snapshots. A change that another build would not understand, or would understand in another way, raises
// it. Builds with the same protocol may be mixed, so a set is upgraded member by member.
const Protocol = 4

// Charter is what members must have in common before they say anything else to each other. One that differs would run
// the same entries to other blocks, and transactions that it acknowledges would be unknown to the others.
type Charter struct {
	Protocol uint64      `json:"protocol"` // Protocol of its build
	Rollup   common.Hash `json:"rollup"`   // hash of the rollup's constants
	Genesis  common.Hash `json:"genesis"`  // hash of L2 block 0
	Program  common.Hash `json:"program"`  // the machine that begins with the program that its build is proven by
}

// ErrDiffers is matched by every Difference.
var ErrDiffers = errors.New("members differ")

// Difference is another member with another charter. The two refuse each other.
type Difference struct {
	Member       string
	Ours, Theirs Charter
}

// Error names both values of all that differs.
func (d *Difference) Error() string {
	return fmt.Sprintf("member %s differs: %s", d.Member, strings.Join(d.list(), "; "))
}

// Is makes a Difference an ErrDiffers.
func (d *Difference) Is(target error) bool { return target == ErrDiffers } //nolint:errorlint // it is compared as it is

func (d *Difference) list() (all []string) {
	if d.Ours.Protocol != d.Theirs.Protocol {
		all = append(all, fmt.Sprintf("its protocol is %d, ours %d", d.Theirs.Protocol, d.Ours.Protocol))
	}
	for _, h := range []struct {
		name         string
		ours, theirs common.Hash
	}{
		{"rollup", d.Ours.Rollup, d.Theirs.Rollup}, {"genesis", d.Ours.Genesis, d.Theirs.Genesis}, {"program", d.Ours.Program, d.Theirs.Program},
	} {
		if h.ours != h.theirs {
			all = append(all, fmt.Sprintf("its %s is %s, ours %s", h.name, h.theirs, h.ours))
		}
	}
	return all
}

// compare returns the Difference to a member with the charter theirs, or nil.
func (c Charter) compare(member string, theirs Charter) error {
	if c == theirs {
		return nil
	}
	return &Difference{Member: member, Ours: c, Theirs: theirs}
}
