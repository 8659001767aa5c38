// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Float arithmetic of the machine
/// @notice What the F and D extensions of RISC-V compute: bits in, bits and exceptions out. Boxing singles and the registers
/// are the caller's, and so are the instructions that only move bits.
interface IFloat {
    /// @notice The instruction does no float arithmetic.
    /// @param op the instruction as vm.Op numbers it
    error UnknownOp(uint8 op);

    /// @notice The result of an instruction and the exceptions that it raises. Never fails but for UnknownOp.
    /// @param op the instruction as vm.Op numbers it
    /// @param rm rounding mode, 0 to 4; with others, which the caller refuses, the result means nothing. Comparisons, FMIN,
    /// FMAX and FCLASS ignore it.
    /// @param a the float that rs1 names, not boxed: of a single the lower half counts. Of conversions from integers the
    /// integer register that rs1 names.
    /// @param b the float that rs2 names
    /// @param c the float that rs3 names
    /// @return value bits of a float in the format of the result, or the 64 bits of an integer register
    /// @return flags exceptions as in fflags
    function compute(uint8 op, uint8 rm, uint64 a, uint64 b, uint64 c) external pure returns (uint64 value, uint8 flags);
}
