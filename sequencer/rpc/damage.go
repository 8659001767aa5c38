// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// go-ethereum answers null, an empty list or some error when the database cannot give it a record. So before such an
// answer to a question for one block or transaction goes out, the records are looked at: a client must not take what
// is damaged for what never was. Good answers cost nothing, and a hash that nobody knows one look.

// byTransaction are the methods whose first parameter is a transaction's hash; byBlock those where it is a block's
// number or hash.
var (
	byTransaction = names("eth_getTransactionByHash", "eth_getTransactionReceipt", "eth_getRawTransactionByHash", "adit_transactionStatus",
		"debug_traceTransaction", "debug_getRawTransaction", "ots_traceTransaction", "ots_getInternalOperations", "ots_getTransactionError")
	byBlock = names("eth_getBlockByNumber", "eth_getBlockByHash", "eth_getHeaderByNumber", "eth_getHeaderByHash", "eth_getBlockReceipts",
		"eth_getBlockTransactionCountByNumber", "eth_getBlockTransactionCountByHash",
		"eth_getTransactionByBlockNumberAndIndex", "eth_getTransactionByBlockHashAndIndex",
		"eth_getRawTransactionByBlockNumberAndIndex", "eth_getRawTransactionByBlockHashAndIndex", "adit_blockStatus",
		"debug_getRawHeader", "debug_getRawBlock", "debug_getRawReceipts", "debug_traceBlockByNumber", "debug_traceBlockByHash",
		"ots_getBlockDetails", "ots_getBlockDetailsByHash", "ots_getBlockTransactions", "erigon_getHeaderByNumber")
)

func names(list ...string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, name := range list {
		set[name] = true
	}
	return set
}

// sound is the answer to m, or in its place the error that the database is damaged.
func (f *front) sound(m *message, answer []byte) []byte {
	if f.server.need.Records == nil || !byTransaction[m.Method] && !byBlock[m.Method] || !hollow(answer) {
		return answer
	}
	if err := f.server.lookFor(m); err != nil {
		return m.answer(nil, &rpcError{Code: codeInternal, Message: fmt.Sprintf("the database of this node is damaged or cannot be read, ask another node: %v", err)})
	}
	return answer
}

// hollow says whether an answer may be one for want of a record.
func hollow(answer []byte) bool {
	for _, end := range []string{`"result":null}`, `"result":[]}`, `"result":"0x"}`} {
		if bytes.HasSuffix(answer, []byte(end)) {
			return true
		}
	}
	return len(answer) < 4096 && (bytes.Contains(answer, []byte(`"error":{`)) || bytes.Contains(answer, []byte(`"stage":"unknown"`)))
}

// lookFor looks at the records of what m asks for. A parameter that names nothing was answered with an error already.
func (s *Server) lookFor(m *message) error {
	params, ok := positional(m.Params)
	if !ok || len(params) == 0 {
		return nil
	}
	if byTransaction[m.Method] {
		var hash common.Hash
		if json.Unmarshal(params[0], &hash) != nil {
			return nil
		}
		return s.need.Records.CheckTransaction(hash)
	}
	var number uint64 // as Otterscan sends it
	if json.Unmarshal(params[0], &number) == nil {
		return s.need.Records.CheckBlock(number)
	}
	var block gethrpc.BlockNumberOrHash
	if json.Unmarshal(params[0], &block) != nil {
		return nil
	}
	if hash, ok := block.Hash(); ok {
		return s.need.Records.CheckHash(hash)
	}
	if number, ok := s.numberOf(*block.BlockNumber); ok {
		return s.need.Records.CheckBlock(number)
	}
	return nil
}

// numberOf is the number of the sealed block that a client names.
func (s *Server) numberOf(tag gethrpc.BlockNumber) (number uint64, ok bool) {
	header := s.eth.BlockChain().CurrentBlock()
	switch {
	case tag >= 0:
		return uint64(tag), true
	case tag == gethrpc.EarliestBlockNumber:
		return 0, true
	case tag == gethrpc.SafeBlockNumber:
		header = s.eth.BlockChain().CurrentSafeBlock()
	case tag == gethrpc.FinalizedBlockNumber:
		header = s.eth.BlockChain().CurrentFinalBlock()
	case tag == gethrpc.PendingBlockNumber:
		return 0, false
	}
	if header == nil {
		return 0, false
	}
	return header.Number.Uint64(), true
}
