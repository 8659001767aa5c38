// SPDX-License-Identifier: Apache-2.0

package game

// journal can take changes back, the newest first. It is kept for the length of a move, and longer if somebody marked
// a place.
type journal struct {
	undo  []func()
	marks bool
}

// change is *p = v, in a way that can be taken back.
func change[V any](j *journal, p *V, v V) {
	old := *p
	j.undo = append(j.undo, func() { *p = old })
	*p = v
}

// set is m[k] = v, in a way that can be taken back.
func set[K comparable, V any](j *journal, m map[K]V, k K, v V) {
	old, had := m[k]
	j.undo = append(j.undo, func() {
		if had {
			m[k] = old
		} else {
			delete(m, k)
		}
	})
	m[k] = v
}

// remove is delete(m, k), in a way that can be taken back.
func remove[K comparable, V any](j *journal, m map[K]V, k K) {
	old, had := m[k]
	if !had {
		return
	}
	j.undo = append(j.undo, func() { m[k] = old })
	delete(m, k)
}

// back takes back all that was changed since the journal had that many entries.
func (j *journal) back(to int) {
	for i := len(j.undo) - 1; i >= to; i-- {
		j.undo[i]()
	}
	clear(j.undo[to:])
	j.undo = j.undo[:to]
}

// attempt has f change everything or nothing.
func (j *journal) attempt(f func() error) error {
	at := len(j.undo)
	if err := f(); err != nil {
		j.back(at)
		return err
	}
	if at == 0 && !j.marks {
		j.undo = nil
	}
	return nil
}

// Mark is a moment to which Undo can go back.
type Mark int

// Mark marks this moment. From the first mark on every change is remembered, until Forget.
func (t *Table) Mark() Mark {
	t.journal.marks = true
	return Mark(len(t.journal.undo))
}

// Undo takes back everything since the mark, as an L1 reorg does. Later marks are void.
func (t *Table) Undo(m Mark) { t.journal.back(int(m)) }

// Forget makes all marks void.
func (t *Table) Forget() { t.journal = journal{} }
