// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bindings

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// Account is an auto generated low-level Go binding around an user-defined struct.
type Account struct {
	Balance     *big.Int
	StorageRoot [32]byte
	CodeHash    [32]byte
}

// Assertion is an auto generated low-level Go binding around an user-defined struct.
type Assertion struct {
	End       [32]byte
	Author    common.Address
	CreatedAt *big.Int
	Status    uint8
	Behind    bool
}

// Cohort is an auto generated low-level Go binding around an user-defined struct.
type Cohort struct {
	Count   uint32
	Spent   uint64
	Settled bool
}

// Config is an auto generated low-level Go binding around an user-defined struct.
type Config struct {
	Inbox     common.Address
	Machine   common.Address
	Template  [32]byte
	Params    [32]byte
	Genesis   [32]byte
	Threshold uint32
	Censored  uint32
	PerMove   uint32
	Compute   uint32
	Queue     uint32
	MinGap    uint32
	BondA     uint64
	BondB     uint64
	BondC     uint64
	Price     uint64
}

// Parent is an auto generated low-level Go binding around an user-defined struct.
type Parent struct {
	Parent [32]byte
	State  [32]byte
	Span   [32]byte
}

// Range is an auto generated low-level Go binding around an user-defined struct.
type Range struct {
	Batches uint64
	Acc     [32]byte
	Mile    [32]byte
}

// Ref is an auto generated low-level Go binding around an user-defined struct.
type Ref struct {
	Origin [32]byte
	Level  uint8
	Len    uint8
	Pos    uint32
	Base   [32]byte
	Span   [32]byte
}

// Run is an auto generated low-level Go binding around an user-defined struct.
type Run struct {
	Template   []byte
	Header     []byte
	MemoryRoot [32]byte
}

// Start is an auto generated low-level Go binding around an user-defined struct.
type Start struct {
	PrevBase [32]byte
	PrevSpan [32]byte
	Path     [][32]byte
}

// AskOutcomeMetaData contains all meta data concerning the AskOutcome contract.
var AskOutcomeMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"bytes\",\"name\":\"header\",\"type\":\"bytes\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"}],\"name\":\"follows\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"yes\",\"type\":\"bool\"}],\"stateMutability\":\"pure\",\"type\":\"function\"}]",
	ID:  "56bc1067bce1babb82605e2f24d016aad2",
	Bin: "0x60808060405234601557610220908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c633f118fcc14610024575f80fd5b346100b15760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100b15760043567ffffffffffffffff81116100b157366023820112156100b15780600401359067ffffffffffffffff82116100b15736602483830101116100b1576020916100a79160443591602480359201610123565b6040519015158152f35b5f80fd5b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff8211176100f657604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc8b0161021957610375604051916103d58301604052602083013760016103938201515f1a14801590610209575b6101c957610373915001519060405160208101915f83527f010000000000000000000000000000000000000000000000000000000000000060408301526041820152604181526101c26061826100b5565b5190201490565b5060405160208101917f737475636b00000000000000000000000000000000000000000000000000000083526025820152602581526101c26045826100b5565b506103948101515f1a1515610171565b5050505f9056",
}

// AskOutcome is an auto generated Go binding around an Ethereum contract.
type AskOutcome struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *AskOutcome) GetABI() abi.ABI {
	return c.abi
}

// NewAskOutcome creates a new instance of AskOutcome.
func NewAskOutcome() *AskOutcome {
	parsed, err := AskOutcomeMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &AskOutcome{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *AskOutcome) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackFollows is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f118fcc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function follows(bytes header, bytes32 before, bytes32 next) pure returns(bool yes)
func (askOutcome *AskOutcome) PackFollows(header []byte, before [32]byte, next [32]byte) []byte {
	enc, err := askOutcome.abi.Pack("follows", header, before, next)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFollows is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f118fcc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function follows(bytes header, bytes32 before, bytes32 next) pure returns(bool yes)
func (askOutcome *AskOutcome) TryPackFollows(header []byte, before [32]byte, next [32]byte) ([]byte, error) {
	return askOutcome.abi.Pack("follows", header, before, next)
}

// UnpackFollows is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3f118fcc.
//
// Solidity: function follows(bytes header, bytes32 before, bytes32 next) pure returns(bool yes)
func (askOutcome *AskOutcome) UnpackFollows(data []byte) (bool, error) {
	out, err := askOutcome.abi.Unpack("follows", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// AskTrieMetaData contains all meta data concerning the AskTrie contract.
var AskTrieMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"root\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"},{\"internalType\":\"bytes[]\",\"name\":\"proof\",\"type\":\"bytes[]\"}],\"name\":\"account\",\"outputs\":[{\"components\":[{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"storageRoot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"codeHash\",\"type\":\"bytes32\"}],\"internalType\":\"structAccount\",\"name\":\"a\",\"type\":\"tuple\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"root\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"internalType\":\"bytes[]\",\"name\":\"proof\",\"type\":\"bytes[]\"}],\"name\":\"get\",\"outputs\":[{\"internalType\":\"bytes\",\"name\":\"value\",\"type\":\"bytes\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"root\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"slot\",\"type\":\"bytes32\"},{\"internalType\":\"bytes[]\",\"name\":\"proof\",\"type\":\"bytes[]\"}],\"name\":\"slotOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"NotANode\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotRlp\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"NumberTooLong\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongKind\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"nodes\",\"type\":\"uint256\"}],\"name\":\"WrongLength\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"WrongNode\",\"type\":\"error\"}]",
	ID:  "e30c26ab60b34c45b2ada41a6ba0b85dee",
	Bin: "0x6080604052348015600e575f5ffd5b50610fad8061001c5f395ff3fe608060405234801561000f575f5ffd5b506004361061003f575f3560e01c8063167540f61461004357806382cfe0621461007d578063be3cc8e21461009e575b5f5ffd5b610056610051366004610cce565b6100be565b60408051825181526020808401519082015291810151908201526060015b60405180910390f35b61009061008b366004610d3e565b6100f6565b604051908152602001610074565b6100b16100ac366004610d3e565b610103565b6040516100749190610d75565b6100df60405180606001604052805f81526020015f81526020015f81525090565b6100eb8585858561014e565b90505b949350505050565b5f6100eb858585856102cc565b606061011185858585610326565b8080601f0160208091040260200160405190810160405280939291908181526020018383808284375f920191909152509298975050505050505050565b61016f60405180606001604052805f81526020015f81526020015f81525090565b6040517fffffffffffffffffffffffffffffffffffffffff000000000000000000000000606086901b16602082015236905f906101c99088906034015b604051602081830303815290604052805190602001208787610326565b90925090505f81900361023c5760405180606001604052805f81526020017f56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b4215f1b81526020017fc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470815250925050506100ee565b365f61025061024b85856104f4565b61055e565b935093505050365f610262848461055e565b9096509450909250905061027682826105bb565b8752610282848461055e565b909650945090925090506102968183610dde565b60208801526102a5848461055e565b909650945090925090506102b98183610dde565b6040880152505050505050949350505050565b5f365f6102e687876040516020016101ac91815260200190565b90925090505f8190036102fd575f925050506100ee565b365f610309848461055e565b50509150915061031982826105bb565b9998505050505050505050565b365f858161033681808681610e1a565b90945092507f56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b42188148015610368575084155b156103745750506104eb565b5f5b858110156104b5578287878381811061039157610391610e41565b90506020028101906103a39190610e6e565b6040516103b1929190610ecf565b6040518091039020146103f8576040517f3b4c68e0000000000000000000000000000000000000000000000000000000008152600481018290526024015b60405180910390fd5b5f61042f61042889898581811061041157610411610e41565b90506020028101906104239190610e6e565b6104f4565b8b86610623565b919850965093509050600181600381111561044c5761044c610ede565b146104a0578661045d836001610f38565b14610497576040517f47f78bef000000000000000000000000000000000000000000000000000000008152600481018890526024016103ef565b505050506104eb565b6104aa8587610dde565b935050600101610376565b506040517f47f78bef000000000000000000000000000000000000000000000000000000008152600481018690526024016103ef565b94509492505050565b365f5f365f610503878761067d565b929850909650919450909250905082158061051d57508015155b15610554576040517f35a08a0700000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5050509250929050565b365f365f5f61056d878761067d565b92985090965094509250905080156105b1576040517f35a08a0700000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5092959194509250565b5f60208211156105fa576040517fff0a4a57000000000000000000000000000000000000000000000000000000008152600481018390526024016103ef565b610605826020610f4b565b610610906008610f5e565b61061a8385610dde565b901c9392505050565b5f365f5f61063388888888610741565b929650909450925090505b600284600381111561065257610652610ede565b036106725761066383838884610741565b9296509094509250905061063e565b945094509450949050565b5f365f365f5f5f61068e898961079f565b909250905061069d8289610f4b565b8111156106d6576040517f7765211500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b60c089895f8181106106ea576106ea610e41565b919091013560f81c9190911015975089905082896107088483610f38565b9261071593929190610e1a565b909650945088886107268385610f38565b610731928290610e1a565b9350935050509295509295909350565b5f365f5f61074f888861088a565b61076c5761075f888888886108b9565b9350935093509350610672565b610780888861077b8989610a06565b610a70565b91955093509150610792856001610f38565b9050945094509450949050565b5f808281036107da576040517f7765211500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f84845f8181106107ed576107ed610e41565b919091013560f81c915050608081101561080e575f60019250925050610883565b60b881101561082e576001610824608083610f4b565b9250925050610883565b60c081101561085757610824858561084760b885610f4b565b610852906001610f38565b610ad7565b60f881101561086d57600161082460c083610f4b565b61087d858561084760f885610f4b565b92509250505b9250929050565b5f365f610897858561067d565b945094505050506108a8828261067d565b151596505050505050505b92915050565b5f365f5f365f5f6108ca8b8b61067d565b909950975090945092506108e09050868661067d565b509198509650909150505f829003610924576040517fb00aa73b00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f600484845f81811061093957610939610e41565b9050013560f81c60f81b60f81c60ff16901c60ff1690505f6109618585600185168e8e610b3f565b9650905080610987575f61097781808a8c610e1a565b9850985098505050505050610672565b600282165f036109a85761099c838989610c19565b919a50985096506109f6565b6040861480156109b6575082155b156109c457600398506109f6565b6040517fb00aa73b00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5050505050945094509450949050565b5f60408210610a41576040517fb00aa73b00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b81610a4e60016040610f4b565b610a589190610f4b565b610a63906004610f5e565b9290921c600f1692915050565b5f3681808686610a80828261067d565b92985090965091945090925090505f5b87811015610ab857610aa2838361067d565b9299509097509195509093509150600101610a90565b50610ac4838686610c19565b9550955095505050505b93509350939050565b5f80610ae4836001610f38565b915081841015610b20576040517f7765211500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b610b35610b308360018789610e1a565b6105bb565b9050935093915050565b5f808085610b4e600189610f4b565b610b59906002610f5e565b610b639190610f38565b9050610b6f8185610f38565b91505f5b81811015610c08575f87610b88836002610f38565b610b929190610f4b565b90505f6001821615610ba4575f610ba7565b60045b60ff169050610bbf88610bba858a610f38565b610a06565b818c8c610bcd600287610f75565b818110610bdc57610bdc610e41565b600f92013560f81c90921c16919091149050610bfe575f955050505050610c0f565b5050600101610b73565b5060019250505b9550959350505050565b5f365f8515610c3057506002915083905082610ace565b5f849003610c4557505f915083905082610ace565b60208414610c7f576040517fb00aa73b00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b506001959394509192915050565b5f5f83601f840112610c9d575f5ffd5b50813567ffffffffffffffff811115610cb4575f5ffd5b6020830191508360208260051b8501011115610883575f5ffd5b5f5f5f5f60608587031215610ce1575f5ffd5b84359350602085013573ffffffffffffffffffffffffffffffffffffffff81168114610d0b575f5ffd5b9250604085013567ffffffffffffffff811115610d26575f5ffd5b610d3287828801610c8d565b95989497509550505050565b5f5f5f5f60608587031215610d51575f5ffd5b8435935060208501359250604085013567ffffffffffffffff811115610d26575f5ffd5b602081525f82518060208401525f5b81811015610da15760208186018101516040868401015201610d84565b505f6040828501015260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f83011684010191505092915050565b803560208310156108b3577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff602084900360031b1b1692915050565b5f5f85851115610e28575f5ffd5b83861115610e34575f5ffd5b5050820193919092039150565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b5f5f83357fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe1843603018112610ea1575f5ffd5b83018035915067ffffffffffffffff821115610ebb575f5ffd5b602001915036819003821315610883575f5ffd5b818382375f9101908152919050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b808201808211156108b3576108b3610f0b565b818103818111156108b3576108b3610f0b565b80820281158282048414176108b3576108b3610f0b565b5f82610fa8577f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b50049056",
}

// AskTrie is an auto generated Go binding around an Ethereum contract.
type AskTrie struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *AskTrie) GetABI() abi.ABI {
	return c.abi
}

// NewAskTrie creates a new instance of AskTrie.
func NewAskTrie() *AskTrie {
	parsed, err := AskTrieMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &AskTrie{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *AskTrie) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackAccount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x167540f6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function account(bytes32 root, address who, bytes[] proof) pure returns((uint256,bytes32,bytes32) a)
func (askTrie *AskTrie) PackAccount(root [32]byte, who common.Address, proof [][]byte) []byte {
	enc, err := askTrie.abi.Pack("account", root, who, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAccount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x167540f6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function account(bytes32 root, address who, bytes[] proof) pure returns((uint256,bytes32,bytes32) a)
func (askTrie *AskTrie) TryPackAccount(root [32]byte, who common.Address, proof [][]byte) ([]byte, error) {
	return askTrie.abi.Pack("account", root, who, proof)
}

// UnpackAccount is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x167540f6.
//
// Solidity: function account(bytes32 root, address who, bytes[] proof) pure returns((uint256,bytes32,bytes32) a)
func (askTrie *AskTrie) UnpackAccount(data []byte) (Account, error) {
	out, err := askTrie.abi.Unpack("account", data)
	if err != nil {
		return *new(Account), err
	}
	out0 := *abi.ConvertType(out[0], new(Account)).(*Account)
	return out0, nil
}

// PackGet is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbe3cc8e2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function get(bytes32 root, bytes32 key, bytes[] proof) pure returns(bytes value)
func (askTrie *AskTrie) PackGet(root [32]byte, key [32]byte, proof [][]byte) []byte {
	enc, err := askTrie.abi.Pack("get", root, key, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGet is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbe3cc8e2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function get(bytes32 root, bytes32 key, bytes[] proof) pure returns(bytes value)
func (askTrie *AskTrie) TryPackGet(root [32]byte, key [32]byte, proof [][]byte) ([]byte, error) {
	return askTrie.abi.Pack("get", root, key, proof)
}

// UnpackGet is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbe3cc8e2.
//
// Solidity: function get(bytes32 root, bytes32 key, bytes[] proof) pure returns(bytes value)
func (askTrie *AskTrie) UnpackGet(data []byte) ([]byte, error) {
	out, err := askTrie.abi.Unpack("get", data)
	if err != nil {
		return *new([]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([]byte)).(*[]byte)
	return out0, nil
}

// PackSlotOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x82cfe062.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function slotOf(bytes32 root, bytes32 slot, bytes[] proof) pure returns(uint256 value)
func (askTrie *AskTrie) PackSlotOf(root [32]byte, slot [32]byte, proof [][]byte) []byte {
	enc, err := askTrie.abi.Pack("slotOf", root, slot, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSlotOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x82cfe062.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function slotOf(bytes32 root, bytes32 slot, bytes[] proof) pure returns(uint256 value)
func (askTrie *AskTrie) TryPackSlotOf(root [32]byte, slot [32]byte, proof [][]byte) ([]byte, error) {
	return askTrie.abi.Pack("slotOf", root, slot, proof)
}

// UnpackSlotOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x82cfe062.
//
// Solidity: function slotOf(bytes32 root, bytes32 slot, bytes[] proof) pure returns(uint256 value)
func (askTrie *AskTrie) UnpackSlotOf(data []byte) (*big.Int, error) {
	out, err := askTrie.abi.Unpack("slotOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (askTrie *AskTrie) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], askTrie.abi.Errors["NotANode"].ID.Bytes()[:4]) {
		return askTrie.UnpackNotANodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], askTrie.abi.Errors["NotRlp"].ID.Bytes()[:4]) {
		return askTrie.UnpackNotRlpError(raw[4:])
	}
	if bytes.Equal(raw[:4], askTrie.abi.Errors["NumberTooLong"].ID.Bytes()[:4]) {
		return askTrie.UnpackNumberTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], askTrie.abi.Errors["WrongKind"].ID.Bytes()[:4]) {
		return askTrie.UnpackWrongKindError(raw[4:])
	}
	if bytes.Equal(raw[:4], askTrie.abi.Errors["WrongLength"].ID.Bytes()[:4]) {
		return askTrie.UnpackWrongLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], askTrie.abi.Errors["WrongNode"].ID.Bytes()[:4]) {
		return askTrie.UnpackWrongNodeError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// AskTrieNotANode represents a NotANode error raised by the AskTrie contract.
type AskTrieNotANode struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotANode()
func AskTrieNotANodeErrorID() common.Hash {
	return common.HexToHash("0xb00aa73b2c8e5fc954dd98a7805fe2de553ec6b15580e4f1bcc0a7c75ec6c2a0")
}

// UnpackNotANodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotANode()
func (askTrie *AskTrie) UnpackNotANodeError(raw []byte) (*AskTrieNotANode, error) {
	out := new(AskTrieNotANode)
	if err := askTrie.abi.UnpackIntoInterface(out, "NotANode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AskTrieNotRlp represents a NotRlp error raised by the AskTrie contract.
type AskTrieNotRlp struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotRlp()
func AskTrieNotRlpErrorID() common.Hash {
	return common.HexToHash("0x77652115e9c57ede9947be2e0dcfb8e8d894d387c3e3112171385e029795d744")
}

// UnpackNotRlpError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotRlp()
func (askTrie *AskTrie) UnpackNotRlpError(raw []byte) (*AskTrieNotRlp, error) {
	out := new(AskTrieNotRlp)
	if err := askTrie.abi.UnpackIntoInterface(out, "NotRlp", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AskTrieNumberTooLong represents a NumberTooLong error raised by the AskTrie contract.
type AskTrieNumberTooLong struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NumberTooLong(uint256 length)
func AskTrieNumberTooLongErrorID() common.Hash {
	return common.HexToHash("0xff0a4a57690a4276290065b68b429ecba082044fe7ba7f3d2ef6fa5216b5a77a")
}

// UnpackNumberTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NumberTooLong(uint256 length)
func (askTrie *AskTrie) UnpackNumberTooLongError(raw []byte) (*AskTrieNumberTooLong, error) {
	out := new(AskTrieNumberTooLong)
	if err := askTrie.abi.UnpackIntoInterface(out, "NumberTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AskTrieWrongKind represents a WrongKind error raised by the AskTrie contract.
type AskTrieWrongKind struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongKind()
func AskTrieWrongKindErrorID() common.Hash {
	return common.HexToHash("0x35a08a07f4180e1ab02bc783ea90dea8590f53e984398b1b1e1f1874e0d2e24c")
}

// UnpackWrongKindError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongKind()
func (askTrie *AskTrie) UnpackWrongKindError(raw []byte) (*AskTrieWrongKind, error) {
	out := new(AskTrieWrongKind)
	if err := askTrie.abi.UnpackIntoInterface(out, "WrongKind", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AskTrieWrongLength represents a WrongLength error raised by the AskTrie contract.
type AskTrieWrongLength struct {
	Nodes *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongLength(uint256 nodes)
func AskTrieWrongLengthErrorID() common.Hash {
	return common.HexToHash("0x47f78bef608ebb4c3b4d30174ce4b87bcb07dd81a7c7a717c1a36b77c5265789")
}

// UnpackWrongLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongLength(uint256 nodes)
func (askTrie *AskTrie) UnpackWrongLengthError(raw []byte) (*AskTrieWrongLength, error) {
	out := new(AskTrieWrongLength)
	if err := askTrie.abi.UnpackIntoInterface(out, "WrongLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// AskTrieWrongNode represents a WrongNode error raised by the AskTrie contract.
type AskTrieWrongNode struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongNode(uint256 index)
func AskTrieWrongNodeErrorID() common.Hash {
	return common.HexToHash("0x3b4c68e01b3061b99497e7c94abf83be4fdbfd130f88c394946b9954d977db0d")
}

// UnpackWrongNodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongNode(uint256 index)
func (askTrie *AskTrie) UnpackWrongNodeError(raw []byte) (*AskTrieWrongNode, error) {
	out := new(AskTrieWrongNode)
	if err := askTrie.abi.UnpackIntoInterface(out, "WrongNode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BridgedTokenMetaData contains all meta data concerning the BridgedToken contract.
var BridgedTokenMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[],\"name\":\"DOMAIN_SEPARATOR\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"separator\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"allowance\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"approve\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"ok\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"balanceOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"burn\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"decimals\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"mint\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"name\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"nonces\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"next\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"string\",\"name\":\"name_\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"symbol_\",\"type\":\"string\"},{\"internalType\":\"uint8\",\"name\":\"decimals_\",\"type\":\"uint8\"}],\"name\":\"open\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"v\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"s\",\"type\":\"bytes32\"}],\"name\":\"permit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"symbol\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"totalSupply\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transfer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"ok\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transferFrom\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"ok\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Approval\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Transfer\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"allowance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"AllowanceTooLow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"BalanceTooLow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"}],\"name\":\"Expired\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoReceiver\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotTokens\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongSignature\",\"type\":\"error\"}]",
	ID:  "a088147eb28a412fc26c4129eef79e3893",
	Bin: "0x6080604052348015600e575f5ffd5b506110978061001c5f395ff3fe608060405234801561000f575f5ffd5b50600436106100f0575f3560e01c806370a0823111610093578063a9059cbb11610063578063a9059cbb146101f4578063d505accf14610207578063dd62ed3e1461021a578063eb14e4b014610244575f5ffd5b806370a082311461019b5780637ecebe00146101ba57806395d89b41146101d95780639dc29fac146101e1575f5ffd5b806323b872dd116100ce57806323b872dd1461014c578063313ce5671461015f5780633644e5151461017e57806340c10f1914610186575f5ffd5b806306fdde03146100f4578063095ea7b31461011257806318160ddd14610135575b5f5ffd5b6100fc610257565b6040516101099190610b70565b60405180910390f35b610125610120366004610c01565b6102e3565b6040519015158152602001610109565b61013e60025481565b604051908152602001610109565b61012561015a366004610c29565b6102f9565b60065461016c9060ff1681565b60405160ff9091168152602001610109565b61013e6103cb565b610199610194366004610c01565b610465565b005b61013e6101a9366004610c63565b5f6020819052908152604090205481565b61013e6101c8366004610c63565b60036020525f908152604090205481565b6100fc610574565b6101996101ef366004610c01565b610581565b610125610202366004610c01565b61062b565b610199610215366004610c93565b610637565b61013e610228366004610cf9565b600160209081525f928352604080842090915290825290205481565b610199610252366004610d6f565b61090e565b6004805461026490610def565b80601f016020809104026020016040519081016040528092919081815260200182805461029090610def565b80156102db5780601f106102b2576101008083540402835291602001916102db565b820191905f5260205f20905b8154815290600101906020018083116102be57829003601f168201915b505050505081565b5f6102ef3384846109b8565b5060015b92915050565b73ffffffffffffffffffffffffffffffffffffffff83165f90815260016020908152604080832033845290915281205482811015610372576040517fb7f077b900000000000000000000000000000000000000000000000000000000815260048101829052602481018490526044015b60405180910390fd5b5f1981146103b5576103848382610e6d565b73ffffffffffffffffffffffffffffffffffffffff86165f9081526001602090815260408083203384529091529020555b6103c0858585610a26565b506001949350505050565b5f5f60046040516103dc9190610e80565b604080519182900382207f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208401529082018190527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608301524660808301523060a0830152915060c0016040516020818303038152906040528051906020012091505090565b3373ad17000000000000000000000000000000000002146104b2576040517fc106532d00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b73ffffffffffffffffffffffffffffffffffffffff82166104ff576040517fc872138900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b8060025f8282546105109190610f0f565b909155505073ffffffffffffffffffffffffffffffffffffffff82165f81815260208181526040808320805486019055518481527fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef91015b60405180910390a35050565b6005805461026490610def565b3373ad17000000000000000000000000000000000002146105ce576040517fc106532d00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b6105d88282610adc565b6002805482900390556040518181525f9073ffffffffffffffffffffffffffffffffffffffff8416907fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef90602001610568565b5f6102ef338484610a26565b83421115610674576040517ff80dbaea00000000000000000000000000000000000000000000000000000000815260048101859052602401610369565b7f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08111156106ce576040517f356a441800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b73ffffffffffffffffffffffffffffffffffffffff87165f90815260036020526040812080547f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c9918a918a918a91908661072783610f22565b9091555060408051602081019690965273ffffffffffffffffffffffffffffffffffffffff94851690860152929091166060840152608083015260a082015260c0810186905260e0016040516020818303038152906040528051906020012090505f60016107936103cb565b6040517f19010000000000000000000000000000000000000000000000000000000000006020820152602281019190915260428101849052606201604080517fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe081840301815282825280516020918201205f84529083018083525260ff881690820152606081018690526080810185905260a0016020604051602081039080840390855afa158015610847573d5f5f3e3d5ffd5b50506040517fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0015191505073ffffffffffffffffffffffffffffffffffffffff811615806108c157508873ffffffffffffffffffffffffffffffffffffffff168173ffffffffffffffffffffffffffffffffffffffff1614155b156108f8576040517f356a441800000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b6109038989896109b8565b505050505050505050565b3373ad170000000000000000000000000000000000021461095b576040517fc106532d00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b600680547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff001660ff8316179055848484848460045f600561099d858783610fbe565b506109ab9050858783610fbe565b5050505050505050505050565b73ffffffffffffffffffffffffffffffffffffffff8381165f8181526001602090815260408083209487168084529482529182902085905590518481527f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b92591015b60405180910390a3505050565b73ffffffffffffffffffffffffffffffffffffffff8216610a73576040517fc872138900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b610a7d8382610adc565b73ffffffffffffffffffffffffffffffffffffffff8281165f8181526020818152604091829020805486019055905184815291928616917fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef9101610a19565b73ffffffffffffffffffffffffffffffffffffffff82165f9081526020819052604090205481811015610b45576040517f367ed1bc0000000000000000000000000000000000000000000000000000000081526004810182905260248101839052604401610369565b73ffffffffffffffffffffffffffffffffffffffff9092165f90815260208190526040902091039055565b602081525f82518060208401525f5b81811015610b9c5760208186018101516040868401015201610b7f565b505f6040828501015260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f83011684010191505092915050565b803573ffffffffffffffffffffffffffffffffffffffff81168114610bfc575f5ffd5b919050565b5f5f60408385031215610c12575f5ffd5b610c1b83610bd9565b946020939093013593505050565b5f5f5f60608486031215610c3b575f5ffd5b610c4484610bd9565b9250610c5260208501610bd9565b929592945050506040919091013590565b5f60208284031215610c73575f5ffd5b610c7c82610bd9565b9392505050565b803560ff81168114610bfc575f5ffd5b5f5f5f5f5f5f5f60e0888a031215610ca9575f5ffd5b610cb288610bd9565b9650610cc060208901610bd9565b95506040880135945060608801359350610cdc60808901610c83565b9699959850939692959460a0840135945060c09093013592915050565b5f5f60408385031215610d0a575f5ffd5b610d1383610bd9565b9150610d2160208401610bd9565b90509250929050565b5f5f83601f840112610d3a575f5ffd5b50813567ffffffffffffffff811115610d51575f5ffd5b602083019150836020828501011115610d68575f5ffd5b9250929050565b5f5f5f5f5f60608688031215610d83575f5ffd5b853567ffffffffffffffff811115610d99575f5ffd5b610da588828901610d2a565b909650945050602086013567ffffffffffffffff811115610dc4575f5ffd5b610dd088828901610d2a565b9094509250610de3905060408701610c83565b90509295509295909350565b600181811c90821680610e0357607f821691505b602082108103610e3a577f4e487b71000000000000000000000000000000000000000000000000000000005f52602260045260245ffd5b50919050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b818103818111156102f3576102f3610e40565b5f5f8354610e8d81610def565b600182168015610ea45760018114610ed757610f04565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0083168652811515820286019350610f04565b865f5260205f205f5b83811015610efc57815488820152600190910190602001610ee0565b505081860193505b509195945050505050565b808201808211156102f3576102f3610e40565b5f5f198203610f3357610f33610e40565b5060010190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b601f821115610fb95782821115610fb957805f5260205f20601f840160051c6020851015610f9257505f5b90810190601f840160051c035f5b81811015610fb5575f83820155600101610fa0565b5050505b505050565b67ffffffffffffffff831115610fd657610fd6610f3a565b610fea83610fe48354610def565b83610f67565b5f601f84116001811461101b575f85156110045750838201355b5f19600387901b1c1916600186901b178355611090565b5f838152602081207fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe08716915b828110156110685786850135825560209485019460019092019101611048565b5086821015611084575f1960f88860031b161c19848701351681555b505060018560011b0183555b505050505056",
}

// BridgedToken is an auto generated Go binding around an Ethereum contract.
type BridgedToken struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *BridgedToken) GetABI() abi.ABI {
	return c.abi
}

// NewBridgedToken creates a new instance of BridgedToken.
func NewBridgedToken() *BridgedToken {
	parsed, err := BridgedTokenMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &BridgedToken{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *BridgedToken) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackDOMAINSEPARATOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3644e515.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32 separator)
func (bridgedToken *BridgedToken) PackDOMAINSEPARATOR() []byte {
	enc, err := bridgedToken.abi.Pack("DOMAIN_SEPARATOR")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDOMAINSEPARATOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3644e515.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32 separator)
func (bridgedToken *BridgedToken) TryPackDOMAINSEPARATOR() ([]byte, error) {
	return bridgedToken.abi.Pack("DOMAIN_SEPARATOR")
}

// UnpackDOMAINSEPARATOR is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3644e515.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32 separator)
func (bridgedToken *BridgedToken) UnpackDOMAINSEPARATOR(data []byte) ([32]byte, error) {
	out, err := bridgedToken.abi.Unpack("DOMAIN_SEPARATOR", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256 value)
func (bridgedToken *BridgedToken) PackAllowance(owner common.Address, spender common.Address) []byte {
	enc, err := bridgedToken.abi.Pack("allowance", owner, spender)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256 value)
func (bridgedToken *BridgedToken) TryPackAllowance(owner common.Address, spender common.Address) ([]byte, error) {
	return bridgedToken.abi.Pack("allowance", owner, spender)
}

// UnpackAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdd62ed3e.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256 value)
func (bridgedToken *BridgedToken) UnpackAllowance(data []byte) (*big.Int, error) {
	out, err := bridgedToken.abi.Unpack("allowance", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(address spender, uint256 value) returns(bool ok)
func (bridgedToken *BridgedToken) PackApprove(spender common.Address, value *big.Int) []byte {
	enc, err := bridgedToken.abi.Pack("approve", spender, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(address spender, uint256 value) returns(bool ok)
func (bridgedToken *BridgedToken) TryPackApprove(spender common.Address, value *big.Int) ([]byte, error) {
	return bridgedToken.abi.Pack("approve", spender, value)
}

// UnpackApprove is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x095ea7b3.
//
// Solidity: function approve(address spender, uint256 value) returns(bool ok)
func (bridgedToken *BridgedToken) UnpackApprove(data []byte) (bool, error) {
	out, err := bridgedToken.abi.Unpack("approve", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address owner) view returns(uint256 value)
func (bridgedToken *BridgedToken) PackBalanceOf(owner common.Address) []byte {
	enc, err := bridgedToken.abi.Pack("balanceOf", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(address owner) view returns(uint256 value)
func (bridgedToken *BridgedToken) TryPackBalanceOf(owner common.Address) ([]byte, error) {
	return bridgedToken.abi.Pack("balanceOf", owner)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address owner) view returns(uint256 value)
func (bridgedToken *BridgedToken) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := bridgedToken.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackBurn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9dc29fac.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function burn(address from, uint256 value) returns()
func (bridgedToken *BridgedToken) PackBurn(from common.Address, value *big.Int) []byte {
	enc, err := bridgedToken.abi.Pack("burn", from, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBurn is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9dc29fac.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function burn(address from, uint256 value) returns()
func (bridgedToken *BridgedToken) TryPackBurn(from common.Address, value *big.Int) ([]byte, error) {
	return bridgedToken.abi.Pack("burn", from, value)
}

// PackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decimals() view returns(uint8)
func (bridgedToken *BridgedToken) PackDecimals() []byte {
	enc, err := bridgedToken.abi.Pack("decimals")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decimals() view returns(uint8)
func (bridgedToken *BridgedToken) TryPackDecimals() ([]byte, error) {
	return bridgedToken.abi.Pack("decimals")
}

// UnpackDecimals is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x313ce567.
//
// Solidity: function decimals() view returns(uint8)
func (bridgedToken *BridgedToken) UnpackDecimals(data []byte) (uint8, error) {
	out, err := bridgedToken.abi.Unpack("decimals", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40c10f19.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function mint(address to, uint256 value) returns()
func (bridgedToken *BridgedToken) PackMint(to common.Address, value *big.Int) []byte {
	enc, err := bridgedToken.abi.Pack("mint", to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40c10f19.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function mint(address to, uint256 value) returns()
func (bridgedToken *BridgedToken) TryPackMint(to common.Address, value *big.Int) ([]byte, error) {
	return bridgedToken.abi.Pack("mint", to, value)
}

// PackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function name() view returns(string)
func (bridgedToken *BridgedToken) PackName() []byte {
	enc, err := bridgedToken.abi.Pack("name")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function name() view returns(string)
func (bridgedToken *BridgedToken) TryPackName() ([]byte, error) {
	return bridgedToken.abi.Pack("name")
}

// UnpackName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06fdde03.
//
// Solidity: function name() view returns(string)
func (bridgedToken *BridgedToken) UnpackName(data []byte) (string, error) {
	out, err := bridgedToken.abi.Unpack("name", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nonces(address owner) view returns(uint256 next)
func (bridgedToken *BridgedToken) PackNonces(owner common.Address) []byte {
	enc, err := bridgedToken.abi.Pack("nonces", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nonces(address owner) view returns(uint256 next)
func (bridgedToken *BridgedToken) TryPackNonces(owner common.Address) ([]byte, error) {
	return bridgedToken.abi.Pack("nonces", owner)
}

// UnpackNonces is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7ecebe00.
//
// Solidity: function nonces(address owner) view returns(uint256 next)
func (bridgedToken *BridgedToken) UnpackNonces(data []byte) (*big.Int, error) {
	out, err := bridgedToken.abi.Unpack("nonces", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xeb14e4b0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function open(string name_, string symbol_, uint8 decimals_) returns()
func (bridgedToken *BridgedToken) PackOpen(name string, symbol string, decimals uint8) []byte {
	enc, err := bridgedToken.abi.Pack("open", name, symbol, decimals)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xeb14e4b0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function open(string name_, string symbol_, uint8 decimals_) returns()
func (bridgedToken *BridgedToken) TryPackOpen(name string, symbol string, decimals uint8) ([]byte, error) {
	return bridgedToken.abi.Pack("open", name, symbol, decimals)
}

// PackPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd505accf.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) returns()
func (bridgedToken *BridgedToken) PackPermit(owner common.Address, spender common.Address, value *big.Int, deadline *big.Int, v uint8, r [32]byte, s [32]byte) []byte {
	enc, err := bridgedToken.abi.Pack("permit", owner, spender, value, deadline, v, r, s)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd505accf.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) returns()
func (bridgedToken *BridgedToken) TryPackPermit(owner common.Address, spender common.Address, value *big.Int, deadline *big.Int, v uint8, r [32]byte, s [32]byte) ([]byte, error) {
	return bridgedToken.abi.Pack("permit", owner, spender, value, deadline, v, r, s)
}

// PackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function symbol() view returns(string)
func (bridgedToken *BridgedToken) PackSymbol() []byte {
	enc, err := bridgedToken.abi.Pack("symbol")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function symbol() view returns(string)
func (bridgedToken *BridgedToken) TryPackSymbol() ([]byte, error) {
	return bridgedToken.abi.Pack("symbol")
}

// UnpackSymbol is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x95d89b41.
//
// Solidity: function symbol() view returns(string)
func (bridgedToken *BridgedToken) UnpackSymbol(data []byte) (string, error) {
	out, err := bridgedToken.abi.Unpack("symbol", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function totalSupply() view returns(uint256)
func (bridgedToken *BridgedToken) PackTotalSupply() []byte {
	enc, err := bridgedToken.abi.Pack("totalSupply")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function totalSupply() view returns(uint256)
func (bridgedToken *BridgedToken) TryPackTotalSupply() ([]byte, error) {
	return bridgedToken.abi.Pack("totalSupply")
}

// UnpackTotalSupply is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x18160ddd.
//
// Solidity: function totalSupply() view returns(uint256)
func (bridgedToken *BridgedToken) UnpackTotalSupply(data []byte) (*big.Int, error) {
	out, err := bridgedToken.abi.Unpack("totalSupply", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer(address to, uint256 value) returns(bool ok)
func (bridgedToken *BridgedToken) PackTransfer(to common.Address, value *big.Int) []byte {
	enc, err := bridgedToken.abi.Pack("transfer", to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer(address to, uint256 value) returns(bool ok)
func (bridgedToken *BridgedToken) TryPackTransfer(to common.Address, value *big.Int) ([]byte, error) {
	return bridgedToken.abi.Pack("transfer", to, value)
}

// UnpackTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9059cbb.
//
// Solidity: function transfer(address to, uint256 value) returns(bool ok)
func (bridgedToken *BridgedToken) UnpackTransfer(data []byte) (bool, error) {
	out, err := bridgedToken.abi.Unpack("transfer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool ok)
func (bridgedToken *BridgedToken) PackTransferFrom(from common.Address, to common.Address, value *big.Int) []byte {
	enc, err := bridgedToken.abi.Pack("transferFrom", from, to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool ok)
func (bridgedToken *BridgedToken) TryPackTransferFrom(from common.Address, to common.Address, value *big.Int) ([]byte, error) {
	return bridgedToken.abi.Pack("transferFrom", from, to, value)
}

// UnpackTransferFrom is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x23b872dd.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool ok)
func (bridgedToken *BridgedToken) UnpackTransferFrom(data []byte) (bool, error) {
	out, err := bridgedToken.abi.Unpack("transferFrom", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// BridgedTokenApproval represents a Approval event raised by the BridgedToken contract.
type BridgedTokenApproval struct {
	Owner   common.Address
	Spender common.Address
	Value   *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const BridgedTokenApprovalEventName = "Approval"

// ContractEventName returns the user-defined event name.
func (BridgedTokenApproval) ContractEventName() string {
	return BridgedTokenApprovalEventName
}

// UnpackApprovalEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approval(address indexed owner, address indexed spender, uint256 value)
func (bridgedToken *BridgedToken) UnpackApprovalEvent(log *types.Log) (*BridgedTokenApproval, error) {
	event := "Approval"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != bridgedToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BridgedTokenApproval)
	if len(log.Data) > 0 {
		if err := bridgedToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range bridgedToken.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// BridgedTokenTransfer represents a Transfer event raised by the BridgedToken contract.
type BridgedTokenTransfer struct {
	From  common.Address
	To    common.Address
	Value *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const BridgedTokenTransferEventName = "Transfer"

// ContractEventName returns the user-defined event name.
func (BridgedTokenTransfer) ContractEventName() string {
	return BridgedTokenTransferEventName
}

// UnpackTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 value)
func (bridgedToken *BridgedToken) UnpackTransferEvent(log *types.Log) (*BridgedTokenTransfer, error) {
	event := "Transfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != bridgedToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BridgedTokenTransfer)
	if len(log.Data) > 0 {
		if err := bridgedToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range bridgedToken.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (bridgedToken *BridgedToken) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], bridgedToken.abi.Errors["AllowanceTooLow"].ID.Bytes()[:4]) {
		return bridgedToken.UnpackAllowanceTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], bridgedToken.abi.Errors["BalanceTooLow"].ID.Bytes()[:4]) {
		return bridgedToken.UnpackBalanceTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], bridgedToken.abi.Errors["Expired"].ID.Bytes()[:4]) {
		return bridgedToken.UnpackExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], bridgedToken.abi.Errors["NoReceiver"].ID.Bytes()[:4]) {
		return bridgedToken.UnpackNoReceiverError(raw[4:])
	}
	if bytes.Equal(raw[:4], bridgedToken.abi.Errors["NotTokens"].ID.Bytes()[:4]) {
		return bridgedToken.UnpackNotTokensError(raw[4:])
	}
	if bytes.Equal(raw[:4], bridgedToken.abi.Errors["WrongSignature"].ID.Bytes()[:4]) {
		return bridgedToken.UnpackWrongSignatureError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// BridgedTokenAllowanceTooLow represents a AllowanceTooLow error raised by the BridgedToken contract.
type BridgedTokenAllowanceTooLow struct {
	Allowance *big.Int
	Value     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AllowanceTooLow(uint256 allowance, uint256 value)
func BridgedTokenAllowanceTooLowErrorID() common.Hash {
	return common.HexToHash("0xb7f077b9850dd7bd1ad77dd85db019530fb8488e622ebc81a6521226524f7349")
}

// UnpackAllowanceTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AllowanceTooLow(uint256 allowance, uint256 value)
func (bridgedToken *BridgedToken) UnpackAllowanceTooLowError(raw []byte) (*BridgedTokenAllowanceTooLow, error) {
	out := new(BridgedTokenAllowanceTooLow)
	if err := bridgedToken.abi.UnpackIntoInterface(out, "AllowanceTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BridgedTokenBalanceTooLow represents a BalanceTooLow error raised by the BridgedToken contract.
type BridgedTokenBalanceTooLow struct {
	Balance *big.Int
	Value   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BalanceTooLow(uint256 balance, uint256 value)
func BridgedTokenBalanceTooLowErrorID() common.Hash {
	return common.HexToHash("0x367ed1bc3bead7c448d8b63c8483f88c084b9176b46112e43075446db2f56e81")
}

// UnpackBalanceTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BalanceTooLow(uint256 balance, uint256 value)
func (bridgedToken *BridgedToken) UnpackBalanceTooLowError(raw []byte) (*BridgedTokenBalanceTooLow, error) {
	out := new(BridgedTokenBalanceTooLow)
	if err := bridgedToken.abi.UnpackIntoInterface(out, "BalanceTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BridgedTokenExpired represents a Expired error raised by the BridgedToken contract.
type BridgedTokenExpired struct {
	Deadline *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Expired(uint256 deadline)
func BridgedTokenExpiredErrorID() common.Hash {
	return common.HexToHash("0xf80dbaea4785589e52984ca36a31de106adc77759539a5c7d92883bf49692fe9")
}

// UnpackExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Expired(uint256 deadline)
func (bridgedToken *BridgedToken) UnpackExpiredError(raw []byte) (*BridgedTokenExpired, error) {
	out := new(BridgedTokenExpired)
	if err := bridgedToken.abi.UnpackIntoInterface(out, "Expired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BridgedTokenNoReceiver represents a NoReceiver error raised by the BridgedToken contract.
type BridgedTokenNoReceiver struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoReceiver()
func BridgedTokenNoReceiverErrorID() common.Hash {
	return common.HexToHash("0xc872138982eeca4ba18c1feddc36779bea1f8af3f8b37c88bd85172e543c5e25")
}

// UnpackNoReceiverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoReceiver()
func (bridgedToken *BridgedToken) UnpackNoReceiverError(raw []byte) (*BridgedTokenNoReceiver, error) {
	out := new(BridgedTokenNoReceiver)
	if err := bridgedToken.abi.UnpackIntoInterface(out, "NoReceiver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BridgedTokenNotTokens represents a NotTokens error raised by the BridgedToken contract.
type BridgedTokenNotTokens struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotTokens()
func BridgedTokenNotTokensErrorID() common.Hash {
	return common.HexToHash("0xc106532d14758a7e1eb718abf08b040bcf70f08ab29db5a2528f093a732a4213")
}

// UnpackNotTokensError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotTokens()
func (bridgedToken *BridgedToken) UnpackNotTokensError(raw []byte) (*BridgedTokenNotTokens, error) {
	out := new(BridgedTokenNotTokens)
	if err := bridgedToken.abi.UnpackIntoInterface(out, "NotTokens", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BridgedTokenWrongSignature represents a WrongSignature error raised by the BridgedToken contract.
type BridgedTokenWrongSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSignature()
func BridgedTokenWrongSignatureErrorID() common.Hash {
	return common.HexToHash("0x356a4418f1eef7f62645c68bfadd1ae31eb511e1aec565848a520050282a2470")
}

// UnpackWrongSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSignature()
func (bridgedToken *BridgedToken) UnpackWrongSignatureError(raw []byte) (*BridgedTokenWrongSignature, error) {
	out := new(BridgedTokenWrongSignature)
	if err := bridgedToken.abi.UnpackIntoInterface(out, "WrongSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// FloatMetaData contains all meta data concerning the Float contract.
var FloatMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"op\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"rm\",\"type\":\"uint8\"},{\"internalType\":\"uint64\",\"name\":\"a\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"b\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"c\",\"type\":\"uint64\"}],\"name\":\"compute\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"value\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"flags\",\"type\":\"uint8\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"op\",\"type\":\"uint8\"}],\"name\":\"UnknownOp\",\"type\":\"error\"}]",
	ID:  "780b726fac31132eb9341373dc182801a0",
	Bin: "0x60808060405234601557611f50908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c6304c2f16714610024575f80fd5b346100d95760a07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100d95760043560ff81168091036100d95760243560ff81168091036100d9576044359167ffffffffffffffff83168093036100d95760643567ffffffffffffffff81168091036100d9576084359067ffffffffffffffff82168092036100d95760409460ff946100bf94610117565b67ffffffffffffffff849392935193168352166020820152f35b5f80fd5b919082018092116100ea57565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b90609982146101d657609a82146101c357607f8210156101625760798210156101555763ffffffff8080610151971695169316918061049f565b9091565b816101519594939261049f565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff818295949392018581116100ea577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe486018091116100ea576101519561034f565b925050610151925063ffffffff16610296565b9250506101519250677ff00000000000007fffffffffffffffffffffffffffffffffffffffffffffffff7fffffffffffffff82161161027e5761021b9061340b6106f3565b90604082015161026157602082015161024a5781610151925115159060806060820151910151916117086108ab565b50511561025b576380000000905f90565b5f905f90565b5051637f8000009015610279575063ff800000905f90565b905f90565b61028b915061340b6105c0565b637fc0000092909150565b637f8000007fffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fffffff821611610333576102cf906117086106f3565b9060408201516103135760208201516102fe57816101519251151590608060608201519101519161340b6108ab565b50511561025b57678000000000000000905f90565b5051677ff00000000000009015610279575067fff0000000000000905f90565b61034091506117086105c0565b677ff800000000000092909150565b95949290939193607181101580610494575b61048157606f8114610452576070811461042357607581101580610418575b610406576079811015806103fb575b6103e9576063811080156103df575b6103b05761015195965061340b610bcc565b60ff877f14daead0000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b50606b811161039e565b9150915061015193945061340b610b6b565b50607c81111561038f565b9150915061015193945061340b6109f9565b506078811115610380565b5061015194955080935061043b91925061340b611018565b6104478261340b611018565b13159161340b611050565b5061015194955080935061046a91925061340b611018565b6104768261340b611018565b12159161340b611050565b919350915061015193945061340b61099d565b506074811115610361565b959492909391936071811015806105b5575b6105a257606f8114610573576070811461054457607581101580610539575b6105275760798110158061051c575b61050a57606381108015610500575b6103b057610151959650611708610bcc565b50606b81116104ee565b91509150610151939450611708610b6b565b50607c8111156104df565b915091506101519394506117086109f9565b5060788111156104d0565b5061015194955080935061055c919250611708611018565b61056882611708611018565b131591611708611050565b5061015194955080935061058b919250611708611018565b61059782611708611018565b121591611708611050565b919350915061015193945061170861099d565b5060748111156104b1565b9190916105d66105cf8261065c565b9382610ca3565b908115610606575b81156105f4575b50156105f057601090565b5f90565b61060091505f90610ca3565b5f6105e5565b90506106125f82610ca3565b906105de565b9291909261062f6106288261065c565b9482610ca3565b918215610649575b5081156105f45750156105f057601090565b81610655929350610ca3565b905f610637565b60015f19610676835f19600160ff83161b019060081c1b90565b9260081c011b1790565b6040519060a0820182811067ffffffffffffffff8211176106a057604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b6106d5610680565b905f82525f60208301525f60408301525f60608301525f6080830152565b91906106fd6106cd565b9260018160081c60ff8316011b8216151584528060081c6001811b925f19840181169360ff8416905f196001831b018093851c169283145f146107495750505050505060016040830152565b821580806107c1575b15610767575050505050505060016020830152565b1561079f5750505061079561077d607f94610ce6565b9390608088015260015f1960ff829316011b81030190565b0303016060830152565b5f199294509260019586941790607f031b6080880152011b9003016060830152565b508615610752565b93929190915f1960018160ff8816011b01831361089d575f92600160ff87165f190181901b8103019283821261085a575b82610806915f89610d9f565b939091038660081c1b0194610827815f19600160ff83161b019060081c1b90565b86101561084957505015610844571561083f57600390565b600190565b505f90565b9092506101519394505f9150610d18565b61088591945061086c83825f8a610d9f565b505f198501861290811561088c575b5094840390610ddc565b82906107fa565b905060018860081c011c155f61087b565b9150505f6101519293610d18565b9094939192945f1960018160ff8516011b01841361098f575f93600160ff84165f190181901b8103019687821261094c575b846108e9918486610d9f565b979091038360081c1b019261090a835f19600160ff83161b019060081c1b90565b84101561093d5750156109365760019060ff8160081c9116011b17925b15610844571561083f57600390565b5092610927565b93509150610151939450610d18565b61097791955061095e85828587610d9f565b505f198901871290811561097e575b5095880390610ddc565b86906108dd565b905060018560081c011c155f61096d565b919250610151939450610d18565b929190607481146109ed57607181036109cd57506109ba92610f6b565b91905b156109c85760019190565b5f9190565b6072036109e4576109dd92610f1e565b91906109bd565b6109dd92610ec2565b50905061027991610e12565b9193929060758114610b5e5760768114610ab057607714610aa457610a1f908483611b6d565b92819395610a4560018360081c60ff8516011b925f19600160ff83161b019060081c1b90565b911916118015610a8a575b15610a6b57505050905060109067ffffffffffffffff5b9190565b81610a80575b5015610a6757505f9150601090565b905015155f610a71565b5081158015610a50575067ffffffffffffffff8111610a50565b909261015192936111c0565b50610abc908483611b6d565b92819395610ae260018360081c60ff8516011b925f19600160ff83161b019060081c1b90565b911916118015610b48575b15610b1357505050905060109067ffffffffffffffff63ffffffff805b1660030b169190565b81610b3e575b50610b33575b63ffffffff67ffffffffffffffff91610b0a565b50601091505f610b1f565b905015155f610b19565b5081158015610aed575063ffffffff8111610aed565b50909261015192936110d8565b9092919260798114610bb857607a8114610ba757607b14610b90579161015192611c40565b67ffffffffffffffff610151931660070b906112ae565b5063ffffffff610151931690611c40565b5063ffffffff610151931660030b906112ae565b949392919260638214610c975760648214610c7d5760658214610c635760668214610c46575060678114610c3b5760688114610c305760698114610c2557606a14610c1b57506101519261197f565b90610151936117bc565b509061015193611633565b5090610151936115ec565b509061015193611514565b61015195915060018260081c60ff8416011b8091189318906112d4565b9261015195915060018260081c60ff8416011b18906112d4565b6101519593915060018460081c60ff8616011b18926112d4565b929050610151946112d4565b9060018260081c60ff8416011b610cc6835f19600160ff83161b019060081c1b90565b90198216119182610cd657505090565b60081c5f19011c60011615919050565b905f916040805b610cf657509190565b81816080031c15610d0b575b60011c80610ced565b809391811b910192610d02565b90600160ff83161b5f1901600883901c1b9260018114908115610d85575b8115610d6d575b50610d63575b15610d5d5760019060ff8160081c9116011b175b90600590565b50610d57565b915f190191610d43565b600391501480610d7e575b5f610d3d565b5080610d78565b90506002811480610d97575b90610d36565b508115610d91565b92600192610dc9925f19969560081c607f03908786831b018316958693831c988993011b93611ad1565b610dd257151590565b9160010191151590565b6080821015610e06576001821b5f19018116610dfd5760ff5f5b16911c1790565b60ff6001610df6565b1515905061083f575f90565b610e1c8282610ca3565b610eba5760018160081c60ff8316011b90610e43815f19600160ff83161b019060081c1b90565b809219841611610eb15782610e57916106f3565b90600692604083015115155f14610e8e575060079250505b5115610e8757600703600781116100ea576001901b90565b6001901b90565b602083015115610ea357506004925050610e6f565b16610e6f5760059150610e6f565b50505061020090565b505061010090565b9160018360081c60ff8516011b19610ee6845f19600160ff83161b019060081c1b90565b8082851611918215610f12575b5050610f0857610f0292611b38565b15905f90565b5050505f90601090565b83161190505f80610ef3565b919060018360081c60ff8516011b19610f43845f19600160ff83161b019060081c1b90565b8082841611918215610f5f575b5050610f085761027992611b38565b84161190505f80610f50565b909160018260081c60ff8416011b1991610f91815f19600160ff83161b019060081c1b90565b8084861611908115610fd7575b50610fc45750808314928315610fb7575b505050905f90565b17161590505f8080610faf565b610fd093919250610618565b5f92909150565b9050838316115f610f9e565b905f82607f039212607f8312811690607f8413901516176100ea57565b81810392915f1380158285131691841216176100ea57565b60019060ff8160081c9116011b801982169116155f146110355790565b5f811991125f1982128116905f198313901516176100ea5790565b9392919091611060828487610618565b9561108460018260081c60ff8416011b19915f19600160ff83161b019060081c1b90565b918282871611908180926110cd575b6110c257506110b9578316116110b357156110ad57509190565b90509190565b50509190565b50505090509190565b955050505050509190565b508383871611611093565b5f93926110e6908383611b6d565b959192909361110d60018360081c60ff8516011b925f19600160ff83161b019060081c1b90565b9119161180156111aa575b61119a57818061118b575b611144575015610a675761113f67ffffffffffffffff91611282565b169190565b92935050508061115e575067ffffffff8000000090601090565b807f4e487b7100000000000000000000000000000000000000000000000000000000602492526011600452fd5b50505f63800000008311611123565b5050509050637fffffff90601090565b50811580156111185750637fffffff8311611118565b5f93926111ce908383611b6d565b95919290936111f560018360081c60ff8516011b925f19600160ff83161b019060081c1b90565b911916118015611268575b611254578180611241575b611227575015610a675761113f67ffffffffffffffff91611282565b92935050508061115e575067800000000000000090601090565b50505f678000000000000000831161120b565b5050509050677fffffffffffffff90601090565b50811580156112005750677fffffffffffffff8311611200565b7f800000000000000000000000000000000000000000000000000000000000000081146100ea575f0390565b91905f8112156112cb57916112c561015193611282565b90611c70565b61015192611c40565b90919392936112e383836106f3565b6112ed82846106f3565b9060018460081c60ff8616011b94851993611314865f19600160ff83161b019060081c1b90565b94858184161190811591828093611508575b806114cd575b6114b857908791926114ab575b821561149f575b505061144357505061135287856106f3565b948151151583511515141593604083015115801590611436575b6113e757505060408501516113dc5761015196506020810151158015906113cf575b156113bf57505061139d610680565b908152600160208201525f60408201525f60608201525f608082015290611d36565b6113c99250611ca5565b90611d36565b506020820151151561138e565b505050505050905f90565b9650965050509182604082015115159182611428575b505061141557501561140f5717905f90565b915f9150565b915050611422915061065c565b90601090565b51151514159050825f6113fd565b506040840151151561136c565b96509796945050505061145f6114588261065c565b9582610ca3565b92831561148c575b50821561147b575b5050156105f057601090565b6114859250610ca3565b5f8061146f565b81611498929450610ca3565b915f611467565b8b16119050855f611340565b9150808284161191611339565b5050505050505050915050611422915061065c565b5060408601511515806114fb575b8061132c575060208601511515801561132c57506040870151151561132c565b50602087015115156114db565b50878285161115611326565b92919260018160081c60ff8316011b1961153a825f19600160ff83161b019060081c1b90565b80828516119182156115e0575b50506115d55761155782826106f3565b9061156285826106f3565b92604083015115158080916115c8575b806115b8575b6115a85761159d57506040830151611594576101519450611d36565b50505050905f90565b945050505050905f90565b505092505050611422915061065c565b5083511515855115151415611578565b5060408501511515611572565b610151939250610618565b86161190505f80611547565b9092919260018260081c60ff8416011b611612835f19600160ff83161b019060081c1b90565b811986161161162657610151941891611514565b5090610151939250610618565b90929160018260081c60ff8416011b80199461165b845f19600160ff83161b019060081c1b90565b95868082841611918215611779575b505061176a5761167d61168491856106f3565b92846106f3565b948251151586511515141590604084015115801580809161175d575b8015611742575b6117305790611723575b6117105750602083015115801590611703575b6116eb575050610151936116d791611ca5565b8051151560806060830151920151926108ab565b9350935050505f146116fc57905f90565b505f905f90565b50602086015115156116c4565b945092509350505f1461140f5717905f90565b50604087015115156116b1565b5050505050509050611422915061065c565b506020860151151580156116a75750604089015115156116a7565b50602089015115156116a0565b92919350506101519350610618565b8516119050865f61166a565b811561178f570490565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b91929190600160ff8316600884901c81810183901b9384199390921b5f1901901b91828082841611918215611960575b5050611951576117ff61180691856106f3565b95846106f3565b91855115158351151514159160408701511515808091611944575b8015611929575b611918576119055760208401516118e957506040830151158015906118dc575b6118cb575060808501516080830190815181105f146118c35760ff60015b169081607f0180607f116100ea571b93611881835186611785565b925191821561178f576118a36118a8926060806101519c015191015190611000565b611000565b93066118ba5760ff5f5b1617926108ab565b60ff60016118b2565b60ff5f611866565b9450925050505f146116fc57905f90565b5060208601511515611848565b945094509150505f146118fe57175b90600890565b90506118f8565b945094509150505f1461140f5717905f90565b50505050509050611422915061065c565b50602088015115158015611828575060208501511515611828565b5060408501511515611821565b92915050610151939250610618565b8816119050825f6117ec565b818102929181159184041417156100ea57565b91909160018160081c60ff8316011b6119a4825f19600160ff83161b019060081c1b90565b9019841611611a3a576119b783826106f3565b926020840151611a24578351611a2d576040840151611a2457506060608084015193016001815116607f019384607f116100ea57610151941b906119fa82611f0f565b905160011d91611a0a828061196c565b03611a1b5760ff5f5b1617916107c9565b60ff6001611a13565b92505050905f90565b509050611422915061065c565b6101519291506105c0565b90918115611a98575060048114611a885760028114611a7d57600314611a6b5750505f90565b159081611a76575090565b9050151590565b509081611a76575090565b5050678000000000000000111590565b9150506780000000000000008211918215611ab257505090565b67800000000000000014915081611ac7575090565b6001915081161490565b91939092938215611b04575060048214611afb575060028114611a7d57600314611a6b5750505f90565b92915050101590565b92508091508311928315611b19575b50505090565b14915081611b2b575b505f8080611b13565b600191508116145f611b22565b9160018360081c60ff8516011b198183171615611b6657611b5c611b629284611018565b92611018565b1390565b5050505f90565b90611b7a919392936106f3565b906020820151611c3457604082015115801590611c26575b611c1157608082015160608301515f81603f039112603f8212811690603f8313901516176100ea57611bc391610ddc565b91611be367ffffffffffffffff8416809460401c80968451151590611a45565b611bff575b51151591611bf7575f91929190565b600191929190565b925f1981146100ea5760010192611be8565b91505115159068010000000000000000905f90565b50603f606083015113611b92565b9150511515905f905f90565b91908015611c6757610151925f611c59611c6193610ce6565b939093610fe3565b916108ab565b5050505f905f90565b91908015611c6757610151926001611c59611c6193610ce6565b9190915f83820193841291129080158216911516176100ea57565b90611cae6106cd565b50611cef611cd3611cce608085015160401c608085015160401c9061196c565b610ce6565b9190926060808651151583511515141596015191015190611c8a565b9060018201915f6001841291129080158216911516176100ea57611d1291611000565b611d1a610680565b9283525f60208401525f60408401526060830152608082015290565b602082015192939215158080611f02575b611e9357611e79576020840151611e5f5760608201516060850151808212918215611e3e575b5050611e36575b6080840151611d976060840191611d918351606089015190611000565b90610ddc565b94835115159051151514611df657608083015194808614611dd65785039485116100ea57611c61611dca61015196610ce6565b90945115159251611000565b50509250506002145f146116fc5760019060ff8160081c9116011b905f90565b611e3083611e2b60806101519895960194611e24611e158288516100dd565b60801c80945115159651611c8a565b95516100dd565b610ddc565b926108ab565b909290611d74565b14905080611e4e575b5f80611d6d565b506080820151608085015111611e47565b9061015193508051151560806060830151920151926108ab565b9050826101519351151560806060830151920151926108ab565b509291905115908115928380611ef7575b8415611ec7575b505050505f146116fc5760019060ff8160081c9116011b905f90565b93509091611eec575b5081611ee1575b505f808080611eab565b60029150145f611ed7565b51151591505f611ed0565b815115159450611ea4565b5060208501511515611d47565b90700100000000000000000000000000000000915b91611f38611f328285611785565b826100dd565b60011c9080821015611f4b575091611f24565b92505056",
}

// Float is an auto generated Go binding around an Ethereum contract.
type Float struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Float) GetABI() abi.ABI {
	return c.abi
}

// NewFloat creates a new instance of Float.
func NewFloat() *Float {
	parsed, err := FloatMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Float{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Float) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackCompute is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x04c2f167.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function compute(uint8 op, uint8 rm, uint64 a, uint64 b, uint64 c) pure returns(uint64 value, uint8 flags)
func (float *Float) PackCompute(op uint8, rm uint8, a uint64, b uint64, c uint64) []byte {
	enc, err := float.abi.Pack("compute", op, rm, a, b, c)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCompute is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x04c2f167.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function compute(uint8 op, uint8 rm, uint64 a, uint64 b, uint64 c) pure returns(uint64 value, uint8 flags)
func (float *Float) TryPackCompute(op uint8, rm uint8, a uint64, b uint64, c uint64) ([]byte, error) {
	return float.abi.Pack("compute", op, rm, a, b, c)
}

// ComputeOutput serves as a container for the return parameters of contract
// method Compute.
type ComputeOutput struct {
	Value uint64
	Flags uint8
}

// UnpackCompute is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x04c2f167.
//
// Solidity: function compute(uint8 op, uint8 rm, uint64 a, uint64 b, uint64 c) pure returns(uint64 value, uint8 flags)
func (float *Float) UnpackCompute(data []byte) (ComputeOutput, error) {
	out, err := float.abi.Unpack("compute", data)
	outstruct := new(ComputeOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Value = *abi.ConvertType(out[0], new(uint64)).(*uint64)
	outstruct.Flags = *abi.ConvertType(out[1], new(uint8)).(*uint8)
	return *outstruct, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (float *Float) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], float.abi.Errors["UnknownOp"].ID.Bytes()[:4]) {
		return float.UnpackUnknownOpError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// FloatUnknownOp represents a UnknownOp error raised by the Float contract.
type FloatUnknownOp struct {
	Op uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownOp(uint8 op)
func FloatUnknownOpErrorID() common.Hash {
	return common.HexToHash("0x14daead0bd3a379aa48ec8d30bcf6a748a8e60be73f0dba01d159c0268ed8898")
}

// UnpackUnknownOpError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownOp(uint8 op)
func (float *Float) UnpackUnknownOpError(raw []byte) (*FloatUnknownOp, error) {
	out := new(FloatUnknownOp)
	if err := float.abi.UnpackIntoInterface(out, "UnknownOp", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxMetaData contains all meta data concerning the Inbox contract.
var InboxMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address[]\",\"name\":\"holders\",\"type\":\"address[]\"},{\"internalType\":\"contractISeats\",\"name\":\"open_\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"bridge_\",\"type\":\"address\"},{\"internalType\":\"uint32\",\"name\":\"forceDelay_\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"silence_\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"maxMessages_\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"maxBatchData_\",\"type\":\"uint32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"abstain\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"},{\"internalType\":\"bytes8\",\"name\":\"prev\",\"type\":\"bytes8\"},{\"internalType\":\"uint64\",\"name\":\"consumed\",\"type\":\"uint64\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"appendBatch\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"body\",\"type\":\"bytes\"}],\"name\":\"appendFromBridge\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"bytes\",\"name\":\"body\",\"type\":\"bytes\"}],\"name\":\"appendMessage\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"bridge\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"forceDelay\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"giveUp\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"handOver\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"holds\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"maxBatchData\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"maxMessages\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"name\":\"messageTime\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"n\",\"type\":\"uint64\"}],\"name\":\"msgAcc\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"open\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"overdue\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"seats\",\"outputs\":[{\"internalType\":\"uint32[]\",\"name\":\"ids\",\"type\":\"uint32[]\"},{\"internalType\":\"address[]\",\"name\":\"holders\",\"type\":\"address[]\"},{\"internalType\":\"uint64[]\",\"name\":\"begins\",\"type\":\"uint64[]\"},{\"internalType\":\"uint64[]\",\"name\":\"ends\",\"type\":\"uint64[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"silence\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"silent\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"state\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"batchCount\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"consumed\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"messageCount\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"lastSeat\",\"type\":\"uint64\"},{\"internalType\":\"bytes8\",\"name\":\"tail\",\"type\":\"bytes8\"},{\"internalType\":\"bytes32\",\"name\":\"batchAcc\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"milestone\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"voteToSeat\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"}],\"name\":\"voteToUnseat\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"}],\"name\":\"Abstained\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"},{\"indexed\":true,\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"acc\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"body\",\"type\":\"bytes\"}],\"name\":\"MessageAppended\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ends\",\"type\":\"uint64\"}],\"name\":\"SeatEnds\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"begins\",\"type\":\"uint64\"}],\"name\":\"SeatGiven\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"SeatHandedOver\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"VotedToSeat\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"target\",\"type\":\"uint32\"}],\"name\":\"VotedToUnseat\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"AlreadySeated\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"most\",\"type\":\"uint256\"}],\"name\":\"BadDataLimit\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"BodyTooLong\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"least\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"most\",\"type\":\"uint64\"}],\"name\":\"ConsumedOutOfRange\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"DataTooLong\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ForceDelayTooShort\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"}],\"name\":\"KindNotAllowed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"name\":\"MessageOverdue\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoMessages\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"NoSeat\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoSeats\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"name\":\"NoSuchMessage\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"}],\"name\":\"NoSuchSeat\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"NotAContract\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotBridge\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotPlainAccount\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotSeated\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"OddEncoding\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"SilenceTooShort\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooManyMessages\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooManySeats\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"next\",\"type\":\"uint64\"}],\"name\":\"WrongIndex\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes8\",\"name\":\"tail\",\"type\":\"bytes8\"}],\"name\":\"WrongPredecessor\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroAddress\",\"type\":\"error\"}]",
	ID:  "5ded6f32275d04598307fdd0376cd6b84c",
	Bin: "0x6101406040523461046f57612b528038038061001a8161048b565b92833981019060e08183031261046f5780516001600160401b03811161046f5781019180601f8401121561046f578251926001600160401b038411610301578360051b9060208061006c81850161048b565b80978152019282010192831161046f57602001905b8282106104735750505060208101516001600160a01b0381169081810361046f576100ae604084016104b0565b6100ba606085016104c4565b6100c6608086016104c4565b6100de60c06100d760a089016104c4565b97016104c4565b9487511580610467575b610458578015158061044f575b61043d575063ffffffff82161561042e5763ffffffff81161561041f5763ffffffff8616156104105763ffffffff85168015908115610403575b506103ed5760e05260c05260a05260805261012052610100524360901b5f555f9064ffffffffff421660018060401b034216925b825181101561036e57600581901b8301602001516001600160a01b031690811561035f576001600160a01b0382165f9081526004602052604090205464ffffffffff1661034c57600354916020831461033d576005549263ffffffff84169363ffffffff85146103295763ffffffff19166001850163ffffffff1617600555680100000000000000008110156103015760018101806003558110156103155760035f527fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b0180546001600160a01b031916821790556040516080810193906001600160401b038511818610176103015760019460405285815284602082015f8152604083019084825260608401915f835264ffffffffff6102948860018060a01b03165f52600460205260405f2090565b9551166dffffffff0000000000000000000069ffffffffff00000000008754945160281b16925160501b1692858060701b0319161717178355519101557ff58cfece4c1f672d7b87b7d5d90c4b6df3593274a32e1c0ff3b2071b34df48d56020604051898152a301610163565b634e487b7160e01b5f52604160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b634e487b7160e01b5f52601160045260245ffd5b632fcac10760e01b5f5260045ffd5b50631d91d2d160e21b5f5260045260245ffd5b63d92e233d60e01b5f5260045ffd5b60405161267c90816104d6823960805181818161012f0152611871015260a0518181816101c30152610421015260c051818181610203015281816102d8015281816111950152611d15015260e05181818161017301526119ca015261010051818181610a210152611a36015261012051818181610b28015261165f0152f35b637155131160e11b5f52620186a060045260245ffd5b620186a09150115f61012f565b63303a212160e11b5f5260045ffd5b633eecd12160e01b5f5260045ffd5b6301a645af60e41b5f5260045ffd5b6322a2d07b60e21b5f5260045260245ffd5b50803b156100f5565b6303be417960e21b5f5260045ffd5b5080156100e8565b5f80fd5b60208091610480846104b0565b815201910190610081565b6040519190601f01601f191682016001600160401b0381118382101761030157604052565b51906001600160a01b038216820361046f57565b519063ffffffff8216820361046f5756fe6080806040526004361015610012575f80fd5b5f3560e01c908163021067f91461164557508063110550c11461147c5780631483d32d146110bb578063237905be14610a615780633dcd08bd14610a455780634966efd614610a0557806357f90c68146109a057806359935e041461091c5780635e98e4c7146108c257806387f279441461089957806391ee256e146106e95780639c5655d6146104d8578063b9038c79146103ad578063c19d93fb1461032d578063c3d073ff14610300578063d03c2eb7146102ac578063da064b2214610227578063e6d7128a146101e7578063e78cea9214610197578063fa537f74146101575763fcfff16f14610103575f80fd5b34610153575f60031936011261015357602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5f80fd5b34610153575f60031936011261015357602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b34610153575f60031936011261015357602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b34610153575f60031936011261015357602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b34610153576020600319360112610153576102406116a6565b5f5467ffffffffffffffff82169060601c65ffffffffffff1681101561028157602064ffffffffff61027184611964565b90549060031b1c16604051908152f35b7f57bf68b7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b346101535760206003193601126101535760043563ffffffff81168103610153576102fe9063ffffffff7f00000000000000000000000000000000000000000000000000000000000000001690611d39565b005b3461015357602060031936011261015357602061032361031e611683565b611826565b6040519015158152f35b34610153575f6003193601126101535760e05f5465ffffffffffff808260601c16818360901c167fffffffffffffffff000000000000000000000000000000000000000000000000841690600154926002549460405196818116885260301c16602087015260408601526060850152608084015260a083015260c0820152f35b34610153576060600319360112610153576103c66116eb565b6024359073ffffffffffffffffffffffffffffffffffffffff821682036101535760443567ffffffffffffffff8111610153576104079036906004016116bd565b92909173ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001633036104b05760ff81166001811415806104a5575b61047a57602061046886868686611a13565b67ffffffffffffffff60405191168152f35b7fb8e88208000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b506003811415610456565b7f7fea9dc5000000000000000000000000000000000000000000000000000000005f5260045ffd5b34610153575f60031936011261015357604051806020600354928381520191818360035f527fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b925f5b8181106106ba57505061053692500382611754565b80519161055b610545846117c9565b936105536040519586611754565b8085526117c9565b91601f1960208501930136843761057281516117e1565b9061057d81516117e1565b925f5b82518110156105fc578073ffffffffffffffffffffffffffffffffffffffff6105ab60019386611812565b51165f52600460205263ffffffff60405f205464ffffffffff8160281c166105d3848a611812565b5264ffffffffff81166105e68489611812565b5260501c166105f5828a611812565b5201610580565b50919094936040519586956080870190608088525180915260a0870192905f5b81811061069b575050506020908683038288015251918281520192905f5b81811061066c575050508161065a918561066895940360408701526116fb565b9083820360608501526116fb565b0390f35b825173ffffffffffffffffffffffffffffffffffffffff1685528796506020948501949092019160010161063a565b825163ffffffff1685528998506020948501949092019160010161061c565b845473ffffffffffffffffffffffffffffffffffffffff16835260019485019486945060209093019201610521565b34610153575f60031936011261015357610701612088565b61075263ffffffff6040610713612119565b01511660405167ffffffffffffffff42168152817f05201114d608aebf70fdd47518b95ee71ff9b434763f0eb4e54d54bb9ad0619b60203393a36121cd565b73ffffffffffffffffffffffffffffffffffffffff6107728260036119a2565b90549060031b1c165f5260046020525f6001604082208281550155600354905f19820191821161086c576107d273ffffffffffffffffffffffffffffffffffffffff6107c26107fe9460036119a2565b90549060031b1c169160036119a2565b90919073ffffffffffffffffffffffffffffffffffffffff8084549260031b9316831b921b1916179055565b600354801561083f575f190161083a6108188260036119a2565b73ffffffffffffffffffffffffffffffffffffffff82549160031b1b19169055565b600355005b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603160045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b34610153575f6003193601126101535760206103235f5465ffffffffffff8160301c1690611cd5565b34610153575f6003193601126101535763ffffffff60406108e1612119565b0151167fbc47ce1d02853505ea5783dbe7899ada26a8923f09c623e77d81ef44b30641e35f80a2335f90815260046020526040812060010155005b34610153576020600319360112610153576109356116a6565b5f5467ffffffffffffffff82169060601c65ffffffffffff168111610281575066010000000000008110156109735760209060060154604051908152f35b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b34610153576040600319360112610153576109b96116eb565b60243567ffffffffffffffff8111610153576109d99036906004016116bd565b9160ff81166001811480156109fb575b61047a57602061046885853386611a13565b50600381146109e9565b34610153575f60031936011261015357602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b34610153575f6003193601126101535760206103235f546119c4565b3461015357608060031936011261015357610a7a6116a6565b602435907fffffffffffffffff00000000000000000000000000000000000000000000000082168092036101535760443567ffffffffffffffff8116928382036101535760643567ffffffffffffffff811161015357610ade9036906004016116bd565b91903233148015906110b1575b6110895760807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc820114801590611052575b61102a5763ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168311610ffe575f549465ffffffffffff92838760301c1691848860601c16988961100085019a8b8611918261086c578c10610ff5575b8583108015610fec575b610fb2575087159a8b9586610f9f575b508b90610ba5848d611cd5565b9283610f7a575b505050610f4f5750610bbd33611826565b9815610e6f575b505090610bdb915f14610e68575f935b3691611793565b602081519101209481851692600154906601000000000000861015610973577fffffffffffffffffffffffffffffffffffffffff00000000000000000000000086600601549160405192602084019485527fffffffffffffffff0000000000000000000000000000000000000000000000007dffffffffffff0000000000000000000000000000000000000000000000008b60c01b161660408501528a60488501527fffffffffffffffff0000000000000000000000000000000000000000000000004360c01b1660688501527fffffffffffffffff0000000000000000000000000000000000000000000000004260c01b16607085015260788401527fffffffffffffffff0000000000000000000000000000000000000000000000008860c01b16609884015260601b1660a08201524160601b60b482015260a88152610d2460c882611754565b51902080600155600184019384811161086c576001610400910815610e39575b5015610dc957506dffffffffffffffff00000000000071ffffffffffff0000000000000000000000007fffffffffffffffffffffffffffffffffffffffff0000000000000000000000007fffffffffffffffff00000000000000000000000000000000000000000000000043975b169660901b9516169260301b16171717175f555f80f35b71ffffffffffff0000000000000000000000007fffffffffffffffffffffffffffffffffffffffff0000000000000000000000007fffffffffffffffff0000000000000000000000000000000000000000000000006dffffffffffffffff000000000000938760901c1697610db2565b600254906040519060208201928352604082015260408152610e5c606082611754565b51902060025586610d44565b3393610bd4565b881580610f3f575b610f17578785169067ffffffffffffffff16819003610eec57507fffffffffffffffff0000000000000000000000000000000000000000000000008716809103610ec15780610bc4565b7f14832eb8000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f52ad9a8c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f8dca143c000000000000000000000000000000000000000000000000000000005f5260045ffd5b50610f49886119c4565b15610e77565b7fd6f3aca9000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b9192509082610f8f575b5050158a8c80610bac565b90915061086c5781148b80610f84565b610fab919c508b611cd5565b9a8c610b98565b67ffffffffffffffff90867f74fd220d000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b50808311610b88565b50505f8a610b7e565b827ff516bf4c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f94e2e168000000000000000000000000000000000000000000000000000000005f5260045ffd5b50601f830180841161086c57601f198160051c9116908082046020149015171561086c5760a4018060a41161086c57361415610b1d565b7f09465955000000000000000000000000000000000000000000000000000000005f5260045ffd5b50333b1515610aeb565b34610153576020600319360112610153576110d4611683565b6110dc612088565b73ffffffffffffffffffffffffffffffffffffffff81169081156114545764ffffffffff6111288273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b5416611428578163ffffffff604061113e612119565b0151167fa3b38e14c0576f89d29b2c38e8c64ade3abef43c7adaacdd51231aec259994735f80a3611185827401000000000000000000000000000000000000000017612305565b61118b57005b6111bb63ffffffff7f000000000000000000000000000000000000000000000000000000000000000016426119b7565b9064ffffffffff6111ea8273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b54166113fc57600354602081146113d4576005549263ffffffff84169363ffffffff851461086c577fffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000166001850163ffffffff1617600555680100000000000000008210156113a7578261128b7ff58cfece4c1f672d7b87b7d5d90c4b6df3593274a32e1c0ff3b2071b34df48d5946107d28560016020970160035561198a565b60016040519161129a83611738565b64ffffffffff841683528483015f815261135364ffffffffff60408601928a8452816112eb60608901965f885273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b9751167fffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000885416178755511685907fffffffffffffffffffffffffffffffffffffffffffff0000000000ffffffffff69ffffffffff000000000083549260281b169116179055565b517fffffffffffffffffffffffffffffffffffff00000000ffffffffffffffffffff6dffffffff0000000000000000000085549260501b1691161783555191015567ffffffffffffffff60405191168152a3005b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b7f2fcac107000000000000000000000000000000000000000000000000000000005f5260045ffd5b827f76474b44000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f76474b44000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7fd92e233d000000000000000000000000000000000000000000000000000000005f5260045ffd5b3461015357602060031936011261015357611495611683565b61149d612088565b6114a5612119565b9073ffffffffffffffffffffffffffffffffffffffff81169182156114545764ffffffffff6114f28373ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b54166113fc57600160608201925f84526115d564ffffffffff602061156a6040870194611531816107d261152c63ffffffff8a51166121cd565b61198a565b335f9081526004602052604081208890828155015573ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b95828151167fffffffffffffffffffffffffffffffffffffffffffffffffffffff000000000088541617875501511684907fffffffffffffffffffffffffffffffffffffffffffff0000000000ffffffffff69ffffffffff000000000083549260281b169116179055565b519282547fffffffffffffffffffffffffffffffffffff00000000ffffffffffffffffffff6dffffffff000000000000000000008660501b1691161783555191015563ffffffff3391167f14dd99640873b35ed92cb5232ebc53ca2658d0e3da7b2db8f3dbf5a74a595a675f80a4005b34610153575f6003193601126101535760209063ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b6004359073ffffffffffffffffffffffffffffffffffffffff8216820361015357565b6004359067ffffffffffffffff8216820361015357565b9181601f840112156101535782359167ffffffffffffffff8311610153576020838186019501011161015357565b6004359060ff8216820361015357565b90602080835192838152019201905f5b8181106117185750505090565b825167ffffffffffffffff1684526020938401939092019160010161170b565b6080810190811067ffffffffffffffff8211176113a757604052565b90601f601f19910116810190811067ffffffffffffffff8211176113a757604052565b67ffffffffffffffff81116113a757601f01601f191660200190565b92919261179f82611777565b916117ad6040519384611754565b829481845281830111610153578281602093845f960137010152565b67ffffffffffffffff81116113a75760051b60200190565b906117eb826117c9565b6117f86040519182611754565b828152601f1961180882946117c9565b0190602036910137565b80518210156109735760209160051b010190565b6118566118518273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b612639565b61195e5773ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016908115611958575f91829160405173ffffffffffffffffffffffffffffffffffffffff60208201927fc3d073ff000000000000000000000000000000000000000000000000000000008452166024820152602481526118f1604482611754565b51915afa3d15611951573d61190581611777565b906119136040519283611754565b81523d5f602083013e5b81611945575b8161192c575090565b9050602081805181010312610153576020015160011490565b80516020149150611923565b606061191d565b50505f90565b50600190565b906601000000000000821015610973576005600680840466010000000000060193060290565b6003548110156109735760035f5260205f2001905f90565b8054821015610973575f5260205f2001905f90565b9190820180921161086c57565b611a00907f000000000000000000000000000000000000000000000000000000000000000063ffffffff169060901c65ffffffffffff166119b7565b43101590565b9190820391821161086c57565b9192906180008211611ca9575f549065ffffffffffff8260601c169463ffffffff7f000000000000000000000000000000000000000000000000000000000000000016808710159081611c7f575b50611c57576601000000000000861015610973578560060154611a85368684611793565b602081519101205f1943019043821161086c576040519060208201927fff000000000000000000000000000000000000000000000000000000000000008a60f81b1684527fffffffffffffffffffffffffffffffffffffffff0000000000000000000000008760601b1660218401527fffffffffffffffff0000000000000000000000000000000000000000000000004360c01b1660358401527fffffffffffffffff0000000000000000000000000000000000000000000000004260c01b16603d840152406045830152606582015260658152611b64608582611754565b5190206040519060208201928352604082015260408152611b86606082611754565b519020926001870180881161086c576601000000000000111561097357836007880155611bb287611964565b81549060031b9064ffffffffff804216831b921b19161790556c01000000000000000000000000810180911161086c578693601f19601f60ff73ffffffffffffffffffffffffffffffffffffffff7f0c361c2c12355b69bcf39ebf1f3e90f6bee5e0c87dd73d538ea760fecca691b8976060965f558a604051988997885260406020890152816040890152888801375f878c880101521699169701168101030190a490565b7f1ec0b2f7000000000000000000000000000000000000000000000000000000005f5260045ffd5b64ffffffffff9150611c94611c999189611a06565b611964565b90549060031b1c1642145f611a61565b507fce672af1000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b60601c65ffffffffffff1681109081611cec575090565b611d0e9150611d0064ffffffffff91611964565b90549060031b1c1642611a06565b63ffffffff7f0000000000000000000000000000000000000000000000000000000000000000161090565b9060035491826004935b611fd65750611d5381600361225f565b915f6060604051611d6381611738565b828152826020820152826040820152015273ffffffffffffffffffffffffffffffffffffffff33165f528360205260405f20604051611da181611738565b600182549264ffffffffff8416835264ffffffffff8460281c16602084015263ffffffff604084019460501c168452015460608201525073ffffffffffffffffffffffffffffffffffffffff33165f5284602052611e0160405f20612639565b15611faa5763ffffffff80915116921680927ff5abce5be102814241345059b0611454fed69ef9a387a10a21a22aa237f4224b5f80a360018201808311611f7e57611e4d906003612442565b15611ef15773ffffffffffffffffffffffffffffffffffffffff611e728460036119a2565b90549060031b1c1693845f5260205260405f20805464ffffffffff811642105f14611edc5750505091611eda927f05201114d608aebf70fdd47518b95ee71ff9b434763f0eb4e54d54bb9ad0619b602060405167ffffffffffffffff42168152a3600361259c565b565b64ffffffffff919293945060281c1615611ef7575b50505050565b64ffffffffff602091611f6982611f2f7f05201114d608aebf70fdd47518b95ee71ff9b434763f0eb4e54d54bb9ad0619b96426119b7565b83547fffffffffffffffffffffffffffffffffffffffffffff0000000000ffffffffff16911660281b69ffffffffff000000000016178255565b5460281c16604051908152a35f808080611ef1565b6011857f4e487b71000000000000000000000000000000000000000000000000000000005f525260245ffd5b847f02b5b7f6000000000000000000000000000000000000000000000000000000005f5233905260245ffd5b5f198101818111611f7e5773ffffffffffffffffffffffffffffffffffffffff806120028360036119a2565b90549060031b1c16165f528460205264ffffffffff60405f205460281c16801515908161207d575b5061206c575b508015612040575f190180611d43565b6011847f4e487b71000000000000000000000000000000000000000000000000000000005f525260245ffd5b61207790600361259c565b5f612030565b90504210155f61202a565b600354805b6120945750565b5f19810181811161086c5773ffffffffffffffffffffffffffffffffffffffff6120bf8260036119a2565b90549060031b1c165f52600460205264ffffffffff60405f205460281c16801515908161210e575b506120fd575b50801561086c575f19018061208d565b61210890600361259c565b5f6120ed565b90504210155f6120e7565b5f606060405161212881611738565b8281528260208201528260408201520152335f52600460205260405f2060016040519161215483611738565b63ffffffff815464ffffffffff8116855264ffffffffff8160281c16602086015260501c1660408401520154606082015290335f52600460205261219a60405f20612639565b156121a157565b7f02b5b7f6000000000000000000000000000000000000000000000000000000005f523360045260245ffd5b905f9163ffffffff6003549116925b81811061220f57837fad2e8627000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff61222f8260036119a2565b90549060031b1c165f5260046020528363ffffffff60405f205460501c161461225a576001016121dc565b925050565b91905f63ffffffff845492169360018101915b8381106122a557857fad2e8627000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff806122c583856119a2565b90549060031b1c16165f52826020528563ffffffff60405f205460501c16146122f057600101612272565b9450505050565b5f19811461086c5760010190565b335f52600460205280600160405f2001555f5f5f600354905b8181106123c25750507f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116810361086c5760011b11156123bd575f5b6003548110156123b6578073ffffffffffffffffffffffffffffffffffffffff61238860019360036119a2565b90549060031b1c165f5260046020528160405f2001838154146123ad575b500161235b565b5f90555f6123a6565b5050600190565b505f90565b73ffffffffffffffffffffffffffffffffffffffff6123e28260036119a2565b90549060031b1c165f5260046020528460405f209461240086612639565b15612437576124106001916122f7565b95015414612423575b6001905b0161231e565b9161242f6001916122f7565b929050612419565b94505060019061241d565b91906001830173ffffffffffffffffffffffffffffffffffffffff33165f528060205281600160405f2001555f5f5f8654905b81811061251c5750507f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116810361086c5760011b1115612515575f5b845481101561250c578073ffffffffffffffffffffffffffffffffffffffff806124de600194896119a2565b90549060031b1c16165f52826020528160405f200184815414612503575b50016124b2565b5f90555f6124fc565b50600193505050565b505f925050565b73ffffffffffffffffffffffffffffffffffffffff8061253c838b6119a2565b90549060031b1c16165f52846020528560405f209461255a86612639565b156125915761256a6001916122f7565b9501541461257d575b6001905b01612475565b916125896001916122f7565b929050612573565b945050600190612577565b9073ffffffffffffffffffffffffffffffffffffffff806125bd83856119a2565b90549060031b1c16165f52600182016020525f60016040822082815501558154905f19820191821161086c576107d273ffffffffffffffffffffffffffffffffffffffff61260e61261d94866119a2565b90549060031b1c1691846119a2565b8054801561083f575f19019061263661081883836119a2565b55565b5464ffffffffff8082169160281c168115159182612671575b508161265c575090565b80159150811561266a575090565b9050421090565b42101591505f61265256",
}

// Inbox is an auto generated Go binding around an Ethereum contract.
type Inbox struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Inbox) GetABI() abi.ABI {
	return c.abi
}

// NewInbox creates a new instance of Inbox.
func NewInbox() *Inbox {
	parsed, err := InboxMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Inbox{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Inbox) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address[] holders, address open_, address bridge_, uint32 forceDelay_, uint32 silence_, uint32 maxMessages_, uint32 maxBatchData_) returns()
func (inbox *Inbox) PackConstructor(holders []common.Address, open_ common.Address, bridge_ common.Address, forceDelay_ uint32, silence_ uint32, maxMessages_ uint32, maxBatchData_ uint32) []byte {
	enc, err := inbox.abi.Pack("", holders, open_, bridge_, forceDelay_, silence_, maxMessages_, maxBatchData_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAbstain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5e98e4c7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function abstain() returns()
func (inbox *Inbox) PackAbstain() []byte {
	enc, err := inbox.abi.Pack("abstain")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAbstain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5e98e4c7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function abstain() returns()
func (inbox *Inbox) TryPackAbstain() ([]byte, error) {
	return inbox.abi.Pack("abstain")
}

// PackAppendBatch is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x237905be.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function appendBatch(uint64 index, bytes8 prev, uint64 consumed, bytes data) returns()
func (inbox *Inbox) PackAppendBatch(index uint64, prev [8]byte, consumed uint64, data []byte) []byte {
	enc, err := inbox.abi.Pack("appendBatch", index, prev, consumed, data)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAppendBatch is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x237905be.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function appendBatch(uint64 index, bytes8 prev, uint64 consumed, bytes data) returns()
func (inbox *Inbox) TryPackAppendBatch(index uint64, prev [8]byte, consumed uint64, data []byte) ([]byte, error) {
	return inbox.abi.Pack("appendBatch", index, prev, consumed, data)
}

// PackAppendFromBridge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9038c79.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function appendFromBridge(uint8 kind, address sender, bytes body) returns(uint64)
func (inbox *Inbox) PackAppendFromBridge(kind uint8, sender common.Address, body []byte) []byte {
	enc, err := inbox.abi.Pack("appendFromBridge", kind, sender, body)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAppendFromBridge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9038c79.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function appendFromBridge(uint8 kind, address sender, bytes body) returns(uint64)
func (inbox *Inbox) TryPackAppendFromBridge(kind uint8, sender common.Address, body []byte) ([]byte, error) {
	return inbox.abi.Pack("appendFromBridge", kind, sender, body)
}

// UnpackAppendFromBridge is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb9038c79.
//
// Solidity: function appendFromBridge(uint8 kind, address sender, bytes body) returns(uint64)
func (inbox *Inbox) UnpackAppendFromBridge(data []byte) (uint64, error) {
	out, err := inbox.abi.Unpack("appendFromBridge", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackAppendMessage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57f90c68.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function appendMessage(uint8 kind, bytes body) returns(uint64)
func (inbox *Inbox) PackAppendMessage(kind uint8, body []byte) []byte {
	enc, err := inbox.abi.Pack("appendMessage", kind, body)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAppendMessage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57f90c68.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function appendMessage(uint8 kind, bytes body) returns(uint64)
func (inbox *Inbox) TryPackAppendMessage(kind uint8, body []byte) ([]byte, error) {
	return inbox.abi.Pack("appendMessage", kind, body)
}

// UnpackAppendMessage is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x57f90c68.
//
// Solidity: function appendMessage(uint8 kind, bytes body) returns(uint64)
func (inbox *Inbox) UnpackAppendMessage(data []byte) (uint64, error) {
	out, err := inbox.abi.Unpack("appendMessage", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackBridge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe78cea92.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function bridge() view returns(address)
func (inbox *Inbox) PackBridge() []byte {
	enc, err := inbox.abi.Pack("bridge")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBridge is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe78cea92.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function bridge() view returns(address)
func (inbox *Inbox) TryPackBridge() ([]byte, error) {
	return inbox.abi.Pack("bridge")
}

// UnpackBridge is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe78cea92.
//
// Solidity: function bridge() view returns(address)
func (inbox *Inbox) UnpackBridge(data []byte) (common.Address, error) {
	out, err := inbox.abi.Unpack("bridge", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackForceDelay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe6d7128a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function forceDelay() view returns(uint32)
func (inbox *Inbox) PackForceDelay() []byte {
	enc, err := inbox.abi.Pack("forceDelay")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackForceDelay is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe6d7128a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function forceDelay() view returns(uint32)
func (inbox *Inbox) TryPackForceDelay() ([]byte, error) {
	return inbox.abi.Pack("forceDelay")
}

// UnpackForceDelay is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe6d7128a.
//
// Solidity: function forceDelay() view returns(uint32)
func (inbox *Inbox) UnpackForceDelay(data []byte) (uint32, error) {
	out, err := inbox.abi.Unpack("forceDelay", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackGiveUp is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ee256e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function giveUp() returns()
func (inbox *Inbox) PackGiveUp() []byte {
	enc, err := inbox.abi.Pack("giveUp")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGiveUp is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x91ee256e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function giveUp() returns()
func (inbox *Inbox) TryPackGiveUp() ([]byte, error) {
	return inbox.abi.Pack("giveUp")
}

// PackHandOver is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x110550c1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function handOver(address to) returns()
func (inbox *Inbox) PackHandOver(to common.Address) []byte {
	enc, err := inbox.abi.Pack("handOver", to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHandOver is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x110550c1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function handOver(address to) returns()
func (inbox *Inbox) TryPackHandOver(to common.Address) ([]byte, error) {
	return inbox.abi.Pack("handOver", to)
}

// PackHolds is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc3d073ff.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function holds(address who) view returns(bool)
func (inbox *Inbox) PackHolds(who common.Address) []byte {
	enc, err := inbox.abi.Pack("holds", who)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHolds is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc3d073ff.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function holds(address who) view returns(bool)
func (inbox *Inbox) TryPackHolds(who common.Address) ([]byte, error) {
	return inbox.abi.Pack("holds", who)
}

// UnpackHolds is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc3d073ff.
//
// Solidity: function holds(address who) view returns(bool)
func (inbox *Inbox) UnpackHolds(data []byte) (bool, error) {
	out, err := inbox.abi.Unpack("holds", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackMaxBatchData is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x021067f9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function maxBatchData() view returns(uint32)
func (inbox *Inbox) PackMaxBatchData() []byte {
	enc, err := inbox.abi.Pack("maxBatchData")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMaxBatchData is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x021067f9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function maxBatchData() view returns(uint32)
func (inbox *Inbox) TryPackMaxBatchData() ([]byte, error) {
	return inbox.abi.Pack("maxBatchData")
}

// UnpackMaxBatchData is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x021067f9.
//
// Solidity: function maxBatchData() view returns(uint32)
func (inbox *Inbox) UnpackMaxBatchData(data []byte) (uint32, error) {
	out, err := inbox.abi.Unpack("maxBatchData", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackMaxMessages is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4966efd6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function maxMessages() view returns(uint32)
func (inbox *Inbox) PackMaxMessages() []byte {
	enc, err := inbox.abi.Pack("maxMessages")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMaxMessages is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4966efd6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function maxMessages() view returns(uint32)
func (inbox *Inbox) TryPackMaxMessages() ([]byte, error) {
	return inbox.abi.Pack("maxMessages")
}

// UnpackMaxMessages is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4966efd6.
//
// Solidity: function maxMessages() view returns(uint32)
func (inbox *Inbox) UnpackMaxMessages(data []byte) (uint32, error) {
	out, err := inbox.abi.Unpack("maxMessages", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackMessageTime is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xda064b22.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function messageTime(uint64 index) view returns(uint64)
func (inbox *Inbox) PackMessageTime(index uint64) []byte {
	enc, err := inbox.abi.Pack("messageTime", index)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMessageTime is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xda064b22.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function messageTime(uint64 index) view returns(uint64)
func (inbox *Inbox) TryPackMessageTime(index uint64) ([]byte, error) {
	return inbox.abi.Pack("messageTime", index)
}

// UnpackMessageTime is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xda064b22.
//
// Solidity: function messageTime(uint64 index) view returns(uint64)
func (inbox *Inbox) UnpackMessageTime(data []byte) (uint64, error) {
	out, err := inbox.abi.Unpack("messageTime", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackMsgAcc is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x59935e04.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function msgAcc(uint64 n) view returns(bytes32)
func (inbox *Inbox) PackMsgAcc(n uint64) []byte {
	enc, err := inbox.abi.Pack("msgAcc", n)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMsgAcc is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x59935e04.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function msgAcc(uint64 n) view returns(bytes32)
func (inbox *Inbox) TryPackMsgAcc(n uint64) ([]byte, error) {
	return inbox.abi.Pack("msgAcc", n)
}

// UnpackMsgAcc is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x59935e04.
//
// Solidity: function msgAcc(uint64 n) view returns(bytes32)
func (inbox *Inbox) UnpackMsgAcc(data []byte) ([32]byte, error) {
	out, err := inbox.abi.Unpack("msgAcc", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfcfff16f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function open() view returns(address)
func (inbox *Inbox) PackOpen() []byte {
	enc, err := inbox.abi.Pack("open")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfcfff16f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function open() view returns(address)
func (inbox *Inbox) TryPackOpen() ([]byte, error) {
	return inbox.abi.Pack("open")
}

// UnpackOpen is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfcfff16f.
//
// Solidity: function open() view returns(address)
func (inbox *Inbox) UnpackOpen(data []byte) (common.Address, error) {
	out, err := inbox.abi.Unpack("open", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackOverdue is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x87f27944.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function overdue() view returns(bool)
func (inbox *Inbox) PackOverdue() []byte {
	enc, err := inbox.abi.Pack("overdue")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOverdue is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x87f27944.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function overdue() view returns(bool)
func (inbox *Inbox) TryPackOverdue() ([]byte, error) {
	return inbox.abi.Pack("overdue")
}

// UnpackOverdue is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x87f27944.
//
// Solidity: function overdue() view returns(bool)
func (inbox *Inbox) UnpackOverdue(data []byte) (bool, error) {
	out, err := inbox.abi.Unpack("overdue", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackSeats is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9c5655d6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function seats() view returns(uint32[] ids, address[] holders, uint64[] begins, uint64[] ends)
func (inbox *Inbox) PackSeats() []byte {
	enc, err := inbox.abi.Pack("seats")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSeats is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9c5655d6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function seats() view returns(uint32[] ids, address[] holders, uint64[] begins, uint64[] ends)
func (inbox *Inbox) TryPackSeats() ([]byte, error) {
	return inbox.abi.Pack("seats")
}

// SeatsOutput serves as a container for the return parameters of contract
// method Seats.
type SeatsOutput struct {
	Ids     []uint32
	Holders []common.Address
	Begins  []uint64
	Ends    []uint64
}

// UnpackSeats is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9c5655d6.
//
// Solidity: function seats() view returns(uint32[] ids, address[] holders, uint64[] begins, uint64[] ends)
func (inbox *Inbox) UnpackSeats(data []byte) (SeatsOutput, error) {
	out, err := inbox.abi.Unpack("seats", data)
	outstruct := new(SeatsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Ids = *abi.ConvertType(out[0], new([]uint32)).(*[]uint32)
	outstruct.Holders = *abi.ConvertType(out[1], new([]common.Address)).(*[]common.Address)
	outstruct.Begins = *abi.ConvertType(out[2], new([]uint64)).(*[]uint64)
	outstruct.Ends = *abi.ConvertType(out[3], new([]uint64)).(*[]uint64)
	return *outstruct, nil
}

// PackSilence is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfa537f74.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function silence() view returns(uint32)
func (inbox *Inbox) PackSilence() []byte {
	enc, err := inbox.abi.Pack("silence")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSilence is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfa537f74.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function silence() view returns(uint32)
func (inbox *Inbox) TryPackSilence() ([]byte, error) {
	return inbox.abi.Pack("silence")
}

// UnpackSilence is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfa537f74.
//
// Solidity: function silence() view returns(uint32)
func (inbox *Inbox) UnpackSilence(data []byte) (uint32, error) {
	out, err := inbox.abi.Unpack("silence", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackSilent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3dcd08bd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function silent() view returns(bool)
func (inbox *Inbox) PackSilent() []byte {
	enc, err := inbox.abi.Pack("silent")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSilent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3dcd08bd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function silent() view returns(bool)
func (inbox *Inbox) TryPackSilent() ([]byte, error) {
	return inbox.abi.Pack("silent")
}

// UnpackSilent is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3dcd08bd.
//
// Solidity: function silent() view returns(bool)
func (inbox *Inbox) UnpackSilent(data []byte) (bool, error) {
	out, err := inbox.abi.Unpack("silent", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc19d93fb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function state() view returns(uint64 batchCount, uint64 consumed, uint64 messageCount, uint64 lastSeat, bytes8 tail, bytes32 batchAcc, bytes32 milestone)
func (inbox *Inbox) PackState() []byte {
	enc, err := inbox.abi.Pack("state")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc19d93fb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function state() view returns(uint64 batchCount, uint64 consumed, uint64 messageCount, uint64 lastSeat, bytes8 tail, bytes32 batchAcc, bytes32 milestone)
func (inbox *Inbox) TryPackState() ([]byte, error) {
	return inbox.abi.Pack("state")
}

// StateOutput serves as a container for the return parameters of contract
// method State.
type StateOutput struct {
	BatchCount   uint64
	Consumed     uint64
	MessageCount uint64
	LastSeat     uint64
	Tail         [8]byte
	BatchAcc     [32]byte
	Milestone    [32]byte
}

// UnpackState is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc19d93fb.
//
// Solidity: function state() view returns(uint64 batchCount, uint64 consumed, uint64 messageCount, uint64 lastSeat, bytes8 tail, bytes32 batchAcc, bytes32 milestone)
func (inbox *Inbox) UnpackState(data []byte) (StateOutput, error) {
	out, err := inbox.abi.Unpack("state", data)
	outstruct := new(StateOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.BatchCount = *abi.ConvertType(out[0], new(uint64)).(*uint64)
	outstruct.Consumed = *abi.ConvertType(out[1], new(uint64)).(*uint64)
	outstruct.MessageCount = *abi.ConvertType(out[2], new(uint64)).(*uint64)
	outstruct.LastSeat = *abi.ConvertType(out[3], new(uint64)).(*uint64)
	outstruct.Tail = *abi.ConvertType(out[4], new([8]byte)).(*[8]byte)
	outstruct.BatchAcc = *abi.ConvertType(out[5], new([32]byte)).(*[32]byte)
	outstruct.Milestone = *abi.ConvertType(out[6], new([32]byte)).(*[32]byte)
	return *outstruct, nil
}

// PackVoteToSeat is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1483d32d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function voteToSeat(address who) returns()
func (inbox *Inbox) PackVoteToSeat(who common.Address) []byte {
	enc, err := inbox.abi.Pack("voteToSeat", who)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVoteToSeat is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1483d32d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function voteToSeat(address who) returns()
func (inbox *Inbox) TryPackVoteToSeat(who common.Address) ([]byte, error) {
	return inbox.abi.Pack("voteToSeat", who)
}

// PackVoteToUnseat is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd03c2eb7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function voteToUnseat(uint32 id) returns()
func (inbox *Inbox) PackVoteToUnseat(id uint32) []byte {
	enc, err := inbox.abi.Pack("voteToUnseat", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVoteToUnseat is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd03c2eb7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function voteToUnseat(uint32 id) returns()
func (inbox *Inbox) TryPackVoteToUnseat(id uint32) ([]byte, error) {
	return inbox.abi.Pack("voteToUnseat", id)
}

// InboxAbstained represents a Abstained event raised by the Inbox contract.
type InboxAbstained struct {
	Id  uint32
	Raw *types.Log // Blockchain specific contextual infos
}

const InboxAbstainedEventName = "Abstained"

// ContractEventName returns the user-defined event name.
func (InboxAbstained) ContractEventName() string {
	return InboxAbstainedEventName
}

// UnpackAbstainedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Abstained(uint32 indexed id)
func (inbox *Inbox) UnpackAbstainedEvent(log *types.Log) (*InboxAbstained, error) {
	event := "Abstained"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != inbox.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(InboxAbstained)
	if len(log.Data) > 0 {
		if err := inbox.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range inbox.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// InboxMessageAppended represents a MessageAppended event raised by the Inbox contract.
type InboxMessageAppended struct {
	Index  uint64
	Kind   uint8
	Sender common.Address
	Acc    [32]byte
	Body   []byte
	Raw    *types.Log // Blockchain specific contextual infos
}

const InboxMessageAppendedEventName = "MessageAppended"

// ContractEventName returns the user-defined event name.
func (InboxMessageAppended) ContractEventName() string {
	return InboxMessageAppendedEventName
}

// UnpackMessageAppendedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event MessageAppended(uint64 indexed index, uint8 indexed kind, address indexed sender, bytes32 acc, bytes body)
func (inbox *Inbox) UnpackMessageAppendedEvent(log *types.Log) (*InboxMessageAppended, error) {
	event := "MessageAppended"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != inbox.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(InboxMessageAppended)
	if len(log.Data) > 0 {
		if err := inbox.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range inbox.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// InboxSeatEnds represents a SeatEnds event raised by the Inbox contract.
type InboxSeatEnds struct {
	Id     uint32
	Holder common.Address
	Ends   uint64
	Raw    *types.Log // Blockchain specific contextual infos
}

const InboxSeatEndsEventName = "SeatEnds"

// ContractEventName returns the user-defined event name.
func (InboxSeatEnds) ContractEventName() string {
	return InboxSeatEndsEventName
}

// UnpackSeatEndsEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SeatEnds(uint32 indexed id, address indexed holder, uint64 ends)
func (inbox *Inbox) UnpackSeatEndsEvent(log *types.Log) (*InboxSeatEnds, error) {
	event := "SeatEnds"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != inbox.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(InboxSeatEnds)
	if len(log.Data) > 0 {
		if err := inbox.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range inbox.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// InboxSeatGiven represents a SeatGiven event raised by the Inbox contract.
type InboxSeatGiven struct {
	Id     uint32
	Holder common.Address
	Begins uint64
	Raw    *types.Log // Blockchain specific contextual infos
}

const InboxSeatGivenEventName = "SeatGiven"

// ContractEventName returns the user-defined event name.
func (InboxSeatGiven) ContractEventName() string {
	return InboxSeatGivenEventName
}

// UnpackSeatGivenEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SeatGiven(uint32 indexed id, address indexed holder, uint64 begins)
func (inbox *Inbox) UnpackSeatGivenEvent(log *types.Log) (*InboxSeatGiven, error) {
	event := "SeatGiven"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != inbox.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(InboxSeatGiven)
	if len(log.Data) > 0 {
		if err := inbox.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range inbox.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// InboxSeatHandedOver represents a SeatHandedOver event raised by the Inbox contract.
type InboxSeatHandedOver struct {
	Id   uint32
	From common.Address
	To   common.Address
	Raw  *types.Log // Blockchain specific contextual infos
}

const InboxSeatHandedOverEventName = "SeatHandedOver"

// ContractEventName returns the user-defined event name.
func (InboxSeatHandedOver) ContractEventName() string {
	return InboxSeatHandedOverEventName
}

// UnpackSeatHandedOverEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SeatHandedOver(uint32 indexed id, address indexed from, address indexed to)
func (inbox *Inbox) UnpackSeatHandedOverEvent(log *types.Log) (*InboxSeatHandedOver, error) {
	event := "SeatHandedOver"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != inbox.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(InboxSeatHandedOver)
	if len(log.Data) > 0 {
		if err := inbox.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range inbox.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// InboxVotedToSeat represents a VotedToSeat event raised by the Inbox contract.
type InboxVotedToSeat struct {
	Id  uint32
	Who common.Address
	Raw *types.Log // Blockchain specific contextual infos
}

const InboxVotedToSeatEventName = "VotedToSeat"

// ContractEventName returns the user-defined event name.
func (InboxVotedToSeat) ContractEventName() string {
	return InboxVotedToSeatEventName
}

// UnpackVotedToSeatEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event VotedToSeat(uint32 indexed id, address indexed who)
func (inbox *Inbox) UnpackVotedToSeatEvent(log *types.Log) (*InboxVotedToSeat, error) {
	event := "VotedToSeat"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != inbox.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(InboxVotedToSeat)
	if len(log.Data) > 0 {
		if err := inbox.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range inbox.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// InboxVotedToUnseat represents a VotedToUnseat event raised by the Inbox contract.
type InboxVotedToUnseat struct {
	Id     uint32
	Target uint32
	Raw    *types.Log // Blockchain specific contextual infos
}

const InboxVotedToUnseatEventName = "VotedToUnseat"

// ContractEventName returns the user-defined event name.
func (InboxVotedToUnseat) ContractEventName() string {
	return InboxVotedToUnseatEventName
}

// UnpackVotedToUnseatEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event VotedToUnseat(uint32 indexed id, uint32 indexed target)
func (inbox *Inbox) UnpackVotedToUnseatEvent(log *types.Log) (*InboxVotedToUnseat, error) {
	event := "VotedToUnseat"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != inbox.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(InboxVotedToUnseat)
	if len(log.Data) > 0 {
		if err := inbox.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range inbox.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (inbox *Inbox) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], inbox.abi.Errors["AlreadySeated"].ID.Bytes()[:4]) {
		return inbox.UnpackAlreadySeatedError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["BadDataLimit"].ID.Bytes()[:4]) {
		return inbox.UnpackBadDataLimitError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["BodyTooLong"].ID.Bytes()[:4]) {
		return inbox.UnpackBodyTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["ConsumedOutOfRange"].ID.Bytes()[:4]) {
		return inbox.UnpackConsumedOutOfRangeError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["DataTooLong"].ID.Bytes()[:4]) {
		return inbox.UnpackDataTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["ForceDelayTooShort"].ID.Bytes()[:4]) {
		return inbox.UnpackForceDelayTooShortError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["KindNotAllowed"].ID.Bytes()[:4]) {
		return inbox.UnpackKindNotAllowedError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["MessageOverdue"].ID.Bytes()[:4]) {
		return inbox.UnpackMessageOverdueError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["NoMessages"].ID.Bytes()[:4]) {
		return inbox.UnpackNoMessagesError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["NoSeat"].ID.Bytes()[:4]) {
		return inbox.UnpackNoSeatError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["NoSeats"].ID.Bytes()[:4]) {
		return inbox.UnpackNoSeatsError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["NoSuchMessage"].ID.Bytes()[:4]) {
		return inbox.UnpackNoSuchMessageError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["NoSuchSeat"].ID.Bytes()[:4]) {
		return inbox.UnpackNoSuchSeatError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["NotAContract"].ID.Bytes()[:4]) {
		return inbox.UnpackNotAContractError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["NotBridge"].ID.Bytes()[:4]) {
		return inbox.UnpackNotBridgeError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["NotPlainAccount"].ID.Bytes()[:4]) {
		return inbox.UnpackNotPlainAccountError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["NotSeated"].ID.Bytes()[:4]) {
		return inbox.UnpackNotSeatedError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["OddEncoding"].ID.Bytes()[:4]) {
		return inbox.UnpackOddEncodingError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["SilenceTooShort"].ID.Bytes()[:4]) {
		return inbox.UnpackSilenceTooShortError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["TooManyMessages"].ID.Bytes()[:4]) {
		return inbox.UnpackTooManyMessagesError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["TooManySeats"].ID.Bytes()[:4]) {
		return inbox.UnpackTooManySeatsError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["WrongIndex"].ID.Bytes()[:4]) {
		return inbox.UnpackWrongIndexError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["WrongPredecessor"].ID.Bytes()[:4]) {
		return inbox.UnpackWrongPredecessorError(raw[4:])
	}
	if bytes.Equal(raw[:4], inbox.abi.Errors["ZeroAddress"].ID.Bytes()[:4]) {
		return inbox.UnpackZeroAddressError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// InboxAlreadySeated represents a AlreadySeated error raised by the Inbox contract.
type InboxAlreadySeated struct {
	Who common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadySeated(address who)
func InboxAlreadySeatedErrorID() common.Hash {
	return common.HexToHash("0x76474b44deca50479da96a2a788e75397d70c11c8e34475a9737118a80396d40")
}

// UnpackAlreadySeatedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadySeated(address who)
func (inbox *Inbox) UnpackAlreadySeatedError(raw []byte) (*InboxAlreadySeated, error) {
	out := new(InboxAlreadySeated)
	if err := inbox.abi.UnpackIntoInterface(out, "AlreadySeated", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxBadDataLimit represents a BadDataLimit error raised by the Inbox contract.
type InboxBadDataLimit struct {
	Most *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadDataLimit(uint256 most)
func InboxBadDataLimitErrorID() common.Hash {
	return common.HexToHash("0xe2aa2622eb255679a97075884f92259d1a119382dc7edd1d7963c22c43a8403d")
}

// UnpackBadDataLimitError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadDataLimit(uint256 most)
func (inbox *Inbox) UnpackBadDataLimitError(raw []byte) (*InboxBadDataLimit, error) {
	out := new(InboxBadDataLimit)
	if err := inbox.abi.UnpackIntoInterface(out, "BadDataLimit", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxBodyTooLong represents a BodyTooLong error raised by the Inbox contract.
type InboxBodyTooLong struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BodyTooLong(uint256 length)
func InboxBodyTooLongErrorID() common.Hash {
	return common.HexToHash("0xce672af1d0f4c56cd9116eb1ef9054b3dad6b18d22901b35f03c9ae33ce92ab2")
}

// UnpackBodyTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BodyTooLong(uint256 length)
func (inbox *Inbox) UnpackBodyTooLongError(raw []byte) (*InboxBodyTooLong, error) {
	out := new(InboxBodyTooLong)
	if err := inbox.abi.UnpackIntoInterface(out, "BodyTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxConsumedOutOfRange represents a ConsumedOutOfRange error raised by the Inbox contract.
type InboxConsumedOutOfRange struct {
	Least uint64
	Most  uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConsumedOutOfRange(uint64 least, uint64 most)
func InboxConsumedOutOfRangeErrorID() common.Hash {
	return common.HexToHash("0x74fd220d1f6b3c860615f85385372fa2c5deb457eae0189375037ced1ccadfc7")
}

// UnpackConsumedOutOfRangeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConsumedOutOfRange(uint64 least, uint64 most)
func (inbox *Inbox) UnpackConsumedOutOfRangeError(raw []byte) (*InboxConsumedOutOfRange, error) {
	out := new(InboxConsumedOutOfRange)
	if err := inbox.abi.UnpackIntoInterface(out, "ConsumedOutOfRange", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxDataTooLong represents a DataTooLong error raised by the Inbox contract.
type InboxDataTooLong struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error DataTooLong(uint256 length)
func InboxDataTooLongErrorID() common.Hash {
	return common.HexToHash("0xf516bf4c67bf2e199bd6060c5cfcc57210b4cf302b4f4cff1cc906b14c8a345a")
}

// UnpackDataTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error DataTooLong(uint256 length)
func (inbox *Inbox) UnpackDataTooLongError(raw []byte) (*InboxDataTooLong, error) {
	out := new(InboxDataTooLong)
	if err := inbox.abi.UnpackIntoInterface(out, "DataTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxForceDelayTooShort represents a ForceDelayTooShort error raised by the Inbox contract.
type InboxForceDelayTooShort struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForceDelayTooShort()
func InboxForceDelayTooShortErrorID() common.Hash {
	return common.HexToHash("0x1a645af0d55c8d16ae47c4e8de0ceb4808ef06bc50626daeab256da2122bac95")
}

// UnpackForceDelayTooShortError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForceDelayTooShort()
func (inbox *Inbox) UnpackForceDelayTooShortError(raw []byte) (*InboxForceDelayTooShort, error) {
	out := new(InboxForceDelayTooShort)
	if err := inbox.abi.UnpackIntoInterface(out, "ForceDelayTooShort", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxKindNotAllowed represents a KindNotAllowed error raised by the Inbox contract.
type InboxKindNotAllowed struct {
	Kind uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error KindNotAllowed(uint8 kind)
func InboxKindNotAllowedErrorID() common.Hash {
	return common.HexToHash("0xb8e882087fddb156412ba44bab83ff42c777e2404032680e2a98cc75324bc88c")
}

// UnpackKindNotAllowedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error KindNotAllowed(uint8 kind)
func (inbox *Inbox) UnpackKindNotAllowedError(raw []byte) (*InboxKindNotAllowed, error) {
	out := new(InboxKindNotAllowed)
	if err := inbox.abi.UnpackIntoInterface(out, "KindNotAllowed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxMessageOverdue represents a MessageOverdue error raised by the Inbox contract.
type InboxMessageOverdue struct {
	Index uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error MessageOverdue(uint64 index)
func InboxMessageOverdueErrorID() common.Hash {
	return common.HexToHash("0xd6f3aca997384109892d93cf8fc715301b281af1791b04583a603e4ff274c9eb")
}

// UnpackMessageOverdueError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error MessageOverdue(uint64 index)
func (inbox *Inbox) UnpackMessageOverdueError(raw []byte) (*InboxMessageOverdue, error) {
	out := new(InboxMessageOverdue)
	if err := inbox.abi.UnpackIntoInterface(out, "MessageOverdue", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxNoMessages represents a NoMessages error raised by the Inbox contract.
type InboxNoMessages struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoMessages()
func InboxNoMessagesErrorID() common.Hash {
	return common.HexToHash("0x60744242636cced7b91d7eefc9727d084e56c84a1be9076157fc957926c38526")
}

// UnpackNoMessagesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoMessages()
func (inbox *Inbox) UnpackNoMessagesError(raw []byte) (*InboxNoMessages, error) {
	out := new(InboxNoMessages)
	if err := inbox.abi.UnpackIntoInterface(out, "NoMessages", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxNoSeat represents a NoSeat error raised by the Inbox contract.
type InboxNoSeat struct {
	Who common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoSeat(address who)
func InboxNoSeatErrorID() common.Hash {
	return common.HexToHash("0x02b5b7f6d71585ecf0bb43b9fb08315a02ae0fddeb88dd8555fc3e778d55d9a2")
}

// UnpackNoSeatError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoSeat(address who)
func (inbox *Inbox) UnpackNoSeatError(raw []byte) (*InboxNoSeat, error) {
	out := new(InboxNoSeat)
	if err := inbox.abi.UnpackIntoInterface(out, "NoSeat", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxNoSeats represents a NoSeats error raised by the Inbox contract.
type InboxNoSeats struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoSeats()
func InboxNoSeatsErrorID() common.Hash {
	return common.HexToHash("0x0ef905e4a3f5f417d8c9213aea87b988e4bddda4bd23af9ab471debed722b2ae")
}

// UnpackNoSeatsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoSeats()
func (inbox *Inbox) UnpackNoSeatsError(raw []byte) (*InboxNoSeats, error) {
	out := new(InboxNoSeats)
	if err := inbox.abi.UnpackIntoInterface(out, "NoSeats", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxNoSuchMessage represents a NoSuchMessage error raised by the Inbox contract.
type InboxNoSuchMessage struct {
	Index uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoSuchMessage(uint64 index)
func InboxNoSuchMessageErrorID() common.Hash {
	return common.HexToHash("0x57bf68b7f7610251b0e94e6a8db1fb343fadea5b4b4855d45a0ed3c7030fd68b")
}

// UnpackNoSuchMessageError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoSuchMessage(uint64 index)
func (inbox *Inbox) UnpackNoSuchMessageError(raw []byte) (*InboxNoSuchMessage, error) {
	out := new(InboxNoSuchMessage)
	if err := inbox.abi.UnpackIntoInterface(out, "NoSuchMessage", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxNoSuchSeat represents a NoSuchSeat error raised by the Inbox contract.
type InboxNoSuchSeat struct {
	Id uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoSuchSeat(uint32 id)
func InboxNoSuchSeatErrorID() common.Hash {
	return common.HexToHash("0xad2e86272422194bb5ceb3eadba6fb995b4c293f3ef220e721b94558c76bcfcb")
}

// UnpackNoSuchSeatError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoSuchSeat(uint32 id)
func (inbox *Inbox) UnpackNoSuchSeatError(raw []byte) (*InboxNoSuchSeat, error) {
	out := new(InboxNoSuchSeat)
	if err := inbox.abi.UnpackIntoInterface(out, "NoSuchSeat", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxNotAContract represents a NotAContract error raised by the Inbox contract.
type InboxNotAContract struct {
	Who common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAContract(address who)
func InboxNotAContractErrorID() common.Hash {
	return common.HexToHash("0x8a8b41ec6b8382733436ac0321a506b0d1e41dc29c8650d1fd1ff17e726ab809")
}

// UnpackNotAContractError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAContract(address who)
func (inbox *Inbox) UnpackNotAContractError(raw []byte) (*InboxNotAContract, error) {
	out := new(InboxNotAContract)
	if err := inbox.abi.UnpackIntoInterface(out, "NotAContract", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxNotBridge represents a NotBridge error raised by the Inbox contract.
type InboxNotBridge struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotBridge()
func InboxNotBridgeErrorID() common.Hash {
	return common.HexToHash("0x7fea9dc5767ac4b36a9ff237b0759bb2cace1063d7ac36dc2fd31d7b98e58aab")
}

// UnpackNotBridgeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotBridge()
func (inbox *Inbox) UnpackNotBridgeError(raw []byte) (*InboxNotBridge, error) {
	out := new(InboxNotBridge)
	if err := inbox.abi.UnpackIntoInterface(out, "NotBridge", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxNotPlainAccount represents a NotPlainAccount error raised by the Inbox contract.
type InboxNotPlainAccount struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotPlainAccount()
func InboxNotPlainAccountErrorID() common.Hash {
	return common.HexToHash("0x09465955cf181c4e62675d7727de9e70a4f4e12076f366a04c4c791252e3d597")
}

// UnpackNotPlainAccountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotPlainAccount()
func (inbox *Inbox) UnpackNotPlainAccountError(raw []byte) (*InboxNotPlainAccount, error) {
	out := new(InboxNotPlainAccount)
	if err := inbox.abi.UnpackIntoInterface(out, "NotPlainAccount", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxNotSeated represents a NotSeated error raised by the Inbox contract.
type InboxNotSeated struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotSeated()
func InboxNotSeatedErrorID() common.Hash {
	return common.HexToHash("0x8dca143c2662f82a1ee6b61cd812e1e82168a9ec37007c0cd5c72d61d523a484")
}

// UnpackNotSeatedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotSeated()
func (inbox *Inbox) UnpackNotSeatedError(raw []byte) (*InboxNotSeated, error) {
	out := new(InboxNotSeated)
	if err := inbox.abi.UnpackIntoInterface(out, "NotSeated", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxOddEncoding represents a OddEncoding error raised by the Inbox contract.
type InboxOddEncoding struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OddEncoding()
func InboxOddEncodingErrorID() common.Hash {
	return common.HexToHash("0x94e2e168a14dd715f871d2a802f3f004c23f7d235a48e3c11a12deec3b9ddcf6")
}

// UnpackOddEncodingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OddEncoding()
func (inbox *Inbox) UnpackOddEncodingError(raw []byte) (*InboxOddEncoding, error) {
	out := new(InboxOddEncoding)
	if err := inbox.abi.UnpackIntoInterface(out, "OddEncoding", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxSilenceTooShort represents a SilenceTooShort error raised by the Inbox contract.
type InboxSilenceTooShort struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SilenceTooShort()
func InboxSilenceTooShortErrorID() common.Hash {
	return common.HexToHash("0x3eecd121869e9eba263b965bdc5d210125f1f90736cbc6a458a048254896e958")
}

// UnpackSilenceTooShortError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SilenceTooShort()
func (inbox *Inbox) UnpackSilenceTooShortError(raw []byte) (*InboxSilenceTooShort, error) {
	out := new(InboxSilenceTooShort)
	if err := inbox.abi.UnpackIntoInterface(out, "SilenceTooShort", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxTooManyMessages represents a TooManyMessages error raised by the Inbox contract.
type InboxTooManyMessages struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooManyMessages()
func InboxTooManyMessagesErrorID() common.Hash {
	return common.HexToHash("0x1ec0b2f735452c82be22b5d2b0dea550dad20a5428d96126fa7404606e7c23b3")
}

// UnpackTooManyMessagesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooManyMessages()
func (inbox *Inbox) UnpackTooManyMessagesError(raw []byte) (*InboxTooManyMessages, error) {
	out := new(InboxTooManyMessages)
	if err := inbox.abi.UnpackIntoInterface(out, "TooManyMessages", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxTooManySeats represents a TooManySeats error raised by the Inbox contract.
type InboxTooManySeats struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooManySeats()
func InboxTooManySeatsErrorID() common.Hash {
	return common.HexToHash("0x2fcac1073bccb27cde93c879e528ad29e6f3a5628000bfcd1aaf8dbc85c4e879")
}

// UnpackTooManySeatsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooManySeats()
func (inbox *Inbox) UnpackTooManySeatsError(raw []byte) (*InboxTooManySeats, error) {
	out := new(InboxTooManySeats)
	if err := inbox.abi.UnpackIntoInterface(out, "TooManySeats", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxWrongIndex represents a WrongIndex error raised by the Inbox contract.
type InboxWrongIndex struct {
	Next uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongIndex(uint64 next)
func InboxWrongIndexErrorID() common.Hash {
	return common.HexToHash("0x52ad9a8c0bdafd7d2d593c092afa1b4d273edd7ce36ff1b7f654fbc1e558cfd7")
}

// UnpackWrongIndexError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongIndex(uint64 next)
func (inbox *Inbox) UnpackWrongIndexError(raw []byte) (*InboxWrongIndex, error) {
	out := new(InboxWrongIndex)
	if err := inbox.abi.UnpackIntoInterface(out, "WrongIndex", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxWrongPredecessor represents a WrongPredecessor error raised by the Inbox contract.
type InboxWrongPredecessor struct {
	Tail [8]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongPredecessor(bytes8 tail)
func InboxWrongPredecessorErrorID() common.Hash {
	return common.HexToHash("0x14832eb8055469795c75f3d7dd17ec7545b06f2c02e9dcffa38371747884ac5c")
}

// UnpackWrongPredecessorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongPredecessor(bytes8 tail)
func (inbox *Inbox) UnpackWrongPredecessorError(raw []byte) (*InboxWrongPredecessor, error) {
	out := new(InboxWrongPredecessor)
	if err := inbox.abi.UnpackIntoInterface(out, "WrongPredecessor", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// InboxZeroAddress represents a ZeroAddress error raised by the Inbox contract.
type InboxZeroAddress struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroAddress()
func InboxZeroAddressErrorID() common.Hash {
	return common.HexToHash("0xd92e233df2717d4a40030e20904abd27b68fcbeede117eaaccbbdac9618c8c73")
}

// UnpackZeroAddressError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroAddress()
func (inbox *Inbox) UnpackZeroAddressError(raw []byte) (*InboxZeroAddress, error) {
	out := new(InboxZeroAddress)
	if err := inbox.abi.UnpackIntoInterface(out, "ZeroAddress", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MachineMetaData contains all meta data concerning the Machine contract.
var MachineMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractPreimages\",\"name\":\"preimages_\",\"type\":\"address\"},{\"internalType\":\"contractIFloat\",\"name\":\"floats_\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"floats\",\"outputs\":[{\"internalType\":\"contractIFloat\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"preimages\",\"outputs\":[{\"internalType\":\"contractPreimages\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes\",\"name\":\"witness\",\"type\":\"bytes\"}],\"name\":\"step\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"machine\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"following\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"BadHeader\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooLong\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooShort\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"addr\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"height\",\"type\":\"uint256\"}],\"name\":\"WrongPath\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongThread\",\"type\":\"error\"}]",
	ID:  "6fbfeb10f095330763752a446d24a6e305",
	Bin: "0x60c03461009a57601f61599638819003918201601f19168301916001600160401b0383118484101761009e57808492604094855283398101031261009a578051906001600160a01b038216820361009a5760200151906001600160a01b038216820361009a5760805260a0526040516158e390816100b3823960805181818161013d01526104e3015260a051818181610176015261054f0152f35b5f80fd5b634e487b7160e01b5f52604160045260245ffdfe6080806040526004361015610012575f80fd5b5f3560e01c9081632dbe002d1461050757508063b9fb2182146104995763cdeba62d1461003d575f80fd5b346104955760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126104955760043567ffffffffffffffff811161049557366023820112156104955780600401359067ffffffffffffffff82116104955760248101906024833692010111610495576040519060e0820182811067ffffffffffffffff821117610468576040525f825260208201915f835260408101915f83525f60608301526060604051906100f7606083610573565b5f5b818110610453575050608083015261012260a08301955f875260c08401925f84528085526105c5565b9485855273ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016905273ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690526103756101a7825180966105e0565b1061042b5761037584018085116103fe5780825260206101c88286516105e0565b1061042b5761039585018082116103fe5782523582526040519260208401916103d5850160405261037586843761026385015160c01c61026b86015160c01c61027387015160c01c9061021a866106d7565b92836103ea575b836103d6575b836103c2575b836103a8575b83610394575b83610387575b8361037a575b8361036d575b83610362575b5082610357575b5081610348575b5015610320578351956103958601968752610395842095610393810180515f1a156102cf575b505050519051036102a757604093610395925190522082519182526020820152f35b7f4ee45b56000000000000000000000000000000000000000000000000000000005f5260045ffd5b610242926102dd8588610681565b9182610309575b50505001805160016001600160c01b0382169160c01c0160c01b1790525f8080610285565b6103756002928937536103948201535f80806102e4565b7f451b7cff000000000000000000000000000000000000000000000000000000005f5260045ffd5b905063ff80000010155f61025f565b81101591505f610258565b81101592505f610251565b611000811015935061024b565b610fff8316159350610245565b610fff811615935061023f565b925060026103938901515f1a111592610239565b92506102f18801515f1a6102f28901515f1a101592610233565b925060806102f28901515f1a11159261022d565b925060016102808901515f1a111592610227565b9250600161027f8901515f1a111592610221565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7f82e65044000000000000000000000000000000000000000000000000000000005f5260045ffd5b60209061045e610596565b81850152016100f9565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b5f80fd5b34610495575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261049557602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b34610495575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126104955760209073ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b90601f601f19910116810190811067ffffffffffffffff82111761046857604052565b604051906060820182811067ffffffffffffffff821117610468576040525f6040838281528260208201520152565b919082018092116103fe57565b601c0390601c82116103fe57565b919082039182116103fe57565b919091805192806106028560208501516105e0565b1061042b5761061190846105c5565b9052565b811561061f570690565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b604051906080820182811067ffffffffffffffff821117610468576040525f6060838281528260208201528260408201520152565b906102058201515f1a6106ce5761069661064c565b506106a1818361088a565b806106c7575080516041036106bd57506106ba91610ce4565b90565b906106ba92610926565b9250505090565b6106ba916106fa565b6001815160c01c161590816106ea575090565b6002915061020501515f1a111590565b90610205820191600183515f1a14806107e9575b610212820190815160c01c80151590816107d6575b506107345750506106ba92506111da565b5f9461026094508591156107cd576107807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff925b85605001906001600160c01b038251169060c01b179052565b5361020682017bffffffffffffffffffffffffffffffffffffffffffffffffffffffff815116905261020a82016001600160c01b0381511690526001600160c01b03815116905201535f90565b61078082610767565b90506107e1846111b1565b10155f610723565b61020a82016107fd815160c01c8585611046565b806108805750610206840190815160e01c0361081a57505061070e565b6050840180516001600160c01b031690525f956102609550919250908590537bffffffffffffffffffffffffffffffffffffffffffffffffffffffff81511690526001600160c01b03815116905261021281016001600160c01b03815116905201535f90565b9550505050505090565b9061089361064c565b90825160c01c916108a48385611265565b1561090f576108cf8360206108b98286613a29565b015190601f169080600183011a60081b911a1790565b926003808516036109195760026108e891018095611265565b1561090f57508260206108b961090a9561090194613a29565b60101b17611285565b905f90565b9250505090608b90565b50505061090a9150611285565b9092915f93825160c01c9160408101518301928151916060810192835193601f602084015160071c1695610964601f6020860151600f1c168a611773565b93610979601f602083015160141c168b611773565b928415610cd357600185036109b757505050505050506109999184611c14565b83156109a3575050565b6001600160c01b038251169060c01b179052565b600285036109d857505050505050906109d39291019084611c14565b610999565b600f8596979293949511155f14610a0757505050505091610a0091600d6109d3959401611fb3565b9084611c14565b93969293919291602b8611610a2a57505050505091610a00916109d39493611fb3565b6032869599929397969d94989a9d11155f14610a58575050505050610a529450019184611efc565b92610999565b6036859699989293949511155f14610aa55750505050509060017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffcd610a5296959493011b92019085611e4c565b603c86959d9a979996989293949811155f14610ae0575050505090610aca9291611c67565b610ad6575b5050610999565b0190505f80610acf565b9091929593603d819a98999a145f14610b0a5750505050505090610b049185611c14565b01610999565b909192939496989750603e81145f14610b555750505050507ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe93610b4e9186611c14565b0116610999565b93965091935091603f81148015610cc9575b15610b78575b505050505050610999565b6042819a93949596979a145f14610b9757506085985050505050505050565b60588111610bbc5750505090610baf93929185611a37565b925b5f8080808080610b6d565b91989550939190605e10610cb457506020610c489392601f92938151905190610be5828a614425565b95605c821015610ca5575b8091605a81148015610c9b575b610c91575b605b8114908115610c86575b50610c7b575b5060036102008a019283515f1a60018214610c6c575b60028214610c59575b5014610c4d575b5050015160071c1684611c14565b610bb1565b60ff1690535f80610c3a565b8760e08560051b1691161784535f610c33565b87841660e08216178553610c2a565b90501985165f610c14565b605e9150145f610c0e565b8782179250610c02565b50605d8114610bfd565b508484840151600f1c16610bf0565b909250610cc3939650846117b3565b92610bb1565b5060408114610b67565b5060849b5050505050505050505050565b90608882015160c01c6050830151908160c01c91605885015160c01c93606086015160c01c91606887015160c01c603f85146110365760408514611026576101168514610ffb5760de8514610feb5760d78514610fdd5760e98514610fcd5760d68514610ef05760718514610ee25760658514610ec85760738514610eb85760168514610ea85760628514610e985760dc8514610e7e5750607c8414610e6557607b8414610e565760608414610e055750605d8314610df75750605e8214610dea57608182148015610de0575b610dd45760838214610dc757506106ba93613383565b925050506106ba9161330b565b5050506106ba9161330b565b5060828214610db1565b505090506106ba916132e0565b92935050506106ba9261320c565b935050505082915061021a6106ba9301907fffffffffffffffff0000000000000000000000000000000000000000000000006001600160c01b03835116911617905261020181015160e01c906131ba565b5091509291506106ba93612f2c565b50935050505081610e786106ba93612f5c565b506111da565b949190506106ba9695929350607086015160c01c95612ccf565b959350506106ba95939193612a84565b955050925050506106ba92612a4a565b505090939291506106ba946129c7565b5050915050839250610edc6106ba946111b1565b92612930565b50509150506106ba93612888565b509450505050916106ba9261024b8201805160c01c9384831180610fbf575b80610fa0575b610f22575b5050506131ba565b90919293507fffffffffffffffff0000000000000000000000000000000000000000000000006001600160c01b038351169116179052610fff81016102538301907ffffffffffffff0000000000000000000000000000000000000000000000000006001600160c01b038351169160c01b16179052905f8080610f1a565b5067fffffffffffff000610fff86011661025385015160c01c14610f15565b5063ff800000831115610f0f565b505090939291506106ba946127a9565b50509150506106ba936126d7565b959493505090506106ba946124ba565b505093905061100b915082614796565b918261101d575050506106ba90612f5c565b6106ba936147b0565b505090939291506106ba94612366565b505090939291506106ba94612109565b909167ffffffffffffffff811691600382166110ff5782611066916136f1565b156110f55760f860206110816110ef9463ffffffff96613a29565b01519160031b161b60c01c8060081b9060081c9067ff00ff00ff00ff0066ff00ff00ff00ff65ff000000ff00831664ff000000ff85161760101b931691161760101c65ffff0000ffff67ffffffffffffffff63ffffffff841661ffff84161760201b931691161760201c1790565b16905f90565b5050505f90608b90565b505050505f90608790565b909167ffffffffffffffff811691600782166110ff578261112a916136f1565b156110f55760f860206110816110ef9467ffffffffffffffff96613a29565b67ffffffffffffffff83169067ffffffffffffffff5f1986018516166111a55781611173916136f1565b1561119a575f199260f8602061108161118e94600196613a29565b9260031b1b0116905f90565b505050505f90608b90565b50505050505f90608790565b6111d667ffffffffffffffff9161022a61022282015160c01c91015160c01c906105c5565b1690565b6111e38161373c565b6111ec816137d0565b8101511561124b575b6111fe816137d0565b8101519182156112445761124092611215916138a1565b9061121f8161396d565b61024261122b8361396d565b830151601f1984019081522090820152613984565b5f90565b5050505f90565b611254816137e7565b8061125f57506111f5565b91505090565b90806110001115918261127757505090565b610243015160c01c11919050565b9061128e61064c565b916040830160048152600380831603611755575b506020830181815290607f8116601381036112c5575050506112c382613f0b565b565b6033810361133e57505051600c81901c6007169060191c806112f7575067151417131211161060ff9160031b1c168252565b60018103611315575067272625242221201f60ff9160031b1c168252565b602014611320575b50565b8061132c5750601d8252565b6005036113395760188252565b5f8252565b6003810361138257505060ff663231302f2e2d2c60076112c39351600c1c1660031b1c1683908152606067ffffffffffffffff602083015160e01b60f41d16910152565b602381036113d257505060ff633635343360076112c39351600c1c1660031b1c1683908152606067ffffffffffffffff602083015160e01b60f91d60051b16601f602084015160071c1617910152565b6063810361142f57505060ff673c3b3a3900003837600783519351600c1c1660031b1c168352601e8160071c16906107e08160141c169067ffffffffffffffff6108008260041b169160e01b60ff1d600c1b161717176060830152565b606f810361147457505051603d83526107fe8160141c16906108008160091c169067ffffffffffffffff620ff00082169160e01b60ff1d60141b161717176060830152565b606781036114b657505051600c1c6007166114ad576112c3603e5b8352602083015160e01b60f41d67ffffffffffffffff166060840152565b6112c35f61148f565b603781036114df575050600183525160e01b60ec1d600c1b67ffffffffffffffff166060830152565b60178103611508575050600283525160e01b60ec1d600c1b67ffffffffffffffff166060830152565b601b810361151c575050506112c382613e23565b603b81036115a357505051600c81901c6007169060191c80611561575080611545575060198252565b600181036115545750601a8252565b60050361133957601b8252565b6001810361157f5750672b2a29280000002360ff9160031b1c168252565b6020146115895750565b806115965750601e5b8252565b60050361133957601c8252565b600f81036115d45750508051600c1c6007166115c05750603f8252565b51600c1c6007166001036113395760408252565b60738103611635575050805190607382036115f157505060418252565b62100073820361160357505060428252565b675e5d5c005b5a5900600760ff9251600c1c1660031b1c169060141c606084015261162e81846155aa565b6115925750565b602f8103611649575050506112c382613d68565b6007810361169e5750508051600c1c60071660020361168657506112c3605f8352602083015160e01b60f41d67ffffffffffffffff166060840152565b51600c1c6007166003036114ad576112c3606061148f565b6027810361170c5750508051600c1c6007166002036116eb57506112c360615b83526020830151600781901c601f1660e09190911b60f91d60051b67ffffffffffffffff16176060840152565b51600c1c600716600303611703576112c360626116be565b6112c35f6116be565b90915060530361172057506112c382613b4a565b6043607382161461172e5750565b600181601a1c1661131d576112c390636665646360019190911b6018161c60ff168361548a565b9061176561ffff60029216613b19565b9152801561131d575f6112a2565b908061177f5750505f90565b7f1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff811681036103fe5760031b015160c01c90565b909392935f948351601f602086015160071c16926117db601f6020880151600f1c1686613ff8565b956117f0601f602083015160141c1687613ff8565b91605f84148015611a2d575b6119b05760618414611998576062841461198057607d840361183457505050505067ffffffffffffffff6112c39360030b1691611c14565b93969593609b840361184e57505050506112c39350611c14565b607e8495979394145f1461187b57505050505063ffffffff6112c3931667ffffffff0000000017916143ad565b959695609c85036118945750505050506112c3926143ad565b606c859697939495101580611975575b1561190957505050916118f6917fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff946118ec6118e36112c3989796614402565b60201b92614402565b60201b9201614329565b60201c67ffffffff0000000017916143ad565b60888694959610158061196a575b156119575750505091611951917fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff786112c396959401614329565b916143ad565b94509450949150506106ba94955061403f565b50608a841115611917565b50606e8611156118a4565b94509095506106ba9697506060915001510191611d70565b94509095506106ba9697506060915001510191611cbd565b979850955050506119dd91506060840151019360608451145f14611a245760ff60085b1694859184611149565b939084156119ed575b5050505090565b6008601f6020611a0b96015160071c1692145f14611a1457916143ad565b5f8080806119e6565b67ffffffff0000000017916143ad565b60ff60046119d3565b50606084146117fc565b939492908251916043831490819382159283611c0a575b8015611bf3575b15611bea5760ff60045b1692611a6d8484878c611149565b9690809780611bda575060048614611bbb575b5090611bb1575b611b7b57604581148015611b71575b611ad3578495969798611ab395611aac926144ad565b9288611e4c565b938415611abf57505050565b601f60206112c394015160071c1690611c14565b5093959496909250611ae58486614481565b15611b665761124095611b4c93601f9360209361023289019288845160c01c149889611b52575b505050506001600160c01b038151167fffffffffffffffff000000000000000000000000000000000000000000000000179052015160071c1691156144a3565b91611c14565b611b5c938b611e4c565b505f808080611b0c565b505050505050608b90565b5060468114611a96565b50601f9395975060209250869491506102326112409701906001600160c01b038251169060c01b179052015160071c1690611c14565b5060448114611a87565b67ffffffffffffffff919b9750819060030b169660030b16995f611a80565b9a50505050505050505050915090565b60ff6008611a5f565b5080604711158015611a555750604f811115611a55565b5060458114611a4e565b91909182611c2157505050565b7f1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff831683036103fe576112c39260031b01906001600160c01b038251169060c01b179052565b60378114611cb85760388114611cb25760398114611ca557603a8114611c9757603b14611c9357101590565b1090565b509060070b9060070b121590565b509060070b9060070b1290565b50141590565b501490565b93929190915f94600367ffffffffffffffff84169316611d665782611ce191614481565b15611d5d576112c39291611d546004928060081b9060081c9067ff00ff00ff00ff0066ff00ff00ff00ff65ff000000ff00831664ff000000ff85161760101b931691161760101c65ffff0000ffff67ffffffffffffffff63ffffffff841661ffff84161760201b931691161760201c1790565b60c01b926145da565b50608b93505050565b5060879450505050565b93929190915f94600767ffffffffffffffff84169316611d665782611d9491614481565b15611d5d576112c39291611d546008928060081b9060081c9067ff00ff00ff00ff0066ff00ff00ff00ff65ff000000ff00831664ff000000ff85161760101b931691161760101c65ffff0000ffff67ffffffffffffffff63ffffffff841661ffff84161760201b931691161760201c1790565b92915f93600367ffffffffffffffff83169216611e435781611e2891614481565b15611e3b576112c391906004905f611d54565b50608b925050565b50608793505050565b93949290915f9467ffffffffffffffff808316925f1985011616611ef05781611e7491614481565b15611ee557611d546112c39495968060081b9060081c9067ff00ff00ff00ff0066ff00ff00ff00ff65ff000000ff00831664ff000000ff85161760101b931691161760101c65ffff0000ffff67ffffffffffffffff63ffffffff841661ffff84161760201b931691161760201c1790565b505050915050608b90565b50505050915050608790565b90611f3790949294855194600160037fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd48801161b9184611149565b9190948294869380611fa857506112c3949596602c8214611f9a575b50602d8114611f8b575b602e14611f75575b6020015160071c601f1690611c14565b60039290920b67ffffffffffffffff1691611f65565b61ffff90931660010b92611f5d565b60ff165f90810b9450611f53565b955050505050915090565b91906010831461210357601183146120f057601283146120e557601383146120df57601483146120d957601583146120d357601683146120ca57601783146120c157601883146120b357601983146120a057601a831461208957601b831461206b57601c831461204f57601d831461204957601e8314612036576106ba9261465c565b67ffffffffffffffff92500360030b1690565b03919050565b601f91925067ffffffffffffffff9060030b1660070b91161d90565b67ffffffffffffffff925063ffffffff601f911691161c60030b1690565b9067ffffffffffffffff9250601f161b60030b1690565b67ffffffffffffffff92500160030b1690565b603f91925060070b91161d90565b9150603f161c90565b9150603f161b90565b16919050565b17919050565b18919050565b6106ba9250106144a3565b906106ba925060070b9060070b126144a3565b01919050565b919092935f94821592835f1461221b57506102d1840151861a612133816102d2870151891a6105e0565b90806102d3016102d3116121ee576102d36121549187010151935b83614796565b808210156121e65750945b85156121d65761216f8286614481565b156121c6576121819291869186614846565b501561219e576102d16121999101918251841a6105c5565b905390565b6102c96121b1910191825160c01c6105c5565b6001600160c01b038251169060c01b17905290565b5050505090506106ba9150612f9e565b5050505090506106ba9150612f5c565b90509461215f565b6024887f4e487b710000000000000000000000000000000000000000000000000000000081526011600452fd5b9095506003810361234357506102c9830151948560c01c95601f87169673ffffffffffffffffffffffffffffffffffffffff60a0880151169060406102a988015160446122688c856105e0565b91835195869384927f3d301c91000000000000000000000000000000000000000000000000000000008452600484015260248301525afa8015612338575f915f916122fd575b6122c39293508181105f146122f657906105e0565b905f9860200391602083116103fe576121549260f891808210156122ef57505b9360bd1c161b9361214e565b90506122e3565b50806105e0565b9150506040823d604011612330575b8161231960409383610573565b8101031261049557815160209092015182916122ae565b3d915061230c565b6040513d5f823e3d90fd5b6106ba9550929350505060050361235f57600b5b5f03906131ba565b6009612357565b9193929092600585146124ad576001851415806124a2575b80612497575b612489576123929082614796565b92831561247b576123a382846136f1565b1561246d576123b482602092613a29565b0151600391821b60f8161b939081036124425750602082036123f2576106ba925b6102a98201526102c981016001600160c01b0381511690526131ba565b6102a98101518260031b907f1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff841684036103fe5781610100039461010086116103fe576106ba951c911b176123d5565b926106ba936103538301918251916040519283526020830153602182015283602101902090526131ba565b505090506106ba9150612f9e565b505090506106ba9150612f5c565b505090506106ba915061300a565b506003851415612384565b50600285141561237e565b9250506106ba92506131ba565b9192801580156126cc575b6126be5764010000000081116126b057610fff67fffffffffffff000910116610253830191825160c01c956210001081161561266557610fff86166126555761024385015160c01c86108015612647575b8015612630575b612620576210000016151580612617575b6125a557612551908561254184826105c5565b8881101561259d57915b86614875565b15612594576106ba9461256482866105c5565b11612571575b50506131ba565b61257b90846105c5565b6001600160c01b038251169060c01b1790525f8061256a565b50505050505f90565b50879161254b565b505050905061023b9150605081016001600160c01b038151167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffef60c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b5085851061252e565b5050505090506106ba91506130e2565b5063ff8000008681039081116103fe57831161251d565b5063ff800000861015612516565b5050505090506106ba9150613076565b505093925063ff8000008381039081116103fe5784116126a35761268c6106ba94846105c5565b6001600160c01b038251169060c01b1790526131ba565b5090506106ba91506130e2565b505090506106ba91506130e2565b505090506106ba9150613076565b5060208516156124c5565b9192610fff8416158015906127a1575b8015612793575b61278757610253830191825160c01c918261024b86015160c01c871091821561277c575b8215612758575b505061274b57908461272b9285614875565b15611244576106ba926001600160c01b038251169060c01b179052612f5c565b5050506106ba9150612f5c565b612773919250610fff67fffffffffffff000910116876105c5565b1415825f612719565b818810159250612712565b50506106ba9150613076565b5064010000000081116126ee565b5080156126e7565b929093610fff83161580159061287a575b61286d576004036128615767fffffffffffff000610fff6127dd920116826105c5565b908061024384015160c01c11158061284f575b8163ff8000001115908161283f575b159081612836575b5061282a57829361281793614875565b15612825576106ba90612f5c565b505f90565b50506106ba91506130e2565b9050155f612807565b64010000000084111591506127ff565b5061025383015160c01c8211156127f0565b50506106ba9150612f5c565b5050506106ba9150613076565b5064010000000082116127ba565b919290926128968284614aa9565b156129245761023a8301515f1a156128d85750600881018091116103fe576106ba926128d291633b9aca0061023b85015160c01c069184611d70565b50612f5c565b91906106ba93612915916128f46128ee856111b1565b95614b47565b1561291b5761290e636955b9005b633b9aca0087046105c5565b9184611d70565b50614b6e565b61290e5f612902565b50506106ba9150612f9e565b909161293c8183614b07565b156129ba5761294c908383614b98565b909390156129b2576106ba93612961916105c5565b61296a82612f5c565b5060026102058301536102128201907fffffffffffffffff0000000000000000000000000000000000000000000000006001600160c01b038351169160c01b161790526111da565b505050505f90565b5090506106ba9150612f9e565b9193909260011615612a3a576129dd8183614b07565b156129ba576129ed908383614b98565b909390156129b2576106ba93612a05612a0b92614b47565b90614c28565b612a1482612f5c565b5060026102058301536102128201906001600160c01b038251169060c01b1790526111da565b90916106ba9350610edc836111b1565b9163ffffffff1615612a7a57612a5f826111b1565b91620186a083018093116103fe576106ba9261296a82612f5c565b506106ba90612f5c565b9294909394607f811691600183148015612cc5575b6121d65782151580612cba575b612caa576003841661265557612abc84866136f1565b158015612c8f575b6121c65780151580612c7e575b612c1f5750505061023b820193845191612aec818686611046565b5063ffffffff831603612bb3576106ba955061020a8401906001600160c01b038251169060c01b1790526102068301907fffffffff000000000000000000000000000000000000000000000000000000007bffffffffffffffffffffffffffffffffffffffffffffffffffffffff8351169160e01b16179052612b6e82612f5c565b5060016102058301536102128201907fffffffffffffffff0000000000000000000000000000000000000000000000006001600160c01b0383511691161790526111da565b5050505f915061023a90605081016001600160c01b038151167ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff560c01b179052805160046001600160c01b0382169160c01c0160c01b17815201536001600160c01b0381511690525f90565b9195509293612c2f925084614b98565b939093156129b257600914612c64575067ffffffffffffffff612c5d6106ba93612c58846111b1565b6105c5565b1690614b6e565b6106ba92610100612c789216151590614c28565b90614b6e565b50600261023a8601515f1a10612ad1565b508015158015612ac45750612ca48186614b07565b15612ac4565b5050505090506106ba915061314e565b506009831415612aa6565b50600a8314612a99565b9392909491969561025b85018051948560e01c9762010100808c1614801590612f1f575b612f0b5763010000008b16612ef757621000008b16612ead575b5050600187018088116103fe577bffffffffffffffffffffffffffffffffffffffffffffffffffffffff8251169060e01b179052612d4a85612f5c565b50604051936103d585016040525f5b6102228110612e6957509161124097989162080000936102218701907fffffffff000000000000000000000000000000000000000000000000000000007bffffffffffffffffffffffffffffffffffffffffffffffffffffffff835116911617905262200000831615155f14612e62575b61023a8601906001600160c01b038251169060c01b17905280612e45575b5016612e28575b50610242612dfc836137d0565b91612e06846137d0565b84015181522090820152605001906001600160c01b038251169060c01b179052565b60408201906001600160c01b038251169060c01b1790525f612def565b60308501906001600160c01b038251169060c01b1790525f612de8565b505f612dca565b80870151602082880101526020810180911115612d59577f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b6003821615801590612ee6575b612ed257612eca91899189611cbd565b505f80612d0d565b5050505050505090506106ba919250612f9e565b50612ef18289614481565b15612eba565b5050505050505090506106ba919250613076565b5050505050505090506106ba91925061314e565b5063ffffffff8914612cf3565b9291600811612f515760078216612f46576106ba92614803565b50506106ba90612f9e565b50506106ba90613076565b6050810180516001600160c01b03908116909152815160c081811c600401901b911617815261023b905f61023a820153016001600160c01b0381511690525f90565b61023b90605081016001600160c01b038151167ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff260c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b61023b90605081016001600160c01b038151167ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff760c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b61023b90605081016001600160c01b038151167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffea60c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b61023b90605081016001600160c01b038151167ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff460c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b61023b90605081016001600160c01b038151167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffda60c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b6131da61023b9282605001906001600160c01b038251169060c01b179052565b805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b909161026982015115806132d3575b6132c857506132826112409261021a83015160c01c801515806132bd575b806132ad575b61329b575b5061324e836137d0565b83015115613288575b5f61026084015361026183016001600160c01b038151169052613279836137d0565b830151906138a1565b90613984565b61025f8301600181515f1a189053613257565b6132a6908285611e07565b505f613244565b506132b88185614481565b61323f565b506003811615613239565b906106ba92506132e0565b506102898201511561321b565b610374905f61023a82015361023b81016001600160c01b038151169052600161037382015301535f90565b81158015613379575b801561336f575b8015613365575b801561335b575b61335157604082116133475750607f16608001806080116103fe5790565b6106ba9150613076565b6106ba9150612f5c565b50601c8214613329565b5060178214613322565b506012821461331b565b5060118214613314565b92909160b283146136db5760ac831461368b578260ad111580613680575b61362d57608483148015613676575b801561366c575b8015613662575b8015613658575b801561364d575b8015613643575b8015613639575b61362d57601483146135dd576013831461358d5760198314613581575050601d81146135145760388114801561350a575b61349d57603e81146134305760a714613427576106ba9061314e565b6106ba90613076565b5061023b90605081016001600160c01b038151167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe360c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b5061023b90605081016001600160c01b038151167ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe60c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b50604e811461340b565b5061023b90605081016001600160c01b038151167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe760c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b9091506106ba92614c67565b50505061023b90605081016001600160c01b03815116600560c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b50505061023b90605081016001600160c01b03815116600460c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b5050506106ba90612f5c565b50601583146133da565b50603983146133d3565b5061010383146133cc565b5060e283146133c5565b50606383146133be565b50608783146133b7565b50608683146133b0565b5060b18311156133a1565b50505061023b90605081016001600160c01b03815116600160c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b505050806102016106ba92015160e01c906131ba565b90806110001115918261372a575b50811561370a575090565b90508063ff8000001115908161371e575090565b64010000000091501090565b610253015160c01c811091505f6136ff565b6102128101518060c01c6102618301928351916102058360c01c9201515f1a151591826137c6575b826137a7575b505061377557505050565b6001600160c01b037fffffffffffffffff00000000000000000000000000000000000000000000000091169116179052565b801592509082156137bc575b50505f8061376a565b1090505f806137b3565b8115159250613764565b61025f01515f1a6137e15761028990565b61026990565b610260810190600182515f1a14613836575b6112409161025f8201600181515f1a18905361026182016001600160c01b03815116905261382f6102058301515f1a15156144a3565b905361373c565b61026181015160c01c9182156138995761124092613853836111b1565b808211613864575b505091506137f9565b6138809061387b61022a860193845160c01c6105c5565b6105e0565b6001600160c01b038251169060c01b1790525f8061385b565b505050608c90565b60408051939290840167ffffffffffffffff811185821017610468576040525f845260208401915f8352848151916102426138e08460208401516105e0565b1061042b576102428301908184116103fe575281358152602082018092116103fe576102429184526040519061022260208301956103d5840160405251863751815220149081159161395c575b5061393457565b7f86dd949b000000000000000000000000000000000000000000000000000000005f5260045ffd5b61396691506106d7565b155f61392d565b61025f01515f1a61397e5761026990565b61028990565b90602061022291613994846137d0565b8151908501520151823761023281016001600160c01b038151167fffffffffffffffff0000000000000000000000000000000000000000000000001790526102058101515f1a156139e25750565b6102605f910153565b9060038110156139fc5760051b0190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b613a31610596565b508160051c9160608201908151925f60808201905b858110613ae95750613a5a610380836105ed565b92833592602085018095116103fe576040613a7786865f8c615682565b91015103613aa8575084613a8b91516139eb565b5194855260208501526040840152600182018092116103fe575290565b601f1916861560208883041417156103fe577f2e17fd60000000000000000000000000000000000000000000000000000000005f526004525f60245260445ffd5b86613af58284516139eb565b515114613b0457600101613a46565b945092505050613b159250516139eb565b5190565b80600d1c600382168015613b4057600114613b37576106ba91615197565b6106ba91614ea5565b506106ba91614d10565b60208101908151600181601a1c16613d6357601f8351601b1c169260078151600c1c1691601f825160141c1691600486105f14613b9b575050505060ff636a6968676112c39360031b1c169061548a565b90919294600481145f14613bc2575050505060ff626e6d6c6112c39360031b1c1690615510565b60058103613be2575050505060ff61706f6112c39360031b1c1690615510565b92939260088103613bfa575050506112c39250615538565b929392600b8103613c2057506112c394505050613c1957606b9061548a565b5f9061548a565b93949360148103613c4557505050509060ff627172736112c39360031b1c1690615510565b6018819592939495145f14613c6f57505050509060ff63787776756112c39360031b1c169061548a565b601a8103613c9257505050509060ff637c7b7a796112c39360031b1c169061548a565b92939192601c81148080613d5b575b80613d51575b15613ccc5750505050600191505160191c16155f14613cc65760749052565b60909052565b80613d49575b80613d41575b15613cfc57505050600191505160191c16155f14613cf657607d9052565b609b9052565b601e1492509082613d38575b5081613d2f575b50613d19575b5050565b60191c600116613d2957607e9052565b609c9052565b9050155f613d0f565b1591505f613d08565b508115613cd8565b508215613cd2565b5060018314613ca7565b508315613ca1565b505050565b60076020820151600c1c16600281149081159081613e17575b50613d155715613df25760ff7c4f0000004e0000004d0000004c0000004a0000004b00000049454347485b601f6020840151601b1c1660031b1c1690604382148015613de8575b80613dd5575b613d155752565b50601f602082015160141c161515613dce565b5060448214613dc8565b60ff7c5800000057000000560000005500000053000000540000005246445051613dac565b6003915014155f613d81565b60076020820151600c1c166001811490811580613f00575b613ecc576005906020840151926001808560191c16145f14613ec057603f6001945b60141c16606086015280613eb8575b613eaf575b14908180613ea7575b613e9e575b81613e93575b50613e8d5750565b600f9052565b60109150145f613e85565b600e8352613e7f565b508015613e7a565b600d8452613e71565b508215613e6c565b603f84601a1c94613e5d565b6112c3929150613ef957600c905b908152606067ffffffffffffffff602083015160e01b60f41d16910152565b5f90613eda565b506005811415613e3b565b60076020820151600c1c166001811490811580613fed575b613fb8576020830151905f92603f83601a1c9360141c16606086015280613fb0575b613fa4575b600514908180613f9c575b613f85575b81613f7a575b50613f69575050565b15613f7457600f9052565b600b9052565b60109150145f613f60565b8215613f9557600e5b8452613f5a565b600a613f8e565b508015613f55565b600984525f9250613f4a565b508115613f45565b6112c392915067080700060504000360ff9160031b1c168152606067ffffffffffffffff602083015160e01b60f41d16910152565b506005811415613f23565b908060031b907f1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116036103fe578061010001610100116103fe5701610100015160c01c90565b82515f959486939061405083615850565b606f811090811561431e575b506142e0575b60a460409260ff92885191614081601f60208c015160141c1689613ff8565b90614096601f60208d0151601b1c168a613ff8565b906140a0856158c2565b156142c4575b607f851080156142ba575b614223575b67ffffffffffffffff928373ffffffffffffffffffffffffffffffffffffffff60c0829401511695898b519e8f9b8c9a7f04c2f167000000000000000000000000000000000000000000000000000000008c521660048b01521660248901521660448701521660648501521660848301525afa928315612338575f905f946141c6575b5067ffffffffffffffff169260ff6102008401911681515f1a17905361415e81615850565b607181101590816141ba575b50156141855750601f60206112c394015160071c1690611c14565b9091601f60206112c395015160071c1691607f81101590816141ae575b5015611a1457916143ad565b6099915014155f6141a2565b6078915011155f61416a565b9350506040833d60401161421b575b816141e260409383610573565b810103126104955782519267ffffffffffffffff8416840361049557602001519260ff841684036104955767ffffffffffffffff614139565b3d91506141d5565b9161422d856158c2565b15614276575b67ffffffffffffffff92918373ffffffffffffffffffffffffffffffffffffffff60c06142696142638496614402565b94614402565b95945050505092506140b6565b9267ffffffffffffffff92918373ffffffffffffffffffffffffffffffffffffffff60c06142696142636142aa8597614402565b9996505050505050919250614233565b50609a85146140b1565b92506142da601f60208d0151600f1c168a613ff8565b926140a6565b935060076020860151600c1c16936007851461430c575b60048511156140625750608496505050505050565b6102008401515f1a60051c94506142f7565b60749150115f61405c565b919091801561437a5760011461434757678000000000000000161890565b6780000000000000007fffffffffffffffffffffffffffffffffffffffffffffffff7fffffffffffffff91191691161790565b506780000000000000007fffffffffffffffffffffffffffffffffffffffffffffffff7fffffffffffffff911691161790565b91907f1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff811681036103fe5760031b6101000180610100116103fe576112c39201906001600160c01b038251169060c01b179052565b67ffffffff000000008181160361441c5763ffffffff1690565b50637fc0000090565b90600181146144735760028114614465576003811461445a57610c010361444f576106ba906111b1565b610222015160c01c90565b5061020001515f1a90565b5061020001515f1a60051c90565b5061020001515f1a601f1690565b9061024382015160c01c811015918261449957505090565b6106ba92506136f1565b1561124057600190565b9190916047811480156145d0575b6145ca576048811480156145c0575b6145bb576049811480156145b1575b6145ac57604a811480156145a2575b61459d57604b81148015614593575b61458e57604c81148015614584575b61457057604d81148015614566575b61455257604e8114908115614547575b5061453b5780821115614536575090565b905090565b80821015614536575090565b60579150145f614525565b508060070b8260070b135f14614536575090565b5060568114614515565b508060070b8260070b125f14614536575090565b5060558114614506565b501790565b50605481146144f7565b501690565b50605381146144e8565b501890565b50605281146144d9565b500190565b50605181146144ca565b50905090565b50605081146144bb565b9161460e91935f1960f88660031b169260031b1c198060206145fc8888613a29565b01519216831c921c1916179282613a29565b6020810183905280516040909101516103608101905b8181106146345750505060400152565b90919360208560051b1690815260208235911852602060405f209460011c9101919091614624565b919091601f811461479157602081146147825760218114614776576022811461476e576023811461475c57602481146147525760258114614748576026811461473e576027811461472b579182602867ffffffffffffffff9414614716576029811461470357602a146146ef5763ffffffff9081169116806146e157505b60030b1690565b6146ea91610615565b6146da565b82806146da9360030b169160030b16615667565b5063ffffffff806146da93169116615650565b5082806146da9360030b169160030b1661562b565b5080614735575090565b6106ba91610615565b506106ba91615667565b506106ba91615650565b506106ba9161562b565b500260030b67ffffffffffffffff1690565b500260401c90565b509060070b0260401d90565b5060070b9060070b0260401d90565b500290565b601f16602003602081116103fe5780821015614536575090565b9291906147bd8285614481565b156147f7577f5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a836106ba95936147f2936145da565b6131ba565b5050506106ba90612f9e565b919061480f8284614481565b15612f4657916147f27f0100000000000000000000000000000000000000000000000000000000000000600880946106ba966145da565b9391906148538286614481565b156148685791836147f2926106ba96946145da565b505050506106ba90612f9e565b9193929093809161023a84019182515f1a614a6e575b5080831015614a64576110005b8084161580614a25575b156148e6578060011b90808204600214901517614898577f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b91929394955f5b836020821b10614a15578560051c614904826105d2565b7f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff811681036103fe5761493a9060051b846105ed565b9181811c9160208401938481116103fe5761495a85604092358587615682565b9501948551036149d357505f9181805b6149be57509061497b939291615682565b905261498782856105c5565b146149b55761023b92600161499c93536105c5565b9101906001600160c01b038251169060c01b1790525f90565b50505050600190565b92805f526020525f1960405f2093018061496a565b601f19891690808204602014901517156103fe577f2e17fd60000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b5f1981146103fe576001016148ed565b507f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff811681036103fe5781614a5d8260011b866105c5565b11156148a2565b5060019450505050565b7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00061023b86015160c01c169081111561488b5792505f61488b565b67ffffffffffffffff600883011690614ac28382614481565b80614af7575b156112445760078316159283614ae4575b508261449957505090565b81614af09294506136f1565b915f614ad9565b50614b028282614481565b614ac8565b60078216159182614b35575b82614b1d57505090565b6106ba925060080167ffffffffffffffff16906136f1565b9150614b4182826136f1565b91614b13565b8015908115614b63575b8115614b5b575090565b600b91501490565b600581149150614b51565b61023b9061023a8101600181515f1a01905301906001600160c01b038251169060c01b1790525f90565b909161023a8201515f1a15614bf25761023b614bc767ffffffffffffffff946008633b9aca009401908561110a565b5092015160c01c0290633b9aca00811015614be657905b011690600190565b50633b9aca0090614bde565b614c0090614c14938361110a565b50640112e0be82811015614c1b5790614b6e565b505f905f90565b50640112e0be8290614b6e565b90614c39575b806106ba5750600190565b614c53906718867251edfa0000811015614c5857806105e0565b614c2e565b6718867251edfa0000906105e0565b9190600510614d065760038114614cb85760018114908115614cad575b8115614ca2575b50614c99576106ba90613076565b6106ba90612f5c565b60049150145f614c8b565b600281149150614c84565b5061023b90605081016001600160c01b03815116600260c01b179052805160046001600160c01b0382169160c01c0160c01b1781525f61023a820153016001600160c01b0381511690525f90565b506106ba9061300a565b908160071c9160086007841601918160021c9360086007861601926038821691600482811c16908260011b9360c06040861684831717951617978515614e5d575050505060018214614e3f5760028214614e205760038214614e025760058214614dda5760068214614db15750600714614d8b575050505f90565b613023926301ffffff19610f808260071b1693600f1b9260141b9160141b161717171790565b905061202393506301ffffff19610f808260071b1693600f1b9260141b9160141b161717171790565b5050613027926301ffffff19610f808260071b1693600f1b9260141b9160141b161717171790565b50509163fff000006130039360071b92600f1b9160141b1617171790565b91612003945063fff00000915060071b92600f1b9160141b1617171790565b50509163fff000006130079360071b92600f1b9160141b1617171790565b9094506008919597506103c092965060309350169460011c1691161717179081155f14614e8a5750505f90565b60139163fff00000620100009260071b9160141b1617171790565b908160071c90601f82168360021c90601f196020601f841681871617180190831561516e57600184146150f657600284146150b9576003841461501d575050600482146150115760058214614f80576101007fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0091856006602060639860031b1692169060c08160011b169084601889169160041c161717171718019160808360041c169260086007611000610f0084831b1695600c1b16931601600f1b906380000000637e0000008260141b169160131b1617171717171790565b6108009150837ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff80093606f9560011c91600e60208260031b1694169260808260011b1692610400604083169360021b1691876010610300831693169116171717171717171801620ff000811690621000008160091b16906380000000637fe000008260141b1691600b1b161717171790565b5050506106ba906156c4565b90935060029192501461504c5750806150365750505f90565b63ffffffff610f806037931691600c1b16171790565b61020091508260207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe009460031b16916101808260041b169184601060408360011b1693169160031c1617171717180180155f146150a857505f90565b60141b63fff0000016620101131790565b509250505063fff00000610f807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8060139416169160141b16171790565b925093925050155f146151095750505f90565b601b9163fff00000620f80007fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8000610f807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff808616169460081b16169160141b1617171790565b5060141b63fff0000016600885901b620f80001617610f80909416939093176013179392505050565b908160071c601f8116918360021c90601f821692602081168660041b906101c0821660188616821717908860011c926101c084166038861617968615615458576001871461541457600287146153b6575050506003841461538957506005831461533857600683146152dd57505060071461528f5750600183600c1c161561525b576152375761522957506210007390565b60081b620f80001660e71790565b50601281901b6301f0000016600882901b620f80001617610f809091161760331790565b6152765761526857505f90565b60081b620f80001660671790565b50601281901b6301f0000016610f809091161760331790565b9050620130239291506301ffffff196301f000007ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000610f808460071b169460121b16169160141b1617171790565b90935062012023959450603c925060c09150169116176301ffffff196301f000007ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000610f808460071b169460121b16169160141b1617171790565b5050509050620130279291506301ffffff196301f000007ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000610f808460071b169460121b16169160141b1617171790565b95945050505050155f1461539d5750505f90565b60141b63fff0000016610f809190911617620130031790565b9650979450979550505050155f146153d057505050505f90565b6201200393601c60c0610f807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8063fff0000096161695169216171760141b16171790565b5050509550505050505063fff00000610f807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff80620130079416169160141b16171790565b50509590951760141b63fff0000016600888901b620f80001617610f8090971696909617611013179695505050505050565b9060076020830151600c1c1681159081156154f1575b50613d1557602082015160191c6001166154b8579052565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9d8101908082116103fe57601c018091116103fe579052565b6005811491508115615505575b505f6154a0565b60069150145f6154fe565b9080158015615531575b613d1557602082015160191c6001166154b8579052565b505f61551a565b9060076020830151600c1c166005811490811561559f575b50613d1557600180602084015160191c16801580615596575b61558d575b149081615584575b5061557e5750565b609a9052565b9050155f615576565b6099845261556e565b50818314615569565b60069150145f615550565b606081015191600183101580615620575b61561857610c00831015928361560b575b50826155ff575b826155f3575b50816155e3575090565b601f915060200151600f1c161590565b605c141591505f6155d9565b605981141592506155d3565b610c02101592505f6155cc565b505050600190565b5060038311156155bb565b908061563f57505067ffffffffffffffff90565b60070b90811561061f5760070b0590565b8161566357505067ffffffffffffffff90565b0490565b9080615671575090565b60070b90811561061f5760070b0790565b91939290601b0360051b8101905b81811061569c57505050565b90919360208560051b1690815260208235911852602060405f209460011c9101919091615690565b8060071c9060086007831601908060021c926020601f6008600787160195169116179080600a1c9160038316801561582a5760018114615800576002146157d95750600360049160051c1691161780156157bc57600181146157a5576002811461578e5760038114615777576004811461575a576005146157455750505f90565b603b918160071b91600f1b9060141b17171790565b50634000000090603b928160071b91600f1b9060141b1717171790565b50617033918160071b91600f1b9060141b17171790565b50616033918160071b91600f1b9060141b17171790565b50614033918160071b91600f1b9060141b17171790565b506340000000906033928160071b91600f1b9060141b1717171790565b915050617013925063fff00000601f1960208460071b94600f1b93180160141b1617171790565b5090506106ba93508291506104001763fff000006150139360071b92600f1b9160141b1617171790565b5090506106ba935082915063fff000006150139360071b92600f1b9160141b1617171790565b607f811015806158b7575b156106ba577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff818101908082116103fe577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe4018091116103fe5790565b50609881111561585b565b6158cb90615850565b607981101590816158da575090565b607c915011159056",
}

// Machine is an auto generated Go binding around an Ethereum contract.
type Machine struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Machine) GetABI() abi.ABI {
	return c.abi
}

// NewMachine creates a new instance of Machine.
func NewMachine() *Machine {
	parsed, err := MachineMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Machine{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Machine) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address preimages_, address floats_) returns()
func (machine *Machine) PackConstructor(preimages_ common.Address, floats_ common.Address) []byte {
	enc, err := machine.abi.Pack("", preimages_, floats_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackFloats is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2dbe002d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function floats() view returns(address)
func (machine *Machine) PackFloats() []byte {
	enc, err := machine.abi.Pack("floats")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFloats is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2dbe002d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function floats() view returns(address)
func (machine *Machine) TryPackFloats() ([]byte, error) {
	return machine.abi.Pack("floats")
}

// UnpackFloats is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2dbe002d.
//
// Solidity: function floats() view returns(address)
func (machine *Machine) UnpackFloats(data []byte) (common.Address, error) {
	out, err := machine.abi.Unpack("floats", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackPreimages is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9fb2182.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function preimages() view returns(address)
func (machine *Machine) PackPreimages() []byte {
	enc, err := machine.abi.Pack("preimages")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPreimages is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb9fb2182.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function preimages() view returns(address)
func (machine *Machine) TryPackPreimages() ([]byte, error) {
	return machine.abi.Pack("preimages")
}

// UnpackPreimages is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb9fb2182.
//
// Solidity: function preimages() view returns(address)
func (machine *Machine) UnpackPreimages(data []byte) (common.Address, error) {
	out, err := machine.abi.Unpack("preimages", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackStep is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcdeba62d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function step(bytes witness) view returns(bytes32 machine, bytes32 following)
func (machine *Machine) PackStep(witness []byte) []byte {
	enc, err := machine.abi.Pack("step", witness)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStep is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcdeba62d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function step(bytes witness) view returns(bytes32 machine, bytes32 following)
func (machine *Machine) TryPackStep(witness []byte) ([]byte, error) {
	return machine.abi.Pack("step", witness)
}

// StepOutput serves as a container for the return parameters of contract
// method Step.
type StepOutput struct {
	Machine   [32]byte
	Following [32]byte
}

// UnpackStep is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xcdeba62d.
//
// Solidity: function step(bytes witness) view returns(bytes32 machine, bytes32 following)
func (machine *Machine) UnpackStep(data []byte) (StepOutput, error) {
	out, err := machine.abi.Unpack("step", data)
	outstruct := new(StepOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Machine = *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	outstruct.Following = *abi.ConvertType(out[1], new([32]byte)).(*[32]byte)
	return *outstruct, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (machine *Machine) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], machine.abi.Errors["BadHeader"].ID.Bytes()[:4]) {
		return machine.UnpackBadHeaderError(raw[4:])
	}
	if bytes.Equal(raw[:4], machine.abi.Errors["TooLong"].ID.Bytes()[:4]) {
		return machine.UnpackTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], machine.abi.Errors["TooShort"].ID.Bytes()[:4]) {
		return machine.UnpackTooShortError(raw[4:])
	}
	if bytes.Equal(raw[:4], machine.abi.Errors["WrongPath"].ID.Bytes()[:4]) {
		return machine.UnpackWrongPathError(raw[4:])
	}
	if bytes.Equal(raw[:4], machine.abi.Errors["WrongThread"].ID.Bytes()[:4]) {
		return machine.UnpackWrongThreadError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// MachineBadHeader represents a BadHeader error raised by the Machine contract.
type MachineBadHeader struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadHeader()
func MachineBadHeaderErrorID() common.Hash {
	return common.HexToHash("0x451b7cffd5afdd96a51fe8544f5ec6ffb29228bad9c3d25b5d9e4bcb05191f5c")
}

// UnpackBadHeaderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadHeader()
func (machine *Machine) UnpackBadHeaderError(raw []byte) (*MachineBadHeader, error) {
	out := new(MachineBadHeader)
	if err := machine.abi.UnpackIntoInterface(out, "BadHeader", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MachineTooLong represents a TooLong error raised by the Machine contract.
type MachineTooLong struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooLong()
func MachineTooLongErrorID() common.Hash {
	return common.HexToHash("0x4ee45b56759704bb423d48fd084e94982a4a254d5257ad9616f266314bd1f12f")
}

// UnpackTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooLong()
func (machine *Machine) UnpackTooLongError(raw []byte) (*MachineTooLong, error) {
	out := new(MachineTooLong)
	if err := machine.abi.UnpackIntoInterface(out, "TooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MachineTooShort represents a TooShort error raised by the Machine contract.
type MachineTooShort struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooShort()
func MachineTooShortErrorID() common.Hash {
	return common.HexToHash("0x82e65044ab66c93e7835b5dcfa4add8af2ce3f34226e169b1e5cd1c804abd1c1")
}

// UnpackTooShortError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooShort()
func (machine *Machine) UnpackTooShortError(raw []byte) (*MachineTooShort, error) {
	out := new(MachineTooShort)
	if err := machine.abi.UnpackIntoInterface(out, "TooShort", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MachineWrongPath represents a WrongPath error raised by the Machine contract.
type MachineWrongPath struct {
	Addr   *big.Int
	Height *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongPath(uint256 addr, uint256 height)
func MachineWrongPathErrorID() common.Hash {
	return common.HexToHash("0x2e17fd60c43c8262ce63758b187a2fc0111e9d1c5437442dfbee113a92507f0c")
}

// UnpackWrongPathError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongPath(uint256 addr, uint256 height)
func (machine *Machine) UnpackWrongPathError(raw []byte) (*MachineWrongPath, error) {
	out := new(MachineWrongPath)
	if err := machine.abi.UnpackIntoInterface(out, "WrongPath", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MachineWrongThread represents a WrongThread error raised by the Machine contract.
type MachineWrongThread struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongThread()
func MachineWrongThreadErrorID() common.Hash {
	return common.HexToHash("0x86dd949b0beab1a808e9b203bc92fcacd0b5f3a7a0e73c545c652b4f7ffcb46c")
}

// UnpackWrongThreadError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongThread()
func (machine *Machine) UnpackWrongThreadError(raw []byte) (*MachineWrongThread, error) {
	out := new(MachineWrongThread)
	if err := machine.abi.UnpackIntoInterface(out, "WrongThread", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PreimagesMetaData contains all meta data concerning the Preimages contract.
var PreimagesMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"precompile\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"gas\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"input\",\"type\":\"bytes\"}],\"name\":\"loadPrecompile\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"value\",\"type\":\"bytes\"}],\"name\":\"loadValue\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"}],\"name\":\"read\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"word\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"}],\"name\":\"Loaded\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"NoWord\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"precompile\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"NotAsked\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"precompile\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"gas\",\"type\":\"uint256\"}],\"name\":\"NotDecided\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"}],\"name\":\"NotLoaded\",\"type\":\"error\"}]",
	ID:  "6aae6bc87a555c14b1840aecd8d4a892d5",
	Bin: "0x608080604052346015576108ef908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c80630db926f5146103875780633d301c91146102df5763883ec1b81461003a575f80fd5b346102db5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126102db5760243560ff81166004358183036102db576044356064359267ffffffffffffffff84116102db57366023850112156102db5783600401359467ffffffffffffffff86116102db57602485019460248736920101116102db576100cc86868461071d565b156102ab575f7f02000000000000000000000000000000000000000000000000000000000000007effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff82936040517fff00000000000000000000000000000000000000000000000000000000000000602082019260f81b1682528a8a60218301376101866021828d8101888382015203017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe08101835282610466565b519020161795876040519182378088810183815203908486fa946101a861050e565b951561024457505050604051917f0100000000000000000000000000000000000000000000000000000000000000602084015283515f5b81811061022e575061022c94506021846102279281015f8382015203017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe08101855284610466565b61053d565b005b80602080928801015160218288010152016101df565b828261025293949750610858565b1561027b575061022c92506040519161026c604084610466565b600183525f602084015261053d565b83907f7270f092000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b85827fca1b77da000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b5f80fd5b346102db5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126102db5760043560243590805f525f60205260405f20825f5260205260405f209160018301549160ff8360401c16156103595760408367ffffffffffffffff8654918351928352166020820152f35b7fbbef0207000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b346102db5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126102db5760243567ffffffffffffffff81116102db57366023820112156102db5780600401356103e1816104d4565b906103ef6040519283610466565b808252602082019236602483830101116102db5761022c935f6020847f01000000000000000000000000000000000000000000000000000000000000009560247effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff96018537860101528351902016176004359061053d565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff8211176104a757604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b67ffffffffffffffff81116104a757601f017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe01660200190565b3d15610538573d9061051f826104d4565b9161052d6040519384610466565b82523d5f602084013e565b606090565b9190601f811615801590610706575b6106d5578151918183038381116106a857825f9403610632575b5067ffffffffffffffff9051169060405191606083019280841067ffffffffffffffff8511176104a7577f3e0696e80241822a368b14bbf5ac1f36768ffd8767ee4976d093c298982d1f5694602094604052815283810191825267ffffffffffffffff60016040830192818452885f525f875260405f20865f52875260405f2090518155019251167fffffffffffffffffffffffffffffffffffffffffffffff00000000000000000068ff000000000000000084549351151560401b16921617179055604051908152a2565b9250602082820101519260208110156105665790927f1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff821682036106a8577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff67ffffffffffffffff9260031b1c19169290610566565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b9051907f4baca8b8000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b508151811161054c565b919082018092116106a857565b60018114801561084e575b610846576007811461083e576008811461083457600981146107de576005148015906107d4575b6107ce57816020116102db578035826040116102db57602082013591836060116102db576040013590610400811180156107c3575b80156107b8575b6107b057606001806060116106a8576107ac926107a791610710565b610710565b1490565b505050505f90565b50610400821161078b565b506104008311610784565b50505f90565b506060821061074f565b5060d5821491826107ee57505090565b90915060d410156108075760d4600291013560f81c1090565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b505060c090061590565b505060601490565b505060801490565b5060068114610728565b6006811080156108e5575b6108de575f92839273ffffffffffffffffffffffffffffffffffffffff6108a261088c846104d4565b9361089a6040519586610466565b8085526104d4565b927fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe060208201940136853751931690fa6108da61050e565b5090565b5050505f90565b506008811161086356",
}

// Preimages is an auto generated Go binding around an Ethereum contract.
type Preimages struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Preimages) GetABI() abi.ABI {
	return c.abi
}

// NewPreimages creates a new instance of Preimages.
func NewPreimages() *Preimages {
	parsed, err := PreimagesMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Preimages{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Preimages) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackLoadPrecompile is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x883ec1b8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function loadPrecompile(uint256 offset, uint8 precompile, uint256 gas, bytes input) returns()
func (preimages *Preimages) PackLoadPrecompile(offset *big.Int, precompile uint8, gas *big.Int, input []byte) []byte {
	enc, err := preimages.abi.Pack("loadPrecompile", offset, precompile, gas, input)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLoadPrecompile is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x883ec1b8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function loadPrecompile(uint256 offset, uint8 precompile, uint256 gas, bytes input) returns()
func (preimages *Preimages) TryPackLoadPrecompile(offset *big.Int, precompile uint8, gas *big.Int, input []byte) ([]byte, error) {
	return preimages.abi.Pack("loadPrecompile", offset, precompile, gas, input)
}

// PackLoadValue is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0db926f5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function loadValue(uint256 offset, bytes value) returns()
func (preimages *Preimages) PackLoadValue(offset *big.Int, value []byte) []byte {
	enc, err := preimages.abi.Pack("loadValue", offset, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLoadValue is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0db926f5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function loadValue(uint256 offset, bytes value) returns()
func (preimages *Preimages) TryPackLoadValue(offset *big.Int, value []byte) ([]byte, error) {
	return preimages.abi.Pack("loadValue", offset, value)
}

// PackRead is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3d301c91.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function read(bytes32 key, uint256 offset) view returns(bytes32 word, uint256 length)
func (preimages *Preimages) PackRead(key [32]byte, offset *big.Int) []byte {
	enc, err := preimages.abi.Pack("read", key, offset)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRead is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3d301c91.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function read(bytes32 key, uint256 offset) view returns(bytes32 word, uint256 length)
func (preimages *Preimages) TryPackRead(key [32]byte, offset *big.Int) ([]byte, error) {
	return preimages.abi.Pack("read", key, offset)
}

// ReadOutput serves as a container for the return parameters of contract
// method Read.
type ReadOutput struct {
	Word   [32]byte
	Length *big.Int
}

// UnpackRead is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3d301c91.
//
// Solidity: function read(bytes32 key, uint256 offset) view returns(bytes32 word, uint256 length)
func (preimages *Preimages) UnpackRead(data []byte) (ReadOutput, error) {
	out, err := preimages.abi.Unpack("read", data)
	outstruct := new(ReadOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Word = *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	outstruct.Length = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PreimagesLoaded represents a Loaded event raised by the Preimages contract.
type PreimagesLoaded struct {
	Key    [32]byte
	Offset *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const PreimagesLoadedEventName = "Loaded"

// ContractEventName returns the user-defined event name.
func (PreimagesLoaded) ContractEventName() string {
	return PreimagesLoadedEventName
}

// UnpackLoadedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Loaded(bytes32 indexed key, uint256 offset)
func (preimages *Preimages) UnpackLoadedEvent(log *types.Log) (*PreimagesLoaded, error) {
	event := "Loaded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != preimages.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(PreimagesLoaded)
	if len(log.Data) > 0 {
		if err := preimages.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range preimages.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (preimages *Preimages) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], preimages.abi.Errors["NoWord"].ID.Bytes()[:4]) {
		return preimages.UnpackNoWordError(raw[4:])
	}
	if bytes.Equal(raw[:4], preimages.abi.Errors["NotAsked"].ID.Bytes()[:4]) {
		return preimages.UnpackNotAskedError(raw[4:])
	}
	if bytes.Equal(raw[:4], preimages.abi.Errors["NotDecided"].ID.Bytes()[:4]) {
		return preimages.UnpackNotDecidedError(raw[4:])
	}
	if bytes.Equal(raw[:4], preimages.abi.Errors["NotLoaded"].ID.Bytes()[:4]) {
		return preimages.UnpackNotLoadedError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// PreimagesNoWord represents a NoWord error raised by the Preimages contract.
type PreimagesNoWord struct {
	Offset *big.Int
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoWord(uint256 offset, uint256 length)
func PreimagesNoWordErrorID() common.Hash {
	return common.HexToHash("0x4baca8b8281f88f538f2bae1aa7c585d942bfb231550d77738e87c59d9b86094")
}

// UnpackNoWordError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoWord(uint256 offset, uint256 length)
func (preimages *Preimages) UnpackNoWordError(raw []byte) (*PreimagesNoWord, error) {
	out := new(PreimagesNoWord)
	if err := preimages.abi.UnpackIntoInterface(out, "NoWord", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PreimagesNotAsked represents a NotAsked error raised by the Preimages contract.
type PreimagesNotAsked struct {
	Precompile uint8
	Length     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotAsked(uint8 precompile, uint256 length)
func PreimagesNotAskedErrorID() common.Hash {
	return common.HexToHash("0xca1b77da7d0a1fa5853c7c5758ea26cd1b1fd11a665af7e3a76f6f7ff92ddab3")
}

// UnpackNotAskedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotAsked(uint8 precompile, uint256 length)
func (preimages *Preimages) UnpackNotAskedError(raw []byte) (*PreimagesNotAsked, error) {
	out := new(PreimagesNotAsked)
	if err := preimages.abi.UnpackIntoInterface(out, "NotAsked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PreimagesNotDecided represents a NotDecided error raised by the Preimages contract.
type PreimagesNotDecided struct {
	Precompile uint8
	Gas        *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotDecided(uint8 precompile, uint256 gas)
func PreimagesNotDecidedErrorID() common.Hash {
	return common.HexToHash("0x7270f0924cbf9b2ef5ae93e09e008ebccc3aacaf26f6a39bbf63e7f7c157b455")
}

// UnpackNotDecidedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotDecided(uint8 precompile, uint256 gas)
func (preimages *Preimages) UnpackNotDecidedError(raw []byte) (*PreimagesNotDecided, error) {
	out := new(PreimagesNotDecided)
	if err := preimages.abi.UnpackIntoInterface(out, "NotDecided", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PreimagesNotLoaded represents a NotLoaded error raised by the Preimages contract.
type PreimagesNotLoaded struct {
	Key    [32]byte
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotLoaded(bytes32 key, uint256 offset)
func PreimagesNotLoadedErrorID() common.Hash {
	return common.HexToHash("0xbbef0207b385692c0f23ba1c17258f019110b3bb8beeedf65d2a0212bf8e3f51")
}

// UnpackNotLoadedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotLoaded(bytes32 key, uint256 offset)
func (preimages *Preimages) UnpackNotLoadedError(raw []byte) (*PreimagesNotLoaded, error) {
	out := new(PreimagesNotLoaded)
	if err := preimages.abi.UnpackIntoInterface(out, "NotLoaded", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupMetaData contains all meta data concerning the Rollup contract.
var RollupMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"components\":[{\"internalType\":\"contractIInbox\",\"name\":\"inbox\",\"type\":\"address\"},{\"internalType\":\"contractIMachine\",\"name\":\"machine\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"template\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"params\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"genesis\",\"type\":\"bytes32\"},{\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"censored\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"perMove\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"compute\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"queue\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"minGap\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"bondA\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"bondB\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"bondC\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"price\",\"type\":\"uint64\"}],\"internalType\":\"structConfig\",\"name\":\"c\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"state\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structParent\",\"name\":\"parent\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint64\",\"name\":\"batches\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"acc\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"mile\",\"type\":\"bytes32\"}],\"internalType\":\"structRange\",\"name\":\"end\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"state\",\"type\":\"bytes\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32[]\",\"name\":\"path\",\"type\":\"bytes32[]\"}],\"name\":\"assertState\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"assertion_\",\"type\":\"bytes32\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"assertion_\",\"type\":\"bytes32\"}],\"name\":\"assertion\",\"outputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"end\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"author\",\"type\":\"address\"},{\"internalType\":\"uint48\",\"name\":\"createdAt\",\"type\":\"uint48\"},{\"internalType\":\"enumStatus\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bool\",\"name\":\"behind\",\"type\":\"bool\"}],\"internalType\":\"structAssertion\",\"name\":\"a\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes[]\",\"name\":\"calls\",\"type\":\"bytes[]\"}],\"name\":\"batch\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"burnt\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"}],\"name\":\"cohort\",\"outputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"count\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"spent\",\"type\":\"uint64\"},{\"internalType\":\"bool\",\"name\":\"settled\",\"type\":\"bool\"}],\"internalType\":\"structCohort\",\"name\":\"cohort_\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"config\",\"outputs\":[{\"components\":[{\"internalType\":\"contractIInbox\",\"name\":\"inbox\",\"type\":\"address\"},{\"internalType\":\"contractIMachine\",\"name\":\"machine\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"template\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"params\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"genesis\",\"type\":\"bytes32\"},{\"internalType\":\"uint32\",\"name\":\"threshold\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"censored\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"perMove\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"compute\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"queue\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"minGap\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"bondA\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"bondB\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"bondC\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"price\",\"type\":\"uint64\"}],\"internalType\":\"structConfig\",\"name\":\"c\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"state\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structParent\",\"name\":\"parent\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"state\",\"type\":\"bytes\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"name\":\"confirm\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"sends\",\"type\":\"bytes32\"}],\"name\":\"confirmedAt\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"height\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"credit\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"wei_\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"node_\",\"type\":\"bytes32\"}],\"name\":\"initial\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"claim\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"poster\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"sends\",\"type\":\"bytes32\"}],\"name\":\"isConfirmed\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"yes\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes\",\"name\":\"good\",\"type\":\"bytes\"}],\"name\":\"last\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"latest\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"internalType\":\"uint8\",\"name\":\"level\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"len\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"pos\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structRef\",\"name\":\"v\",\"type\":\"tuple\"}],\"name\":\"node\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"exists\",\"type\":\"bool\"},{\"internalType\":\"bool\",\"name\":\"first\",\"type\":\"bool\"},{\"internalType\":\"uint48\",\"name\":\"t1\",\"type\":\"uint48\"},{\"internalType\":\"uint48\",\"name\":\"t2\",\"type\":\"uint48\"},{\"internalType\":\"uint32\",\"name\":\"beta\",\"type\":\"uint32\"},{\"internalType\":\"uint8\",\"name\":\"flags\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"internalType\":\"uint8\",\"name\":\"level\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"len\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"pos\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structRef\",\"name\":\"v\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"prevBase\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"prevSpan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32[]\",\"name\":\"path\",\"type\":\"bytes32[]\"}],\"internalType\":\"structStart\",\"name\":\"start\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"witness\",\"type\":\"bytes\"}],\"name\":\"prove\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"internalType\":\"uint8\",\"name\":\"level\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"len\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"pos\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structRef\",\"name\":\"v\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"prevBase\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"prevSpan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32[]\",\"name\":\"path\",\"type\":\"bytes32[]\"}],\"internalType\":\"structStart\",\"name\":\"start\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"end\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"before\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"next\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32[]\",\"name\":\"path\",\"type\":\"bytes32[]\"},{\"components\":[{\"internalType\":\"bytes\",\"name\":\"template\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"header\",\"type\":\"bytes\"},{\"internalType\":\"bytes32\",\"name\":\"memoryRoot\",\"type\":\"bytes32\"}],\"internalType\":\"structRun\",\"name\":\"run\",\"type\":\"tuple\"}],\"name\":\"refineLeaf\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"node_\",\"type\":\"bytes32\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"internalType\":\"uint8\",\"name\":\"level\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"len\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"pos\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structRef\",\"name\":\"v\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"prevBase\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"prevSpan\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32[]\",\"name\":\"path\",\"type\":\"bytes32[]\"}],\"internalType\":\"structStart\",\"name\":\"start\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"machine\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32[]\",\"name\":\"path\",\"type\":\"bytes32[]\"}],\"name\":\"refineStride\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"node_\",\"type\":\"bytes32\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"internalType\":\"uint8\",\"name\":\"level\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"len\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"pos\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structRef\",\"name\":\"winner\",\"type\":\"tuple\"}],\"name\":\"settle\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"internalType\":\"uint8\",\"name\":\"level\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"len\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"pos\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structRef\",\"name\":\"v\",\"type\":\"tuple\"},{\"internalType\":\"bytes32[16]\",\"name\":\"spans\",\"type\":\"bytes32[16]\"}],\"name\":\"split\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"stake\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"tip\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"stuckAt\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"unstake\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"internalType\":\"uint8\",\"name\":\"level\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"len\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"pos\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structRef\",\"name\":\"v\",\"type\":\"tuple\"},{\"internalType\":\"bytes32[16]\",\"name\":\"spans\",\"type\":\"bytes32[16]\"}],\"name\":\"update\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"internalType\":\"uint8\",\"name\":\"level\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"len\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"pos\",\"type\":\"uint32\"},{\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"}],\"internalType\":\"structRef\",\"name\":\"v\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"}],\"name\":\"updateFrom\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"withdraw\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"wei_\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"parent\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"assertion\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"author\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"state\",\"type\":\"bytes\"},{\"components\":[{\"internalType\":\"uint64\",\"name\":\"batches\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"acc\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"mile\",\"type\":\"bytes32\"}],\"indexed\":false,\"internalType\":\"structRange\",\"name\":\"end\",\"type\":\"tuple\"}],\"name\":\"Asserted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"assertion\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"sends\",\"type\":\"bytes32\"}],\"name\":\"Confirmed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"node\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"claim\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"base\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"span\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"poster\",\"type\":\"address\"}],\"name\":\"Entered\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"state\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"sends\",\"type\":\"bytes32\"}],\"name\":\"LastKnown\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"tip\",\"type\":\"bytes32\"}],\"name\":\"Moved\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"node\",\"type\":\"bytes32\"}],\"name\":\"Proven\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"node\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"beta\",\"type\":\"uint32\"}],\"name\":\"Raised\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"origin\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"winner\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"reward\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"burnt\",\"type\":\"uint64\"}],\"name\":\"Settled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"node\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes32[16]\",\"name\":\"spans\",\"type\":\"bytes32[16]\"}],\"name\":\"Split\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"Unstaked\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"Withdrawn\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"AlreadyProven\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"AlreadySettled\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"AlreadySplit\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"which\",\"type\":\"uint8\"}],\"name\":\"BadConfig\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoNode\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotConfirmed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotRivaled\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotTaken\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotTip\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NothingToPay\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ParentNotConfirmed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"from\",\"type\":\"uint256\"}],\"name\":\"TooEarly\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"UnknownAssertion\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"wantGwei\",\"type\":\"uint256\"}],\"name\":\"WrongBond\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongChildren\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongClaim\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongLength\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongLevel\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongOutcome\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongPath\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongRange\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongStart\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongState\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongStep\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongTemplate\",\"type\":\"error\"}]",
	ID:  "c82a8a13fc2fdda879509bc5c45bfffe05",
	Bin: "0x6102e08060405234610800576101e08161433280380380916100218285610953565b83398101031261080057604051906101e082016001600160401b0381118382101761076f5760405280516001600160a01b038116810361080057825260208101516001600160a01b038116810361080057602083019081526040820151906040840191825260608301519260608501938452608081015193608086019485526100ac60a08301610976565b9160a08701928352866100c160c08301610976565b9160c082019283526100d560e08201610976565b9660e083019788526100ea6101008301610976565b9661010084019788526101006101208401610976565b9661012085019788526101166101408501610976565b96610140860197885261012c6101608601610987565b936101608701938585526101436101808801610987565b9761018081019689885261015a6101a08a01610987565b996101706101c06101a085019b8d8d5201610987565b6101c084019081526001600160401b039b8c1660c052908b1660a052908a1660805280519099633b9aca00916101a691166109a8565b0460e0528851633b9aca00906101c4906001600160401b03166109a8565b04610100528851633b9aca00906101e3906001600160401b03166109bd565b046101205288516001600160401b031661014052815183518551875163ffffffff166101c0526101a052610180526001600160a01b03908116610160529051163b1561093f57516001600160a01b03163b1561092b575115908115610921575b508015610918575b6109045763ffffffff8751161580156108f2575b6108df5763ffffffff81511663ffffffff87511663ffffffff8c51166001810180911161082b578060130290601382040361082b576102c1916102ad6102b39263ffffffff8f51169061099b565b9061099b565b63ffffffff8b51169061099b565b10156108cb5763ffffffff620fffff91511610156108b757630f0000004310156108a35780516001600160401b03161561088f5781516001600160401b03161561087b5782516001600160401b031615610867578351633b9aca009061032f906001600160401b03166109a8565b04908160050291600583040361082b575160011b6002600160411b031610610853578251633b9aca009061036b906001600160401b03166109a8565b04908160050291600583040361082b575160011b6002600160411b03161061083f578151633b9aca00906103a7906001600160401b03166109bd565b04908160050291600583040361082b575160011b6002600160411b0316106108175763ffffffff809392819392829360018060a01b038c511691848c519251169060018060401b039051166102c0526102a052610200526101e0525116955116935116915116610280526102605261024052610220525160405160208101915f835260408201525f606082015260608152610443608082610953565b51902060098190559051604051916001600160a01b0390911690606083018381106001600160401b0382111761076f576040525f835260208301915f8352600460e060408601925f84526040519283809263c19d93fb851b82525afa90811561080c575f915f915f91610783575b508084528186526001600160401b038316875260405160c09390931b6001600160c01b0319166020840190815260288401929092526048808401919091528252906104fd606882610953565b519020604051929060a084016001600160401b0381118582101761076f57604052835260208301945f8652604084019265ffffffffffff43168452600160608601956002875260808101945f86525f52600660205260405f2090518155019660018060a01b039051169680549465ffffffffffff60a01b905160a01b16955197600389101561075b575f9889977fb5ffbf5643257a93e8765db3733d10fc7b4f321250e99dc91903cda8122e78079760c09760ff60d81b9051151560d81b169360ff60d81b199164ffffffffff60d81b161716179060ff60d01b9060d01b1617179055600954956040519286845260a060208501528660a085015260018060401b039051166040840152516060830152516080820152a460405161395f90816109d382396080518181816111d90152818161166d015281816121fd0152612cd6015260a0518181816111fb0152612d01015260c05181818161121d0152612d25015260e0518181816128da01528181612a9c0152612b700152610100518161299c015261012051816129c4015261014051818181612884015281816129f101528181612a4601528181612aca01528181612b1a0152612b9e0152610160518181816110700152611b16015261018051818181610434015261104d01526101a0518181816104e2015261102a01526101c0518181816111350152612c9101526101e0518181816110a90152612280015261020051816110070152610220518161110c015261024051816110e3015261026051816111b00152610280518161118701526102a05181818161115e015261208a01526102c051816112630152f35b634e487b7160e01b5f52602160045260245ffd5b634e487b7160e01b5f52604160045260245ffd5b9250505060e0813d60e011610804575b816107a060e09383610953565b81010312610800576107b181610987565b6107bd60208301610987565b506107ca60408301610987565b506107d760608301610987565b5060808201516001600160c01b03198116036108005760c060a08301519201519091905f6104b1565b5f80fd5b3d9150610793565b6040513d5f823e3d90fd5b6332f1ade360e11b5f52600d60045260245ffd5b634e487b7160e01b5f52601160045260245ffd5b6332f1ade360e11b5f52600c60045260245ffd5b6332f1ade360e11b5f52600b60045260245ffd5b6332f1ade360e11b5f52600a60045260245ffd5b6332f1ade360e11b5f52600960045260245ffd5b6332f1ade360e11b5f52600860045260245ffd5b6332f1ade360e11b5f52600760045260245ffd5b6332f1ade360e11b5f52600660045260245ffd5b6332f1ade360e11b5f52600560045260245ffd5b6332f1ade360e11b5f526004805260245ffd5b5084516001600160401b03161561025f565b6332f1ade360e11b5f52600360045260245ffd5b508a511561024b565b905051155f610243565b6332f1ade360e11b5f52600260045260245ffd5b6332f1ade360e11b5f52600160045260245ffd5b601f909101601f19168101906001600160401b0382119082101761076f57604052565b519063ffffffff8216820361080057565b51906001600160401b038216820361080057565b9190820180921161082b57565b90816239fbc002916239fbc083040361082b57565b90816261a80002916261a80083040361082b5756fe60806040526004361015610011575f80fd5b5f5f3560e01c80630da88f16146119ff57806315ca5ac6146118815780631a909e33146117a95780631e897afb1461172957806326476204146116e15780632def6620146116185780634c9c23cb1461151b57806351cff8d91461142a57806352bfe7891461140d5780636486aa51146113d7578063649ca16b146113ba57806364cb6b421461138657806379502c5514610f8e5780637bc54a8314610ea75780637e98040b14610db15780638182ac1a146109ee5780638c5833c914610926578063982ebc5a146108a9578063a20a7d4e14610815578063b192da2d146107f8578063cef02b1c146107af578063cf78ad3614610754578063d5d44d801461070d578063d728541a1461031d5763e9099f561461012d575f80fd5b3461031a5761013b36611d0e565b919061014681612c25565b60a0820135908084528160205260408420916101628383613548565b909181156102f257630fffffff8360181c16156102ca57600182166102a257600460ff61019160408901611dfb565b161061027a576101a088612e93565b0361025257908360016101b5949317926127f2565b6101bf8483612f45565b835b601081106102155750507f137add54253474b097658eb40beeb76bdf4e0860d2ab0680ebba9448a5e92aa2610200610212949581604051918237a260ff61020a60208301611dfb565b169035612a1c565b80f35b8061024c61022560019385611f06565b516102308386611f06565b5161023b848b611f06565b359089526020526040882090613699565b016101c1565b6004867f7a3c7655000000000000000000000000000000000000000000000000000000008152fd5b6004877f92aa5ab2000000000000000000000000000000000000000000000000000000008152fd5b6004877f3a47dff8000000000000000000000000000000000000000000000000000000008152fd5b6004877f64d40156000000000000000000000000000000000000000000000000000000008152fd5b6004877feaa4898b000000000000000000000000000000000000000000000000000000008152fd5b80fd5b60031936016101c081126106415760c0136106415760c43567ffffffffffffffff8111610641576060600319823603011261064157610124356101643561010435610144356101843567ffffffffffffffff811161064157610383903690600401611cdd565b9490926101a4359367ffffffffffffffff851161064157846004019160606003198736030112610641576103b85f600461277c565b9860a4358a5f52806020526103d060405f208c613548565b156106e55760181c630fffffff16156106bd57604c5f538660015260215f20036106955760e4355f528160205260405f206004350361066d5784610416916004016127be565b6104208380611e86565b61042b368284611e50565b602081519101207f00000000000000000000000000000000000000000000000000000000000000000361064557806102d211610641578061033311610641576105406103538a947ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffccd6103338601948181016040519687946102d2602087019a8b377f60000000000000000000000000000000000000000000000000000000000000006102f28701528d6102f38701526103138601527f0000000000000000000000000000000000000000000000000000000000000000610333860152858501378201015f8382015203017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe08101835282611d6c565b519020976024870196604461057f60208061055b8c8a611e86565b909560405195828793858501998a3783019101358382015203018084520182611d6c565b519020604c5f5360015260215f2092601082149384159461062b575b50505050610603576105b6936105b091611e86565b9061359c565b156105db576020926105d392604c5f5360015260215f2090613130565b604051908152f35b7f8218e4b2000000000000000000000000000000000000000000000000000000005f5260045ffd5b7ff52a7b85000000000000000000000000000000000000000000000000000000005f5260045ffd5b6106369394506138af565b14158589808061059b565b5f80fd5b7faa2f01ea000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f944bda35000000000000000000000000000000000000000000000000000000005f5260045ffd5b7fcaa7b25c000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f64d40156000000000000000000000000000000000000000000000000000000005f5260045ffd5b7feaa4898b000000000000000000000000000000000000000000000000000000005f5260045ffd5b346106415760206003193601126106415760043573ffffffffffffffffffffffffffffffffffffffff8116809103610641575f525f602052602060405f2054604051908152f35b346106415760c06003193601126106415760c065ffffffffffff60ff8163ffffffff61077e61270b565b96936040999293919599519915158a52151560208a01521660408801521660608601521660808401521660a0820152f35b34610641576020600319360112610641576004355f5260056020526040805f2073ffffffffffffffffffffffffffffffffffffffff600182549201541682519182526020820152f35b34610641575f600319360112610641576020600254604051908152f35b60031936016101208112610641576060136106415760607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9c3601126106415760c43567ffffffffffffffff811161064157610874903690600401611caf565b90610104359067ffffffffffffffff82116106415760209261089d6105d3933690600401611cdd565b92909160e43591611f6e565b34610641576020600319360112610641576108c2611f50565b506004355f526001602052606060405f20604051906108e082611d50565b5467ffffffffffffffff63ffffffff82169283815260ff60406020830192848660201c1684520193861c1615158352604051938452511660208301525115156040820152f35b3461064157600319360161010081126106415760c01361064157610948612bc4565b805f5260a43560205260405f20906109608282613548565b9081156106e55760ff610971611deb565b16600181018091116109c15761098a9060e435856133d2565b93845f5260c43560205260405f2094855f5260056020528160405f205403610695576109bf956109b99161301e565b93613094565b005b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b3461064157600319360160a08112610641576060136106415760643567ffffffffffffffff811161064157610a27903690600401611caf565b60243591608435610a3d6044358560043561337d565b90610a5a81610a4d368787611e50565b602081519101208461337d565b94855f526006602052600160405f20019260ff845460d01c166003811015610d5c57600103610d8957805f52600660205260ff600160405f20015460d01c166003811015610d5c57600203610d3457805f52600660205260405f2054905f5260205260405f2092835f52600160205260ff60405f205460601c16610d0c5773ffffffffffffffffffffffffffffffffffffffff91604c5f53600152610b0260215f20856133a8565b92835f52602052610b1760405f208094612c85565b7a0200000000000000000000000000000000000000000000000000007fffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffffffff825416178155866009555416825f52600160205260405f20918254935f1963ffffffff86160163ffffffff81116109c157604067ffffffffffffffff610c4f9781610bcf7ff5591160ed1c5cda9ebf0ee9f7f8caf600a1cbfa098dd101365c9e4a44e98e5b9563ffffffff610bc85f612cce565b9116612847565b16976c010000000000000000000000007fffffffffffffffffffffffffffffffffffffff00ffffffffffffffffffffffff610c1d610c11600a8d04809d612d47565b868660201c1690612d47565b93161790551695610c3087600254611e09565b60025567ffffffffffffffff82519116968782526020820152a3612d69565b5f91610c5b81836133fd565b15610ccf57600a5415610c99575b505060207f93c33cb1e882a375a4c58c6710d9b70eb30df10ddf3ef6012efdc0f953f9c2d6915b604051908152a2005b6025116106415760050135600a5560207f93c33cb1e882a375a4c58c6710d9b70eb30df10ddf3ef6012efdc0f953f9c2d6610c69565b7f93c33cb1e882a375a4c58c6710d9b70eb30df10ddf3ef6012efdc0f953f9c2d69250610cfe90602092612e15565b610d0781612e24565b610c90565b7f560ff900000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f2c2da2af000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b7fe1990bd7000000000000000000000000000000000000000000000000000000005f5260045ffd5b34610641576020600319360112610641575f6080604051610dd181611d34565b82815282602082015282604082015282606082015201526004355f52600660205260405f20600160405191610e0583611d34565b805483520154906020810173ffffffffffffffffffffffffffffffffffffffff8316815265ffffffffffff60408301818560a01c16815273ffffffffffffffffffffffffffffffffffffffff6060850193610e6660ff8860d01c1686611f44565b60ff608087019760d81c161515875260405195518652511660208501525116604083015251916003831015610d5c5760a09260608301525115156080820152f35b600319360161014081126106415760c0136106415760c43567ffffffffffffffff811161064157606060031982360301126106415760e435610104356101243567ffffffffffffffff811161064157610f04903690600401611cdd565b93610f116001600461277c565b9460a43592865f5283602052610f2a60405f2088613548565b156106e55760181c630fffffff16156106bd57610f4b8686946004016127be565b6014821493841594610f78575b50505050610603576020926105d392604c5f5360015260215f2090613130565b610f839394506138af565b141581858080610f58565b34610641575f600319360112610641576040516101e0810181811067ffffffffffffffff821117611359576040526020810181604082930190606081016080820160a0830160c0840160e085016101008601916101208701936101408801956101608901976101808a01996101a081019b6101c082019d7f000000000000000000000000000000000000000000000000000000000000000085527f000000000000000000000000000000000000000000000000000000000000000084527f000000000000000000000000000000000000000000000000000000000000000082527f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff1690527f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff168092527f000000000000000000000000000000000000000000000000000000000000000063ffffffff1687527f000000000000000000000000000000000000000000000000000000000000000063ffffffff1686527f000000000000000000000000000000000000000000000000000000000000000063ffffffff1685527f000000000000000000000000000000000000000000000000000000000000000063ffffffff168a527f000000000000000000000000000000000000000000000000000000000000000063ffffffff1689527f000000000000000000000000000000000000000000000000000000000000000063ffffffff1688527f00000000000000000000000000000000000000000000000000000000000000008d7f0000000000000000000000000000000000000000000000000000000000000000907f000000000000000000000000000000000000000000000000000000000000000067ffffffffffffffff16905267ffffffffffffffff168d5267ffffffffffffffff168b528d7f000000000000000000000000000000000000000000000000000000000000000067ffffffffffffffff1690526040519e8f9283525173ffffffffffffffffffffffffffffffffffffffff1660208301525190604001525160608d01525160808c01525163ffffffff1660a08b01525163ffffffff1660c08a01525163ffffffff1660e08901525163ffffffff166101008801525163ffffffff166101208701525163ffffffff166101408601525167ffffffffffffffff166101608501525167ffffffffffffffff166101808401525167ffffffffffffffff166101a08301525167ffffffffffffffff166101c08201526101e090f35b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b34610641576020600319360112610641576004355f526008602052602067ffffffffffffffff60405f205416604051908152f35b34610641575f600319360112610641576020600a54604051908152f35b34610641576020600319360112610641576004355f526008602052602067ffffffffffffffff60405f2054161515604051908152f35b34610641575f600319360112610641576020600954604051908152f35b346106415760206003193601126106415760043573ffffffffffffffffffffffffffffffffffffffff811680820361064157335f525f60205260405f20549182156114f3575f80848194938294338452836020528360408120556040518381527fd1c19fbcd4551a5edfb66d43d2e337c04837afda3482b42bdf569a8fccdae5fb60203392a35af16114ba611ed7565b50156114cb57602090604051908152f35b7fc02791fe000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f4d63c252000000000000000000000000000000000000000000000000000000005f5260045ffd5b346106415761152936611d0e565b9061153381612c25565b9060a0810135825f528060205260405f2061154e8185613548565b93909284156106e5576001851615908115611605575b506115dd578561157391612f45565b93620fffff945f5b6010811061158f5750506109bf9550613094565b6115c361159c8284611f06565b516115a78385611f06565b516115b2848c611f06565b35905f5260205260405f209061301e565b8781106115d4575b5060010161157b565b965060016115cb565b7f7a3c7655000000000000000000000000000000000000000000000000000000005f5260045ffd5b905061161087612e93565b141587611564565b34610641575f60031936011261064157335f52600760205260405f20545f52600660205260ff600160405f20015460d01c166003811015610d5c576002036116b957335f5260076020525f60408120556116927f000000000000000000000000000000000000000000000000000000000000000033612d69565b337f908e667f6c2b13b8062954eb100253ea804c21222b190449e40d967a3ac0ff135f80a2005b7fe471069a000000000000000000000000000000000000000000000000000000005f5260045ffd5b346106415760206003193601126106415760043573ffffffffffffffffffffffffffffffffffffffff8116809103610641575f526007602052602060405f2054604051908152f35b346106415760206003193601126106415760043567ffffffffffffffff81116106415761175a903690600401611cdd565b905f5b828110156109bf575f806117768360051b850185611e86565b9081604051928392833781018381520390305af4611792611ed7565b90156117a1575060010161175d565b602081519101fd5b346106415760206003193601126106415760043567ffffffffffffffff8111610641576117da903690600401611caf565b600a5480156116b9576117ed8284612db6565b15908115611865575b5061183d5761180491612e15565b61180d81612e24565b7f7b802940f5b326dc9bdbb46d3cdbe228157210d0f2c47ea15f2adcd6ea2af0a46020600a5492604051908152a2005b7fde4168ba000000000000000000000000000000000000000000000000000000005f5260045ffd5b9050611872368385611e50565b602081519101201415836117f6565b346106415760c06003193601126106415761189a612bc4565b805f5260a43560205260405f20805f52600560205273ffffffffffffffffffffffffffffffffffffffff600160405f200154169081156106e55760043592835f52600160205260ff60405f205460601c16610d0c57816118f991612c85565b61190c60ff611906611deb565b16612cce565b9060ff611917611deb565b1691845f52600160205260405f20918254955f1963ffffffff8816019663ffffffff88116109c157604067ffffffffffffffff7ff5591160ed1c5cda9ebf0ee9f7f8caf600a1cbfa098dd101365c9e4a44e98e5b92816119856109bf9c63ffffffff610bc86119f99d612cce565b16976c010000000000000000000000007fffffffffffffffffffffffffffffffffffffff00ffffffffffffffffffffffff6119c7610c11600a8d04809d612d47565b931617905516956119da87600254611e09565b60025567ffffffffffffffff82519116968782526020820152a3611e09565b90612d69565b3461064157600319360161010081126106415760c0136106415760c43567ffffffffffffffff811161064157606060031982360301126106415760e43567ffffffffffffffff811161064157611a59903690600401611caf565b909160243560ff8116808203610641576002915003611c875760443560ff8116908181036106415750611c5f57611a906004612c25565b9260a435845f528060205260405f2092611aaa8487613548565b93909584156106e55760028516611c3757611afd91604091825193849283927fcdeba62d000000000000000000000000000000000000000000000000000000008452602060048501526024840191611dad565b038173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000165afa908115611c2c575f905f92611bef575b50611b5691926004016127be565b604c5f5360015260215f2003611bc757630fffffff93838362fffff0600f6002611b8396171617926127f2565b7fbb22471c37e49af6fa727842540808ad1ca4d0cc02db4eb7ecae888ce640d8c65f80a260181c16611bb157005b6109bf60ff611bbe611deb565b1660043561285a565b7fbc3c8a5a000000000000000000000000000000000000000000000000000000005f5260045ffd5b9150506040813d604011611c24575b81611c0b60409383611d6c565b8101031261064157806020611b56925191015191611b48565b3d9150611bfe565b6040513d5f823e3d90fd5b7f2c06a364000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f92aa5ab2000000000000000000000000000000000000000000000000000000005f5260045ffd5b7ff2047548000000000000000000000000000000000000000000000000000000005f5260045ffd5b9181601f840112156106415782359167ffffffffffffffff8311610641576020838186019501011161064157565b9181601f840112156106415782359167ffffffffffffffff8311610641576020808501948460051b01011161064157565b9060031982016102c081126106415760c013610641576004916102c4116106415760c490565b60a0810190811067ffffffffffffffff82111761135957604052565b6060810190811067ffffffffffffffff82111761135957604052565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff82111761135957604052565b601f82602094937fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe093818652868601375f8582860101520116010190565b60243560ff811681036106415790565b3560ff811681036106415790565b919082018092116109c157565b67ffffffffffffffff811161135957601f017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe01660200190565b929192611e5c82611e16565b91611e6a6040519384611d6c565b829481845281830111610641578281602093845f960137010152565b9035907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe181360301821215610641570180359067ffffffffffffffff82116106415760200191813603831361064157565b3d15611f01573d90611ee882611e16565b91611ef66040519384611d6c565b82523d5f602084013e565b606090565b906010811015611f175760051b0190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b6003821015610d5c5752565b60405190611f5d82611d50565b5f6040838281528260208201520152565b94939060243590611f846044358360043561337d565b92835f52600660205260405f2095600160405197611fa189611d34565b80548952015473ffffffffffffffffffffffffffffffffffffffff811660208901526040880165ffffffffffff8260a01c16815260608901611fe960ff8460d01c1682611f44565b60ff60808b019360d81c1615158352516003811015610d5c5715610d895760607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9c360112610641576040519861203e8a611d50565b60643567ffffffffffffffff81169a8b82036106415761206f918152608435602082015260a43560408201526138dc565b9051036126e35765ffffffffffff6120b091511663ffffffff7f00000000000000000000000000000000000000000000000000000000000000001690611e09565b905115806126da575b6126af57506120c8838a612db6565b158061269e575b61183d57856120df36858c611e50565b6020815191012092604c5f538360015260215f20926010821493841594612688575b505050506106035784612114918561337d565b96875f52600660205260ff600160405f20015460d01c166003811015610d5c5761266b57835f52600660205260405f2054845f5260205260405f2093845f52600160205260405f20805460ff8160601c16610d0c5763ffffffff8116600181018091116109c1576121845f612cce565b63ffffffff82118015612651575b612626575063ffffffff7fffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000091169116179055335f52600760205260405f2054801590828215918261261b575b50506125f357335f5260076020528960405f20555f146125ea576122217f000000000000000000000000000000000000000000000000000000000000000061347a565b61222b8383612db6565b96876125cf575b5061223b611f50565b92604051907fc19d93fb00000000000000000000000000000000000000000000000000000000825260e08260048173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000165afa8015611c2c575f5f935f92612530575b50602087019360408801928352845267ffffffffffffffff1686526122d6866138dc565b92604051936122e485611d34565b84528c602085019433865260408101904365ffffffffffff168252606081019260018452608082019e8f90151590525f52600660205260405f2090518155600101955173ffffffffffffffffffffffffffffffffffffffff1673ffffffffffffffffffffffffffffffffffffffff1686547fffffffffffffffffffffffff0000000000000000000000000000000000000000161786555185549060a01b79ffffffffffff000000000000000000000000000000000000000016907fffffffffffff000000000000ffffffffffffffffffffffffffffffffffffffff16178555519a60038c1015610d5c576124b08e9c977fb5ffbf5643257a93e8765db3733d10fc7b4f321250e99dc91903cda8122e78079667ffffffffffffffff938f9a7fffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffffffff7aff000000000000000000000000000000000000000000000000000084549260d01b1691161782555115157fffffffff00ffffffffffffffffffffffffffffffffffffffffffffffffffffff7bff00000000000000000000000000000000000000000000000000000083549260d81b169116179055604051958d875260a0602088015260a0870191611dad565b97511660408401525160608301525160808201528033950390a4604c5f536001527f22ce8b268fa290b53f06bdea1e6278bacc52c27b1f9ae416894b96e4065df2cf60215f2061250081846133a8565b93845f528060205261251660405f208096613699565b6040805192835260208301919091523390820152606090a4565b9350505060e0823d60e0116125c7575b8161254d60e09383611d6c565b810103126106415761255e82613932565b9161256b60208201613932565b5061257860408201613932565b5061258560608201613932565b5060808101517fffffffffffffffff0000000000000000000000000000000000000000000000008116036106415760c060a0820151910151929092905f6122b2565b3d9150612540565b9096508260711161064157606982013560c01c10955f612232565b6122215f61347a565b7fe8886143000000000000000000000000000000000000000000000000000000005f5260045ffd5b14159050825f6121de565b7ff17d47af000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5067ffffffffffffffff6126658284612847565b11612192565b5050506126859250849394915061268061345e565b613501565b90565b6126939394506138af565b1415855f8080612101565b506126a9838a6133fd565b156120cf565b7f2a35a324000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b508043106120b9565b7f958f622a000000000000000000000000000000000000000000000000000000005f5260045ffd5b6127156004612c25565b90815f5260a43560205260405f209161272e8382613548565b92831561276a5761273f8583613580565b93600f63ffffffff612763600198630fffffff808860181c169760341c169761301e565b1691169091565b5f945084935083925082915081908190565b9060ff61278b60208401611dfb565b1603611c875760ff61279f60408301611dfb565b16611c5f5761268590612c25565b3563ffffffff811681036106415790565b906064359163ffffffff8316808403610641576127de93506084356137a9565b1561066d57565b919082039182116109c157565b9190916127ff8383613580565b15612837577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000092505f526003602052161760405f2055565b50505f52600460205260405f2055565b818102929181159184041417156109c157565b5f52600160205260405f209081549160ff8360601c16612a17573a1580156129ee575b156129e8577f00000000000000000000000000000000000000000000000000000000000000005b621e848081810291908204036109c157633b9aca0090049163ffffffff84165f1981019081116109c1576128ff918061299357507f000000000000000000000000000000000000000000000000000000000000000090612847565b61291767ffffffffffffffff8560201c1680926127e5565b80841161298b575b5082156129855767ffffffffffffffff8316019267ffffffffffffffff84116109c1577fffffffffffffffffffffffffffffffffffffffff0000000000000000ffffffff6bffffffffffffffff000000006129839560201b16911617905533612d69565b565b50505050565b92505f61291f565b6001036129c2577f00000000000000000000000000000000000000000000000000000000000000005b90612847565b7f00000000000000000000000000000000000000000000000000000000000000006129bc565b3a6128a4565b507f00000000000000000000000000000000000000000000000000000000000000003a1161287d565b505050565b5f52600160205260405f209081549160ff8360601c16612a17573a158015612ac7575b15612ac1577f00000000000000000000000000000000000000000000000000000000000000005b6206978081810291908204036109c157633b9aca0090049163ffffffff84165f1981019081116109c1576128ff918061299357507f000000000000000000000000000000000000000000000000000000000000000090612847565b3a612a66565b507f00000000000000000000000000000000000000000000000000000000000000003a11612a3f565b5f52600160205260405f209081549160ff8360601c16612a17573a158015612b9b575b15612b95577f00000000000000000000000000000000000000000000000000000000000000005b6202848881810291908204036109c157633b9aca0090049163ffffffff84165f1981019081116109c1576128ff918061299357507f000000000000000000000000000000000000000000000000000000000000000090612847565b3a612b3a565b507f00000000000000000000000000000000000000000000000000000000000000003a11612b13565b60243560ff81169081810361064157506044359060ff82169182810361064157506064359163ffffffff8316918284036106415761268593506084356004359260609491604051948552602085015260201b179060281b1760408201522090565b61268590612c3560208201611dfb565b612c4160408301611dfb565b9160ff8063ffffffff612c56606085016127ad565b169416921690608081013590359260609491604051948552602085015260201b179060281b1760408201522090565b90612c8f9161301e565b7f0000000000000000000000000000000000000000000000000000000000000000808210612cbb575050565b90612cc96126af9243611e09565b6127e5565b80612cf857507f000000000000000000000000000000000000000000000000000000000000000090565b600103612d23577f000000000000000000000000000000000000000000000000000000000000000090565b7f000000000000000000000000000000000000000000000000000000000000000090565b9067ffffffffffffffff8091169116039067ffffffffffffffff82116109c157565b8115612db257633b9aca008202918204633b9aca00036109c15773ffffffffffffffffffffffffffffffffffffffff165f525f602052612dae60405f20918254611e09565b9055565b5050565b60aa82149182612dc557505090565b90915015611f1757357fff00000000000000000000000000000000000000000000000000000000000000167f01000000000000000000000000000000000000000000000000000000000000001490565b90606911610641576049013590565b805f52600860205267ffffffffffffffff60405f20541615612e435750565b5f52600860205260405f2067ffffffffffffffff43167fffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000825416179055565b906008811015611f175760051b0190565b60405190610100612ea48184611d6c565b3683375f5b60088110612f0c5750506004805b612ec057505190565b5f5b818110612ed3575060011c80612eb7565b80600191821b612ef083612ee78388612e82565b51920186612e82565b51905f5260205260405f20612f058286612e82565b5201612ec2565b80600191821b612f2983612f208387611f06565b35920185611f06565b35905f5260205260405f20612f3e8286612e82565b5201612ea9565b919061020060405190612f588183611d6c565b368237809380359160ff612f6e60208401611dfb565b169360808301359160ff612f8460408601611dfb565b169360031985019485116109c157612fa8606063ffffffff929896959798016127ad565b16925f946001821b965b60108710612fc557505050505050505050565b8761301382612ff78987878f976001989260609491604051948552602085015260201b179060281b1760408201522090565b6130018b89611f06565b5261300c8a89611f06565b359061384e565b960196019594612fb2565b9190915f52600360205260405f2054916130388184613580565b15613079575061304782613867565b620fffff81111561306e5750620fffff80925b60041c169182811161306a575b50565b9150565b620fffff909261305a565b9091505f52600460205260405f205480156106e55760041c90565b9290936130b8906130a58685613580565b1561312a576130b384613867565b611e09565b620fffff8111156131245750620fffff905b8060041c82111561311d577fec470841de54e9b740c6129803b4984200992f893c6b6f4f234da91451b7f09c936020938661310e93600f8660041b911617926127f2565b63ffffffff60405191168152a2565b5050505050565b906130ca565b5f611e09565b929190926024359060ff8216928383036106415760018401908185116109c15761315b8288856133d2565b805f528160205260405f2097885f52600560205273ffffffffffffffffffffffffffffffffffffffff600160405f2001541661336d57845f5260a43560205260405f2093855f52600160205260405f20805460ff8160601c16610d0c5763ffffffff811692600184018094116109c1576131d490612cce565b9263ffffffff81118015613353575b61332757907fffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000063ffffffff61321f95949316911617905561347a565b60405191604083019183831067ffffffffffffffff8411176113595785946132ce8c7f22ce8b268fa290b53f06bdea1e6278bacc52c27b1f9ae416894b96e4065df2cf9481978b9760405289815273ffffffffffffffffffffffffffffffffffffffff60018160208401338152865f52600560205260405f20945185555116920191167fffffffffffffffffffffffff0000000000000000000000000000000000000000825416179055613699565b6040805192835260208301919091523390820152606090a46132f08183613548565b80929192156106e5576001811661331f57916129839594939160016133169417926127f2565b50600435612af0565b505050505050565b837ff17d47af000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5067ffffffffffffffff6133678583612847565b116131e3565b505050505050509061268561345e565b91604051916020830193845260408301526060820152606081526133a2608082611d6c565b51902090565b6060916133c9565b1690604051928352602083015260201b60408201522090565b60ff60106133b0565b90916060926133e08261389e565b90604051938452602084015260201b9060281b1760408201522090565b60258214918261340c57505090565b90915060051161064157357fffffffffff000000000000000000000000000000000000000000000000000000167f737475636b0000000000000000000000000000000000000000000000000000001490565b341561298357335f525f60205260405f20612dae348254611e09565b90633b9aca008202828104633b9aca0014831517156109c1578034115f146134be576134a8919250346127e5565b335f525f602052612dae60405f20918254611e09565b8034106134ca57509050565b6134d59034906127e5565b335f525f60205260405f2054818110613327576134f39293506127e5565b335f525f60205260405f2055565b335f52600760205260405f20540361306757335f5260076020528060405f2055337f4a8d9f711c64cee1e37891430cf874a1cf614b298099bb9d0c3aefd62789b9fa5f80a3565b9190915f52600360205260405f2054916135628184613580565b15613571575062ffffff821690565b5f52600460205260405f205490565b801515918261358e57505090565b90915060501c9060501c1490565b907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc8b0161369257610375604051916103d58301604052602083013760016103938201515f1a14801590613682575b61364257610373915001519060405160208101915f83527f0100000000000000000000000000000000000000000000000000000000000000604083015260418201526041815261363b606182611d6c565b5190201490565b5060405160208101917f737475636b000000000000000000000000000000000000000000000000000000835260258201526025815261363b604582611d6c565b506103948101515f1a15156135ea565b5050505f90565b805f52600360205260405f20548015613711576136b68382613580565b612a1757630fffffff8160181c16156136f1575b5050805f52600460205260405f2054156136e15750565b5f526004602052600860405f2055565b6136f9613947565b60181b17905f52600360205260405f20555f806136ca565b50907fffffffffffffffffffffffffffffffffffffffffffff0000000000000000000060089261373f613947565b905f52600360205260341b9116171760405f2055565b9035907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe181360301821215610641570180359067ffffffffffffffff821161064157602001918160051b3603831361064157565b919092831561383b576020820135926137c384843561384e565b149384613806575b50836137d8575b50505090565b6137fd929350604c5f536001526137f760215f20916040810190613755565b916138af565b145f80806137d2565b9093506138166040830183613755565b5f929091505b600f81161561382e575014925f6137cb565b916004019160041c61381c565b91925050604c5f5360015260215f201490565b6041916040519160428353600183015260218201522090565b630fffffff8160181c16908115613887575b60341c630fffffff16900390565b9050630fffffff613896613947565b919050613879565b6002036138aa57601490565b601090565b925f935b838510156138d5578460051b8301355f52602052600160405f209401936138b3565b9350915050565b80519060406020820151910151604051917fffffffffffffffff000000000000000000000000000000000000000000000000602084019460c01b16845260288301526048820152604881526133a2606882611d6c565b519067ffffffffffffffff8216820361064157565b630fffffff43111561395b57630fffffff90565b439056",
}

// Rollup is an auto generated Go binding around an Ethereum contract.
type Rollup struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Rollup) GetABI() abi.ABI {
	return c.abi
}

// NewRollup creates a new instance of Rollup.
func NewRollup() *Rollup {
	parsed, err := RollupMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Rollup{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Rollup) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor((address,address,bytes32,bytes32,bytes32,uint32,uint32,uint32,uint32,uint32,uint32,uint64,uint64,uint64,uint64) c) returns()
func (rollup *Rollup) PackConstructor(c Config) []byte {
	enc, err := rollup.abi.Pack("", c)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAssertState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa20a7d4e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function assertState((bytes32,bytes32,bytes32) parent, (uint64,bytes32,bytes32) end, bytes state, bytes32 span, bytes32[] path) payable returns(bytes32 assertion_)
func (rollup *Rollup) PackAssertState(parent Parent, end Range, state []byte, span [32]byte, path [][32]byte) []byte {
	enc, err := rollup.abi.Pack("assertState", parent, end, state, span, path)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAssertState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa20a7d4e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function assertState((bytes32,bytes32,bytes32) parent, (uint64,bytes32,bytes32) end, bytes state, bytes32 span, bytes32[] path) payable returns(bytes32 assertion_)
func (rollup *Rollup) TryPackAssertState(parent Parent, end Range, state []byte, span [32]byte, path [][32]byte) ([]byte, error) {
	return rollup.abi.Pack("assertState", parent, end, state, span, path)
}

// UnpackAssertState is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa20a7d4e.
//
// Solidity: function assertState((bytes32,bytes32,bytes32) parent, (uint64,bytes32,bytes32) end, bytes state, bytes32 span, bytes32[] path) payable returns(bytes32 assertion_)
func (rollup *Rollup) UnpackAssertState(data []byte) ([32]byte, error) {
	out, err := rollup.abi.Unpack("assertState", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackAssertion is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7e98040b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function assertion(bytes32 assertion_) view returns((bytes32,address,uint48,uint8,bool) a)
func (rollup *Rollup) PackAssertion(assertion [32]byte) []byte {
	enc, err := rollup.abi.Pack("assertion", assertion)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAssertion is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7e98040b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function assertion(bytes32 assertion_) view returns((bytes32,address,uint48,uint8,bool) a)
func (rollup *Rollup) TryPackAssertion(assertion [32]byte) ([]byte, error) {
	return rollup.abi.Pack("assertion", assertion)
}

// UnpackAssertion is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7e98040b.
//
// Solidity: function assertion(bytes32 assertion_) view returns((bytes32,address,uint48,uint8,bool) a)
func (rollup *Rollup) UnpackAssertion(data []byte) (Assertion, error) {
	out, err := rollup.abi.Unpack("assertion", data)
	if err != nil {
		return *new(Assertion), err
	}
	out0 := *abi.ConvertType(out[0], new(Assertion)).(*Assertion)
	return out0, nil
}

// PackBatch is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1e897afb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function batch(bytes[] calls) returns()
func (rollup *Rollup) PackBatch(calls [][]byte) []byte {
	enc, err := rollup.abi.Pack("batch", calls)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBatch is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1e897afb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function batch(bytes[] calls) returns()
func (rollup *Rollup) TryPackBatch(calls [][]byte) ([]byte, error) {
	return rollup.abi.Pack("batch", calls)
}

// PackBurnt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb192da2d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function burnt() view returns(uint256)
func (rollup *Rollup) PackBurnt() []byte {
	enc, err := rollup.abi.Pack("burnt")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBurnt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb192da2d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function burnt() view returns(uint256)
func (rollup *Rollup) TryPackBurnt() ([]byte, error) {
	return rollup.abi.Pack("burnt")
}

// UnpackBurnt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb192da2d.
//
// Solidity: function burnt() view returns(uint256)
func (rollup *Rollup) UnpackBurnt(data []byte) (*big.Int, error) {
	out, err := rollup.abi.Unpack("burnt", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackCohort is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x982ebc5a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cohort(bytes32 origin) view returns((uint32,uint64,bool) cohort_)
func (rollup *Rollup) PackCohort(origin [32]byte) []byte {
	enc, err := rollup.abi.Pack("cohort", origin)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCohort is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x982ebc5a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cohort(bytes32 origin) view returns((uint32,uint64,bool) cohort_)
func (rollup *Rollup) TryPackCohort(origin [32]byte) ([]byte, error) {
	return rollup.abi.Pack("cohort", origin)
}

// UnpackCohort is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x982ebc5a.
//
// Solidity: function cohort(bytes32 origin) view returns((uint32,uint64,bool) cohort_)
func (rollup *Rollup) UnpackCohort(data []byte) (Cohort, error) {
	out, err := rollup.abi.Unpack("cohort", data)
	if err != nil {
		return *new(Cohort), err
	}
	out0 := *abi.ConvertType(out[0], new(Cohort)).(*Cohort)
	return out0, nil
}

// PackConfig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79502c55.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function config() view returns((address,address,bytes32,bytes32,bytes32,uint32,uint32,uint32,uint32,uint32,uint32,uint64,uint64,uint64,uint64) c)
func (rollup *Rollup) PackConfig() []byte {
	enc, err := rollup.abi.Pack("config")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackConfig is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79502c55.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function config() view returns((address,address,bytes32,bytes32,bytes32,uint32,uint32,uint32,uint32,uint32,uint32,uint64,uint64,uint64,uint64) c)
func (rollup *Rollup) TryPackConfig() ([]byte, error) {
	return rollup.abi.Pack("config")
}

// UnpackConfig is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x79502c55.
//
// Solidity: function config() view returns((address,address,bytes32,bytes32,bytes32,uint32,uint32,uint32,uint32,uint32,uint32,uint64,uint64,uint64,uint64) c)
func (rollup *Rollup) UnpackConfig(data []byte) (Config, error) {
	out, err := rollup.abi.Unpack("config", data)
	if err != nil {
		return *new(Config), err
	}
	out0 := *abi.ConvertType(out[0], new(Config)).(*Config)
	return out0, nil
}

// PackConfirm is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8182ac1a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function confirm((bytes32,bytes32,bytes32) parent, bytes state, bytes32 span) returns()
func (rollup *Rollup) PackConfirm(parent Parent, state []byte, span [32]byte) []byte {
	enc, err := rollup.abi.Pack("confirm", parent, state, span)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackConfirm is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8182ac1a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function confirm((bytes32,bytes32,bytes32) parent, bytes state, bytes32 span) returns()
func (rollup *Rollup) TryPackConfirm(parent Parent, state []byte, span [32]byte) ([]byte, error) {
	return rollup.abi.Pack("confirm", parent, state, span)
}

// PackConfirmedAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x64cb6b42.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function confirmedAt(bytes32 sends) view returns(uint64 height)
func (rollup *Rollup) PackConfirmedAt(sends [32]byte) []byte {
	enc, err := rollup.abi.Pack("confirmedAt", sends)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackConfirmedAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x64cb6b42.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function confirmedAt(bytes32 sends) view returns(uint64 height)
func (rollup *Rollup) TryPackConfirmedAt(sends [32]byte) ([]byte, error) {
	return rollup.abi.Pack("confirmedAt", sends)
}

// UnpackConfirmedAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x64cb6b42.
//
// Solidity: function confirmedAt(bytes32 sends) view returns(uint64 height)
func (rollup *Rollup) UnpackConfirmedAt(data []byte) (uint64, error) {
	out, err := rollup.abi.Unpack("confirmedAt", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackCredit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd5d44d80.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function credit(address owner) view returns(uint256 wei_)
func (rollup *Rollup) PackCredit(owner common.Address) []byte {
	enc, err := rollup.abi.Pack("credit", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCredit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd5d44d80.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function credit(address owner) view returns(uint256 wei_)
func (rollup *Rollup) TryPackCredit(owner common.Address) ([]byte, error) {
	return rollup.abi.Pack("credit", owner)
}

// UnpackCredit is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd5d44d80.
//
// Solidity: function credit(address owner) view returns(uint256 wei_)
func (rollup *Rollup) UnpackCredit(data []byte) (*big.Int, error) {
	out, err := rollup.abi.Unpack("credit", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackInitial is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcef02b1c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function initial(bytes32 node_) view returns(bytes32 claim, address poster)
func (rollup *Rollup) PackInitial(node [32]byte) []byte {
	enc, err := rollup.abi.Pack("initial", node)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackInitial is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcef02b1c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function initial(bytes32 node_) view returns(bytes32 claim, address poster)
func (rollup *Rollup) TryPackInitial(node [32]byte) ([]byte, error) {
	return rollup.abi.Pack("initial", node)
}

// InitialOutput serves as a container for the return parameters of contract
// method Initial.
type InitialOutput struct {
	Claim  [32]byte
	Poster common.Address
}

// UnpackInitial is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xcef02b1c.
//
// Solidity: function initial(bytes32 node_) view returns(bytes32 claim, address poster)
func (rollup *Rollup) UnpackInitial(data []byte) (InitialOutput, error) {
	out, err := rollup.abi.Unpack("initial", data)
	outstruct := new(InitialOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Claim = *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	outstruct.Poster = *abi.ConvertType(out[1], new(common.Address)).(*common.Address)
	return *outstruct, nil
}

// PackIsConfirmed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6486aa51.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isConfirmed(bytes32 sends) view returns(bool yes)
func (rollup *Rollup) PackIsConfirmed(sends [32]byte) []byte {
	enc, err := rollup.abi.Pack("isConfirmed", sends)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsConfirmed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6486aa51.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isConfirmed(bytes32 sends) view returns(bool yes)
func (rollup *Rollup) TryPackIsConfirmed(sends [32]byte) ([]byte, error) {
	return rollup.abi.Pack("isConfirmed", sends)
}

// UnpackIsConfirmed is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6486aa51.
//
// Solidity: function isConfirmed(bytes32 sends) view returns(bool yes)
func (rollup *Rollup) UnpackIsConfirmed(data []byte) (bool, error) {
	out, err := rollup.abi.Unpack("isConfirmed", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackLast is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1a909e33.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function last(bytes good) returns()
func (rollup *Rollup) PackLast(good []byte) []byte {
	enc, err := rollup.abi.Pack("last", good)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLast is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1a909e33.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function last(bytes good) returns()
func (rollup *Rollup) TryPackLast(good []byte) ([]byte, error) {
	return rollup.abi.Pack("last", good)
}

// PackLatest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52bfe789.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function latest() view returns(bytes32)
func (rollup *Rollup) PackLatest() []byte {
	enc, err := rollup.abi.Pack("latest")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLatest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52bfe789.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function latest() view returns(bytes32)
func (rollup *Rollup) TryPackLatest() ([]byte, error) {
	return rollup.abi.Pack("latest")
}

// UnpackLatest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x52bfe789.
//
// Solidity: function latest() view returns(bytes32)
func (rollup *Rollup) UnpackLatest(data []byte) ([32]byte, error) {
	out, err := rollup.abi.Unpack("latest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackNode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcf78ad36.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function node((bytes32,uint8,uint8,uint32,bytes32,bytes32) v) view returns(bool exists, bool first, uint48 t1, uint48 t2, uint32 beta, uint8 flags)
func (rollup *Rollup) PackNode(v Ref) []byte {
	enc, err := rollup.abi.Pack("node", v)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcf78ad36.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function node((bytes32,uint8,uint8,uint32,bytes32,bytes32) v) view returns(bool exists, bool first, uint48 t1, uint48 t2, uint32 beta, uint8 flags)
func (rollup *Rollup) TryPackNode(v Ref) ([]byte, error) {
	return rollup.abi.Pack("node", v)
}

// NodeOutput serves as a container for the return parameters of contract
// method Node.
type NodeOutput struct {
	Exists bool
	First  bool
	T1     *big.Int
	T2     *big.Int
	Beta   uint32
	Flags  uint8
}

// UnpackNode is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xcf78ad36.
//
// Solidity: function node((bytes32,uint8,uint8,uint32,bytes32,bytes32) v) view returns(bool exists, bool first, uint48 t1, uint48 t2, uint32 beta, uint8 flags)
func (rollup *Rollup) UnpackNode(data []byte) (NodeOutput, error) {
	out, err := rollup.abi.Unpack("node", data)
	outstruct := new(NodeOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Exists = *abi.ConvertType(out[0], new(bool)).(*bool)
	outstruct.First = *abi.ConvertType(out[1], new(bool)).(*bool)
	outstruct.T1 = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	outstruct.T2 = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	outstruct.Beta = *abi.ConvertType(out[4], new(uint32)).(*uint32)
	outstruct.Flags = *abi.ConvertType(out[5], new(uint8)).(*uint8)
	return *outstruct, nil
}

// PackProve is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0da88f16.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function prove((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, (bytes32,bytes32,bytes32[]) start, bytes witness) returns()
func (rollup *Rollup) PackProve(v Ref, start Start, witness []byte) []byte {
	enc, err := rollup.abi.Pack("prove", v, start, witness)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackProve is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0da88f16.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function prove((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, (bytes32,bytes32,bytes32[]) start, bytes witness) returns()
func (rollup *Rollup) TryPackProve(v Ref, start Start, witness []byte) ([]byte, error) {
	return rollup.abi.Pack("prove", v, start, witness)
}

// PackRefineLeaf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd728541a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function refineLeaf((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, (bytes32,bytes32,bytes32[]) start, bytes32 parent, bytes32 end, bytes32 before, bytes32 next, bytes32 span, bytes32[] path, (bytes,bytes,bytes32) run) payable returns(bytes32 node_)
func (rollup *Rollup) PackRefineLeaf(v Ref, start Start, parent [32]byte, end [32]byte, before [32]byte, next [32]byte, span [32]byte, path [][32]byte, run Run) []byte {
	enc, err := rollup.abi.Pack("refineLeaf", v, start, parent, end, before, next, span, path, run)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRefineLeaf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd728541a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function refineLeaf((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, (bytes32,bytes32,bytes32[]) start, bytes32 parent, bytes32 end, bytes32 before, bytes32 next, bytes32 span, bytes32[] path, (bytes,bytes,bytes32) run) payable returns(bytes32 node_)
func (rollup *Rollup) TryPackRefineLeaf(v Ref, start Start, parent [32]byte, end [32]byte, before [32]byte, next [32]byte, span [32]byte, path [][32]byte, run Run) ([]byte, error) {
	return rollup.abi.Pack("refineLeaf", v, start, parent, end, before, next, span, path, run)
}

// UnpackRefineLeaf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd728541a.
//
// Solidity: function refineLeaf((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, (bytes32,bytes32,bytes32[]) start, bytes32 parent, bytes32 end, bytes32 before, bytes32 next, bytes32 span, bytes32[] path, (bytes,bytes,bytes32) run) payable returns(bytes32 node_)
func (rollup *Rollup) UnpackRefineLeaf(data []byte) ([32]byte, error) {
	out, err := rollup.abi.Unpack("refineLeaf", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackRefineStride is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7bc54a83.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function refineStride((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, (bytes32,bytes32,bytes32[]) start, bytes32 machine, bytes32 span, bytes32[] path) payable returns(bytes32 node_)
func (rollup *Rollup) PackRefineStride(v Ref, start Start, machine [32]byte, span [32]byte, path [][32]byte) []byte {
	enc, err := rollup.abi.Pack("refineStride", v, start, machine, span, path)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRefineStride is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7bc54a83.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function refineStride((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, (bytes32,bytes32,bytes32[]) start, bytes32 machine, bytes32 span, bytes32[] path) payable returns(bytes32 node_)
func (rollup *Rollup) TryPackRefineStride(v Ref, start Start, machine [32]byte, span [32]byte, path [][32]byte) ([]byte, error) {
	return rollup.abi.Pack("refineStride", v, start, machine, span, path)
}

// UnpackRefineStride is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7bc54a83.
//
// Solidity: function refineStride((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, (bytes32,bytes32,bytes32[]) start, bytes32 machine, bytes32 span, bytes32[] path) payable returns(bytes32 node_)
func (rollup *Rollup) UnpackRefineStride(data []byte) ([32]byte, error) {
	out, err := rollup.abi.Unpack("refineStride", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x15ca5ac6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle((bytes32,uint8,uint8,uint32,bytes32,bytes32) winner) returns()
func (rollup *Rollup) PackSettle(winner Ref) []byte {
	enc, err := rollup.abi.Pack("settle", winner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x15ca5ac6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle((bytes32,uint8,uint8,uint32,bytes32,bytes32) winner) returns()
func (rollup *Rollup) TryPackSettle(winner Ref) ([]byte, error) {
	return rollup.abi.Pack("settle", winner)
}

// PackSplit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9099f56.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function split((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, bytes32[16] spans) returns()
func (rollup *Rollup) PackSplit(v Ref, spans [16][32]byte) []byte {
	enc, err := rollup.abi.Pack("split", v, spans)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSplit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe9099f56.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function split((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, bytes32[16] spans) returns()
func (rollup *Rollup) TryPackSplit(v Ref, spans [16][32]byte) ([]byte, error) {
	return rollup.abi.Pack("split", v, spans)
}

// PackStake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x26476204.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function stake(address owner) view returns(bytes32 tip)
func (rollup *Rollup) PackStake(owner common.Address) []byte {
	enc, err := rollup.abi.Pack("stake", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x26476204.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function stake(address owner) view returns(bytes32 tip)
func (rollup *Rollup) TryPackStake(owner common.Address) ([]byte, error) {
	return rollup.abi.Pack("stake", owner)
}

// UnpackStake is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x26476204.
//
// Solidity: function stake(address owner) view returns(bytes32 tip)
func (rollup *Rollup) UnpackStake(data []byte) ([32]byte, error) {
	out, err := rollup.abi.Unpack("stake", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackStuckAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x649ca16b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function stuckAt() view returns(bytes32)
func (rollup *Rollup) PackStuckAt() []byte {
	enc, err := rollup.abi.Pack("stuckAt")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStuckAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x649ca16b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function stuckAt() view returns(bytes32)
func (rollup *Rollup) TryPackStuckAt() ([]byte, error) {
	return rollup.abi.Pack("stuckAt")
}

// UnpackStuckAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x649ca16b.
//
// Solidity: function stuckAt() view returns(bytes32)
func (rollup *Rollup) UnpackStuckAt(data []byte) ([32]byte, error) {
	out, err := rollup.abi.Unpack("stuckAt", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackUnstake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2def6620.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function unstake() returns()
func (rollup *Rollup) PackUnstake() []byte {
	enc, err := rollup.abi.Pack("unstake")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUnstake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2def6620.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function unstake() returns()
func (rollup *Rollup) TryPackUnstake() ([]byte, error) {
	return rollup.abi.Pack("unstake")
}

// PackUpdate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4c9c23cb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function update((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, bytes32[16] spans) returns()
func (rollup *Rollup) PackUpdate(v Ref, spans [16][32]byte) []byte {
	enc, err := rollup.abi.Pack("update", v, spans)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUpdate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4c9c23cb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function update((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, bytes32[16] spans) returns()
func (rollup *Rollup) TryPackUpdate(v Ref, spans [16][32]byte) ([]byte, error) {
	return rollup.abi.Pack("update", v, spans)
}

// PackUpdateFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8c5833c9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function updateFrom((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, bytes32 span, bytes32 base) returns()
func (rollup *Rollup) PackUpdateFrom(v Ref, span [32]byte, base [32]byte) []byte {
	enc, err := rollup.abi.Pack("updateFrom", v, span, base)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUpdateFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8c5833c9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function updateFrom((bytes32,uint8,uint8,uint32,bytes32,bytes32) v, bytes32 span, bytes32 base) returns()
func (rollup *Rollup) TryPackUpdateFrom(v Ref, span [32]byte, base [32]byte) ([]byte, error) {
	return rollup.abi.Pack("updateFrom", v, span, base)
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x51cff8d9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw(address to) returns(uint256 wei_)
func (rollup *Rollup) PackWithdraw(to common.Address) []byte {
	enc, err := rollup.abi.Pack("withdraw", to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x51cff8d9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw(address to) returns(uint256 wei_)
func (rollup *Rollup) TryPackWithdraw(to common.Address) ([]byte, error) {
	return rollup.abi.Pack("withdraw", to)
}

// UnpackWithdraw is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x51cff8d9.
//
// Solidity: function withdraw(address to) returns(uint256 wei_)
func (rollup *Rollup) UnpackWithdraw(data []byte) (*big.Int, error) {
	out, err := rollup.abi.Unpack("withdraw", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// RollupAsserted represents a Asserted event raised by the Rollup contract.
type RollupAsserted struct {
	Parent    [32]byte
	Assertion [32]byte
	Author    common.Address
	Span      [32]byte
	State     []byte
	End       Range
	Raw       *types.Log // Blockchain specific contextual infos
}

const RollupAssertedEventName = "Asserted"

// ContractEventName returns the user-defined event name.
func (RollupAsserted) ContractEventName() string {
	return RollupAssertedEventName
}

// UnpackAssertedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Asserted(bytes32 indexed parent, bytes32 indexed assertion, address indexed author, bytes32 span, bytes state, (uint64,bytes32,bytes32) end)
func (rollup *Rollup) UnpackAssertedEvent(log *types.Log) (*RollupAsserted, error) {
	event := "Asserted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupAsserted)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupConfirmed represents a Confirmed event raised by the Rollup contract.
type RollupConfirmed struct {
	Assertion [32]byte
	Sends     [32]byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const RollupConfirmedEventName = "Confirmed"

// ContractEventName returns the user-defined event name.
func (RollupConfirmed) ContractEventName() string {
	return RollupConfirmedEventName
}

// UnpackConfirmedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Confirmed(bytes32 indexed assertion, bytes32 sends)
func (rollup *Rollup) UnpackConfirmedEvent(log *types.Log) (*RollupConfirmed, error) {
	event := "Confirmed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupConfirmed)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupEntered represents a Entered event raised by the Rollup contract.
type RollupEntered struct {
	Origin [32]byte
	Node   [32]byte
	Claim  [32]byte
	Base   [32]byte
	Span   [32]byte
	Poster common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const RollupEnteredEventName = "Entered"

// ContractEventName returns the user-defined event name.
func (RollupEntered) ContractEventName() string {
	return RollupEnteredEventName
}

// UnpackEnteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Entered(bytes32 indexed origin, bytes32 indexed node, bytes32 indexed claim, bytes32 base, bytes32 span, address poster)
func (rollup *Rollup) UnpackEnteredEvent(log *types.Log) (*RollupEntered, error) {
	event := "Entered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupEntered)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupLastKnown represents a LastKnown event raised by the Rollup contract.
type RollupLastKnown struct {
	State [32]byte
	Sends [32]byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const RollupLastKnownEventName = "LastKnown"

// ContractEventName returns the user-defined event name.
func (RollupLastKnown) ContractEventName() string {
	return RollupLastKnownEventName
}

// UnpackLastKnownEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event LastKnown(bytes32 indexed state, bytes32 sends)
func (rollup *Rollup) UnpackLastKnownEvent(log *types.Log) (*RollupLastKnown, error) {
	event := "LastKnown"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupLastKnown)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupMoved represents a Moved event raised by the Rollup contract.
type RollupMoved struct {
	Owner common.Address
	Tip   [32]byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const RollupMovedEventName = "Moved"

// ContractEventName returns the user-defined event name.
func (RollupMoved) ContractEventName() string {
	return RollupMovedEventName
}

// UnpackMovedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Moved(address indexed owner, bytes32 indexed tip)
func (rollup *Rollup) UnpackMovedEvent(log *types.Log) (*RollupMoved, error) {
	event := "Moved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupMoved)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupProven represents a Proven event raised by the Rollup contract.
type RollupProven struct {
	Node [32]byte
	Raw  *types.Log // Blockchain specific contextual infos
}

const RollupProvenEventName = "Proven"

// ContractEventName returns the user-defined event name.
func (RollupProven) ContractEventName() string {
	return RollupProvenEventName
}

// UnpackProvenEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Proven(bytes32 indexed node)
func (rollup *Rollup) UnpackProvenEvent(log *types.Log) (*RollupProven, error) {
	event := "Proven"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupProven)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupRaised represents a Raised event raised by the Rollup contract.
type RollupRaised struct {
	Node [32]byte
	Beta uint32
	Raw  *types.Log // Blockchain specific contextual infos
}

const RollupRaisedEventName = "Raised"

// ContractEventName returns the user-defined event name.
func (RollupRaised) ContractEventName() string {
	return RollupRaisedEventName
}

// UnpackRaisedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Raised(bytes32 indexed node, uint32 beta)
func (rollup *Rollup) UnpackRaisedEvent(log *types.Log) (*RollupRaised, error) {
	event := "Raised"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupRaised)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupSettled represents a Settled event raised by the Rollup contract.
type RollupSettled struct {
	Origin [32]byte
	Winner [32]byte
	Reward uint64
	Burnt  uint64
	Raw    *types.Log // Blockchain specific contextual infos
}

const RollupSettledEventName = "Settled"

// ContractEventName returns the user-defined event name.
func (RollupSettled) ContractEventName() string {
	return RollupSettledEventName
}

// UnpackSettledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Settled(bytes32 indexed origin, bytes32 indexed winner, uint64 reward, uint64 burnt)
func (rollup *Rollup) UnpackSettledEvent(log *types.Log) (*RollupSettled, error) {
	event := "Settled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupSettled)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupSplit represents a Split event raised by the Rollup contract.
type RollupSplit struct {
	Node  [32]byte
	Spans [16][32]byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const RollupSplitEventName = "Split"

// ContractEventName returns the user-defined event name.
func (RollupSplit) ContractEventName() string {
	return RollupSplitEventName
}

// UnpackSplitEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Split(bytes32 indexed node, bytes32[16] spans)
func (rollup *Rollup) UnpackSplitEvent(log *types.Log) (*RollupSplit, error) {
	event := "Split"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupSplit)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupUnstaked represents a Unstaked event raised by the Rollup contract.
type RollupUnstaked struct {
	Owner common.Address
	Raw   *types.Log // Blockchain specific contextual infos
}

const RollupUnstakedEventName = "Unstaked"

// ContractEventName returns the user-defined event name.
func (RollupUnstaked) ContractEventName() string {
	return RollupUnstakedEventName
}

// UnpackUnstakedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Unstaked(address indexed owner)
func (rollup *Rollup) UnpackUnstakedEvent(log *types.Log) (*RollupUnstaked, error) {
	event := "Unstaked"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupUnstaked)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RollupWithdrawn represents a Withdrawn event raised by the Rollup contract.
type RollupWithdrawn struct {
	Owner  common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const RollupWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (RollupWithdrawn) ContractEventName() string {
	return RollupWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(address indexed owner, address indexed to, uint256 amount)
func (rollup *Rollup) UnpackWithdrawnEvent(log *types.Log) (*RollupWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rollup.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RollupWithdrawn)
	if len(log.Data) > 0 {
		if err := rollup.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rollup.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (rollup *Rollup) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], rollup.abi.Errors["AlreadyProven"].ID.Bytes()[:4]) {
		return rollup.UnpackAlreadyProvenError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["AlreadySettled"].ID.Bytes()[:4]) {
		return rollup.UnpackAlreadySettledError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["AlreadySplit"].ID.Bytes()[:4]) {
		return rollup.UnpackAlreadySplitError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["BadConfig"].ID.Bytes()[:4]) {
		return rollup.UnpackBadConfigError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["NoNode"].ID.Bytes()[:4]) {
		return rollup.UnpackNoNodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["NotConfirmed"].ID.Bytes()[:4]) {
		return rollup.UnpackNotConfirmedError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["NotRivaled"].ID.Bytes()[:4]) {
		return rollup.UnpackNotRivaledError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["NotTaken"].ID.Bytes()[:4]) {
		return rollup.UnpackNotTakenError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["NotTip"].ID.Bytes()[:4]) {
		return rollup.UnpackNotTipError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["NothingToPay"].ID.Bytes()[:4]) {
		return rollup.UnpackNothingToPayError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["ParentNotConfirmed"].ID.Bytes()[:4]) {
		return rollup.UnpackParentNotConfirmedError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["TooEarly"].ID.Bytes()[:4]) {
		return rollup.UnpackTooEarlyError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["UnknownAssertion"].ID.Bytes()[:4]) {
		return rollup.UnpackUnknownAssertionError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongBond"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongBondError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongChildren"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongChildrenError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongClaim"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongClaimError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongLength"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongLevel"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongLevelError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongOutcome"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongOutcomeError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongPath"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongPathError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongRange"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongRangeError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongStart"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongStartError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongState"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongStateError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongStep"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongStepError(raw[4:])
	}
	if bytes.Equal(raw[:4], rollup.abi.Errors["WrongTemplate"].ID.Bytes()[:4]) {
		return rollup.UnpackWrongTemplateError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// RollupAlreadyProven represents a AlreadyProven error raised by the Rollup contract.
type RollupAlreadyProven struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyProven()
func RollupAlreadyProvenErrorID() common.Hash {
	return common.HexToHash("0x2c06a3642c0f0a1ce142b0bf4a187303b12b52143b8868d7e15ffc31f42e909e")
}

// UnpackAlreadyProvenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyProven()
func (rollup *Rollup) UnpackAlreadyProvenError(raw []byte) (*RollupAlreadyProven, error) {
	out := new(RollupAlreadyProven)
	if err := rollup.abi.UnpackIntoInterface(out, "AlreadyProven", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupAlreadySettled represents a AlreadySettled error raised by the Rollup contract.
type RollupAlreadySettled struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadySettled()
func RollupAlreadySettledErrorID() common.Hash {
	return common.HexToHash("0x560ff9008ab0d89403f103ee2cd475e901636532247fbd507d24749c29264d99")
}

// UnpackAlreadySettledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadySettled()
func (rollup *Rollup) UnpackAlreadySettledError(raw []byte) (*RollupAlreadySettled, error) {
	out := new(RollupAlreadySettled)
	if err := rollup.abi.UnpackIntoInterface(out, "AlreadySettled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupAlreadySplit represents a AlreadySplit error raised by the Rollup contract.
type RollupAlreadySplit struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadySplit()
func RollupAlreadySplitErrorID() common.Hash {
	return common.HexToHash("0x3a47dff8e6e32b04f188a28ff7cbf885bd3ba195c9c2659d5562e5a1c45254df")
}

// UnpackAlreadySplitError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadySplit()
func (rollup *Rollup) UnpackAlreadySplitError(raw []byte) (*RollupAlreadySplit, error) {
	out := new(RollupAlreadySplit)
	if err := rollup.abi.UnpackIntoInterface(out, "AlreadySplit", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupBadConfig represents a BadConfig error raised by the Rollup contract.
type RollupBadConfig struct {
	Which uint8
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadConfig(uint8 which)
func RollupBadConfigErrorID() common.Hash {
	return common.HexToHash("0x65e35bc696d6154bf8e7859940739394169c068ab8319dbcddb1019ed4ecba4f")
}

// UnpackBadConfigError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadConfig(uint8 which)
func (rollup *Rollup) UnpackBadConfigError(raw []byte) (*RollupBadConfig, error) {
	out := new(RollupBadConfig)
	if err := rollup.abi.UnpackIntoInterface(out, "BadConfig", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupNoNode represents a NoNode error raised by the Rollup contract.
type RollupNoNode struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoNode()
func RollupNoNodeErrorID() common.Hash {
	return common.HexToHash("0xeaa4898b4afdd8ed9c2ffa1b65fc5829f76c4402aee5ce08878f83faef4e1388")
}

// UnpackNoNodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoNode()
func (rollup *Rollup) UnpackNoNodeError(raw []byte) (*RollupNoNode, error) {
	out := new(RollupNoNode)
	if err := rollup.abi.UnpackIntoInterface(out, "NoNode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupNotConfirmed represents a NotConfirmed error raised by the Rollup contract.
type RollupNotConfirmed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotConfirmed()
func RollupNotConfirmedErrorID() common.Hash {
	return common.HexToHash("0xe471069a7b35f30296a6ad8b2eff37f86bc7899e00e8e632ccfb5e4579715b81")
}

// UnpackNotConfirmedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotConfirmed()
func (rollup *Rollup) UnpackNotConfirmedError(raw []byte) (*RollupNotConfirmed, error) {
	out := new(RollupNotConfirmed)
	if err := rollup.abi.UnpackIntoInterface(out, "NotConfirmed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupNotRivaled represents a NotRivaled error raised by the Rollup contract.
type RollupNotRivaled struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotRivaled()
func RollupNotRivaledErrorID() common.Hash {
	return common.HexToHash("0x64d401564fea168273cd2b1df3cc418c92ea07eec5b19a055b0773d4ef8a9775")
}

// UnpackNotRivaledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotRivaled()
func (rollup *Rollup) UnpackNotRivaledError(raw []byte) (*RollupNotRivaled, error) {
	out := new(RollupNotRivaled)
	if err := rollup.abi.UnpackIntoInterface(out, "NotRivaled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupNotTaken represents a NotTaken error raised by the Rollup contract.
type RollupNotTaken struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotTaken()
func RollupNotTakenErrorID() common.Hash {
	return common.HexToHash("0xc02791fe843c92c717e28a89f92fb32907402c65a17547695e1ad3d862be2be9")
}

// UnpackNotTakenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotTaken()
func (rollup *Rollup) UnpackNotTakenError(raw []byte) (*RollupNotTaken, error) {
	out := new(RollupNotTaken)
	if err := rollup.abi.UnpackIntoInterface(out, "NotTaken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupNotTip represents a NotTip error raised by the Rollup contract.
type RollupNotTip struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotTip()
func RollupNotTipErrorID() common.Hash {
	return common.HexToHash("0xe88861430a433d40b857e1f3c9343d470f076b73bbfa56b5b9ccbd6a4b1ee8a0")
}

// UnpackNotTipError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotTip()
func (rollup *Rollup) UnpackNotTipError(raw []byte) (*RollupNotTip, error) {
	out := new(RollupNotTip)
	if err := rollup.abi.UnpackIntoInterface(out, "NotTip", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupNothingToPay represents a NothingToPay error raised by the Rollup contract.
type RollupNothingToPay struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingToPay()
func RollupNothingToPayErrorID() common.Hash {
	return common.HexToHash("0x4d63c252538ab708dc54228436ccda748d3924f239d20604ecbd55e56c4f3138")
}

// UnpackNothingToPayError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingToPay()
func (rollup *Rollup) UnpackNothingToPayError(raw []byte) (*RollupNothingToPay, error) {
	out := new(RollupNothingToPay)
	if err := rollup.abi.UnpackIntoInterface(out, "NothingToPay", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupParentNotConfirmed represents a ParentNotConfirmed error raised by the Rollup contract.
type RollupParentNotConfirmed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ParentNotConfirmed()
func RollupParentNotConfirmedErrorID() common.Hash {
	return common.HexToHash("0x2c2da2afc51aed6df4b4e05b7042d91b30c6a1a635f86a8e192ca634407e4d37")
}

// UnpackParentNotConfirmedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ParentNotConfirmed()
func (rollup *Rollup) UnpackParentNotConfirmedError(raw []byte) (*RollupParentNotConfirmed, error) {
	out := new(RollupParentNotConfirmed)
	if err := rollup.abi.UnpackIntoInterface(out, "ParentNotConfirmed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupTooEarly represents a TooEarly error raised by the Rollup contract.
type RollupTooEarly struct {
	From *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooEarly(uint256 from)
func RollupTooEarlyErrorID() common.Hash {
	return common.HexToHash("0x2a35a3246d5070e2b118858c24c2c4d23eaebe645b92ab746b92dd600c35a9d7")
}

// UnpackTooEarlyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooEarly(uint256 from)
func (rollup *Rollup) UnpackTooEarlyError(raw []byte) (*RollupTooEarly, error) {
	out := new(RollupTooEarly)
	if err := rollup.abi.UnpackIntoInterface(out, "TooEarly", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupUnknownAssertion represents a UnknownAssertion error raised by the Rollup contract.
type RollupUnknownAssertion struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownAssertion()
func RollupUnknownAssertionErrorID() common.Hash {
	return common.HexToHash("0xe1990bd7386510543b5acaff15d8a66a31c2e704489febcf419c8674a21efde0")
}

// UnpackUnknownAssertionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownAssertion()
func (rollup *Rollup) UnpackUnknownAssertionError(raw []byte) (*RollupUnknownAssertion, error) {
	out := new(RollupUnknownAssertion)
	if err := rollup.abi.UnpackIntoInterface(out, "UnknownAssertion", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongBond represents a WrongBond error raised by the Rollup contract.
type RollupWrongBond struct {
	WantGwei *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongBond(uint256 wantGwei)
func RollupWrongBondErrorID() common.Hash {
	return common.HexToHash("0xf17d47afb9e7ed2a7cc9cf54fcd951faebc24aa68ebc141f1400de57533ed953")
}

// UnpackWrongBondError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongBond(uint256 wantGwei)
func (rollup *Rollup) UnpackWrongBondError(raw []byte) (*RollupWrongBond, error) {
	out := new(RollupWrongBond)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongBond", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongChildren represents a WrongChildren error raised by the Rollup contract.
type RollupWrongChildren struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongChildren()
func RollupWrongChildrenErrorID() common.Hash {
	return common.HexToHash("0x7a3c76553a16dc2160847d7ad434bb62c140f01ba0dcf8e3d383d074da5eedd7")
}

// UnpackWrongChildrenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongChildren()
func (rollup *Rollup) UnpackWrongChildrenError(raw []byte) (*RollupWrongChildren, error) {
	out := new(RollupWrongChildren)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongChildren", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongClaim represents a WrongClaim error raised by the Rollup contract.
type RollupWrongClaim struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongClaim()
func RollupWrongClaimErrorID() common.Hash {
	return common.HexToHash("0xcaa7b25c70d99522072dbd0d0948fad01aa62067b9c8542aae6df9fef5928251")
}

// UnpackWrongClaimError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongClaim()
func (rollup *Rollup) UnpackWrongClaimError(raw []byte) (*RollupWrongClaim, error) {
	out := new(RollupWrongClaim)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongClaim", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongLength represents a WrongLength error raised by the Rollup contract.
type RollupWrongLength struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongLength()
func RollupWrongLengthErrorID() common.Hash {
	return common.HexToHash("0x92aa5ab23bbae600ecca1dd12b2726e344da564f59c375694c99a5a37af1042a")
}

// UnpackWrongLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongLength()
func (rollup *Rollup) UnpackWrongLengthError(raw []byte) (*RollupWrongLength, error) {
	out := new(RollupWrongLength)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongLevel represents a WrongLevel error raised by the Rollup contract.
type RollupWrongLevel struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongLevel()
func RollupWrongLevelErrorID() common.Hash {
	return common.HexToHash("0xf204754829c0af76845c691957b7f2c6f7e6219867f5f1d76b86fecbd8dc5a90")
}

// UnpackWrongLevelError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongLevel()
func (rollup *Rollup) UnpackWrongLevelError(raw []byte) (*RollupWrongLevel, error) {
	out := new(RollupWrongLevel)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongLevel", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongOutcome represents a WrongOutcome error raised by the Rollup contract.
type RollupWrongOutcome struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongOutcome()
func RollupWrongOutcomeErrorID() common.Hash {
	return common.HexToHash("0x8218e4b2b7e68b94a7c994fd4fd339b0ac0cb42e58fcf7676193fc4909891dee")
}

// UnpackWrongOutcomeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongOutcome()
func (rollup *Rollup) UnpackWrongOutcomeError(raw []byte) (*RollupWrongOutcome, error) {
	out := new(RollupWrongOutcome)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongOutcome", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongPath represents a WrongPath error raised by the Rollup contract.
type RollupWrongPath struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongPath()
func RollupWrongPathErrorID() common.Hash {
	return common.HexToHash("0xf52a7b85982d1e3476c8908cdccb2811f6f25c88f34a5a42ba335fc9e96fe4cf")
}

// UnpackWrongPathError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongPath()
func (rollup *Rollup) UnpackWrongPathError(raw []byte) (*RollupWrongPath, error) {
	out := new(RollupWrongPath)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongPath", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongRange represents a WrongRange error raised by the Rollup contract.
type RollupWrongRange struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongRange()
func RollupWrongRangeErrorID() common.Hash {
	return common.HexToHash("0x958f622a27f8a660da5165c1190f50209c9283cbc0a21a471c907820215cedb2")
}

// UnpackWrongRangeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongRange()
func (rollup *Rollup) UnpackWrongRangeError(raw []byte) (*RollupWrongRange, error) {
	out := new(RollupWrongRange)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongRange", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongStart represents a WrongStart error raised by the Rollup contract.
type RollupWrongStart struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongStart()
func RollupWrongStartErrorID() common.Hash {
	return common.HexToHash("0x944bda356a6e1d7d88a6e5a4422a4abb01de4aa6dd795c1203974e734bc0ea82")
}

// UnpackWrongStartError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongStart()
func (rollup *Rollup) UnpackWrongStartError(raw []byte) (*RollupWrongStart, error) {
	out := new(RollupWrongStart)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongStart", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongState represents a WrongState error raised by the Rollup contract.
type RollupWrongState struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongState()
func RollupWrongStateErrorID() common.Hash {
	return common.HexToHash("0xde4168ba7198f38303be592cc28507102d9b35ab9e6847344eb3979e3a60fa52")
}

// UnpackWrongStateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongState()
func (rollup *Rollup) UnpackWrongStateError(raw []byte) (*RollupWrongState, error) {
	out := new(RollupWrongState)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongState", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongStep represents a WrongStep error raised by the Rollup contract.
type RollupWrongStep struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongStep()
func RollupWrongStepErrorID() common.Hash {
	return common.HexToHash("0xbc3c8a5a94b27f160f1b92f62d402d946766caac5227a2ffc2d1381f57f4e236")
}

// UnpackWrongStepError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongStep()
func (rollup *Rollup) UnpackWrongStepError(raw []byte) (*RollupWrongStep, error) {
	out := new(RollupWrongStep)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongStep", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RollupWrongTemplate represents a WrongTemplate error raised by the Rollup contract.
type RollupWrongTemplate struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongTemplate()
func RollupWrongTemplateErrorID() common.Hash {
	return common.HexToHash("0xaa2f01eacf599d12171699996f96dfaaabb92278ab99868aa2c085b43893965e")
}

// UnpackWrongTemplateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongTemplate()
func (rollup *Rollup) UnpackWrongTemplateError(raw []byte) (*RollupWrongTemplate, error) {
	out := new(RollupWrongTemplate)
	if err := rollup.abi.UnpackIntoInterface(out, "WrongTemplate", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInBridgeMetaData contains all meta data concerning the StandInBridge contract.
var StandInBridgeMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIInbox\",\"name\":\"inbox_\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"aliasOf\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"alias_\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"call\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"deposit\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"inbox\",\"outputs\":[{\"internalType\":\"contractIInbox\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIInbox\",\"name\":\"inbox\",\"type\":\"address\"}],\"name\":\"NotTheBridgeOf\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"NotWholeGwei\",\"type\":\"error\"}]",
	ID:  "7ce7acaff2ce64caddcc42e17a684e2198",
	Bin: "0x60a060405234801561000f575f5ffd5b5060405161071238038061071283398101604081905261002e916100f6565b306001600160a01b0316816001600160a01b031663e78cea926040518163ffffffff1660e01b8152600401602060405180830381865afa158015610074573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061009891906100f6565b6001600160a01b0316146100ce57604051630aa23e1360e31b81526001600160a01b038216600482015260240160405180910390fd5b6001600160a01b0316608052610118565b6001600160a01b03811681146100f3575f5ffd5b50565b5f60208284031215610106575f5ffd5b8151610111816100df565b9392505050565b6080516105d561013d5f395f818160db01528181610100015261028901526105d55ff3fe60806040526004361061003e575f3560e01c80631b8b921d14610042578063d4f1981b14610073578063f340fa01146100b7578063fb0e722b146100ca575b5f5ffd5b6100556100503660046103c8565b6100fd565b60405167ffffffffffffffff90911681526020015b60405180910390f35b34801561007e575f5ffd5b5061009261008d366004610446565b6101d1565b60405173ffffffffffffffffffffffffffffffffffffffff909116815260200161006a565b6100556100c5366004610446565b61020d565b3480156100d5575f5ffd5b506100927f000000000000000000000000000000000000000000000000000000000000000081565b5f7f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff1663b9038c796003610145336101d1565b8734888860405160200161015c949392919061045f565b6040516020818303038152906040526040518463ffffffff1660e01b8152600401610189939291906104a4565b6020604051808303815f875af11580156101a5573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101c99190610534565b949350505050565b5f3273ffffffffffffffffffffffffffffffffffffffff8316036101f3575090565b507311110000000000000000000000000000000011110190565b5f8061021d633b9aca003461055b565b905034158061023957503461023682633b9aca00610593565b14155b8061024b575067ffffffffffffffff81115b15610287576040517edad9be00000000000000000000000000000000000000000000000000000000815234600482015260240160405180910390fd5b7f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff1663b9038c7960016102ce336101d1565b6040517fffffffffffffffffffffffffffffffffffffffff000000000000000000000000606089901b1660208201527fffffffffffffffff00000000000000000000000000000000000000000000000060c087901b166034820152603c016040516020818303038152906040526040518463ffffffff1660e01b8152600401610359939291906104a4565b6020604051808303815f875af1158015610375573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906103999190610534565b9392505050565b803573ffffffffffffffffffffffffffffffffffffffff811681146103c3575f5ffd5b919050565b5f5f5f604084860312156103da575f5ffd5b6103e3846103a0565b9250602084013567ffffffffffffffff8111156103fe575f5ffd5b8401601f8101861361040e575f5ffd5b803567ffffffffffffffff811115610424575f5ffd5b866020828401011115610435575f5ffd5b939660209190910195509293505050565b5f60208284031215610456575f5ffd5b610399826103a0565b7fffffffffffffffffffffffffffffffffffffffff0000000000000000000000008560601b168152836014820152818360348301375f91016034019081529392505050565b60ff8416815273ffffffffffffffffffffffffffffffffffffffff83166020820152606060408201525f82518060608401525f5b818110156104f557602081860181015160808684010152016104d8565b505f6080828501015260807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f830116840101915050949350505050565b5f60208284031215610544575f5ffd5b815167ffffffffffffffff81168114610399575f5ffd5b5f8261058e577f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b500490565b80820281158282048414176105cf577f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b9291505056",
}

// StandInBridge is an auto generated Go binding around an Ethereum contract.
type StandInBridge struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *StandInBridge) GetABI() abi.ABI {
	return c.abi
}

// NewStandInBridge creates a new instance of StandInBridge.
func NewStandInBridge() *StandInBridge {
	parsed, err := StandInBridgeMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &StandInBridge{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *StandInBridge) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address inbox_) returns()
func (standInBridge *StandInBridge) PackConstructor(inbox_ common.Address) []byte {
	enc, err := standInBridge.abi.Pack("", inbox_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAliasOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4f1981b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function aliasOf(address sender) view returns(address alias_)
func (standInBridge *StandInBridge) PackAliasOf(sender common.Address) []byte {
	enc, err := standInBridge.abi.Pack("aliasOf", sender)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAliasOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd4f1981b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function aliasOf(address sender) view returns(address alias_)
func (standInBridge *StandInBridge) TryPackAliasOf(sender common.Address) ([]byte, error) {
	return standInBridge.abi.Pack("aliasOf", sender)
}

// UnpackAliasOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd4f1981b.
//
// Solidity: function aliasOf(address sender) view returns(address alias_)
func (standInBridge *StandInBridge) UnpackAliasOf(data []byte) (common.Address, error) {
	out, err := standInBridge.abi.Unpack("aliasOf", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackCall is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1b8b921d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function call(address target, bytes data) payable returns(uint64 index)
func (standInBridge *StandInBridge) PackCall(target common.Address, data []byte) []byte {
	enc, err := standInBridge.abi.Pack("call", target, data)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCall is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1b8b921d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function call(address target, bytes data) payable returns(uint64 index)
func (standInBridge *StandInBridge) TryPackCall(target common.Address, data []byte) ([]byte, error) {
	return standInBridge.abi.Pack("call", target, data)
}

// UnpackCall is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x1b8b921d.
//
// Solidity: function call(address target, bytes data) payable returns(uint64 index)
func (standInBridge *StandInBridge) UnpackCall(data []byte) (uint64, error) {
	out, err := standInBridge.abi.Unpack("call", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackDeposit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf340fa01.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deposit(address to) payable returns(uint64 index)
func (standInBridge *StandInBridge) PackDeposit(to common.Address) []byte {
	enc, err := standInBridge.abi.Pack("deposit", to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeposit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf340fa01.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deposit(address to) payable returns(uint64 index)
func (standInBridge *StandInBridge) TryPackDeposit(to common.Address) ([]byte, error) {
	return standInBridge.abi.Pack("deposit", to)
}

// UnpackDeposit is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf340fa01.
//
// Solidity: function deposit(address to) payable returns(uint64 index)
func (standInBridge *StandInBridge) UnpackDeposit(data []byte) (uint64, error) {
	out, err := standInBridge.abi.Unpack("deposit", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackInbox is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfb0e722b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function inbox() view returns(address)
func (standInBridge *StandInBridge) PackInbox() []byte {
	enc, err := standInBridge.abi.Pack("inbox")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackInbox is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfb0e722b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function inbox() view returns(address)
func (standInBridge *StandInBridge) TryPackInbox() ([]byte, error) {
	return standInBridge.abi.Pack("inbox")
}

// UnpackInbox is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfb0e722b.
//
// Solidity: function inbox() view returns(address)
func (standInBridge *StandInBridge) UnpackInbox(data []byte) (common.Address, error) {
	out, err := standInBridge.abi.Unpack("inbox", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (standInBridge *StandInBridge) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], standInBridge.abi.Errors["NotTheBridgeOf"].ID.Bytes()[:4]) {
		return standInBridge.UnpackNotTheBridgeOfError(raw[4:])
	}
	if bytes.Equal(raw[:4], standInBridge.abi.Errors["NotWholeGwei"].ID.Bytes()[:4]) {
		return standInBridge.UnpackNotWholeGweiError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// StandInBridgeNotTheBridgeOf represents a NotTheBridgeOf error raised by the StandInBridge contract.
type StandInBridgeNotTheBridgeOf struct {
	Inbox common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotTheBridgeOf(address inbox)
func StandInBridgeNotTheBridgeOfErrorID() common.Hash {
	return common.HexToHash("0x5511f098def7fe3945ba537c83f3e359f9c9e7838bd45858187bd98bc98008e3")
}

// UnpackNotTheBridgeOfError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotTheBridgeOf(address inbox)
func (standInBridge *StandInBridge) UnpackNotTheBridgeOfError(raw []byte) (*StandInBridgeNotTheBridgeOf, error) {
	out := new(StandInBridgeNotTheBridgeOf)
	if err := standInBridge.abi.UnpackIntoInterface(out, "NotTheBridgeOf", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// StandInBridgeNotWholeGwei represents a NotWholeGwei error raised by the StandInBridge contract.
type StandInBridgeNotWholeGwei struct {
	Value *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotWholeGwei(uint256 value)
func StandInBridgeNotWholeGweiErrorID() common.Hash {
	return common.HexToHash("0x00dad9be0ead9a4e48f1a68aea23cb691ef72782a974bf6282ed06deb2675dae")
}

// UnpackNotWholeGweiError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotWholeGwei(uint256 value)
func (standInBridge *StandInBridge) UnpackNotWholeGweiError(raw []byte) (*StandInBridgeNotWholeGwei, error) {
	out := new(StandInBridgeNotWholeGwei)
	if err := standInBridge.abi.UnpackIntoInterface(out, "NotWholeGwei", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TokenMetaData contains all meta data concerning the Token contract.
var TokenMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"allowance\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"approve\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"done\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"balanceOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"decimals\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address[]\",\"name\":\"holders\",\"type\":\"address[]\"},{\"internalType\":\"uint256\",\"name\":\"each\",\"type\":\"uint256\"}],\"name\":\"mint\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"name\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"symbol\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"totalSupply\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transfer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"done\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transferFrom\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"done\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Approval\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Transfer\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"allowance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"AllowanceTooLow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"BalanceTooLow\",\"type\":\"error\"}]",
	ID:  "1317f51c845ce3bfb7c268e5337a825f12",
	Bin: "0x6080604052348015600e575f5ffd5b506108108061001c5f395ff3fe608060405234801561000f575f5ffd5b50600436106100b9575f3560e01c806370a0823111610072578063a9059cbb11610058578063a9059cbb146101d0578063dd62ed3e146101e3578063ea66696c1461020d575f5ffd5b806370a082311461017557806395d89b4114610194575f5ffd5b806318160ddd116100a257806318160ddd1461013257806323b872dd14610148578063313ce5671461015b575f5ffd5b806306fdde03146100bd578063095ea7b31461010f575b5f5ffd5b6100f96040518060400160405280600f81526020017f41646974207465737420746f6b656e000000000000000000000000000000000081525081565b60405161010691906105c0565b60405180910390f35b61012261011d366004610651565b610222565b6040519015158152602001610106565b61013a5f5481565b604051908152602001610106565b610122610156366004610679565b61029b565b610163601281565b60405160ff9091168152602001610106565b61013a6101833660046106b3565b60016020525f908152604090205481565b6100f96040518060400160405280600381526020017f415454000000000000000000000000000000000000000000000000000000000081525081565b6101226101de366004610651565b61038c565b61013a6101f13660046106d3565b600260209081525f928352604080842090915290825290205481565b61022061021b366004610704565b6103a1565b005b335f81815260026020908152604080832073ffffffffffffffffffffffffffffffffffffffff8716808552925280832085905551919290917f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925906102899086815260200190565b60405180910390a35060015b92915050565b73ffffffffffffffffffffffffffffffffffffffff83165f90815260026020908152604080832033845290915281205482811015610314576040517fb7f077b900000000000000000000000000000000000000000000000000000000815260048101829052602481018490526044015b60405180910390fd5b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff81146103765761034583826107a6565b73ffffffffffffffffffffffffffffffffffffffff86165f9081526002602090815260408083203384529091529020555b6103818585856104dd565b506001949350505050565b5f6103983384846104dd565b50600192915050565b6103ab81836107b9565b5f5f8282546103ba91906107d0565b909155505f90505b828110156104d7578160015f8686858181106103e0576103e06107e3565b90506020020160208101906103f591906106b3565b73ffffffffffffffffffffffffffffffffffffffff1673ffffffffffffffffffffffffffffffffffffffff1681526020019081526020015f205f82825461043c91906107d0565b909155508490508382818110610454576104546107e3565b905060200201602081019061046991906106b3565b73ffffffffffffffffffffffffffffffffffffffff165f73ffffffffffffffffffffffffffffffffffffffff167fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef846040516104c791815260200190565b60405180910390a36001016103c2565b50505050565b73ffffffffffffffffffffffffffffffffffffffff83165f9081526001602052604090205481811015610546576040517f367ed1bc000000000000000000000000000000000000000000000000000000008152600481018290526024810183905260440161030b565b73ffffffffffffffffffffffffffffffffffffffff8085165f8181526001602052604080822086860390559286168082529083902080548601905591517fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef906105b29086815260200190565b60405180910390a350505050565b602081525f82518060208401525f5b818110156105ec57602081860181015160408684010152016105cf565b505f6040828501015260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f83011684010191505092915050565b803573ffffffffffffffffffffffffffffffffffffffff8116811461064c575f5ffd5b919050565b5f5f60408385031215610662575f5ffd5b61066b83610629565b946020939093013593505050565b5f5f5f6060848603121561068b575f5ffd5b61069484610629565b92506106a260208501610629565b929592945050506040919091013590565b5f602082840312156106c3575f5ffd5b6106cc82610629565b9392505050565b5f5f604083850312156106e4575f5ffd5b6106ed83610629565b91506106fb60208401610629565b90509250929050565b5f5f5f60408486031215610716575f5ffd5b833567ffffffffffffffff81111561072c575f5ffd5b8401601f8101861361073c575f5ffd5b803567ffffffffffffffff811115610752575f5ffd5b8660208260051b8401011115610766575f5ffd5b6020918201979096509401359392505050565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b8181038181111561029557610295610779565b808202811582820484141761029557610295610779565b8082018082111561029557610295610779565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd",
}

// Token is an auto generated Go binding around an Ethereum contract.
type Token struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Token) GetABI() abi.ABI {
	return c.abi
}

// NewToken creates a new instance of Token.
func NewToken() *Token {
	parsed, err := TokenMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Token{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Token) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (token *Token) PackAllowance(owner common.Address, spender common.Address) []byte {
	enc, err := token.abi.Pack("allowance", owner, spender)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (token *Token) TryPackAllowance(owner common.Address, spender common.Address) ([]byte, error) {
	return token.abi.Pack("allowance", owner, spender)
}

// UnpackAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdd62ed3e.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (token *Token) UnpackAllowance(data []byte) (*big.Int, error) {
	out, err := token.abi.Unpack("allowance", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(address spender, uint256 value) returns(bool done)
func (token *Token) PackApprove(spender common.Address, value *big.Int) []byte {
	enc, err := token.abi.Pack("approve", spender, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(address spender, uint256 value) returns(bool done)
func (token *Token) TryPackApprove(spender common.Address, value *big.Int) ([]byte, error) {
	return token.abi.Pack("approve", spender, value)
}

// UnpackApprove is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x095ea7b3.
//
// Solidity: function approve(address spender, uint256 value) returns(bool done)
func (token *Token) UnpackApprove(data []byte) (bool, error) {
	out, err := token.abi.Unpack("approve", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address owner) view returns(uint256)
func (token *Token) PackBalanceOf(owner common.Address) []byte {
	enc, err := token.abi.Pack("balanceOf", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(address owner) view returns(uint256)
func (token *Token) TryPackBalanceOf(owner common.Address) ([]byte, error) {
	return token.abi.Pack("balanceOf", owner)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address owner) view returns(uint256)
func (token *Token) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := token.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decimals() view returns(uint8)
func (token *Token) PackDecimals() []byte {
	enc, err := token.abi.Pack("decimals")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decimals() view returns(uint8)
func (token *Token) TryPackDecimals() ([]byte, error) {
	return token.abi.Pack("decimals")
}

// UnpackDecimals is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x313ce567.
//
// Solidity: function decimals() view returns(uint8)
func (token *Token) UnpackDecimals(data []byte) (uint8, error) {
	out, err := token.abi.Unpack("decimals", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xea66696c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function mint(address[] holders, uint256 each) returns()
func (token *Token) PackMint(holders []common.Address, each *big.Int) []byte {
	enc, err := token.abi.Pack("mint", holders, each)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xea66696c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function mint(address[] holders, uint256 each) returns()
func (token *Token) TryPackMint(holders []common.Address, each *big.Int) ([]byte, error) {
	return token.abi.Pack("mint", holders, each)
}

// PackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function name() view returns(string)
func (token *Token) PackName() []byte {
	enc, err := token.abi.Pack("name")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function name() view returns(string)
func (token *Token) TryPackName() ([]byte, error) {
	return token.abi.Pack("name")
}

// UnpackName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06fdde03.
//
// Solidity: function name() view returns(string)
func (token *Token) UnpackName(data []byte) (string, error) {
	out, err := token.abi.Unpack("name", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function symbol() view returns(string)
func (token *Token) PackSymbol() []byte {
	enc, err := token.abi.Pack("symbol")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function symbol() view returns(string)
func (token *Token) TryPackSymbol() ([]byte, error) {
	return token.abi.Pack("symbol")
}

// UnpackSymbol is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x95d89b41.
//
// Solidity: function symbol() view returns(string)
func (token *Token) UnpackSymbol(data []byte) (string, error) {
	out, err := token.abi.Unpack("symbol", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function totalSupply() view returns(uint256)
func (token *Token) PackTotalSupply() []byte {
	enc, err := token.abi.Pack("totalSupply")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function totalSupply() view returns(uint256)
func (token *Token) TryPackTotalSupply() ([]byte, error) {
	return token.abi.Pack("totalSupply")
}

// UnpackTotalSupply is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x18160ddd.
//
// Solidity: function totalSupply() view returns(uint256)
func (token *Token) UnpackTotalSupply(data []byte) (*big.Int, error) {
	out, err := token.abi.Unpack("totalSupply", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer(address to, uint256 value) returns(bool done)
func (token *Token) PackTransfer(to common.Address, value *big.Int) []byte {
	enc, err := token.abi.Pack("transfer", to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer(address to, uint256 value) returns(bool done)
func (token *Token) TryPackTransfer(to common.Address, value *big.Int) ([]byte, error) {
	return token.abi.Pack("transfer", to, value)
}

// UnpackTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9059cbb.
//
// Solidity: function transfer(address to, uint256 value) returns(bool done)
func (token *Token) UnpackTransfer(data []byte) (bool, error) {
	out, err := token.abi.Unpack("transfer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool done)
func (token *Token) PackTransferFrom(from common.Address, to common.Address, value *big.Int) []byte {
	enc, err := token.abi.Pack("transferFrom", from, to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool done)
func (token *Token) TryPackTransferFrom(from common.Address, to common.Address, value *big.Int) ([]byte, error) {
	return token.abi.Pack("transferFrom", from, to, value)
}

// UnpackTransferFrom is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x23b872dd.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool done)
func (token *Token) UnpackTransferFrom(data []byte) (bool, error) {
	out, err := token.abi.Unpack("transferFrom", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// TokenApproval represents a Approval event raised by the Token contract.
type TokenApproval struct {
	Owner   common.Address
	Spender common.Address
	Value   *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const TokenApprovalEventName = "Approval"

// ContractEventName returns the user-defined event name.
func (TokenApproval) ContractEventName() string {
	return TokenApprovalEventName
}

// UnpackApprovalEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approval(address indexed owner, address indexed spender, uint256 value)
func (token *Token) UnpackApprovalEvent(log *types.Log) (*TokenApproval, error) {
	event := "Approval"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != token.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TokenApproval)
	if len(log.Data) > 0 {
		if err := token.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range token.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// TokenTransfer represents a Transfer event raised by the Token contract.
type TokenTransfer struct {
	From  common.Address
	To    common.Address
	Value *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const TokenTransferEventName = "Transfer"

// ContractEventName returns the user-defined event name.
func (TokenTransfer) ContractEventName() string {
	return TokenTransferEventName
}

// UnpackTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 value)
func (token *Token) UnpackTransferEvent(log *types.Log) (*TokenTransfer, error) {
	event := "Transfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != token.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TokenTransfer)
	if len(log.Data) > 0 {
		if err := token.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range token.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (token *Token) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], token.abi.Errors["AllowanceTooLow"].ID.Bytes()[:4]) {
		return token.UnpackAllowanceTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], token.abi.Errors["BalanceTooLow"].ID.Bytes()[:4]) {
		return token.UnpackBalanceTooLowError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// TokenAllowanceTooLow represents a AllowanceTooLow error raised by the Token contract.
type TokenAllowanceTooLow struct {
	Allowance *big.Int
	Value     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AllowanceTooLow(uint256 allowance, uint256 value)
func TokenAllowanceTooLowErrorID() common.Hash {
	return common.HexToHash("0xb7f077b9850dd7bd1ad77dd85db019530fb8488e622ebc81a6521226524f7349")
}

// UnpackAllowanceTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AllowanceTooLow(uint256 allowance, uint256 value)
func (token *Token) UnpackAllowanceTooLowError(raw []byte) (*TokenAllowanceTooLow, error) {
	out := new(TokenAllowanceTooLow)
	if err := token.abi.UnpackIntoInterface(out, "AllowanceTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TokenBalanceTooLow represents a BalanceTooLow error raised by the Token contract.
type TokenBalanceTooLow struct {
	Balance *big.Int
	Value   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BalanceTooLow(uint256 balance, uint256 value)
func TokenBalanceTooLowErrorID() common.Hash {
	return common.HexToHash("0x367ed1bc3bead7c448d8b63c8483f88c084b9176b46112e43075446db2f56e81")
}

// UnpackBalanceTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BalanceTooLow(uint256 balance, uint256 value)
func (token *Token) UnpackBalanceTooLowError(raw []byte) (*TokenBalanceTooLow, error) {
	out := new(TokenBalanceTooLow)
	if err := token.abi.UnpackIntoInterface(out, "BalanceTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}
