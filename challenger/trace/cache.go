// SPDX-License-Identifier: Apache-2.0

package trace

import "container/list"

// cache keeps what was used last, as far as there is room. It is not safe for concurrent use.
type cache[K comparable, V any] struct {
	room, taken uint64
	order       *list.List // of *cached, the one used last in front
	entries     map[K]*list.Element
}

type cached[K comparable, V any] struct {
	key   K
	value V
	size  uint64
}

func newCache[K comparable, V any](room uint64) *cache[K, V] {
	return &cache[K, V]{room: room, order: list.New(), entries: make(map[K]*list.Element)}
}

// get finds a value, which counts as used.
func (c *cache[K, V]) get(key K) (v V, ok bool) {
	e, ok := c.entries[key]
	if !ok {
		return v, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached[K, V]).value, true
}

// put keeps a value of some size, and lets go of others if there is no room. The value itself stays, however large it
// is.
func (c *cache[K, V]) put(key K, v V, size uint64) {
	c.drop(key)
	c.entries[key] = c.order.PushFront(&cached[K, V]{key, v, size})
	c.taken += size
	c.shrink(0, 1)
}

// shrink lets go of what was used longest ago, until there is room for so many bytes besides or only so many values
// are left.
func (c *cache[K, V]) shrink(besides uint64, least int) {
	for c.taken+besides > c.room && c.order.Len() > least {
		c.drop(c.order.Back().Value.(*cached[K, V]).key)
	}
}

// drop lets go of a value, if it is there.
func (c *cache[K, V]) drop(key K) {
	e, ok := c.entries[key]
	if !ok {
		return
	}
	c.order.Remove(e)
	delete(c.entries, key)
	c.taken -= e.Value.(*cached[K, V]).size
}

// clear lets go of everything.
func (c *cache[K, V]) clear() {
	c.taken = 0
	c.order.Init()
	clear(c.entries)
}
