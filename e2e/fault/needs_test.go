// SPDX-License-Identifier: Apache-2.0

package fault

import (
	"os/exec"
	"testing"

	"golang.org/x/sys/unix"
)

// needs skips a test where this process may not change the machine (root in a container may not either), or where a
// tool is missing to do it.
func needs(t *testing.T, tools ...string) {
	t.Helper()
	var can [2]unix.CapUserData
	if err := unix.Capget(&unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}, &can[0]); err != nil {
		t.Fatal(err)
	}
	for _, capability := range []int{unix.CAP_SYS_ADMIN, unix.CAP_NET_ADMIN} {
		if can[capability/32].Effective&(1<<(capability%32)) == 0 {
			t.Skip("mounts and namespaces need CAP_SYS_ADMIN and CAP_NET_ADMIN")
		}
	}
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(err)
		}
	}
}
