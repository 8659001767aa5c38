// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What the machine may ask for by its hash
/// @notice Anybody loads the bytes that a step reads: a whole value goes through one transaction, of which one word of 32
/// bytes stays. It cannot be wrong, whoever loads it, so nobody has to be trusted and nothing is ever taken back. A key says
/// which value it is:
///
///     0x01 ‖ keccak256(value)[1:]                    the value itself
///     0x02 ‖ keccak256(address 1 ‖ input)[1:]        what the precompile at that address answers: 0x01 ‖ output,
///                                                    or 0x00 where it refuses the input
/// @dev The twin in Go is package vm/oracle; vectors/preimage binds the two.
contract Preimages {
    /// @notice A word of a value, zeros behind its end, and the length of the value.
    struct Part {
        bytes32 word;
        uint64 length;
        bool loaded;
    }

    uint256 private constant ECRECOVER = 1;
    uint256 private constant MODEXP = 5;
    uint256 private constant BN254_ADD = 6;
    uint256 private constant BN254_MUL = 7;
    uint256 private constant BN254_PAIRING = 8;
    uint256 private constant BLAKE2F = 9;
    uint256 private constant MAX_MODEXP = 1024; // bytes of each operand, as EIP-7823 allows

    mapping(bytes32 key => mapping(uint256 offset => Part)) private parts;

    /// @notice The input is not one that the machine would ask about: another precompile, or another length.
    /// @param precompile that was named
    /// @param length bytes of the input
    error NotAsked(uint8 precompile, uint256 length);
    /// @notice The precompile failed, and that does not say that it refuses the input: supply more gas.
    /// @param precompile that was asked
    /// @param gas that it was given
    error NotDecided(uint8 precompile, uint256 gas);
    /// @notice Words begin at multiples of 32, up to the length of the value.
    /// @param offset that was asked for
    /// @param length bytes of the value
    error NoWord(uint256 offset, uint256 length);
    /// @notice Nobody has loaded that word.
    /// @param key of the value
    /// @param offset where the word begins in it
    error NotLoaded(bytes32 key, uint256 offset);

    /// @notice A word of a value is there from now on.
    /// @param key of the value
    /// @param offset where the word begins in it
    event Loaded(bytes32 indexed key, uint256 offset);

    /// @notice Keeps the word of a value that begins at offset.
    /// @param offset a multiple of 32, at most the length of the value
    /// @param value all of it
    function loadValue(uint256 offset, bytes memory value) external {
        load(tagged(keccak256(value), 0x01), offset, value);
    }

    /// @notice Asks a precompile and keeps the word of its answer that begins at offset.
    /// @param offset a multiple of 32, at most the length of the answer
    /// @param precompile its address
    /// @param gas what the precompile is given. An answer is kept only if it is the same with any larger amount.
    /// @param input that the machine asks about
    function loadPrecompile(uint256 offset, uint8 precompile, uint256 gas, bytes calldata input) external {
        if (!asked(precompile, input)) revert NotAsked(precompile, input.length);
        bytes32 key = tagged(keccak256(abi.encodePacked(precompile, input)), 0x02);
        (bool ok, bytes memory output) = address(uint160(precompile)).staticcall{gas: gas}(input);
        if (ok) {
            load(key, offset, abi.encodePacked(uint8(1), output));
        } else if (refused(precompile, gas, input.length)) {
            load(key, offset, hex"00");
        } else {
            revert NotDecided(precompile, gas);
        }
    }

    /// @notice A word of a value that somebody has loaded.
    /// @param key of the value
    /// @param offset where the word begins in it
    /// @return word with zeros behind the value's end
    /// @return length bytes of the value
    function read(bytes32 key, uint256 offset) external view returns (bytes32 word, uint256 length) {
        Part storage part = parts[key][offset];
        if (!part.loaded) revert NotLoaded(key, offset);
        return (part.word, part.length);
    }

    /// @dev Whether a failure says something about the input: only the curve operations refuse inputs of the right length, and
    /// only if the same call with points at infinity, which costs the same, gets through with no more gas. So neither too
    /// little gas nor a later price can pass for a refusal.
    function refused(uint256 precompile, uint256 gas, uint256 length) private view returns (bool ok) {
        if (precompile < BN254_ADD || precompile > BN254_PAIRING) return false;
        (ok,) = address(uint160(precompile)).staticcall{gas: gas}(new bytes(length));
    }

    /// @dev Whether the machine asks about such an input: each has one length at which nothing is padded or cut off.
    function asked(uint256 precompile, bytes calldata input) private pure returns (bool) {
        if (precompile == ECRECOVER || precompile == BN254_ADD) return input.length == 128;
        if (precompile == BN254_MUL) return input.length == 96;
        if (precompile == BN254_PAIRING) return input.length % 192 == 0;
        if (precompile == BLAKE2F) return input.length == 213 && uint8(input[212]) < 2;
        if (precompile != MODEXP || input.length < 96) return false;
        uint256 base = uint256(bytes32(input[0:32]));
        uint256 exponent = uint256(bytes32(input[32:64]));
        uint256 modulus = uint256(bytes32(input[64:96]));
        if (base > MAX_MODEXP || exponent > MAX_MODEXP || modulus > MAX_MODEXP) return false;
        return input.length == 96 + base + exponent + modulus;
    }

    function load(bytes32 key, uint256 offset, bytes memory value) private {
        if (offset % 32 != 0 || offset > value.length) revert NoWord(offset, value.length);
        uint256 count = value.length - offset;
        bytes32 word;
        if (count > 0) {
            assembly ("memory-safe") {
                word := mload(add(add(value, 32), offset))
            }
            // What is read behind the end is cut off.
            if (count < 32) word &= bytes32(~(type(uint256).max >> (8 * count)));
        }
        parts[key][offset] = Part(word, uint64(value.length), true);
        emit Loaded(key, offset);
    }

    function tagged(bytes32 hash, uint8 kind) private pure returns (bytes32) {
        return bytes32((uint256(hash) & (type(uint256).max >> 8)) | (uint256(kind) << 248));
    }
}
