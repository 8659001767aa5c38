// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"crypto/sha256"
	"errors"
	"math/big"

	bls12381 "github.com/consensys/gnark-crypto/ecc/bls12-381"
	"github.com/consensys/gnark-crypto/ecc/bls12-381/fp"
	"github.com/consensys/gnark-crypto/ecc/bls12-381/fr"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"
	gethparams "github.com/ethereum/go-ethereum/params"
)

// pointEvaluation is the precompile that checks the opening of a KZG commitment (EIP-4844). go-ethereum's reads the
// whole trusted setup when it is called first, 4,161 points, which takes the machine more steps than a transition may.
// A check needs one of them.
type pointEvaluation struct{}

var pointEvaluationAddress = common.BytesToAddress([]byte{0x0a})

// kzgTau are the coordinates of τ·G2, the second power of the trusted setup of mainnet in G2, which is all that a check
// needs of it.
var kzgTau = [...]string{
	"185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2",
	"15bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72",
	"014353bdb96b626dd7d5ee8599d1fca2131569490e28de18e82451a496a9c9794ce26d105941f383ee689bfbbb832a99",
	"1666c54b0a32529503432fcae0181b4bef79de09fc63671fda5ed1ba9bfa07899495346f3d7ac9cd23048ef30d0a154f",
}

// kzgAnswer is the number of field elements of a blob and the modulus of their field, each in 32 bytes.
const kzgAnswer = "0000000000000000000000000000000000000000000000000000000000001000" +
	"73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"

var (
	errKZGInput   = errors.New("a point evaluation has 192 bytes")
	errKZGVersion = errors.New("the versioned hash is not that of the commitment")
	errKZGProof   = errors.New("the commitment does not open to this value")
)

// tau reads kzgTau, and does not check that it is a point: that would take longer than all the rest.
func tau() (p bls12381.G2Affine) {
	for i, e := range []*fp.Element{&p.X.A0, &p.X.A1, &p.Y.A0, &p.Y.A1} {
		e.SetBytes(common.FromHex(kzgTau[i]))
	}
	return p
}

func (pointEvaluation) Name() string { return "KZG_POINT_EVALUATION" }

// RequiredGas implements vm.PrecompiledContract.
func (pointEvaluation) RequiredGas([]byte) uint64 {
	return gethparams.BlobTxPointEvaluationPrecompileGas
}

// Cacheable implements vm.PrecompiledContract.
func (pointEvaluation) Cacheable() bool { return true }

// Run implements vm.PrecompiledContract. The input is a versioned hash, a point and a value of 32 bytes each, a
// commitment and a proof of 48.
func (pointEvaluation) Run(in []byte) ([]byte, error) {
	if len(in) != 192 {
		return nil, errKZGInput
	}
	hash := sha256.Sum256(in[96:144])
	if hash[0] = 0x01; common.Hash(hash) != common.Hash(in[:32]) {
		return nil, errKZGVersion
	}
	var point, value fr.Element
	var commitment, proof bls12381.G1Affine
	_, errCommitment := commitment.SetBytes(in[96:144])
	_, errProof := proof.SetBytes(in[144:])
	if err := errors.Join(point.SetBytesCanonical(in[32:64]), value.SetBytesCanonical(in[64:96]), errCommitment, errProof); err != nil {
		return nil, err
	}
	if !opens(&commitment, &proof, &point, &value) {
		return nil, errKZGProof
	}
	return common.FromHex(kzgAnswer), nil
}

// opens checks e(C - value·G1 + point·π, G2) = e(π, τ·G2), which says that C - value is the (τ - point)-fold of π.
func opens(commitment, proof *bls12381.G1Affine, point, value *fr.Element) bool {
	var less fr.Element
	less.Neg(value)
	var sum bls12381.G1Jac
	sum.JointScalarMultiplicationBase(proof, less.BigInt(new(big.Int)), point.BigInt(new(big.Int)))
	sum.AddMixed(commitment)
	var left, right bls12381.G1Affine
	left.FromJacobian(&sum)
	right.Neg(proof)
	_, _, _, g2 := bls12381.Generators()
	ok, err := bls12381.PairingCheck([]bls12381.G1Affine{left, right}, []bls12381.G2Affine{g2, tau()})
	return err == nil && ok
}

// withOwn puts our precompiles in the place of go-ethereum's. They give the same answers.
func withOwn(all vm.PrecompiledContracts) vm.PrecompiledContracts {
	all[pointEvaluationAddress] = pointEvaluation{}
	return all
}
