// SPDX-License-Identifier: Apache-2.0

package fast

import "github.com/layeredpow/adit/vm"

// Parked is the thread that is parked with a root, if there is one.
func (m *Machine) Parked(root vm.Hash) (vm.Parked, bool) {
	parked, ok := m.parked[root]
	return parked, ok
}

// Preimage asks the machine's oracle.
func (m *Machine) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	return (*world)(m).Preimage(key, offset)
}

// Oracle is what the machine asks for preimages, nil if it has none.
func (m *Machine) Oracle() vm.Preimages { return m.oracle }
