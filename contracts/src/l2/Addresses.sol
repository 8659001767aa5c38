// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Where the bridge's contracts stand on L2. Block 0 holds their code, and nothing in their storage.

address constant OUTBOX = 0x4200000000000000000000000000000000000016; // where tools for OP chains look for it
address constant MESSENGER = 0xad17000000000000000000000000000000000001;
address constant TOKENS = 0xaD17000000000000000000000000000000000002;
