// SPDX-License-Identifier: Apache-2.0

package fee

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"
)

// Quote is what a transaction is asked for, with the parts that it is made of.
type Quote struct {
	Bytes    float64 // that it takes in a batch
	L1Gas    uint64  // of those bytes, with their share of the batch's fixed gas
	Price    Price   // of a unit of L1 gas
	Cost     *big.Int
	LeastGas uint64   // of L2 that it can use
	Tip      *big.Int // that is asked for each unit of L2 gas, in wei
}

// Quote asks a price for a transaction of that many bytes.
func (p *Policy) Quote(rules params.Rules, tx *types.Transaction, bytes float64, price Price) (Quote, error) {
	least, err := LeastGas(rules, tx)
	if err != nil {
		return Quote{}, err
	}
	q := Quote{Bytes: bytes, L1Gas: uint64(math.Ceil(bytes * float64(p.ByteGas))), Price: price, LeastGas: least}
	q.Cost = new(big.Int).Mul(new(big.Int).SetUint64(q.L1Gas), price.Gas())
	q.Tip = p.atLeast(rounded(divUp(q.Cost, least)))
	return q, nil
}

// LeastGas is the least that a transaction can use: its intrinsic gas or, where that is more, the floor for its data
// (EIP-7623). Authorisations may give back a part of theirs.
func LeastGas(rules params.Rules, tx *types.Transaction) (uint64, error) {
	value, overflow := uint256.FromBig(tx.Value())
	if overflow {
		return 0, fmt.Errorf("%w: value over 2^256", core.ErrInsufficientFunds)
	}
	var nobody [20]byte // the sender matters to later forks only
	gas, err := core.IntrinsicGas(tx.Data(), tx.AccessList(), tx.SetCodeAuthorizations(), nobody, tx.To(), value, rules)
	if err != nil {
		return 0, err
	}
	if n := uint64(len(tx.SetCodeAuthorizations())); n > 0 {
		back := n * (params.CallNewAccountGas - params.TxAuthTupleGas)
		gas -= min(back, gas/params.RefundQuotientEIP3529)
	}
	floor, err := core.FloorDataGas(rules, nobody, tx.To(), value, tx.Data(), tx.AccessList())
	return max(gas, floor), err
}

// densest is the least gas that a byte of a batch comes with: data of random bytes pays 40 each, and with some zeros
// among them a little less for what they take.
const densest = 36

// Suggest is a tip that is enough for any transaction, whatever it carries, also if the price has risen by an eighth
// when it arrives. Wallets ask before they have said what they will send. A plain transfer is asked for a ninth of
// it.
func (p *Policy) Suggest(price Price) *big.Int {
	cost := new(big.Int).Mul(price.Gas(), new(big.Int).SetUint64(p.ByteGas))
	tip := divUp(cost, densest)
	tip.Add(tip, new(big.Int).Rsh(tip, 3))
	return p.atLeast(rounded(tip))
}

// rounded is n with two digits before its zeros, rounded up: short amounts, which many transactions share, take few
// bytes.
func rounded(n *big.Int) *big.Int {
	unit := big.NewInt(1)
	for top := big.NewInt(100); top.Cmp(n) <= 0; top.Mul(top, big.NewInt(10)) {
		unit.Mul(unit, big.NewInt(10))
	}
	n = new(big.Int).Add(n, new(big.Int).Sub(unit, big.NewInt(1)))
	return n.Sub(n, new(big.Int).Rem(n, unit))
}

func (p *Policy) atLeast(tip *big.Int) *big.Int {
	if tip.Cmp(p.MinTip) < 0 {
		return new(big.Int).Set(p.MinTip)
	}
	return tip
}

func divUp(n *big.Int, by uint64) *big.Int {
	d := new(big.Int).SetUint64(by)
	n = new(big.Int).Add(n, new(big.Int).Sub(d, big.NewInt(1)))
	return n.Div(n, d)
}

// Tip is what a transaction tips for each unit of gas at a base fee: what it offers, as far as its fee cap has room.
// It is negative where the cap is below the base fee.
func Tip(tx *types.Transaction, baseFee *big.Int) *big.Int {
	room := new(big.Int).Sub(tx.GasFeeCap(), baseFee)
	if tx.GasTipCapIntCmp(room) < 0 {
		return tx.GasTipCap()
	}
	return room
}
