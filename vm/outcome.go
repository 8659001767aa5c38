// SPDX-License-Identifier: Apache-2.0

package vm

// Outcome is what became of a machine that takes no more steps. ok says that the program ended itself with exit code
// 0; then output stands for all that it wrote. Everything else is the same outcome: still running when the steps were
// over, another exit code, a fault.
func (s *State) Outcome() (output Hash, ok bool) {
	if s.Status != Exited || s.ExitCode != 0 {
		return Hash{}, false
	}
	return s.Output, true
}
