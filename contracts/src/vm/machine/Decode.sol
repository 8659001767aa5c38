// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {expand} from "./Compressed.sol";
import "./Ops.sol";
import {MAX64} from "./State.sol";

// What the four bytes at the program counter mean. Twin of vm/decode.go, whose table is told here field by field.

/// @dev A decoded instruction.
struct Inst {
    uint256 op;
    uint256 word;
    uint256 size;
    uint256 imm; // 64 bits
}

using {rd, rs1, rs2, rs3, funct3} for Inst global;

function rd(Inst memory i) pure returns (uint256) {
    return (i.word >> 7) & 31;
}

function rs1(Inst memory i) pure returns (uint256) {
    return (i.word >> 15) & 31;
}

function rs2(Inst memory i) pure returns (uint256) {
    return (i.word >> 20) & 31;
}

function rs3(Inst memory i) pure returns (uint256) {
    return (i.word >> 27) & 31;
}

/// @dev Also the rounding mode of an operation on floats.
function funct3(Inst memory i) pure returns (uint256) {
    return (i.word >> 12) & 7;
}

// Rows of instructions by a field of theirs, the one with 0 in the lowest byte; 0 is none.
uint256 constant BRANCHES = BEQ | (BNE << 8) | (BLT << 32) | (BGE << 40) | (BLTU << 48) | (BGEU << 56);
uint256 constant LOADS = LB | (LH << 8) | (LW << 16) | (LD << 24) | (LBU << 32) | (LHU << 40) | (LWU << 48);
uint256 constant STORES = SB | (SH << 8) | (SW << 16) | (SD << 24);
uint256 constant IMMEDIATES = ADDI | (SLTI << 16) | (SLTIU << 24) | (XORI << 32) | (ORI << 48) | (ANDI << 56);
uint256 constant REGISTERS =
    ADD | (SLL << 8) | (SLT << 16) | (SLTU << 24) | (XOR << 32) | (SRL << 40) | (OR << 48) | (AND << 56);
uint256 constant MULTIPLIES =
    MUL | (MULH << 8) | (MULHSU << 16) | (MULHU << 24) | (DIV << 32) | (DIVU << 40) | (REM << 48) | (REMU << 56);
uint256 constant MULTIPLIES_W = MULW | (DIVW << 32) | (DIVUW << 40) | (REMW << 48) | (REMUW << 56);
uint256 constant CONTROLS =
    (CSRRW << 8) | (CSRRS << 16) | (CSRRC << 24) | (CSRRWI << 40) | (CSRRSI << 48) | (CSRRCI << 56);
uint256 constant ATOMICS_W = AMOADDW | (AMOSWAPW << (8 * 0x01)) | (LRW << (8 * 0x02)) | (SCW << (8 * 0x03))
    | (AMOXORW << (8 * 0x04)) | (AMOORW << (8 * 0x08)) | (AMOANDW << (8 * 0x0c)) | (AMOMINW << (8 * 0x10))
    | (AMOMAXW << (8 * 0x14)) | (AMOMINUW << (8 * 0x18)) | (AMOMAXUW << (8 * 0x1c));
uint256 constant ATOMICS_D = AMOADDD | (AMOSWAPD << (8 * 0x01)) | (LRD << (8 * 0x02)) | (SCD << (8 * 0x03))
    | (AMOXORD << (8 * 0x04)) | (AMOORD << (8 * 0x08)) | (AMOANDD << (8 * 0x0c)) | (AMOMIND << (8 * 0x10))
    | (AMOMAXD << (8 * 0x14)) | (AMOMINUD << (8 * 0x18)) | (AMOMAXUD << (8 * 0x1c));
uint256 constant FUSED = FMADDS | (FMSUBS << 8) | (FNMSUBS << 16) | (FNMADDS << 24);
uint256 constant ROUNDED = FADDS | (FSUBS << 8) | (FMULS << 16) | (FDIVS << 24);
uint256 constant SIGNS = FSGNJS | (FSGNJNS << 8) | (FSGNJXS << 16);
uint256 constant PICKS = FMINS | (FMAXS << 8);
uint256 constant COMPARES = FLES | (FLTS << 8) | (FEQS << 16);
uint256 constant TO_INTEGERS = FCVTWS | (FCVTWUS << 8) | (FCVTLS << 16) | (FCVTLUS << 24);
uint256 constant FROM_INTEGERS = FCVTSW | (FCVTSWU << 8) | (FCVTSL << 16) | (FCVTSLU << 24);

function entry(uint256 row, uint256 i) pure returns (uint256) {
    unchecked {
        return (row >> (8 * i)) & 0xff;
    }
}

/// @dev Of a compressed instruction only the lower half counts. Whatever is not in the ISA, and every encoding that it
/// reserves, is ILLEGAL.
function decode(uint256 word) pure returns (Inst memory i) {
    i.size = 4;
    if (word & 3 != 3) {
        word = expand(word & 0xffff);
        i.size = 2;
        if (word == 0) return i;
    }
    i.word = word;
    uint256 opcode = word & 0x7f;
    if (opcode == 0x13) immediate(i, false);
    else if (opcode == 0x33) registers(i);
    else if (opcode == 0x03) typeI(i, entry(LOADS, i.funct3()));
    else if (opcode == 0x23) typeS(i, entry(STORES, i.funct3()));
    else if (opcode == 0x63) typeB(i);
    else if (opcode == 0x6f) typeJ(i);
    else if (opcode == 0x67) typeI(i, i.funct3() == 0 ? JALR : ILLEGAL);
    else if (opcode == 0x37) typeU(i, LUI);
    else if (opcode == 0x17) typeU(i, AUIPC);
    else if (opcode == 0x1b) immediate(i, true);
    else if (opcode == 0x3b) registersW(i);
    else if (opcode == 0x0f) i.op = i.funct3() == 0 ? FENCE : i.funct3() == 1 ? FENCEI : ILLEGAL;
    else if (opcode == 0x73) system(i);
    else if (opcode == 0x2f) atomics(i);
    else if (opcode == 0x07) typeI(i, i.funct3() == 2 ? FLW : i.funct3() == 3 ? FLD : ILLEGAL);
    else if (opcode == 0x27) typeS(i, i.funct3() == 2 ? FSW : i.funct3() == 3 ? FSD : ILLEGAL);
    else if (opcode == 0x53) floats(i);
    else if (opcode & 0x73 == 0x43) fused(i, opcode);
}

/// @dev Bits hi to lo of the word as a signed number, shifted to the left.
function signedField(uint256 word, uint256 hi, uint256 lo, uint256 to) pure returns (uint256 v) {
    assembly ("memory-safe") {
        v := shl(to, sar(add(sub(255, hi), lo), shl(sub(255, hi), word)))
    }
}

function typeI(Inst memory i, uint256 op) pure {
    i.op = op;
    i.imm = signedField(i.word, 31, 20, 0) & MAX64;
}

function typeS(Inst memory i, uint256 op) pure {
    i.op = op;
    i.imm = (signedField(i.word, 31, 25, 5) & MAX64) | i.rd();
}

function typeU(Inst memory i, uint256 op) pure {
    i.op = op;
    i.imm = signedField(i.word, 31, 12, 12) & MAX64;
}

function typeB(Inst memory i) pure {
    uint256 w = i.word;
    i.op = entry(BRANCHES, i.funct3());
    i.imm = (signedField(w, 31, 31, 12) & MAX64) | (((w >> 7) & 1) << 11) | (((w >> 25) & 63) << 5)
        | (((w >> 8) & 15) << 1);
}

function typeJ(Inst memory i) pure {
    uint256 w = i.word;
    i.op = JAL;
    i.imm = (signedField(w, 31, 31, 20) & MAX64) | (((w >> 12) & 255) << 12) | (((w >> 20) & 1) << 11)
        | (((w >> 21) & 1023) << 1);
}

/// @dev Arithmetic with an immediate, of doubles or of words. Shifts keep their kind above the amount.
function immediate(Inst memory i, bool words) pure {
    uint256 f3 = i.funct3();
    if (f3 != 1 && f3 != 5) return typeI(i, !words ? entry(IMMEDIATES, f3) : f3 == 0 ? ADDIW : ILLEGAL);
    uint256 kind = i.word >> (words ? 25 : 26);
    if (words) kind = kind & 1 == 1 ? 1 : kind >> 1;
    i.imm = (i.word >> 20) & 63;
    if (f3 == 1 && kind == 0) i.op = words ? SLLIW : SLLI;
    if (f3 == 5 && kind == 0) i.op = words ? SRLIW : SRLI;
    if (f3 == 5 && kind == 0x10) i.op = words ? SRAIW : SRAI;
}

function registers(Inst memory i) pure {
    uint256 funct7 = i.word >> 25;
    uint256 f3 = i.funct3();
    if (funct7 == 0) i.op = entry(REGISTERS, f3);
    else if (funct7 == 1) i.op = entry(MULTIPLIES, f3);
    else if (funct7 == 0x20) i.op = f3 == 0 ? SUB : f3 == 5 ? SRA : ILLEGAL;
}

function registersW(Inst memory i) pure {
    uint256 funct7 = i.word >> 25;
    uint256 f3 = i.funct3();
    if (funct7 == 0) i.op = f3 == 0 ? ADDW : f3 == 1 ? SLLW : f3 == 5 ? SRLW : ILLEGAL;
    else if (funct7 == 1) i.op = entry(MULTIPLIES_W, f3);
    else if (funct7 == 0x20) i.op = f3 == 0 ? SUBW : f3 == 5 ? SRAW : ILLEGAL;
}

function system(Inst memory i) pure {
    if (i.word == 0x00000073) {
        i.op = ECALL;
    } else if (i.word == 0x00100073) {
        i.op = EBREAK;
    } else {
        uint256 op = entry(CONTROLS, i.funct3());
        i.imm = i.word >> 20;
        if (controlLegal(i, op)) i.op = op;
    }
}

/// @dev Whether a register exists, and is not written if it is read-only. Setting or clearing no bits is no write.
function controlLegal(Inst memory i, uint256 op) pure returns (bool) {
    uint256 number = i.imm;
    if (number >= 1 && number <= 3) return true;
    return number >= 0xc00 && number <= 0xc02 && op != CSRRW && op != CSRRWI && i.rs1() == 0;
}

function atomics(Inst memory i) pure {
    uint256 f3 = i.funct3();
    if (f3 != 2 && f3 != 3) return;
    uint256 op = entry(f3 == 2 ? ATOMICS_W : ATOMICS_D, i.rs3());
    if ((op == LRW || op == LRD) && i.rs2() != 0) return;
    i.op = op;
}

/// @dev Keeps an operation, named in singles, in the format that the word names, unless its rounding mode is reserved.
function setFloat(Inst memory i, uint256 op, bool rounds) pure {
    uint256 mode = i.funct3();
    if (op == ILLEGAL || rounds && (mode == 5 || mode == 6)) return;
    i.op = (i.word >> 25) & 1 == 0 ? op : op - FMADDS + FMADDD;
}

function fused(Inst memory i, uint256 opcode) pure {
    if ((i.word >> 26) & 1 == 0) setFloat(i, entry(FUSED, (opcode >> 2) & 3), true);
}

function floats(Inst memory i) pure {
    if ((i.word >> 26) & 1 != 0) return;
    uint256 kind = i.rs3();
    uint256 f3 = i.funct3();
    uint256 select = i.rs2();
    if (kind < 4) setFloat(i, entry(ROUNDED, kind), true);
    else if (kind == 0x04) setFloat(i, entry(SIGNS, f3), false);
    else if (kind == 0x05) setFloat(i, entry(PICKS, f3), false);
    else if (kind == 0x08) changes(i, select);
    else if (kind == 0x0b) setFloat(i, select == 0 ? FSQRTS : ILLEGAL, true);
    else if (kind == 0x14) setFloat(i, entry(COMPARES, f3), false);
    else if (kind == 0x18) setFloat(i, entry(TO_INTEGERS, select), true);
    else if (kind == 0x1a) setFloat(i, entry(FROM_INTEGERS, select), true);
    else if (kind == 0x1c && select == 0 && f3 == 1) setFloat(i, FCLASSS, false);
    else if (kind == 0x1c && select == 0 && f3 == 0) i.op = (i.word >> 25) & 1 == 0 ? FMVXW : FMVXD;
    else if (kind == 0x1e && select == 0 && f3 == 0) i.op = (i.word >> 25) & 1 == 0 ? FMVWX : FMVDX;
}

/// @dev From one format to the other: the word names the one of the result, and rs2 that of the operand.
function changes(Inst memory i, uint256 select) pure {
    uint256 mode = i.funct3();
    if (mode == 5 || mode == 6) return;
    uint256 result = (i.word >> 25) & 1;
    if (result == 0 && select == 1) i.op = FCVTSD;
    if (result == 1 && select == 0) i.op = FCVTDS;
}
