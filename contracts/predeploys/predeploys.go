// SPDX-License-Identifier: Apache-2.0

// Package predeploys makes the accounts of well-known contracts that a rollup has from its genesis block on. People
// deploy them elsewhere with transactions that have no chain id, and those do not run on a rollup. It knows which
// contracts these are and how each comes to its address; their code it is given, and refuses any other.
package predeploys

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	ethparams "github.com/ethereum/go-ethereum/params"
)

// Contract is one of them. It is created either by the first transaction of Deployer, or by the CREATE2 factory with
// Salt.
type Contract struct {
	Name     string         // key of its creation code in the file
	Address  common.Address // where it stands on every chain
	Deployer common.Address // zero: the CREATE2 factory creates it
	Salt     common.Hash    // of CREATE2; means nothing with a Deployer
	Creation common.Hash    // keccak256 of the creation code
	Code     common.Hash    // keccak256 of the code; zero: the code has the chain id in it
}

// Contracts lists them in the order in which they are created. The CREATE2 factory itself is a system contract of
// package params.
func Contracts() []Contract {
	hex, hash := common.HexToAddress, common.HexToHash
	return []Contract{
		{
			Name: "Multicall3", Address: hex("0xcA11bde05977b3631167028862bE2a173976CA11"),
			Deployer: hex("0x05f32B3cC3888453ff71B01135B34FF8e41263F2"),
			Creation: hash("0x0b2046aa018109118d518235014ac2c679dcbdff32c64705fdf50d048cd32d22"),
			Code:     hash("0xd5c15df687b16f2ff992fc8d767b4216323184a2bbc6ee2f9c398c318e770891"),
		},
		{
			Name: "Permit2", Address: hex("0x000000000022D473030F116dDEE9F6B43aC78BA3"),
			Salt:     hash("0x0000000000000000000000000000000000000000d3af2663da51c10215000000"),
			Creation: hash("0xe2be1e05eedf35dacd66c65c862f8150ff9ab4b6b24b9bbe62be71b6b16cf0f8"),
		},
		{
			Name: "EntryPoint 0.6", Address: hex("0x5FF137D4b0FDCD49DcA30c7CF57E578a026d2789"),
			Creation: hash("0x7af81bb089cbbd117f52b96bebd684df6da9f4085c8d924358272f2506fe836b"),
			Code:     hash("0xc93c806e738300b5357ecdc2e971d6438d34d8e4e17b99b758b1f9cac91c8e70"),
		},
		{
			Name: "EntryPoint 0.7", Address: hex("0x0000000071727De22E5E9d8BAf0edAc6f37da032"),
			Salt:     hash("0x90d8084deab30c2a37c45e8d47f49f2f7965183cb6990a98943ef94940681de3"),
			Creation: hash("0x30516d9cdbeabfaf62ea32d081a10ee3b95b92e5549cfc86353bbe85741c1404"),
			Code:     hash("0x8db5ff695839d655407cc8490bb7a5d82337a86a6b39c3f0258aa6c3b582fc58"),
		},
		{
			Name: "EntryPoint 0.8", Address: hex("0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108"),
			Salt:     hash("0x0a59dbff790c23c976a548690c27297883cc66b4c67024f9117b0238995e35e9"),
			Creation: hash("0x2a7c999e10f113d5f71f2abb9069a95091852afbd016309139559b9e47bb59dd"),
		},
		{
			Name: "Safe singleton factory", Address: hex("0x914d7Fec6aaC8cd542e72Bca78B30650d45643d7"),
			Deployer: hex("0xE1CB04A0fA36DdD16a06ea828007E35e1a3cBC37"),
			Creation: hash("0x50ea9137a35a9ad33b0ed4a431e9b6996ea9ed1f14781126cec78f168c0e64e5"),
			Code:     hash("0x2fa86add0aed31f33a762c9d88e807c475bd51d0f52bd0955754b2608f7e4989"),
		},
		{
			Name: "CreateX", Address: hex("0xba5Ed099633D3B313e4D5F7bdc1305d3c28ba5Ed"),
			Deployer: hex("0xeD456e05CaAb11d66C4c797dD6c1D6f9A7F352b5"),
			Creation: hash("0x12ec861579b63a3ab9db3b5a23c57d56402ad3061475b088f17054e2f2daf22f"),
			Code:     hash("0xbd8a7ea8cfca7b4e5f5041d7d4b17bc317c5ce42cfbc42066a00cf26b43eb53f"),
		},
		{
			Name: "ERC-1820 registry", Address: hex("0x1820a4B7618BdE71Dce8cdc73aAB6C95905faD24"),
			Deployer: hex("0xa990077c3205cbDf861e17Fa532eeB069cE9fF96"),
			Creation: hash("0x141438dfbe77ba1a065eadf0ec62a4c90afa1c6355bc528d0f995015db252993"),
			Code:     hash("0xf0aa940bb32e37c5f7268b53acc48c7cdd148cd0fc196f30faa00a4d66c0443a"),
		},
	}
}

// derived is the address that the way of creation leads to. It equals Address for every contract of Contracts.
func (c *Contract) derived() common.Address {
	if c.Deployer != (common.Address{}) {
		return crypto.CreateAddress(c.Deployer, 0)
	}
	return crypto.CreateAddress2(ethparams.DeterministicFactoryAddress, c.Salt, c.Creation[:])
}
