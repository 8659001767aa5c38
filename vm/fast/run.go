// SPDX-License-Identifier: Apache-2.0

package fast

import (
	"unsafe"

	"github.com/layeredpow/adit/vm"
)

//go:generate go run gen.go

// engine is what the loop needs besides the state. Pointers into slices that the program holds are kept apart from
// them because the loop has no register to spare for a bounds check.
type engine struct {
	*program
	base  unsafe.Pointer // of program.entries
	ip    unsafe.Pointer // the entry to run next
	acc   uint64         // with the address in ip, eight times the number of steps done
	limit uint64         // eight times the step from which on a jump leaves the loop
	read  unsafe.Pointer // memory.Tables
	write unsafe.Pointer
	err   error
}

// slack is how far before its end a run leaves the loop, which may pass its limit by a straight line and a pair.
const slack = 2 * maxStraight

// Run goes on until the machine has halted or has done exactly that many steps since its start. It stops with an error
// where the oracle has none of what the program asks for; the machine may be run again.
func (m *Machine) Run(until uint64) error {
	for m.Status == vm.Running && m.Steps < until {
		if m.Wait == vm.WaitNone && until-m.Steps > slack && m.find() {
			m.limit = (until - slack) * 8
			m.loop()
			if m.Steps > until {
				panic("the engine ran past its limit")
			}
			if err := m.err; err != nil {
				m.err = nil
				return err
			}
			continue
		}
		if err := m.Step(); err != nil {
			return err
		}
	}
	return nil
}

// translate makes the program of the text, unless that was done.
func (m *Machine) translate() {
	if m.program == nil {
		m.program = translate(m.memory, m.ReadOnlyEnd)
	}
}

// prepare takes hold of what the loop needs.
func (m *Machine) prepare() {
	m.translate()
	tables := m.memory.Tables()
	m.base = unsafe.Pointer(&m.entries[0])
	m.read = unsafe.Pointer(&tables.Read)
	m.write = unsafe.Pointer(&tables.Write)
}

// find sets ip to the slot of pc, if there is one.
func (m *Machine) find() bool {
	if m.base == nil {
		m.prepare()
	}
	k := (m.PC - m.textStart) / 2
	if k >= uint64(len(m.slots)) || m.slots[k] == 0 {
		return false
	}
	m.ip = unsafe.Add(m.base, uintptr(m.slots[k])*unsafe.Sizeof(entry{}))
	return true
}

func (m *Machine) slotOf(ip unsafe.Pointer) uintptr {
	return (uintptr(ip) - uintptr(m.base)) / unsafe.Sizeof(entry{})
}

// pcOf is the pc of an entry.
func (m *Machine) pcOf(ip unsafe.Pointer) uint64 { return uint64(m.pcs[m.slotOf(ip)]) }

// link is the pc of what follows an entry.
func (m *Machine) link(ip unsafe.Pointer) uint64 { return uint64(m.pcs[m.slotOf(ip)+1]) }

// rare runs the instruction of an entry by the book and tells whether the loop may go on, from m.ip.
func (m *Machine) rare(ip unsafe.Pointer) bool {
	m.PC = m.pcOf(ip)
	if e := (*entry)(ip); e.op == opRare && e.imm != byTheBook {
		m.err = m.Execute(m.program.rare[e.imm], (*world)(m))
	} else {
		m.err = m.Step()
	}
	return m.err == nil && m.Status == vm.Running && m.Wait == vm.WaitNone && m.find()
}

// mapPage enters the page that a load or store misses into the tables, if the program may touch it.
func (m *Machine) mapPage(ip unsafe.Pointer) bool {
	m.PC = m.pcOf(ip)
	in, err := m.Fetch((*world)(m))
	if err != nil {
		return false
	}
	address := m.X[in.Rs1] + uint64(in.Imm)
	store := in.Op >= vm.SB
	size := uint64(1) << ((in.Op - vm.LB) & 3)
	if store {
		size = 1 << (in.Op - vm.SB)
	}
	switch {
	case address%size != 0 || !m.Readable(address) || store && !m.Writable(address):
		return false
	case store:
		m.memory.Writable(uint32(address / vm.PageSize))
	default:
		m.memory.Readable(uint32(address / vm.PageSize))
	}
	return true
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

func word(v uint32) uint64 { return uint64(int32(v)) }
