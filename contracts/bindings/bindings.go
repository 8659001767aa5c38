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

// InboxMetaData contains all meta data concerning the Inbox contract.
var InboxMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address[]\",\"name\":\"holders\",\"type\":\"address[]\"},{\"internalType\":\"contractISeats\",\"name\":\"open_\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"bridge_\",\"type\":\"address\"},{\"internalType\":\"uint32\",\"name\":\"forceDelay_\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"silence_\",\"type\":\"uint32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"abstain\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"},{\"internalType\":\"bytes8\",\"name\":\"prev\",\"type\":\"bytes8\"},{\"internalType\":\"uint64\",\"name\":\"consumed\",\"type\":\"uint64\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"appendBatch\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"body\",\"type\":\"bytes\"}],\"name\":\"appendFromBridge\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"bytes\",\"name\":\"body\",\"type\":\"bytes\"}],\"name\":\"appendMessage\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"bridge\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"forceDelay\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"giveUp\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"handOver\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"holds\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"name\":\"messageTime\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"n\",\"type\":\"uint64\"}],\"name\":\"msgAcc\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"open\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"overdue\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"seats\",\"outputs\":[{\"internalType\":\"uint32[]\",\"name\":\"ids\",\"type\":\"uint32[]\"},{\"internalType\":\"address[]\",\"name\":\"holders\",\"type\":\"address[]\"},{\"internalType\":\"uint64[]\",\"name\":\"begins\",\"type\":\"uint64[]\"},{\"internalType\":\"uint64[]\",\"name\":\"ends\",\"type\":\"uint64[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"silence\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"silent\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"state\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"batchCount\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"consumed\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"messageCount\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"lastSeat\",\"type\":\"uint64\"},{\"internalType\":\"bytes8\",\"name\":\"tail\",\"type\":\"bytes8\"},{\"internalType\":\"bytes32\",\"name\":\"batchAcc\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"mile\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"voteToSeat\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"}],\"name\":\"voteToUnseat\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"}],\"name\":\"Abstained\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"},{\"indexed\":true,\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"acc\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"body\",\"type\":\"bytes\"}],\"name\":\"MessageAppended\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ends\",\"type\":\"uint64\"}],\"name\":\"SeatEnds\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"begins\",\"type\":\"uint64\"}],\"name\":\"SeatGiven\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"SeatHandedOver\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"VotedToSeat\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"target\",\"type\":\"uint32\"}],\"name\":\"VotedToUnseat\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"AlreadySeated\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"BodyTooLong\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"least\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"most\",\"type\":\"uint64\"}],\"name\":\"ConsumedOutOfRange\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"DataTooLong\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ForceDelayTooShort\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"}],\"name\":\"KindNotAllowed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"name\":\"MessageOverdue\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"NoSeat\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoSeats\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"name\":\"NoSuchMessage\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"}],\"name\":\"NoSuchSeat\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"NotAContract\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotBridge\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotPlainAccount\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotSeated\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"OddEncoding\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"SilenceTooShort\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooManySeats\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"next\",\"type\":\"uint64\"}],\"name\":\"WrongIndex\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes8\",\"name\":\"tail\",\"type\":\"bytes8\"}],\"name\":\"WrongPredecessor\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroAddress\",\"type\":\"error\"}]",
	ID:  "5ded6f32275d04598307fdd0376cd6b84c",
	Bin: "0x610100604052346103f9576129408038038061001a81610415565b92833981019060a0818303126103f95780516001600160401b0381116103f95781019180601f840112156103f9578251926001600160401b0384116102d2578360051b9060208061006c818501610415565b8097815201928201019283116103f957602001905b8282106103fd575050506020810151906001600160a01b038216908183036103f9576100af6040820161043a565b916100c860806100c16060850161044e565b930161044e565b90855115806103f1575b6103e257801515806103d9575b6103c7575063ffffffff821680156103ab57603d461490816103ba575b506103ab5763ffffffff81161561039c5760e05260c05260a0526080524360901b5f555f9064ffffffffff421660018060401b034216925b825181101561033f57600581901b8301602001516001600160a01b0316908115610330576001600160a01b0382165f9081526004602052604090205464ffffffffff1661031d57600354916020831461030e576005549263ffffffff84169363ffffffff85146102fa5763ffffffff19166001850163ffffffff1617600555680100000000000000008110156102d25760018101806003558110156102e65760035f527fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b0180546001600160a01b031916821790556040516080810193906001600160401b038511818610176102d25760019460405285815284602082015f8152604083019084825260608401915f835264ffffffffff6102658860018060a01b03165f52600460205260405f2090565b9551166dffffffff0000000000000000000069ffffffffff00000000008754945160281b16925160501b1692858060701b0319161717178355519101557ff58cfece4c1f672d7b87b7d5d90c4b6df3593274a32e1c0ff3b2071b34df48d56020604051898152a301610134565b634e487b7160e01b5f52604160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b634e487b7160e01b5f52601160045260245ffd5b632fcac10760e01b5f5260045ffd5b50631d91d2d160e21b5f5260045260245ffd5b63d92e233d60e01b5f5260045ffd5b6040516124e090816104608239608051818181610116015261176b015260a0518181816101aa0152610408015260c0518181816101ea015281816102bf015281816110cd0152611b79015260e05181818161015a01526118c40152f35b633eecd12160e01b5f5260045ffd5b6301a645af60e41b5f5260045ffd5b620151809150105f6100fc565b6322a2d07b60e21b5f5260045260245ffd5b50803b156100df565b6303be417960e21b5f5260045ffd5b5080156100d2565b5f80fd5b6020809161040a8461043a565b815201910190610081565b6040519190601f01601f191682016001600160401b038111838210176102d257604052565b51906001600160a01b03821682036103f957565b519063ffffffff821682036103f95756fe60806040526004361015610011575f80fd5b5f3560e01c8063110550c1146113b45780631483d32d14610ff3578063237905be14610a085780633dcd08bd146109ec57806357f90c681461098757806359935e04146109035780635e98e4c7146108a957806387f279441461088057806391ee256e146106d05780639c5655d6146104bf578063b9038c7914610394578063c19d93fb14610314578063c3d073ff146102e7578063d03c2eb714610293578063da064b221461020e578063e6d7128a146101ce578063e78cea921461017e578063fa537f741461013e5763fcfff16f146100ea575f80fd5b3461013a575f60031936011261013a57602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5f80fd5b3461013a575f60031936011261013a57602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461013a575f60031936011261013a57602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461013a575f60031936011261013a57602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461013a57602060031936011261013a576102276115a0565b5f5467ffffffffffffffff82169060601c65ffffffffffff1681101561026857602064ffffffffff6102588461185e565b90549060031b1c16604051908152f35b7f57bf68b7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b3461013a57602060031936011261013a5760043563ffffffff8116810361013a576102e59063ffffffff7f00000000000000000000000000000000000000000000000000000000000000001690611b9d565b005b3461013a57602060031936011261013a57602061030a61030561157d565b611720565b6040519015158152f35b3461013a575f60031936011261013a5760e05f5465ffffffffffff808260601c16818360901c167fffffffffffffffff000000000000000000000000000000000000000000000000841690600154926002549460405196818116885260301c16602087015260408601526060850152608084015260a083015260c0820152f35b3461013a57606060031936011261013a576103ad6115e5565b6024359073ffffffffffffffffffffffffffffffffffffffff8216820361013a5760443567ffffffffffffffff811161013a576103ee9036906004016115b7565b92909173ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001633036104975760ff811660018114158061048c575b61046157602061044f86868686611900565b67ffffffffffffffff60405191168152f35b7fb8e88208000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50600381141561043d565b7f7fea9dc5000000000000000000000000000000000000000000000000000000005f5260045ffd5b3461013a575f60031936011261013a57604051806020600354928381520191818360035f527fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b925f5b8181106106a157505061051d9250038261164e565b80519161054261052c846116c3565b9361053a604051958661164e565b8085526116c3565b91601f1960208501930136843761055981516116db565b9061056481516116db565b925f5b82518110156105e3578073ffffffffffffffffffffffffffffffffffffffff6105926001938661170c565b51165f52600460205263ffffffff60405f205464ffffffffff8160281c166105ba848a61170c565b5264ffffffffff81166105cd848961170c565b5260501c166105dc828a61170c565b5201610567565b50919094936040519586956080870190608088525180915260a0870192905f5b818110610682575050506020908683038288015251918281520192905f5b8181106106535750505081610641918561064f95940360408701526115f5565b9083820360608501526115f5565b0390f35b825173ffffffffffffffffffffffffffffffffffffffff16855287965060209485019490920191600101610621565b825163ffffffff16855289985060209485019490920191600101610603565b845473ffffffffffffffffffffffffffffffffffffffff16835260019485019486945060209093019201610508565b3461013a575f60031936011261013a576106e8611eec565b61073963ffffffff60406106fa611f7d565b01511660405167ffffffffffffffff42168152817f05201114d608aebf70fdd47518b95ee71ff9b434763f0eb4e54d54bb9ad0619b60203393a3612031565b73ffffffffffffffffffffffffffffffffffffffff61075982600361189c565b90549060031b1c165f5260046020525f6001604082208281550155600354905f198201918211610853576107b973ffffffffffffffffffffffffffffffffffffffff6107a96107e594600361189c565b90549060031b1c1691600361189c565b90919073ffffffffffffffffffffffffffffffffffffffff8084549260031b9316831b921b1916179055565b6003548015610826575f19016108216107ff82600361189c565b73ffffffffffffffffffffffffffffffffffffffff82549160031b1b19169055565b600355005b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603160045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b3461013a575f60031936011261013a57602061030a5f5465ffffffffffff8160301c1690611b39565b3461013a575f60031936011261013a5763ffffffff60406108c8611f7d565b0151167fbc47ce1d02853505ea5783dbe7899ada26a8923f09c623e77d81ef44b30641e35f80a2335f90815260046020526040812060010155005b3461013a57602060031936011261013a5761091c6115a0565b5f5467ffffffffffffffff82169060601c65ffffffffffff1681116102685750660100000000000081101561095a5760209060060154604051908152f35b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b3461013a57604060031936011261013a576109a06115e5565b60243567ffffffffffffffff811161013a576109c09036906004016115b7565b9160ff81166001811480156109e2575b61046157602061044f85853386611900565b50600381146109d0565b3461013a575f60031936011261013a57602061030a5f546118be565b3461013a57608060031936011261013a57610a216115a0565b6024357fffffffffffffffff000000000000000000000000000000000000000000000000811680910361013a5760443567ffffffffffffffff811680820361013a5760643567ffffffffffffffff811161013a57610a839036906004016115b7565b323314801590610fe9575b610fc15760807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc830114801590610f8a575b610f6257620186a08111610f37575f549465ffffffffffff96878760301c1694888860601c16806110008801908189119283610853578210610f2d575b8884108015610f24575b610eea575085159788610ed7575b508790610b22848c611b39565b9283610eb2575b505050610e875750610b3a33611720565b9415610da7575b505090610b4f91369161168d565b602081519101209380841691600154660100000000000085101561095a57846006015460405190602082019283527fffffffffffffffff0000000000000000000000000000000000000000000000007dffffffffffff0000000000000000000000000000000000000000000000008960c01b161660408301528860488301527fffffffffffffffff0000000000000000000000000000000000000000000000004360c01b1660688301527fffffffffffffffff0000000000000000000000000000000000000000000000004260c01b16607083015260788201527fffffffffffffffff0000000000000000000000000000000000000000000000008660c01b16609882015260808152610c6360a08261164e565b519020806001556001840193848111610853576001610400910815610d78575b5015610d0857506dffffffffffffffff00000000000071ffffffffffff0000000000000000000000007fffffffffffffffffffffffffffffffffffffffff0000000000000000000000007fffffffffffffffff00000000000000000000000000000000000000000000000043975b169660901b9516169260301b16171717175f555f80f35b71ffffffffffff0000000000000000000000007fffffffffffffffffffffffffffffffffffffffff0000000000000000000000007fffffffffffffffff0000000000000000000000000000000000000000000000006dffffffffffffffff000000000000938760901c1697610cf1565b600254906040519060208201928352604082015260408152610d9b60608261164e565b51902060025586610c83565b841580610e77575b610e4f578688169067ffffffffffffffff16819003610e2457507fffffffffffffffff0000000000000000000000000000000000000000000000008616809103610df95780610b41565b7f14832eb8000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f52ad9a8c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f8dca143c000000000000000000000000000000000000000000000000000000005f5260045ffd5b50610e81876118be565b15610daf565b7fd6f3aca9000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b9192509082610ec7575b505015868b80610b29565b9091506108535781148a80610ebc565b610ee39198508a611b39565b968b610b15565b67ffffffffffffffff90897f74fd220d000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b50808411610b07565b505f915080610afd565b7ff516bf4c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f94e2e168000000000000000000000000000000000000000000000000000000005f5260045ffd5b50601f810180821161085357601f198160051c911690808204602014901517156108535760a4018060a41161085357361415610ac0565b7f09465955000000000000000000000000000000000000000000000000000000005f5260045ffd5b50333b1515610a8e565b3461013a57602060031936011261013a5761100c61157d565b611014611eec565b73ffffffffffffffffffffffffffffffffffffffff811690811561138c5764ffffffffff6110608273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b5416611360578163ffffffff6040611076611f7d565b0151167fa3b38e14c0576f89d29b2c38e8c64ade3abef43c7adaacdd51231aec259994735f80a36110bd827401000000000000000000000000000000000000000017612169565b6110c357005b6110f363ffffffff7f000000000000000000000000000000000000000000000000000000000000000016426118b1565b9064ffffffffff6111228273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b5416611334576003546020811461130c576005549263ffffffff84169363ffffffff8514610853577fffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000166001850163ffffffff1617600555680100000000000000008210156112df57826111c37ff58cfece4c1f672d7b87b7d5d90c4b6df3593274a32e1c0ff3b2071b34df48d5946107b985600160209701600355611884565b6001604051916111d283611632565b64ffffffffff841683528483015f815261128b64ffffffffff60408601928a84528161122360608901965f885273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b9751167fffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000885416178755511685907fffffffffffffffffffffffffffffffffffffffffffff0000000000ffffffffff69ffffffffff000000000083549260281b169116179055565b517fffffffffffffffffffffffffffffffffffff00000000ffffffffffffffffffff6dffffffff0000000000000000000085549260501b1691161783555191015567ffffffffffffffff60405191168152a3005b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b7f2fcac107000000000000000000000000000000000000000000000000000000005f5260045ffd5b827f76474b44000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f76474b44000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7fd92e233d000000000000000000000000000000000000000000000000000000005f5260045ffd5b3461013a57602060031936011261013a576113cd61157d565b6113d5611eec565b6113dd611f7d565b9073ffffffffffffffffffffffffffffffffffffffff811691821561138c5764ffffffffff61142a8373ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b541661133457600160608201925f845261150d64ffffffffff60206114a26040870194611469816107b961146463ffffffff8a5116612031565b611884565b335f9081526004602052604081208890828155015573ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b95828151167fffffffffffffffffffffffffffffffffffffffffffffffffffffff000000000088541617875501511684907fffffffffffffffffffffffffffffffffffffffffffff0000000000ffffffffff69ffffffffff000000000083549260281b169116179055565b519282547fffffffffffffffffffffffffffffffffffff00000000ffffffffffffffffffff6dffffffff000000000000000000008660501b1691161783555191015563ffffffff3391167f14dd99640873b35ed92cb5232ebc53ca2658d0e3da7b2db8f3dbf5a74a595a675f80a4005b6004359073ffffffffffffffffffffffffffffffffffffffff8216820361013a57565b6004359067ffffffffffffffff8216820361013a57565b9181601f8401121561013a5782359167ffffffffffffffff831161013a576020838186019501011161013a57565b6004359060ff8216820361013a57565b90602080835192838152019201905f5b8181106116125750505090565b825167ffffffffffffffff16845260209384019390920191600101611605565b6080810190811067ffffffffffffffff8211176112df57604052565b90601f601f19910116810190811067ffffffffffffffff8211176112df57604052565b67ffffffffffffffff81116112df57601f01601f191660200190565b92919261169982611671565b916116a7604051938461164e565b82948184528183011161013a578281602093845f960137010152565b67ffffffffffffffff81116112df5760051b60200190565b906116e5826116c3565b6116f2604051918261164e565b828152601f1961170282946116c3565b0190602036910137565b805182101561095a5760209160051b010190565b61175061174b8273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b61249d565b6118585773ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016908115611852575f91829160405173ffffffffffffffffffffffffffffffffffffffff60208201927fc3d073ff000000000000000000000000000000000000000000000000000000008452166024820152602481526117eb60448261164e565b51915afa3d1561184b573d6117ff81611671565b9061180d604051928361164e565b81523d5f602083013e5b8161183f575b81611826575090565b905060208180518101031261013a576020015160011490565b8051602014915061181d565b6060611817565b50505f90565b50600190565b90660100000000000082101561095a576005600680840466010000000000060193060290565b60035481101561095a5760035f5260205f2001905f90565b805482101561095a575f5260205f2001905f90565b9190820180921161085357565b6118fa907f000000000000000000000000000000000000000000000000000000000000000063ffffffff169060901c65ffffffffffff166118b1565b43101590565b9192906180008211611b0d575f549065ffffffffffff8260601c1694660100000000000086101561095a57856006015461193b36868461168d565b602081519101205f19430190438211610853576040519060208201927fff000000000000000000000000000000000000000000000000000000000000008a60f81b1684527fffffffffffffffffffffffffffffffffffffffff0000000000000000000000008760601b1660218401527fffffffffffffffff0000000000000000000000000000000000000000000000004360c01b1660358401527fffffffffffffffff0000000000000000000000000000000000000000000000004260c01b16603d840152406045830152606582015260658152611a1a60858261164e565b5190206040519060208201928352604082015260408152611a3c60608261164e565b5190209260018701808811610853576601000000000000111561095a57836007880155611a688761185e565b81549060031b9064ffffffffff804216831b921b19161790556c010000000000000000000000008101809111610853578693601f19601f60ff73ffffffffffffffffffffffffffffffffffffffff7f0c361c2c12355b69bcf39ebf1f3e90f6bee5e0c87dd73d538ea760fecca691b8976060965f558a604051988997885260406020890152816040890152888801375f878c880101521699169701168101030190a490565b507fce672af1000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b60601c65ffffffffffff1681109081611b50575090565b64ffffffffff9150611b619061185e565b90549060031b1c1642034281116108535763ffffffff7f0000000000000000000000000000000000000000000000000000000000000000161090565b9060035491826004935b611e3a5750611bb78160036120c3565b915f6060604051611bc781611632565b828152826020820152826040820152015273ffffffffffffffffffffffffffffffffffffffff33165f528360205260405f20604051611c0581611632565b600182549264ffffffffff8416835264ffffffffff8460281c16602084015263ffffffff604084019460501c168452015460608201525073ffffffffffffffffffffffffffffffffffffffff33165f5284602052611c6560405f2061249d565b15611e0e5763ffffffff80915116921680927ff5abce5be102814241345059b0611454fed69ef9a387a10a21a22aa237f4224b5f80a360018201808311611de257611cb19060036122a6565b15611d555773ffffffffffffffffffffffffffffffffffffffff611cd684600361189c565b90549060031b1c1693845f5260205260405f20805464ffffffffff811642105f14611d405750505091611d3e927f05201114d608aebf70fdd47518b95ee71ff9b434763f0eb4e54d54bb9ad0619b602060405167ffffffffffffffff42168152a36003612400565b565b64ffffffffff919293945060281c1615611d5b575b50505050565b64ffffffffff602091611dcd82611d937f05201114d608aebf70fdd47518b95ee71ff9b434763f0eb4e54d54bb9ad0619b96426118b1565b83547fffffffffffffffffffffffffffffffffffffffffffff0000000000ffffffffff16911660281b69ffffffffff000000000016178255565b5460281c16604051908152a35f808080611d55565b6011857f4e487b71000000000000000000000000000000000000000000000000000000005f525260245ffd5b847f02b5b7f6000000000000000000000000000000000000000000000000000000005f5233905260245ffd5b5f198101818111611de25773ffffffffffffffffffffffffffffffffffffffff80611e6683600361189c565b90549060031b1c16165f528460205264ffffffffff60405f205460281c168015159081611ee1575b50611ed0575b508015611ea4575f190180611ba7565b6011847f4e487b71000000000000000000000000000000000000000000000000000000005f525260245ffd5b611edb906003612400565b5f611e94565b90504210155f611e8e565b600354805b611ef85750565b5f1981018181116108535773ffffffffffffffffffffffffffffffffffffffff611f2382600361189c565b90549060031b1c165f52600460205264ffffffffff60405f205460281c168015159081611f72575b50611f61575b508015610853575f190180611ef1565b611f6c906003612400565b5f611f51565b90504210155f611f4b565b5f6060604051611f8c81611632565b8281528260208201528260408201520152335f52600460205260405f20600160405191611fb883611632565b63ffffffff815464ffffffffff8116855264ffffffffff8160281c16602086015260501c1660408401520154606082015290335f526004602052611ffe60405f2061249d565b1561200557565b7f02b5b7f6000000000000000000000000000000000000000000000000000000005f523360045260245ffd5b905f9163ffffffff6003549116925b81811061207357837fad2e8627000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff61209382600361189c565b90549060031b1c165f5260046020528363ffffffff60405f205460501c16146120be57600101612040565b925050565b91905f63ffffffff845492169360018101915b83811061210957857fad2e8627000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff80612129838561189c565b90549060031b1c16165f52826020528563ffffffff60405f205460501c1614612154576001016120d6565b9450505050565b5f1981146108535760010190565b335f52600460205280600160405f2001555f5f5f600354905b8181106122265750507f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff811681036108535760011b1115612221575f5b60035481101561221a578073ffffffffffffffffffffffffffffffffffffffff6121ec600193600361189c565b90549060031b1c165f5260046020528160405f200183815414612211575b50016121bf565b5f90555f61220a565b5050600190565b505f90565b73ffffffffffffffffffffffffffffffffffffffff61224682600361189c565b90549060031b1c165f5260046020528460405f20946122648661249d565b1561229b5761227460019161215b565b95015414612287575b6001905b01612182565b9161229360019161215b565b92905061227d565b945050600190612281565b91906001830173ffffffffffffffffffffffffffffffffffffffff33165f528060205281600160405f2001555f5f5f8654905b8181106123805750507f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff811681036108535760011b1115612379575f5b8454811015612370578073ffffffffffffffffffffffffffffffffffffffff806123426001948961189c565b90549060031b1c16165f52826020528160405f200184815414612367575b5001612316565b5f90555f612360565b50600193505050565b505f925050565b73ffffffffffffffffffffffffffffffffffffffff806123a0838b61189c565b90549060031b1c16165f52846020528560405f20946123be8661249d565b156123f5576123ce60019161215b565b950154146123e1575b6001905b016122d9565b916123ed60019161215b565b9290506123d7565b9450506001906123db565b9073ffffffffffffffffffffffffffffffffffffffff80612421838561189c565b90549060031b1c16165f52600182016020525f60016040822082815501558154905f198201918211610853576107b973ffffffffffffffffffffffffffffffffffffffff612472612481948661189c565b90549060031b1c16918461189c565b80548015610826575f19019061249a6107ff838361189c565b55565b5464ffffffffff8082169160281c1681151591826124d5575b50816124c0575090565b8015915081156124ce575090565b9050421090565b42101591505f6124b656",
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
// Solidity: constructor(address[] holders, address open_, address bridge_, uint32 forceDelay_, uint32 silence_) returns()
func (inbox *Inbox) PackConstructor(holders []common.Address, open_ common.Address, bridge_ common.Address, forceDelay_ uint32, silence_ uint32) []byte {
	enc, err := inbox.abi.Pack("", holders, open_, bridge_, forceDelay_, silence_)
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
// Solidity: function state() view returns(uint64 batchCount, uint64 consumed, uint64 messageCount, uint64 lastSeat, bytes8 tail, bytes32 batchAcc, bytes32 mile)
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
// Solidity: function state() view returns(uint64 batchCount, uint64 consumed, uint64 messageCount, uint64 lastSeat, bytes8 tail, bytes32 batchAcc, bytes32 mile)
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
	Mile         [32]byte
}

// UnpackState is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc19d93fb.
//
// Solidity: function state() view returns(uint64 batchCount, uint64 consumed, uint64 messageCount, uint64 lastSeat, bytes8 tail, bytes32 batchAcc, bytes32 mile)
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
	outstruct.Mile = *abi.ConvertType(out[6], new([32]byte)).(*[32]byte)
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

// PreimagesMetaData contains all meta data concerning the Preimages contract.
var PreimagesMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"precompile\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"gas\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"input\",\"type\":\"bytes\"}],\"name\":\"loadPrecompile\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"value\",\"type\":\"bytes\"}],\"name\":\"loadValue\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"}],\"name\":\"read\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"word\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"}],\"name\":\"Loaded\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"NoWord\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"precompile\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"NotAsked\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"precompile\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"gas\",\"type\":\"uint256\"}],\"name\":\"NotDecided\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"}],\"name\":\"NotLoaded\",\"type\":\"error\"}]",
	ID:  "6aae6bc87a555c14b1840aecd8d4a892d5",
	Bin: "0x6080604052348015600e575f5ffd5b50610a518061001c5f395ff3fe608060405234801561000f575f5ffd5b506004361061003f575f3560e01c80630db926f5146100435780633d301c9114610058578063883ec1b814610084575b5f5ffd5b61005661005136600461075d565b610097565b005b61006b6100663660046107a5565b6100fd565b6040805192835260208301919091520160405180910390f35b6100566100923660046107c5565b61018e565b6100f86100bc83836040516100ad92919061082f565b60405180910390206001610339565b8484848080601f0160208091040260200160405190810160405280939291908181526020018383808284375f9201919091525061038a92505050565b505050565b5f828152602081815260408083208484529091528120600181015482919068010000000000000000900460ff1661016f576040517fbbef020700000000000000000000000000000000000000000000000000000000815260048101869052602481018590526044015b60405180910390fd5b805460019091015490925067ffffffffffffffff1690505b9250929050565b61019c8460ff1683836104fe565b6101de576040517fca1b77da00000000000000000000000000000000000000000000000000000000815260ff8516600482015260248101829052604401610166565b5f6102148584846040516020016101f79392919061083e565b604051602081830303815290604052805190602001206002610339565b90505f5f8660ff1673ffffffffffffffffffffffffffffffffffffffff1686868660405161024392919061082f565b5f604051808303818686fa925050503d805f811461027c576040519150601f19603f3d011682016040523d82523d5f602084013e610281565b606091505b509150915081156102be576102b983896001846040516020016102a59291906108a9565b60405160208183030381529060405261038a565b61032f565b6102cc60ff88168786610651565b156102f1576102b983896040518060400160405280600181526020015f81525061038a565b6040517f7270f09200000000000000000000000000000000000000000000000000000000815260ff8816600482015260248101879052604401610166565b5050505050505050565b7effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff82167fff0000000000000000000000000000000000000000000000000000000000000060f883901b16175b92915050565b6103956020836108e7565b1515806103a25750805182115b156103e65780516040517f4baca8b8000000000000000000000000000000000000000000000000000000008152610166918491600401918252602082015260400190565b5f8282516103f4919061094c565b90505f81156104405783602084010151905060208210156104405761041a82600861095f565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff901c19165b60408051606081018252828152845167ffffffffffffffff908116602080840191825260018486018181525f8c81528084528781208c82528452879020955186559251940180549251151568010000000000000000027fffffffffffffffffffffffffffffffffffffffffffffff0000000000000000009093169490931693909317179055905185815286917f3e0696e80241822a368b14bbf5ac1f36768ffd8767ee4976d093c298982d1f56910160405180910390a25050505050565b5f600184148061050e5750600684145b1561051d57506080811461064a565b6007840361052f57506060811461064a565b6008840361054a5761054260c0836108e7565b15905061064a565b6009840361058b5760d58214801561058457506002838360d481811061057257610572610976565b9050013560f81c60f81b60f81c60ff16105b905061064a565b60058414158061059b5750606082105b156105a757505f61064a565b5f6105b560208285876109a3565b6105be916109ca565b90505f6105cf6040602086886109a3565b6105d8916109ca565b90505f6105e96060604087896109a3565b6105f2916109ca565b9050610400831180610605575061040082115b80610611575061040081115b15610621575f935050505061064a565b808261062e856060610a06565b6106389190610a06565b6106429190610a06565b851493505050505b9392505050565b5f60068410806106615750600884115b1561066d57505f61064a565b8373ffffffffffffffffffffffffffffffffffffffff16838367ffffffffffffffff81111561069e5761069e610a19565b6040519080825280601f01601f1916602001820160405280156106c8576020820181803683370190505b506040516106d69190610a46565b5f604051808303818686fa925050503d805f811461070f576040519150601f19603f3d011682016040523d82523d5f602084013e610714565b606091505b509095945050505050565b5f5f83601f84011261072f575f5ffd5b50813567ffffffffffffffff811115610746575f5ffd5b602083019150836020828501011115610187575f5ffd5b5f5f5f6040848603121561076f575f5ffd5b83359250602084013567ffffffffffffffff81111561078c575f5ffd5b6107988682870161071f565b9497909650939450505050565b5f5f604083850312156107b6575f5ffd5b50508035926020909101359150565b5f5f5f5f5f608086880312156107d9575f5ffd5b85359450602086013560ff811681146107f0575f5ffd5b935060408601359250606086013567ffffffffffffffff811115610812575f5ffd5b61081e8882890161071f565b969995985093965092949392505050565b818382375f9101908152919050565b7fff000000000000000000000000000000000000000000000000000000000000008460f81b168152818360018301375f910160010190815292915050565b5f81515f5b8181101561089b5760208185018101518683015201610881565b505f93019283525090919050565b7fff000000000000000000000000000000000000000000000000000000000000008360f81b1681525f6108df600183018461087c565b949350505050565b5f8261091a577f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b500690565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b818103818111156103845761038461091f565b80820281158282048414176103845761038461091f565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b5f5f858511156109b1575f5ffd5b838611156109bd575f5ffd5b5050820193919092039150565b80356020831015610384577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff602084900360031b1b1692915050565b808201808211156103845761038461091f565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b5f61064a828461087c56",
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

// StandInBridgeMetaData contains all meta data concerning the StandInBridge contract.
var StandInBridgeMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIInbox\",\"name\":\"inbox_\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"aliasOf\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"call\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"deposit\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"inbox\",\"outputs\":[{\"internalType\":\"contractIInbox\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIInbox\",\"name\":\"inbox\",\"type\":\"address\"}],\"name\":\"NotTheBridgeOf\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"NotWholeGwei\",\"type\":\"error\"}]",
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
// Solidity: function aliasOf(address sender) view returns(address)
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
// Solidity: function aliasOf(address sender) view returns(address)
func (standInBridge *StandInBridge) TryPackAliasOf(sender common.Address) ([]byte, error) {
	return standInBridge.abi.Pack("aliasOf", sender)
}

// UnpackAliasOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd4f1981b.
//
// Solidity: function aliasOf(address sender) view returns(address)
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
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"allowance\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"approve\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"balanceOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"decimals\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address[]\",\"name\":\"holders\",\"type\":\"address[]\"},{\"internalType\":\"uint256\",\"name\":\"each\",\"type\":\"uint256\"}],\"name\":\"mint\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"name\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"symbol\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"totalSupply\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transfer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transferFrom\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Approval\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Transfer\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"allowance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"AllowanceTooLow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"BalanceTooLow\",\"type\":\"error\"}]",
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
// Solidity: function approve(address spender, uint256 value) returns(bool)
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
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (token *Token) TryPackApprove(spender common.Address, value *big.Int) ([]byte, error) {
	return token.abi.Pack("approve", spender, value)
}

// UnpackApprove is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x095ea7b3.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
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
// Solidity: function transfer(address to, uint256 value) returns(bool)
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
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (token *Token) TryPackTransfer(to common.Address, value *big.Int) ([]byte, error) {
	return token.abi.Pack("transfer", to, value)
}

// UnpackTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9059cbb.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
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
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
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
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (token *Token) TryPackTransferFrom(from common.Address, to common.Address, value *big.Int) ([]byte, error) {
	return token.abi.Pack("transferFrom", from, to, value)
}

// UnpackTransferFrom is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x23b872dd.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
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
