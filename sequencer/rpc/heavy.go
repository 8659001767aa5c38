// SPDX-License-Identifier: Apache-2.0

package rpc

import "strings"

// heavy are the calls that may take a core for seconds. They run a few at a time, so that whoever sends many of them
// slows down the others who send them, and not the ordering of transactions. All of debug_ and ots_ is heavy too.
var heavy = map[string]bool{
	"eth_call": true, "eth_estimateGas": true, "eth_createAccessList": true, "eth_simulateV1": true, "eth_fillTransaction": true,
	"eth_getLogs": true, "eth_getFilterLogs": true, "eth_getProof": true, "eth_feeHistory": true, "adit_getBlocks": true,
	"eth_getBlockReceipts": true, "txpool_content": true, "txpool_inspect": true, "txpool_contentFrom": true,
	"adit_feeOf": true, "adit_getLeft": true, // measures 95 KB; looks up all transactions of a block
	"adit_assertions": true, "adit_disputes": true, // go through all parts of claims
}

func isHeavy(method string) bool {
	return heavy[method] || strings.HasPrefix(method, "debug_") || strings.HasPrefix(method, "ots_")
}

// newTurns has places for calls that are heavy, and as many for those that are not. Of both there are few: each call
// may have an answer of megabytes in the making, and what orders transactions waits for a processor behind all that
// run. So a client that asks for much gets a quarter of the time of its places where transactions are ordered, and
// half of it elsewhere. A client owes little as long as its heavy calls take a sixth of a core, and the others a
// twelfth: most clients ask for light ones, so many of them come together.
func newTurns(places int, orders bool) (heavy, light *turnstile) {
	rests := 1
	if orders {
		rests = 3
	}
	return newTurnstile(places, rests, 6), newTurnstile(places, rests, 12)
}
