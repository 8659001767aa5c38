// SPDX-License-Identifier: Apache-2.0

package memory

// Tables let an engine reach pages without a call: the page with the number address / vm.PageSize, or nil when it
// must ask Readable or Writable first. The memory takes entries back when they no longer hold: those in Write at
// every Root.
type Tables struct {
	Read  [Pages]*Page
	Write [Pages]*Page
}

// Tables are the tables of this memory. They cost 16 MiB.
func (m *Memory) Tables() *Tables {
	if m.tables == nil {
		m.tables = new(Tables)
	}
	return m.tables
}

// Readable enters a page into the table for reading.
func (m *Memory) Readable(page uint32) {
	m.tables.Read[page] = m.readable(page)
}

// Writable enters a page into both tables.
func (m *Memory) Writable(page uint32) {
	m.writable(page)
	m.enter(page)
}

// enter corrects the tables after a page was made writable, which may have moved it.
func (m *Memory) enter(page uint32) {
	if m.tables == nil {
		return
	}
	f := &m.frame(page).Page
	m.tables.Read[page], m.tables.Write[page] = f, f
}
