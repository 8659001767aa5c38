// SPDX-License-Identifier: Apache-2.0

package calldata

import (
	"bytes"
	"encoding/binary"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
)

// reasons are the contract's errors: those without a value, and those with a number.
var reasons, numbered = signed("()",
	game.UnknownAssertion, game.WrongRange, game.WrongState, game.WrongPath, game.NotTip, game.NotConfirmed, game.ParentNotConfirmed,
	game.NoNode, game.NotRivaled, game.AlreadySplit, game.AlreadyProven, game.WrongLevel, game.WrongLength, game.WrongChildren,
	game.WrongStart, game.WrongTemplate, game.WrongOutcome, game.WrongClaim, game.WrongStep, game.AlreadySettled, game.NothingToPay,
	game.NotTaken,
), merged(signed("(uint256)", game.TooEarly, game.WrongBond), signed("(uint8)", game.BadConfig))

func signed(parameters string, kinds ...game.Kind) map[[4]byte]game.Kind {
	m := make(map[[4]byte]game.Kind, len(kinds))
	for _, k := range kinds {
		m[[4]byte(crypto.Keccak256([]byte(string(k)+parameters)))] = k
	}
	return m
}

func merged(a, b map[[4]byte]game.Kind) map[[4]byte]game.Kind {
	for selector, k := range b {
		a[selector] = k
	}
	return a
}

// DecodeReason is why the contract has refused a move, from what the transaction reverted with. It is false for what
// is none of the contract's own errors, such as those of the machine.
func DecodeReason(revert []byte) (*game.Refusal, bool) {
	if len(revert) == 0 {
		return &game.Refusal{Kind: game.NoReason}, true
	}
	if len(revert) < 4 {
		return nil, false
	}
	selector, rest := [4]byte(revert), revert[4:]
	if k, ok := reasons[selector]; ok && len(rest) == 0 {
		return &game.Refusal{Kind: k}, true
	}
	k, ok := numbered[selector]
	if !ok || len(rest) != 32 || !bytes.Equal(rest[:24], make([]byte, 24)) {
		return nil, false
	}
	return &game.Refusal{Kind: k, Value: binary.BigEndian.Uint64(rest[24:])}, true
}

// EncodeReason is what the contract reverts with where the referee says that.
func EncodeReason(r *game.Refusal) []byte {
	if r.Kind == game.NoReason {
		return []byte{}
	}
	for selector, k := range numbered {
		if k == r.Kind {
			return binary.BigEndian.AppendUint64(append(selector[:], make([]byte, 24)...), r.Value)
		}
	}
	return crypto.Keccak256([]byte(string(r.Kind) + "()"))[:4]
}
