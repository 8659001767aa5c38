// SPDX-License-Identifier: Apache-2.0

package load

import (
	"encoding/binary"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/layeredpow/adit/contracts/bindings"
)

// tokenGas is enough for a transfer of the token to an account that holds some.
const tokenGas = 60_000

// mintChunk is how many senders one transaction gives tokens to; it stays below 2^24 gas.
const mintChunk = 200

var token = bindings.NewToken()

func tokenCode() []byte { return hexutil.MustDecode(bindings.TokenMetaData.Bin) }

func mintCall(holders []common.Address) []byte {
	return token.PackMint(holders, new(big.Int).Lsh(common.Big1, 64))
}

// transferCall is token.PackTransfer(to, 1) without the reflection: it is made for every transaction of the load.
func transferCall(to common.Address) []byte {
	call := make([]byte, 4+32+32)
	binary.BigEndian.PutUint32(call, 0xa9059cbb)
	copy(call[4+12:], to[:])
	call[67] = 1
	return call
}
