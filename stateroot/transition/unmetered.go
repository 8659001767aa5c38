// SPDX-License-Identifier: Apache-2.0

//go:build unmetered

package transition

// Without prices the meter lets everything through. This is what a test of the outcome STUCK is built with, and nothing
// else: the machine hash of a program built so is not the one that claims are made about.
func init() {
	for address := range pricesV1.Precompile {
		pricesV1.Precompile[address] = rate{}
	}
	pricesV1 = Prices{Precompile: pricesV1.Precompile}
}
