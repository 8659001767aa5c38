// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Compressed instructions are short spellings of those of four bytes. Twin of vm/compressed.go.

/// @dev Spells a half word as the four bytes that it stands for, or as 0 when it stands for none.
function expand(uint256 w) pure returns (uint256) {
    uint256 funct3 = w >> 13;
    if (w & 3 == 0) return expandLoadStore(w, funct3);
    if (w & 3 == 1) return expandArithmetic(w, funct3);
    return expandStack(w, funct3);
}

/// @dev Takes the bits hi to lo of w and puts them down with the lowest at to.
function move(uint256 w, uint256 hi, uint256 lo, uint256 to) pure returns (uint256) {
    unchecked {
        return ((w >> lo) & ((1 << (hi - lo + 1)) - 1)) << to;
    }
}

function wordR(uint256 funct7, uint256 rs2, uint256 rs1, uint256 funct3, uint256 rd, uint256 opcode)
    pure
    returns (uint256)
{
    return (funct7 << 25) | (rs2 << 20) | (rs1 << 15) | (funct3 << 12) | (rd << 7) | opcode;
}

/// @dev imm may be negative: its upper bits are cut off.
function wordI(uint256 imm, uint256 rs1, uint256 funct3, uint256 rd, uint256 opcode) pure returns (uint256) {
    return ((imm & 0xfff) << 20) | (rs1 << 15) | (funct3 << 12) | (rd << 7) | opcode;
}

function wordS(uint256 imm, uint256 rs2, uint256 rs1, uint256 funct3, uint256 opcode) pure returns (uint256) {
    return ((imm >> 5) << 25) | (rs2 << 20) | (rs1 << 15) | (funct3 << 12) | ((imm & 31) << 7) | opcode;
}

function wordB(uint256 imm, uint256 rs1, uint256 funct3) pure returns (uint256) {
    return move(imm, 12, 12, 31) | move(imm, 10, 5, 25) | (rs1 << 15) | (funct3 << 12) | move(imm, 4, 1, 8)
        | move(imm, 11, 11, 7) | 0x63;
}

function wordJ(uint256 imm, uint256 rd) pure returns (uint256) {
    return
        move(imm, 20, 20, 31) | move(imm, 10, 1, 21) | move(imm, 11, 11, 20) | move(imm, 19, 12, 12) | (rd << 7) | 0x6f;
}

/// @dev Extends a number of bits bits to 256.
function signed(uint256 v, uint256 bits) pure returns (uint256) {
    unchecked {
        uint256 sign = 1 << (bits - 1);
        return (v ^ sign) - sign;
    }
}

/// @dev Quadrant 0: loads and stores with the eight middle registers, and addi4spn.
function expandLoadStore(uint256 w, uint256 funct3) pure returns (uint256) {
    unchecked {
        uint256 rs1 = move(w, 9, 7, 0) + 8;
        uint256 rd = move(w, 4, 2, 0) + 8;
        uint256 word = move(w, 12, 10, 3) | move(w, 6, 6, 2) | move(w, 5, 5, 6);
        uint256 double = move(w, 12, 10, 3) | move(w, 6, 5, 6);
        if (funct3 == 0) {
            // c.addi4spn
            uint256 imm = move(w, 12, 11, 4) | move(w, 10, 7, 6) | move(w, 6, 6, 2) | move(w, 5, 5, 3);
            return imm == 0 ? 0 : wordI(imm, 2, 0, rd, 0x13);
        }
        if (funct3 == 1) return wordI(double, rs1, 3, rd, 0x07); // c.fld
        if (funct3 == 2) return wordI(word, rs1, 2, rd, 0x03); // c.lw
        if (funct3 == 3) return wordI(double, rs1, 3, rd, 0x03); // c.ld
        if (funct3 == 5) return wordS(double, rd, rs1, 3, 0x27); // c.fsd
        if (funct3 == 6) return wordS(word, rd, rs1, 2, 0x23); // c.sw
        if (funct3 == 7) return wordS(double, rd, rs1, 3, 0x23); // c.sd
        return 0;
    }
}

/// @dev Quadrant 1: immediates, register arithmetic, jumps and branches.
function expandArithmetic(uint256 w, uint256 funct3) pure returns (uint256) {
    unchecked {
        uint256 rd = move(w, 11, 7, 0);
        uint256 imm = signed(move(w, 12, 12, 5) | move(w, 6, 2, 0), 6);
        if (funct3 == 0) return wordI(imm, rd, 0, rd, 0x13); // c.nop, c.addi
        if (funct3 == 1) return rd == 0 ? 0 : wordI(imm, rd, 0, rd, 0x1b); // c.addiw
        if (funct3 == 2) return wordI(imm, 0, 0, rd, 0x13); // c.li
        if (funct3 == 3) {
            if (rd == 2) {
                // c.addi16sp
                imm = signed(
                    move(w, 12, 12, 9) | move(w, 6, 6, 4) | move(w, 5, 5, 6) | move(w, 4, 3, 7) | move(w, 2, 2, 5), 10
                );
                return imm == 0 ? 0 : wordI(imm, 2, 0, 2, 0x13);
            }
            return imm == 0 ? 0 : ((imm << 12) & 0xffffffff) | (rd << 7) | 0x37; // c.lui
        }
        if (funct3 == 4) return expandMiddle(w);
        if (funct3 == 5) {
            // c.j
            imm = move(w, 12, 12, 11) | move(w, 11, 11, 4) | move(w, 10, 9, 8) | move(w, 8, 8, 10) | move(w, 7, 7, 6);
            imm = signed(imm | move(w, 6, 6, 7) | move(w, 5, 3, 1) | move(w, 2, 2, 5), 12);
            return wordJ(imm, 0);
        }
        // c.beqz, c.bnez
        imm = move(w, 12, 12, 8) | move(w, 11, 10, 3) | move(w, 6, 5, 6) | move(w, 4, 3, 1) | move(w, 2, 2, 5);
        return wordB(signed(imm, 9), move(w, 9, 7, 0) + 8, funct3 & 1);
    }
}

/// @dev Arithmetic on the eight middle registers.
function expandMiddle(uint256 w) pure returns (uint256) {
    unchecked {
        uint256 rd = move(w, 9, 7, 0) + 8;
        uint256 rs2 = move(w, 4, 2, 0) + 8;
        uint256 shift = move(w, 12, 12, 5) | move(w, 6, 2, 0);
        uint256 kind = move(w, 11, 10, 0);
        if (kind == 0) return wordI(shift, rd, 5, rd, 0x13); // c.srli
        if (kind == 1) return wordI(0x400 | shift, rd, 5, rd, 0x13); // c.srai
        if (kind == 2) return wordI(signed(shift, 6), rd, 7, rd, 0x13); // c.andi
        kind = move(w, 12, 12, 2) | move(w, 6, 5, 0);
        if (kind == 0) return wordR(0x20, rs2, rd, 0, rd, 0x33); // c.sub
        if (kind == 1) return wordR(0, rs2, rd, 4, rd, 0x33); // c.xor
        if (kind == 2) return wordR(0, rs2, rd, 6, rd, 0x33); // c.or
        if (kind == 3) return wordR(0, rs2, rd, 7, rd, 0x33); // c.and
        if (kind == 4) return wordR(0x20, rs2, rd, 0, rd, 0x3b); // c.subw
        if (kind == 5) return wordR(0, rs2, rd, 0, rd, 0x3b); // c.addw
        return 0;
    }
}

/// @dev Quadrant 2: loads and stores relative to the stack pointer, moves and indirect jumps.
function expandStack(uint256 w, uint256 funct3) pure returns (uint256) {
    uint256 rd = move(w, 11, 7, 0);
    uint256 rs2 = move(w, 6, 2, 0);
    uint256 word = move(w, 12, 12, 5) | move(w, 6, 4, 2) | move(w, 3, 2, 6);
    uint256 double = move(w, 12, 12, 5) | move(w, 6, 5, 3) | move(w, 4, 2, 6);
    uint256 stored = move(w, 12, 10, 3) | move(w, 9, 7, 6); // of a double
    if (funct3 == 0) return wordI(move(w, 12, 12, 5) | rs2, rd, 1, rd, 0x13); // c.slli
    if (funct3 == 1) return wordI(double, 2, 3, rd, 0x07); // c.fldsp
    if (funct3 == 2) return rd == 0 ? 0 : wordI(word, 2, 2, rd, 0x03); // c.lwsp
    if (funct3 == 3) return rd == 0 ? 0 : wordI(double, 2, 3, rd, 0x03); // c.ldsp
    if (funct3 == 5) return wordS(stored, rs2, 2, 3, 0x27); // c.fsdsp
    if (funct3 == 6) return wordS(move(w, 12, 9, 2) | move(w, 8, 7, 6), rs2, 2, 2, 0x23); // c.swsp
    if (funct3 == 7) return wordS(stored, rs2, 2, 3, 0x23); // c.sdsp
    if ((w >> 12) & 1 == 0) {
        if (rs2 != 0) return wordR(0, rs2, 0, 0, rd, 0x33); // c.mv
        return rd == 0 ? 0 : wordI(0, rd, 0, 0, 0x67); // c.jr
    }
    if (rs2 != 0) return wordR(0, rs2, rd, 0, rd, 0x33); // c.add
    return rd == 0 ? 0x00100073 : wordI(0, rd, 0, 1, 0x67); // c.ebreak, c.jalr
}
