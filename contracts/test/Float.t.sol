// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IFloat} from "../src/vm/IFloat.sol";
import "../src/vm/machine/Ops.sol";
import {vm} from "./util/Vm.sol";

/// The Solidity side of vectors/float; the Go side is package contracts/vectors.
contract FloatTest {
    uint256 private constant CASE_SIZE = 35; // as the comment in the file says

    IFloat private float;

    function setUp() public {
        bytes memory code = vm.getCode("src/vm/Float.sol:Float");
        address created;
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
        }
        float = IFloat(created);
    }

    function test_operations_asGo() public view {
        bytes[] memory cases = vm.parseJsonBytesArray(vm.readFile("vectors/float/operations.json"), ".cases");
        vm.assertTrue(cases.length > 0, "there are no cases");
        for (uint256 i = 0; i < cases.length; i++) {
            bytes memory b = cases[i];
            vm.assertEq(b.length, CASE_SIZE, vm.toString(i));
            (uint64 value, uint8 flags) = float.compute(uint8(b[0]), uint8(b[1]), word(b, 2), word(b, 10), word(b, 18));
            vm.assertEq(value, word(b, 26), string.concat("value of case ", vm.toString(i)));
            vm.assertEq(flags, uint8(b[34]), string.concat("flags of case ", vm.toString(i)));
        }
    }

    function test_compute_unknownOp_reverts() public {
        uint256[8] memory unknown = [ILLEGAL, FSD, FSGNJS, FSGNJXS, FMVXW, FMVWX, FSGNJD, FMVDX];
        for (uint256 i = 0; i < unknown.length; i++) {
            vm.expectRevert(abi.encodeWithSelector(IFloat.UnknownOp.selector, unknown[i]));
            float.compute(uint8(unknown[i]), 0, 1, 2, 3);
        }
    }

    /// Whatever it is called with, there is an answer, or no such instruction.
    function testFuzz_compute_neverFails(uint8 op, uint8 rm, uint64 a, uint64 b, uint64 c) public view {
        op = uint8(FMADDS + op % (FCVTDS + 1 - FMADDS));
        try float.compute(op, rm, a, b, c) {}
        catch (bytes memory reason) {
            vm.assertEq(
                keccak256(reason), keccak256(abi.encodeWithSelector(IFloat.UnknownOp.selector, op)), vm.toString(op)
            );
        }
    }

    /// a + b = b + a = a - (-b), whatever the bits; and a product is a fused one with -0 where its sign does not count.
    function testFuzz_compute_laws(uint8 rm, uint64 a, uint64 b) public view {
        rm %= 5;
        bytes32 sum = outcome(FADDD, rm, a, b);
        vm.assertEq(outcome(FADDD, rm, b, a), sum, "b + a");
        if (a << 1 <= 0x7ff << 53 && b << 1 <= 0x7ff << 53) {
            vm.assertEq(outcome(FSUBD, rm, a, b ^ (1 << 63)), sum, "a - (-b)");
        }
        vm.assertEq(outcome(FMULD, rm, a, b), outcome(FMULD, rm, b, a), "b * a");
    }

    function outcome(uint256 op, uint8 rm, uint64 a, uint64 b) private view returns (bytes32) {
        (uint64 value, uint8 flags) = float.compute(uint8(op), rm, a, b, 0);
        return bytes32((uint256(value) << 8) | flags);
    }

    function word(bytes memory b, uint256 offset) private pure returns (uint64 v) {
        assembly ("memory-safe") {
            v := shr(192, mload(add(add(b, 32), offset)))
        }
    }

    /// What a step pays for a call to the contract, which is the first one in its transaction. The operands are the most
    /// expensive ones of many.
    function test_gas_compute() public {
        gas("fmadd", FNMSUBD, 3, 0x8000000000000002, 0x8000000000000001, 2);
        gas("fadd, fsub", FSUBD, 1, 0x8000000180000001, 0x800000017fffffff, 0);
        gas("fmul", FMULD, 0, 0x8000000000000001, 1, 0);
        gas("fdiv", FDIVD, 2, 0x8000000000000001, 1, 0);
        gas("fsqrt", FSQRTD, 3, 0x100000002, 0, 0);
        gas("fmin, fmax", FMAXD, 1, 0xfff8000000000000, 0xfff8000000000005, 0);
        gas("feq, flt, fle", FEQD, 1, 0xffdfffffffffffff, 0x7ff8000000000000, 0);
        gas("fclass", FCLASSD, 1, 0x8000000000000001, 0, 0);
        gas("float to integer", FCVTLD, 2, 0x8000000000000001, 0, 0);
        gas("integer to float", FCVTDL, 0, 0xffffffffffffffff, 0, 0);
        gas("float to float", FCVTSD, 3, 1, 0, 0);
    }

    function gas(string memory name, uint256 op, uint8 rm, uint64 a, uint64 b, uint64 c) private {
        vm.snapshotValue("Float", name, new Payer().pay(float, uint8(op), rm, a, b, c));
    }
}

/// Calls as a step does.
contract Payer {
    function pay(IFloat float, uint8 op, uint8 rm, uint64 a, uint64 b, uint64 c) public view returns (uint256 paid) {
        paid = gasleft();
        float.compute(op, rm, a, b, c);
        paid -= gasleft();
    }
}
