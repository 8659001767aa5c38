// SPDX-License-Identifier: Apache-2.0

package vm

import "fmt"

// Parked is a thread that does not run, with the root of those below it: one link of a chain.
//
//	+----------+------------+
//	| below 32 | thread 546 |    root = keccak256 of both
//	+----------+------------+
type Parked struct {
	Below  Hash
	Thread Thread
}

// ParkedSize is the encoded size of a Parked.
const ParkedSize = 32 + ThreadSize

// Encode gives the bytes of p.
func (p *Parked) Encode() (b [ParkedSize]byte) {
	p.Thread.append(append(b[:0], p.Below[:]...))
	return b
}

// Root is the root of the chain that ends with p.
func (p *Parked) Root() Hash {
	b := p.Encode()
	return hash(b[:])
}

// DecodeParked is the inverse of Encode. It refuses a thread that no machine can run.
func DecodeParked(b []byte) (Parked, error) {
	var p Parked
	if len(b) != ParkedSize {
		return p, fmt.Errorf("parked thread of %d bytes, want %d", len(b), ParkedSize)
	}
	r := reader(b)
	p.Below = r.hash()
	p.Thread.read(&r)
	return p, p.Thread.check()
}

// check complains about values that no step leaves behind.
func (t *Thread) check() error {
	switch {
	case t.PC&1 != 0:
		return fmt.Errorf("odd pc %#x", t.PC)
	case t.Wait > WaitSleep:
		return fmt.Errorf("wait %d", t.Wait)
	}
	return nil
}
