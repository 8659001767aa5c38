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
	ABI: "[{\"inputs\":[{\"internalType\":\"address[]\",\"name\":\"holders\",\"type\":\"address[]\"},{\"internalType\":\"contractISeats\",\"name\":\"open_\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"bridge_\",\"type\":\"address\"},{\"internalType\":\"uint32\",\"name\":\"forceDelay_\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"silence_\",\"type\":\"uint32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"abstain\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"},{\"internalType\":\"bytes8\",\"name\":\"prev\",\"type\":\"bytes8\"},{\"internalType\":\"uint64\",\"name\":\"consumed\",\"type\":\"uint64\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"appendBatch\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"body\",\"type\":\"bytes\"}],\"name\":\"appendFromBridge\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"bytes\",\"name\":\"body\",\"type\":\"bytes\"}],\"name\":\"appendMessage\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"bridge\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"forceDelay\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"handOver\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"holds\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"leave\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"name\":\"messageTime\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"n\",\"type\":\"uint64\"}],\"name\":\"msgAcc\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"open\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"overdue\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"seats\",\"outputs\":[{\"internalType\":\"uint32[]\",\"name\":\"ids\",\"type\":\"uint32[]\"},{\"internalType\":\"address[]\",\"name\":\"holders\",\"type\":\"address[]\"},{\"internalType\":\"uint64[]\",\"name\":\"begins\",\"type\":\"uint64[]\"},{\"internalType\":\"uint64[]\",\"name\":\"ends\",\"type\":\"uint64[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"silence\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"silent\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"state\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"},{\"internalType\":\"bytes8\",\"name\":\"\",\"type\":\"bytes8\"},{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"voteToSeat\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"}],\"name\":\"voteToUnseat\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"}],\"name\":\"Abstained\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"},{\"indexed\":true,\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"acc\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"body\",\"type\":\"bytes\"}],\"name\":\"MessageAppended\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ends\",\"type\":\"uint64\"}],\"name\":\"SeatEnds\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"begins\",\"type\":\"uint64\"}],\"name\":\"SeatGiven\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"SeatHandedOver\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"VotedToSeat\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"},{\"indexed\":true,\"internalType\":\"uint32\",\"name\":\"target\",\"type\":\"uint32\"}],\"name\":\"VotedToUnseat\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"AlreadySeated\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"BodyTooLong\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"least\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"most\",\"type\":\"uint64\"}],\"name\":\"ConsumedOutOfRange\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"DataTooLong\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ForceDelayTooShort\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint8\",\"name\":\"kind\",\"type\":\"uint8\"}],\"name\":\"KindNotAllowed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"name\":\"MessageOverdue\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"NoSeat\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoSeats\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"name\":\"NoSuchMessage\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"id\",\"type\":\"uint32\"}],\"name\":\"NoSuchSeat\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"NotAContract\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotBridge\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotPlainAccount\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotSeated\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"OddEncoding\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"SilenceTooShort\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooManySeats\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"next\",\"type\":\"uint64\"}],\"name\":\"WrongIndex\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes8\",\"name\":\"tail\",\"type\":\"bytes8\"}],\"name\":\"WrongPredecessor\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroAddress\",\"type\":\"error\"}]",
	ID:  "5ded6f32275d04598307fdd0376cd6b84c",
	Bin: "0x610100604052346103f9576128f88038038061001a81610415565b92833981019060a0818303126103f95780516001600160401b0381116103f95781019180601f840112156103f9578251926001600160401b0384116102d2578360051b9060208061006c818501610415565b8097815201928201019283116103f957602001905b8282106103fd575050506020810151906001600160a01b038216908183036103f9576100af6040820161043a565b916100c860806100c16060850161044e565b930161044e565b90855115806103f1575b6103e257801515806103d9575b6103c7575063ffffffff821680156103ab57603d461490816103ba575b506103ab5763ffffffff81161561039c5760e05260c05260a0526080524360901b5f555f9064ffffffffff421660018060401b034216925b825181101561033f57600581901b8301602001516001600160a01b0316908115610330576001600160a01b0382165f9081526004602052604090205464ffffffffff1661031d57600354916020831461030e576005549263ffffffff84169363ffffffff85146102fa5763ffffffff19166001850163ffffffff1617600555680100000000000000008110156102d25760018101806003558110156102e65760035f527fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b0180546001600160a01b031916821790556040516080810193906001600160401b038511818610176102d25760019460405285815284602082015f8152604083019084825260608401915f835264ffffffffff6102658860018060a01b03165f52600460205260405f2090565b9551166dffffffff0000000000000000000069ffffffffff00000000008754945160281b16925160501b1692858060701b0319161717178355519101557ff58cfece4c1f672d7b87b7d5d90c4b6df3593274a32e1c0ff3b2071b34df48d56020604051898152a301610134565b634e487b7160e01b5f52604160045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b634e487b7160e01b5f52601160045260245ffd5b632fcac10760e01b5f5260045ffd5b50631d91d2d160e21b5f5260045260245ffd5b63d92e233d60e01b5f5260045ffd5b60405161249890816104608239608051818181610116015261176b015260a0518181816101aa01526105b8015260c0518181816101ea0152818161046f015281816110cd0152611b79015260e05181818161015a01526118c40152f35b633eecd12160e01b5f5260045ffd5b6301a645af60e41b5f5260045ffd5b620151809150105f6100fc565b6322a2d07b60e21b5f5260045260245ffd5b50803b156100df565b6303be417960e21b5f5260045ffd5b5080156100d2565b5f80fd5b6020809161040a8461043a565b815201910190610081565b6040519190601f01601f191682016001600160401b038111838210176102d257604052565b51906001600160a01b03821682036103f957565b519063ffffffff821682036103f95756fe60806040526004361015610011575f80fd5b5f3560e01c8063110550c1146113b45780631483d32d14610ff3578063237905be14610a085780633dcd08bd146109ec57806357f90c681461098757806359935e04146109035780635e98e4c7146108a957806387f27944146108805780639c5655d61461066f578063b9038c7914610544578063c19d93fb146104c4578063c3d073ff14610497578063d03c2eb714610443578063d66d9e1914610293578063da064b221461020e578063e6d7128a146101ce578063e78cea921461017e578063fa537f741461013e5763fcfff16f146100ea575f80fd5b3461013a575f60031936011261013a57602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5f80fd5b3461013a575f60031936011261013a57602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461013a575f60031936011261013a57602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461013a575f60031936011261013a57602060405163ffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461013a57602060031936011261013a576102276115a0565b5f5467ffffffffffffffff82169060601c65ffffffffffff1681101561026857602064ffffffffff6102588461185e565b90549060031b1c16604051908152f35b7f57bf68b7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b3461013a575f60031936011261013a576102ab611eb3565b6102fc63ffffffff60406102bd611f35565b01511660405167ffffffffffffffff42168152817f05201114d608aebf70fdd47518b95ee71ff9b434763f0eb4e54d54bb9ad0619b60203393a3611fe9565b73ffffffffffffffffffffffffffffffffffffffff61031c82600361189c565b90549060031b1c165f5260046020525f6001604082208281550155600354905f1982019182116104165761037c73ffffffffffffffffffffffffffffffffffffffff61036c6103a894600361189c565b90549060031b1c1691600361189c565b90919073ffffffffffffffffffffffffffffffffffffffff8084549260031b9316831b921b1916179055565b60035480156103e9575f19016103e46103c282600361189c565b73ffffffffffffffffffffffffffffffffffffffff82549160031b1b19169055565b600355005b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603160045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b3461013a57602060031936011261013a5760043563ffffffff8116810361013a576104959063ffffffff7f00000000000000000000000000000000000000000000000000000000000000001690611b9d565b005b3461013a57602060031936011261013a5760206104ba6104b561157d565b611720565b6040519015158152f35b3461013a575f60031936011261013a5760e05f5465ffffffffffff808260601c16818360901c167fffffffffffffffff000000000000000000000000000000000000000000000000841690600154926002549460405196818116885260301c16602087015260408601526060850152608084015260a083015260c0820152f35b3461013a57606060031936011261013a5761055d6115e5565b6024359073ffffffffffffffffffffffffffffffffffffffff8216820361013a5760443567ffffffffffffffff811161013a5761059e9036906004016115b7565b92909173ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001633036106475760ff811660018114158061063c575b6106115760206105ff86868686611900565b67ffffffffffffffff60405191168152f35b7fb8e88208000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5060038114156105ed565b7f7fea9dc5000000000000000000000000000000000000000000000000000000005f5260045ffd5b3461013a575f60031936011261013a57604051806020600354928381520191818360035f527fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b925f5b8181106108515750506106cd9250038261164e565b8051916106f26106dc846116c3565b936106ea604051958661164e565b8085526116c3565b91601f1960208501930136843761070981516116db565b9061071481516116db565b925f5b8251811015610793578073ffffffffffffffffffffffffffffffffffffffff6107426001938661170c565b51165f52600460205263ffffffff60405f205464ffffffffff8160281c1661076a848a61170c565b5264ffffffffff811661077d848961170c565b5260501c1661078c828a61170c565b5201610717565b50919094936040519586956080870190608088525180915260a0870192905f5b818110610832575050506020908683038288015251918281520192905f5b81811061080357505050816107f191856107ff95940360408701526115f5565b9083820360608501526115f5565b0390f35b825173ffffffffffffffffffffffffffffffffffffffff168552879650602094850194909201916001016107d1565b825163ffffffff168552899850602094850194909201916001016107b3565b845473ffffffffffffffffffffffffffffffffffffffff168352600194850194869450602090930192016106b8565b3461013a575f60031936011261013a5760206104ba5f5465ffffffffffff8160301c1690611b39565b3461013a575f60031936011261013a5763ffffffff60406108c8611f35565b0151167fbc47ce1d02853505ea5783dbe7899ada26a8923f09c623e77d81ef44b30641e35f80a2335f90815260046020526040812060010155005b3461013a57602060031936011261013a5761091c6115a0565b5f5467ffffffffffffffff82169060601c65ffffffffffff1681116102685750660100000000000081101561095a5760209060060154604051908152f35b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b3461013a57604060031936011261013a576109a06115e5565b60243567ffffffffffffffff811161013a576109c09036906004016115b7565b9160ff81166001811480156109e2575b6106115760206105ff85853386611900565b50600381146109d0565b3461013a575f60031936011261013a5760206104ba5f546118be565b3461013a57608060031936011261013a57610a216115a0565b6024357fffffffffffffffff000000000000000000000000000000000000000000000000811680910361013a5760443567ffffffffffffffff811680820361013a5760643567ffffffffffffffff811161013a57610a839036906004016115b7565b323314801590610fe9575b610fc15760807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc830114801590610f8a575b610f6257620186a08111610f37575f549465ffffffffffff96878760301c1694888860601c16806110008801908189119283610416578210610f2d575b8884108015610f24575b610eea575085159788610ed7575b508790610b22848c611b39565b9283610eb2575b505050610e875750610b3a33611720565b9415610da7575b505090610b4f91369161168d565b602081519101209380841691600154660100000000000085101561095a57846006015460405190602082019283527fffffffffffffffff0000000000000000000000000000000000000000000000007dffffffffffff0000000000000000000000000000000000000000000000008960c01b161660408301528860488301527fffffffffffffffff0000000000000000000000000000000000000000000000004360c01b1660688301527fffffffffffffffff0000000000000000000000000000000000000000000000004260c01b16607083015260788201527fffffffffffffffff0000000000000000000000000000000000000000000000008660c01b16609882015260808152610c6360a08261164e565b519020806001556001840193848111610416576001610400910815610d78575b5015610d0857506dffffffffffffffff00000000000071ffffffffffff0000000000000000000000007fffffffffffffffffffffffffffffffffffffffff0000000000000000000000007fffffffffffffffff00000000000000000000000000000000000000000000000043975b169660901b9516169260301b16171717175f555f80f35b71ffffffffffff0000000000000000000000007fffffffffffffffffffffffffffffffffffffffff0000000000000000000000007fffffffffffffffff0000000000000000000000000000000000000000000000006dffffffffffffffff000000000000938760901c1697610cf1565b600254906040519060208201928352604082015260408152610d9b60608261164e565b51902060025586610c83565b841580610e77575b610e4f578688169067ffffffffffffffff16819003610e2457507fffffffffffffffff0000000000000000000000000000000000000000000000008616809103610df95780610b41565b7f14832eb8000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f52ad9a8c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f8dca143c000000000000000000000000000000000000000000000000000000005f5260045ffd5b50610e81876118be565b15610daf565b7fd6f3aca9000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b9192509082610ec7575b505015868b80610b29565b9091506104165781148a80610ebc565b610ee39198508a611b39565b968b610b15565b67ffffffffffffffff90897f74fd220d000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b50808411610b07565b505f915080610afd565b7ff516bf4c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f94e2e168000000000000000000000000000000000000000000000000000000005f5260045ffd5b50601f810180821161041657601f198160051c911690808204602014901517156104165760a4018060a41161041657361415610ac0565b7f09465955000000000000000000000000000000000000000000000000000000005f5260045ffd5b50333b1515610a8e565b3461013a57602060031936011261013a5761100c61157d565b611014611eb3565b73ffffffffffffffffffffffffffffffffffffffff811690811561138c5764ffffffffff6110608273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b5416611360578163ffffffff6040611076611f35565b0151167fa3b38e14c0576f89d29b2c38e8c64ade3abef43c7adaacdd51231aec259994735f80a36110bd827401000000000000000000000000000000000000000017612121565b6110c357005b6110f363ffffffff7f000000000000000000000000000000000000000000000000000000000000000016426118b1565b9064ffffffffff6111228273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b5416611334576003546020811461130c576005549263ffffffff84169363ffffffff8514610416577fffffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000166001850163ffffffff1617600555680100000000000000008210156112df57826111c37ff58cfece4c1f672d7b87b7d5d90c4b6df3593274a32e1c0ff3b2071b34df48d59461037c85600160209701600355611884565b6001604051916111d283611632565b64ffffffffff841683528483015f815261128b64ffffffffff60408601928a84528161122360608901965f885273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b9751167fffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000885416178755511685907fffffffffffffffffffffffffffffffffffffffffffff0000000000ffffffffff69ffffffffff000000000083549260281b169116179055565b517fffffffffffffffffffffffffffffffffffff00000000ffffffffffffffffffff6dffffffff0000000000000000000085549260501b1691161783555191015567ffffffffffffffff60405191168152a3005b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b7f2fcac107000000000000000000000000000000000000000000000000000000005f5260045ffd5b827f76474b44000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f76474b44000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7fd92e233d000000000000000000000000000000000000000000000000000000005f5260045ffd5b3461013a57602060031936011261013a576113cd61157d565b6113d5611eb3565b6113dd611f35565b9073ffffffffffffffffffffffffffffffffffffffff811691821561138c5764ffffffffff61142a8373ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b541661133457600160608201925f845261150d64ffffffffff60206114a260408701946114698161037c61146463ffffffff8a5116611fe9565b611884565b335f9081526004602052604081208890828155015573ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b95828151167fffffffffffffffffffffffffffffffffffffffffffffffffffffff000000000088541617875501511684907fffffffffffffffffffffffffffffffffffffffffffff0000000000ffffffffff69ffffffffff000000000083549260281b169116179055565b519282547fffffffffffffffffffffffffffffffffffff00000000ffffffffffffffffffff6dffffffff000000000000000000008660501b1691161783555191015563ffffffff3391167f14dd99640873b35ed92cb5232ebc53ca2658d0e3da7b2db8f3dbf5a74a595a675f80a4005b6004359073ffffffffffffffffffffffffffffffffffffffff8216820361013a57565b6004359067ffffffffffffffff8216820361013a57565b9181601f8401121561013a5782359167ffffffffffffffff831161013a576020838186019501011161013a57565b6004359060ff8216820361013a57565b90602080835192838152019201905f5b8181106116125750505090565b825167ffffffffffffffff16845260209384019390920191600101611605565b6080810190811067ffffffffffffffff8211176112df57604052565b90601f601f19910116810190811067ffffffffffffffff8211176112df57604052565b67ffffffffffffffff81116112df57601f01601f191660200190565b92919261169982611671565b916116a7604051938461164e565b82948184528183011161013a578281602093845f960137010152565b67ffffffffffffffff81116112df5760051b60200190565b906116e5826116c3565b6116f2604051918261164e565b828152601f1961170282946116c3565b0190602036910137565b805182101561095a5760209160051b010190565b61175061174b8273ffffffffffffffffffffffffffffffffffffffff165f52600460205260405f2090565b6123b8565b6118585773ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016908115611852575f91829160405173ffffffffffffffffffffffffffffffffffffffff60208201927fc3d073ff000000000000000000000000000000000000000000000000000000008452166024820152602481526117eb60448261164e565b51915afa3d1561184b573d6117ff81611671565b9061180d604051928361164e565b81523d5f602083013e5b8161183f575b81611826575090565b905060208180518101031261013a576020015160011490565b8051602014915061181d565b6060611817565b50505f90565b50600190565b90660100000000000082101561095a576005600680840466010000000000060193060290565b60035481101561095a5760035f5260205f2001905f90565b805482101561095a575f5260205f2001905f90565b9190820180921161041657565b6118fa907f000000000000000000000000000000000000000000000000000000000000000063ffffffff169060901c65ffffffffffff166118b1565b43101590565b9192906180008211611b0d575f549065ffffffffffff8260601c1694660100000000000086101561095a57856006015461193b36868461168d565b602081519101205f19430190438211610416576040519060208201927fff000000000000000000000000000000000000000000000000000000000000008a60f81b1684527fffffffffffffffffffffffffffffffffffffffff0000000000000000000000008760601b1660218401527fffffffffffffffff0000000000000000000000000000000000000000000000004360c01b1660358401527fffffffffffffffff0000000000000000000000000000000000000000000000004260c01b16603d840152406045830152606582015260658152611a1a60858261164e565b5190206040519060208201928352604082015260408152611a3c60608261164e565b5190209260018701808811610416576601000000000000111561095a57836007880155611a688761185e565b81549060031b9064ffffffffff804216831b921b19161790556c010000000000000000000000008101809111610416578693601f19601f60ff73ffffffffffffffffffffffffffffffffffffffff7f0c361c2c12355b69bcf39ebf1f3e90f6bee5e0c87dd73d538ea760fecca691b8976060965f558a604051988997885260406020890152816040890152888801375f878c880101521699169701168101030190a490565b507fce672af1000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b60601c65ffffffffffff1681109081611b50575090565b64ffffffffff9150611b619061185e565b90549060031b1c1642034281116104165763ffffffff7f0000000000000000000000000000000000000000000000000000000000000000161090565b9091600354926004925b848015611e5b575f19019415611c215773ffffffffffffffffffffffffffffffffffffffff80611bd887600361189c565b90549060031b1c16165f528360205264ffffffffff60405f205460281c168015159081611c16575b5015611ba757611c118560036123fb565b611ba7565b90504210155f611c00565b90919350611c3081600361207b565b915f6060604051611c4081611632565b828152826020820152826040820152015273ffffffffffffffffffffffffffffffffffffffff33165f528360205260405f20604051611c7e81611632565b600182549264ffffffffff8416835264ffffffffff8460281c16602084015263ffffffff604084019460501c168452015460608201525073ffffffffffffffffffffffffffffffffffffffff33165f5284602052611cde60405f206123b8565b15611e875763ffffffff80915116921680927ff5abce5be102814241345059b0611454fed69ef9a387a10a21a22aa237f4224b5f80a360018201808311611e5b57611d2a90600361225e565b15611dce5773ffffffffffffffffffffffffffffffffffffffff611d4f84600361189c565b90549060031b1c1693845f5260205260405f20805464ffffffffff811642105f14611db95750505091611db7927f05201114d608aebf70fdd47518b95ee71ff9b434763f0eb4e54d54bb9ad0619b602060405167ffffffffffffffff42168152a360036123fb565b565b64ffffffffff919293945060281c1615611dd4575b50505050565b64ffffffffff602091611e4682611e0c7f05201114d608aebf70fdd47518b95ee71ff9b434763f0eb4e54d54bb9ad0619b96426118b1565b83547fffffffffffffffffffffffffffffffffffffffffffff0000000000ffffffffff16911660281b69ffffffffff000000000016178255565b5460281c16604051908152a35f808080611dce565b6011857f4e487b71000000000000000000000000000000000000000000000000000000005f525260245ffd5b847f02b5b7f6000000000000000000000000000000000000000000000000000000005f5233905260245ffd5b600354905b818015610416575f19019115611f315773ffffffffffffffffffffffffffffffffffffffff611ee883600361189c565b90549060031b1c165f52600460205264ffffffffff60405f205460281c168015159081611f26575b5015611eb857611f218260036123fb565b611eb8565b90504210155f611f10565b9050565b5f6060604051611f4481611632565b8281528260208201528260408201520152335f52600460205260405f20600160405191611f7083611632565b63ffffffff815464ffffffffff8116855264ffffffffff8160281c16602086015260501c1660408401520154606082015290335f526004602052611fb660405f206123b8565b15611fbd57565b7f02b5b7f6000000000000000000000000000000000000000000000000000000005f523360045260245ffd5b905f9163ffffffff6003549116925b81811061202b57837fad2e8627000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff61204b82600361189c565b90549060031b1c165f5260046020528363ffffffff60405f205460501c161461207657600101611ff8565b925050565b91905f63ffffffff845492169360018101915b8381106120c157857fad2e8627000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff806120e1838561189c565b90549060031b1c16165f52826020528563ffffffff60405f205460501c161461210c5760010161208e565b9450505050565b5f1981146104165760010190565b335f52600460205280600160405f2001555f5f5f600354905b8181106121de5750507f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff811681036104165760011b11156121d9575f5b6003548110156121d2578073ffffffffffffffffffffffffffffffffffffffff6121a4600193600361189c565b90549060031b1c165f5260046020528160405f2001838154146121c9575b5001612177565b5f90555f6121c2565b5050600190565b505f90565b73ffffffffffffffffffffffffffffffffffffffff6121fe82600361189c565b90549060031b1c165f5260046020528460405f209461221c866123b8565b156122535761222c600191612113565b9501541461223f575b6001905b0161213a565b9161224b600191612113565b929050612235565b945050600190612239565b91906001830173ffffffffffffffffffffffffffffffffffffffff33165f528060205281600160405f2001555f5f5f8654905b8181106123385750507f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff811681036104165760011b1115612331575f5b8454811015612328578073ffffffffffffffffffffffffffffffffffffffff806122fa6001948961189c565b90549060031b1c16165f52826020528160405f20018481541461231f575b50016122ce565b5f90555f612318565b50600193505050565b505f925050565b73ffffffffffffffffffffffffffffffffffffffff80612358838b61189c565b90549060031b1c16165f52846020528560405f2094612376866123b8565b156123ad57612386600191612113565b95015414612399575b6001905b01612291565b916123a5600191612113565b92905061238f565b945050600190612393565b5464ffffffffff8082169160281c1681151591826123f0575b50816123db575090565b8015915081156123e9575090565b9050421090565b42101591505f6123d1565b9073ffffffffffffffffffffffffffffffffffffffff8061241c838561189c565b90549060031b1c16165f52600182016020525f60016040822082815501558154905f1982019182116104165761037c73ffffffffffffffffffffffffffffffffffffffff61246d61247c948661189c565b90549060031b1c16918461189c565b805480156103e9575f1901906124956103c2838361189c565b5556",
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

// PackLeave is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd66d9e19.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function leave() returns()
func (inbox *Inbox) PackLeave() []byte {
	enc, err := inbox.abi.Pack("leave")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackLeave is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd66d9e19.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function leave() returns()
func (inbox *Inbox) TryPackLeave() ([]byte, error) {
	return inbox.abi.Pack("leave")
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
// Solidity: function state() view returns(uint64, uint64, uint64, uint64, bytes8, bytes32, bytes32)
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
// Solidity: function state() view returns(uint64, uint64, uint64, uint64, bytes8, bytes32, bytes32)
func (inbox *Inbox) TryPackState() ([]byte, error) {
	return inbox.abi.Pack("state")
}

// StateOutput serves as a container for the return parameters of contract
// method State.
type StateOutput struct {
	Arg0 uint64
	Arg1 uint64
	Arg2 uint64
	Arg3 uint64
	Arg4 [8]byte
	Arg5 [32]byte
	Arg6 [32]byte
}

// UnpackState is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc19d93fb.
//
// Solidity: function state() view returns(uint64, uint64, uint64, uint64, bytes8, bytes32, bytes32)
func (inbox *Inbox) UnpackState(data []byte) (StateOutput, error) {
	out, err := inbox.abi.Unpack("state", data)
	outstruct := new(StateOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Arg0 = *abi.ConvertType(out[0], new(uint64)).(*uint64)
	outstruct.Arg1 = *abi.ConvertType(out[1], new(uint64)).(*uint64)
	outstruct.Arg2 = *abi.ConvertType(out[2], new(uint64)).(*uint64)
	outstruct.Arg3 = *abi.ConvertType(out[3], new(uint64)).(*uint64)
	outstruct.Arg4 = *abi.ConvertType(out[4], new([8]byte)).(*[8]byte)
	outstruct.Arg5 = *abi.ConvertType(out[5], new([32]byte)).(*[32]byte)
	outstruct.Arg6 = *abi.ConvertType(out[6], new([32]byte)).(*[32]byte)
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

// StandInBridgeMetaData contains all meta data concerning the StandInBridge contract.
var StandInBridgeMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIInbox\",\"name\":\"inbox_\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"aliasOf\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"target\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"call\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"deposit\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"index\",\"type\":\"uint64\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"inbox\",\"outputs\":[{\"internalType\":\"contractIInbox\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIInbox\",\"name\":\"inbox\",\"type\":\"address\"}],\"name\":\"NotTheBridgeOf\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"NotWholeGwei\",\"type\":\"error\"}]",
	ID:  "7ce7acaff2ce64caddcc42e17a684e2198",
	Bin: "0x60a080604052346100e6576020816107ed803803809161001f82856100fd565b8339810103126100e657516001600160a01b0381168082036100e6576040516373c6754960e11b8152602081600481855afa9081156100f2575f916100ac575b50306001600160a01b039091160361009a57506080526040516106b89081610135823960805181818160920152818161023201526105570152f35b630aa23e1360e31b5f5260045260245ffd5b90506020813d6020116100ea575b816100c7602093836100fd565b810103126100e657516001600160a01b03811681036100e6575f61005f565b5f80fd5b3d91506100ba565b6040513d5f823e3d90fd5b601f909101601f19168101906001600160401b0382119082101761012057604052565b634e487b7160e01b5f52604160045260245ffdfe6080806040526004361015610012575f80fd5b5f3560e01c9081631b8b921d146103b057508063d4f1981b14610351578063f340fa01146100ba5763fb0e722b14610048575f80fd5b346100b6575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100b657602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b5f80fd5b60207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100b6576100ec6105b3565b633b9aca0034049034158015610303575b80156102f2575b6102c7577fffffffffffffffff00000000000000000000000000000000000000000000000061013233610664565b927fffffffffffffffffffffffffffffffffffffffff0000000000000000000000006040519360601b16602084015260c01b166034820152601c8152610179603c826105d6565b73ffffffffffffffffffffffffffffffffffffffff604051927fb9038c790000000000000000000000000000000000000000000000000000000084526001600485015216602483015260606044830152818151918260648301525f5b8381106102af57505060808160047fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f865f868560209a880101015201168201010301815f73ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000165af180156102a4576020915f91610277575b5067ffffffffffffffff60405191168152f35b6102979150823d841161029d575b61028f81836105d6565b810190610644565b82610264565b503d610285565b6040513d5f823e3d90fd5b602082820181015186830160840152859350016101d5565b7edad9be000000000000000000000000000000000000000000000000000000005f523460045260245ffd5b5067ffffffffffffffff8211610104565b50633b9aca008202828104633b9aca001483151715610324573414156100fd565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b346100b65760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100b657602061039261038d6105b3565b610664565b73ffffffffffffffffffffffffffffffffffffffff60405191168152f35b60407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100b6576103e26105b3565b9060243567ffffffffffffffff81116100b657366023820112156100b657806004013567ffffffffffffffff81116100b65736602482840101116100b6578281605492602461049e957fffffffffffffffffffffffffffffffffffffffff00000000000000000000000061045533610664565b9960601b166020860152346034860152018484013781015f8382015203017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe081018352826105d6565b73ffffffffffffffffffffffffffffffffffffffff604051927fb9038c790000000000000000000000000000000000000000000000000000000084526003600485015216602483015260606044830152818151918260648301525f5b83811061059b57505060808160047fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f865f868560209a880101015201168201010301815f73ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000165af180156102a4576020915f91610277575067ffffffffffffffff60405191168152f35b602082820181015186830160840152859350016104fa565b6004359073ffffffffffffffffffffffffffffffffffffffff821682036100b657565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff82111761061757604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b908160209103126100b6575167ffffffffffffffff811681036100b65790565b73ffffffffffffffffffffffffffffffffffffffff8116903282146106b357507311110000000000000000000000000000000011110173ffffffffffffffffffffffffffffffffffffffff1690565b90509056",
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
	Bin: "0x60808060405234601557610759908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c806306fdde031461051f578063095ea7b31461049a57806318160ddd1461047e57806323b872dd1461036a578063313ce5671461034f57806370a082311461030a57806395d89b4114610271578063a9059cbb14610240578063dd62ed3e146101d25763ea66696c14610087575f80fd5b346101ce5760406003193601126101ce5760043567ffffffffffffffff81116101ce57366023820112156101ce5780600401359067ffffffffffffffff82116101ce576024810190602436918460051b0101116101ce576024358083028381048214841517156101a1576100fc905f5461062f565b5f555f5b83811061010957005b8073ffffffffffffffffffffffffffffffffffffffff61013461012f600194888861063c565b610679565b165f528160205260405f2061014a84825461062f565b905573ffffffffffffffffffffffffffffffffffffffff61016f61012f83888861063c565b165f7fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef6020604051878152a301610100565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b5f80fd5b346101ce5760406003193601126101ce576101eb6105e9565b73ffffffffffffffffffffffffffffffffffffffff61020861060c565b91165f52600260205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b346101ce5760406003193601126101ce5761026661025c6105e9565b602435903361069a565b602060405160018152f35b346101ce575f6003193601126101ce57604051604081019080821067ffffffffffffffff8311176102dd576102d991604052600381527f4154540000000000000000000000000000000000000000000000000000000000602082015260405191829182610583565b0390f35b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b346101ce5760206003193601126101ce5773ffffffffffffffffffffffffffffffffffffffff6103386105e9565b165f526001602052602060405f2054604051908152f35b346101ce575f6003193601126101ce57602060405160128152f35b346101ce5760606003193601126101ce576103836105e9565b61038b61060c565b6044359073ffffffffffffffffffffffffffffffffffffffff831692835f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f205483811061044e577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff810361040e575b50610266935061069a565b8381039081116101a157610266945f52600260205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f205584610403565b83907fb7f077b9000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b346101ce575f6003193601126101ce5760205f54604051908152f35b346101ce5760406003193601126101ce576104b36105e9565b73ffffffffffffffffffffffffffffffffffffffff60243591335f52600260205260405f208282165f526020528260405f205560405192835216907f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b92560203392a3602060405160018152f35b346101ce575f6003193601126101ce57604051604081019080821067ffffffffffffffff8311176102dd576102d991604052600f81527f41646974207465737420746f6b656e00000000000000000000000000000000006020820152604051918291825b919091602081528251928360208301525f5b8481106105d35750507fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f845f6040809697860101520116010190565b8060208092840101516040828601015201610595565b6004359073ffffffffffffffffffffffffffffffffffffffff821682036101ce57565b6024359073ffffffffffffffffffffffffffffffffffffffff821682036101ce57565b919082018092116101a157565b919081101561064c5760051b0190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b3573ffffffffffffffffffffffffffffffffffffffff811681036101ce5790565b73ffffffffffffffffffffffffffffffffffffffff1690815f52600160205260405f20548381106107295773ffffffffffffffffffffffffffffffffffffffff7fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef9285602093865f52600185520360405f20551693845f526001825260405f20818154019055604051908152a3565b83907f367ed1bc000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd",
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
