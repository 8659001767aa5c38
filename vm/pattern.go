// SPDX-License-Identifier: Apache-2.0

package vm

// Pattern tells how the op is written in four bytes: a word means it where word&mask == match, unless a field that mask
// leaves open holds something reserved. Illegal has none: 0, 0.
func (op Op) Pattern() (mask, match uint32) {
	for i := range table {
		if table[i].op == op {
			return table[i].mask, table[i].match
		}
	}
	return 0, 0
}
