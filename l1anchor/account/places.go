// SPDX-License-Identifier: Apache-2.0

package account

import (
	"errors"
	"fmt"
	"slices"

	"github.com/layeredpow/adit/l1anchor"
)

// ErrRefused is a node's answer to a transaction that it will not carry as it is: for want of money, or because of
// its gas, or for a reason of the node's own. The same answer by a node that lies is possible: it may have passed the
// transaction on all the same.
var ErrRefused = errors.New("refused")

// RefusedError says which call a node refused, and under which nonce. What came behind the call was not offered.
type RefusedError struct {
	call  int
	nonce uint64
	err   error
}

func (e *RefusedError) Error() string { return fmt.Sprintf("nonce %d: %v", e.nonce, e.err) }
func (e *RefusedError) Unwrap() error { return e.err }

// Refused is the number of the call among those that were offered, and the nonce that it was refused under.
func (e *RefusedError) Refused() (call int, nonce uint64) { return e.call, e.nonce }

// numbered is a call and the nonce that it is to have.
type numbered struct {
	nonce uint64
	index int // of the call among those that are offered; filler: it is none of them
	call  l1anchor.Call
}

// filler is the index of a call that only uses up a nonce: nothing is mined behind one that is missing.
const filler = -1

// inOrder has the calls under nonces from first on, whatever was there.
func inOrder(first uint64, calls []l1anchor.Call) []numbered {
	all := make([]numbered, len(calls))
	for i := range calls {
		all[i] = numbered{first + uint64(i), i, calls[i]}
	}
	return all
}

// keeping has each call under the nonce that it has already: a node may have it under that one, so that under another
// it could be mined twice. The rest gets nonces that no such call has, in order. A nonce below one of those that are
// had, and that nothing is left for, gets an empty call. under[i] is one more than the nonce under which calls[i] was
// refused, or 0: until the account is past that nonce the call may have no other.
func (a *Account) keeping(name string, first uint64, calls []l1anchor.Call, under []uint64) (all []numbered) {
	had, last := a.had(name, first, calls)
	var open []int
	for i := range calls {
		if !slices.Contains(had, i) && under[i] <= first {
			open = append(open, i)
		}
	}
	for i := range calls { // those that were refused only where nothing else wants the nonce
		if !slices.Contains(had, i) && under[i] > first {
			open = append(open, i)
		}
	}
	for nonce := first; nonce < last || len(open) > 0; nonce++ {
		if offset := int(nonce - first); offset < len(had) && had[offset] != filler {
			all = append(all, numbered{nonce, had[offset], calls[had[offset]]})
			continue
		}
		at := slices.IndexFunc(open, func(i int) bool { return under[i] <= first || under[i]-1 == nonce })
		switch {
		case at >= 0:
			all = append(all, numbered{nonce, open[at], calls[open[at]]})
			open = slices.Delete(open, at, at+1)
		case nonce < last:
			all = append(all, numbered{nonce, filler, a.empty()})
		default:
			return all
		}
	}
	return all
}

// empty is a call that does nothing.
func (a *Account) empty() l1anchor.Call { return l1anchor.Call{To: a.from, Gas: 21_000} }

// had is which of the calls the user has under first, under the nonce behind it, and so on; filler is none. last is
// the nonce behind the last of them.
func (a *Account) had(name string, first uint64, calls []l1anchor.Call) (had []int, last uint64) {
	last = first
	for nonce := range a.sent {
		last = max(last, nonce+1)
	}
	for nonce := first; nonce < last; nonce++ {
		had = append(had, filler)
		was, ok := a.sent[nonce]
		if !ok || was.user != name || was.refused {
			continue
		}
		for i := range calls {
			if !slices.Contains(had, i) && same(&was.call, &calls[i]) {
				had[len(had)-1] = i
				break
			}
		}
	}
	for len(had) > 0 && had[len(had)-1] == filler {
		had = had[:len(had)-1]
	}
	return had, first + uint64(len(had))
}
