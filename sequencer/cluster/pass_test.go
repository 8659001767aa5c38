// SPDX-License-Identifier: Apache-2.0

package cluster

import "testing"

// A member's pass is told to members over their port, differs from member to member, and is not in what others are
// shown.
func TestPass(t *testing.T) {
	n := trio(t, nil)
	n.leader()
	a, b, c := n.node("seq-0"), n.node("seq-1"), n.node("seq-2")
	var pass string
	eventually(t, func() string { // a question has two seconds, which a busy machine may need
		var err error
		if pass, err = a.Pass(t.Context(), "seq-1"); err != nil {
			return err.Error()
		}
		return ""
	})
	if !b.Admits(pass) {
		t.Fatalf("%q is not the pass of seq-1", pass)
	}
	if a.Admits(pass) || c.Admits(pass) || b.Admits("") || b.Admits(pass+"x") {
		t.Error("a pass is taken that is not the member's own")
	}
	if shown := b.Status().Pass; shown != "" {
		t.Errorf("the pass is shown: %q", shown)
	}
	if _, err := a.Pass(t.Context(), "s9"); err == nil {
		t.Error("the pass of an unknown member was had")
	}
}
