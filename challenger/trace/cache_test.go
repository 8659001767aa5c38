// SPDX-License-Identifier: Apache-2.0

package trace

import "testing"

// TestCache fills a cache and looks who stays.
func TestCache(t *testing.T) {
	c := newCache[string, int](10)
	has := func(keys ...string) {
		t.Helper()
		sum := uint64(0)
		for e := c.order.Front(); e != nil; e = e.Next() {
			sum += e.Value.(*cached[string, int]).size
		}
		if sum != c.taken || len(c.entries) != c.order.Len() || len(c.entries) != len(keys) {
			t.Fatalf("%d values, %d in order, %d bytes of %d; want %v", len(c.entries), c.order.Len(), c.taken, sum, keys)
		}
		for _, key := range keys {
			if _, ok := c.entries[key]; !ok {
				t.Errorf("%s is gone", key)
			}
		}
	}
	c.put("a", 1, 4)
	c.put("b", 2, 4)
	has("a", "b")
	if v, ok := c.get("a"); v != 1 || !ok {
		t.Errorf("a: got %d, %v", v, ok)
	}
	c.put("c", 3, 4) // b was used longest ago
	has("a", "c")
	c.put("c", 4, 6) // another value in its place
	has("a", "c")
	if v, _ := c.get("c"); v != 4 {
		t.Errorf("c: got %d, want 4", v)
	}
	c.put("huge", 5, 100) // has no room, and stays all the same
	has("huge")
	c.shrink(0, 0)
	has()
	c.put("d", 6, 5)
	c.shrink(6, 0)
	has()
	c.put("e", 7, 5)
	c.clear()
	has()
}
