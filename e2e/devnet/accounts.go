// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"crypto/ecdsa"
	"encoding/hex"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Account is one of the ten that every Ethereum developer's tools know by heart. Their keys are public: anything of
// worth that is sent to them on a public chain is gone at once.
type Account struct {
	Address common.Address `json:"address"`
	Key     string         `json:"private_key"`
}

// Mnemonic derives the accounts at m/44'/60'/0'/0/i.
const Mnemonic = "test test test test test test test test test test test junk"

var junkKeys = [10]string{
	"ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
	"59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
	"5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
	"7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
	"47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
	"8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
	"92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e",
	"4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
	"dbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
	"2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6",
}

// Key is the private key of junk account i, from 0 to 9.
func Key(i int) *ecdsa.PrivateKey {
	key, err := crypto.HexToECDSA(junkKeys[i])
	if err != nil {
		panic(err) // the keys are constants
	}
	return key
}

// Accounts lists all ten.
func Accounts() []Account {
	list := make([]Account, len(junkKeys))
	for i := range list {
		key := Key(i)
		list[i] = Account{crypto.PubkeyToAddress(key.PublicKey), "0x" + hex.EncodeToString(crypto.FromECDSA(key))}
	}
	return list
}
