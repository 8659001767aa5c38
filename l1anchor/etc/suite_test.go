// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"crypto/ecdsa"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

// Three accounts that the node funds: of the mnemonic "test … junk", numbers 0 to 2.
var (
	deployerKey = key("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
	seatKey     = key("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d")
	strangerKey = key("5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a")
)

func key(hex string) *ecdsa.PrivateKey {
	k, err := crypto.HexToECDSA(hex)
	if err != nil {
		panic(err)
	}
	return k
}

const (
	forceDelay  = 86_400
	maxMessages = 20 // in a block: few, so that a block of the node has gas for more
)

// deploy puts another real inbox with one seat on the node's chain.
func (n *etcnode) deploy() common.Address { return n.deployWith(forceDelay, 100_000) }

func (n *etcnode) deployWith(forceDelay, silence uint32) common.Address {
	n.t.Helper()
	deployer := crypto.PubkeyToAddress(deployerKey.PublicKey)
	var nonce hexutil.Uint64
	n.call(&nonce, "eth_getTransactionCount", deployer, "latest")
	holder := crypto.PubkeyToAddress(seatKey.PublicKey)
	input := append(common.FromHex(bindings.InboxMetaData.Bin),
		bindings.NewInbox().PackConstructor([]common.Address{holder}, common.Address{}, common.Address{}, forceDelay, silence, maxMessages, l1anchor.MaxBatchData)...)
	n.send(deployerKey, uint64(nonce), nil, 5_000_000, input)
	n.mine(1, 13)
	inbox := crypto.CreateAddress(deployer, uint64(nonce))
	var code hexutil.Bytes
	if n.call(&code, "eth_getCode", inbox, "latest"); len(code) == 0 {
		n.t.Fatal("the inbox was not deployed")
	}
	return inbox
}

// send signs a transaction at 1 gwei and gives it to the node.
func (n *etcnode) send(from *ecdsa.PrivateKey, nonce uint64, to *common.Address, gas uint64, input []byte) common.Hash {
	n.t.Helper()
	return n.sendAt(from, nonce, to, gas, input, big.NewInt(1e9))
}

func (n *etcnode) sendAt(from *ecdsa.PrivateKey, nonce uint64, to *common.Address, gas uint64, input []byte, price *big.Int) (hash common.Hash) {
	n.t.Helper()
	tx, err := types.SignNewTx(from, types.NewEIP155Signer(big.NewInt(chainID)), &types.LegacyTx{
		Nonce: nonce, GasPrice: price, Gas: gas, To: to, Data: input,
	})
	if err != nil {
		n.t.Fatal(err)
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		n.t.Fatal(err)
	}
	n.call(&hash, "eth_sendRawTransaction", hexutil.Bytes(raw))
	return hash
}

// view calls a function of the contract at the head.
func (n *etcnode) view(to common.Address, input []byte) []byte {
	n.t.Helper()
	var out hexutil.Bytes
	n.call(&out, "eth_call", map[string]any{"to": to, "data": hexutil.Bytes(input)}, "latest")
	return out
}

// contract asks the inbox what it holds.
func (n *etcnode) contract(inbox common.Address) l1test.Contract {
	n.t.Helper()
	abi := bindings.NewInbox()
	s, err := abi.UnpackState(n.view(inbox, abi.PackState()))
	if err != nil {
		n.t.Fatal(err)
	}
	acc, err := abi.UnpackMsgAcc(n.view(inbox, abi.PackMsgAcc(s.MessageCount)))
	if err != nil {
		n.t.Fatal(err)
	}
	return l1test.Contract{Batches: s.BatchCount, Consumed: s.Consumed, Messages: s.MessageCount, BatchAcc: s.BatchAcc, MsgAcc: acc}
}

// reader and sender are closed when the test ends.
func (n *etcnode) reader(inbox common.Address) *etc.Reader {
	n.t.Helper()
	r, err := etc.NewReader(etc.Config{URL: n.HTTP, ChainID: chainID, Inbox: inbox})
	if err != nil {
		n.t.Fatal(err)
	}
	n.t.Cleanup(r.Close)
	return r
}

func (n *etcnode) sender(inbox common.Address, k *ecdsa.PrivateKey) l1anchor.Sender {
	n.t.Helper()
	return sender(n.t, etc.Config{URL: n.HTTP, ChainID: chainID, Inbox: inbox}, account.Config{Key: k})
}

// sender is the only user of an account, at the node of cfg.
func sender(t *testing.T, cfg etc.Config, of account.Config) l1anchor.Sender {
	t.Helper()
	s, err := etc.NewSending(cfg, crypto.PubkeyToAddress(of.Key.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	of.ChainID, of.Wait = cfg.ChainID, 3
	a, err := account.New(s, of)
	if err != nil {
		t.Fatal(err)
	}
	return a.User("test")
}

// TestConformance runs all tests on one node, each with an inbox of its own.
func TestConformance(t *testing.T) {
	n := startNode(t)
	l1test.Run(t, func(t *testing.T) *l1test.Rig {
		n := n.under(t)
		inbox := n.deploy()
		r := n.reader(inbox)
		return &l1test.Rig{
			Reader:   r,
			Seat:     n.sender(inbox, seatKey),
			Stranger: n.sender(inbox, strangerKey),
			Again:    func() l1anchor.Sender { return n.sender(inbox, seatKey) },
			Inbox:    inbox,
			Mine: func(count int, spacing uint64) l1anchor.Ref {
				n.mine(count, spacing)
				head, err := r.Head(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				return head
			},
			Back:       func(h l1anchor.Height) { n.call(nil, "debug_setHead", hexutil.Uint64(h)) },
			Contract:   func() l1test.Contract { return n.contract(inbox) },
			ForceDelay: forceDelay, MaxMessages: maxMessages,
		}
	})
}
