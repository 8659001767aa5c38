// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Config} from "./Config.sol";
import {IDispute} from "./IDispute.sol";

/// @notice How far the children of an assertion go: all that the inbox held when the assertion was made.
/// @param batches in the inbox
/// @param acc batch accumulator after them
/// @param mile milestone chain after them
struct Range {
    uint64 batches;
    bytes32 acc;
    bytes32 mile;
}

/// @notice What an assertion is known by: it is the hash of these three.
/// @param parent assertion before it; 0 for the first
/// @param state hash of the L2 state that it comes to
/// @param span root over all states on the way; 0 for the first
struct Parent {
    bytes32 parent;
    bytes32 state;
    bytes32 span;
}

/// @notice Whether an assertion is there, and has won.
enum Status {
    None,
    Pending,
    Confirmed
}

/// @notice What is kept about an assertion.
/// @param end hash of the range of its children
/// @param author who made it, and gets what it wins
/// @param createdAt height of L1
/// @param status whether it has won
/// @param behind whether there was more input than it went through: its children need not wait
struct Assertion {
    bytes32 end;
    address author;
    uint48 createdAt;
    Status status;
    bool behind;
}

/// @title The rollup: what L1 holds for true about L2
/// @notice Anybody asserts which L2 state the next 2^16 transitions lead to, and what states they go through, with a stake. Assertions
/// that contradict each other are decided by a dispute (IDispute). One that has earned `threshold` blocks behind a confirmed one is
/// confirmed, and what L2 has sent to L1 by then can be proven to whoever asks. Nobody owns the contract, nothing can stop it and nothing
/// about it can be changed.
/// @dev Coin enters with assertions and histories and leaves by withdraw. The contract calls the inbox and the machine, both without
/// letting them change anything, and whoever is paid.
interface IRollup is IDispute {
    // ---------------------------------------------------------------- events

    /// @notice Somebody has asserted something new. The deployment does so too, with no author and no bytes of a state.
    /// @param parent assertion before it
    /// @param assertion its hash
    /// @param author who made it
    /// @param span root over all states on the way
    /// @param state bytes of the state that it comes to
    /// @param end how far its children go
    event Asserted(
        bytes32 indexed parent, bytes32 indexed assertion, address indexed author, bytes32 span, bytes state, Range end
    );
    /// @notice A stake vouches for an assertion that somebody else had made before.
    /// @param owner of the stake
    /// @param tip that assertion
    event Moved(address indexed owner, bytes32 indexed tip);
    /// @notice A stake has become credit.
    /// @param owner of the stake
    event Unstaked(address indexed owner);
    /// @notice An assertion was confirmed.
    /// @param assertion its hash
    /// @param sends root of what L2 has sent to L1; 0 where the state is stuck
    event Confirmed(bytes32 indexed assertion, bytes32 sends);
    /// @notice The state before a stuck one has become known.
    /// @param state its hash
    /// @param sends root of what L2 has sent to L1
    event LastKnown(bytes32 indexed state, bytes32 sends);

    // ---------------------------------------------------------------- reasons to refuse

    /// @notice There is no such assertion, or it was confirmed before.
    error UnknownAssertion();
    /// @notice The parent's children go elsewhere.
    error WrongRange();
    /// @notice The bytes are no state of L2, or not that one.
    error WrongState();
    /// @notice The caller's stake vouches for something else than the parent.
    error NotTip();
    /// @notice The caller has no stake whose tip is confirmed; or no stuck state is.
    error NotConfirmed();
    /// @notice The parent has to be confirmed first.
    error ParentNotConfirmed();

    // ---------------------------------------------------------------- moves

    /// @notice Asserts what follows an assertion. The caller's stake vouches for it; who has none pays it from the call's value and his
    /// credit. If the assertion is there already the value becomes credit, and the caller's stake moves to it if it vouches for the parent.
    /// Nobody moves the stake of somebody else.
    /// @param parent the assertion before it
    /// @param end how far the parent's children go
    /// @param state bytes of the state behind the last transition
    /// @param span root over the states behind each of 2^16 transitions; at the end of the range they repeat
    /// @param path the 16 left siblings that show the last of these states
    /// @return assertion_ its hash
    function assertState(
        Parent calldata parent,
        Range calldata end,
        bytes calldata state,
        bytes32 span,
        bytes32[] calldata path
    ) external payable returns (bytes32 assertion_);

    /// @notice Confirms an assertion whose history has earned `threshold` blocks. Its author gets a tenth of what the others of its cohort
    /// lose. Updates come first where the history was cut.
    /// @param parent the assertion before it
    /// @param state bytes of the state that it comes to
    /// @param span root over all states on the way
    function confirm(Parent calldata parent, bytes calldata state, bytes32 span) external;

    /// @notice Makes known what L2 had sent to L1 before it got stuck.
    /// @param good bytes of the state before the stuck one that was confirmed
    function last(bytes calldata good) external;

    /// @notice Makes the caller's stake credit. Its tip must be confirmed.
    function unstake() external;

    // ---------------------------------------------------------------- views

    /// @notice What is kept about an assertion.
    /// @param assertion_ its hash
    /// @return a all of it
    function assertion(bytes32 assertion_) external view returns (Assertion memory a);

    /// @notice What somebody vouches for. An account has one stake at most, of the same amount as every other.
    /// @param owner of the stake
    /// @return tip newest assertion that it vouches for, and with it for all before that one; 0 if there is no stake
    function stake(address owner) external view returns (bytes32 tip);

    /// @notice Whether L2 has sent to L1 what a root stands for.
    /// @param sends the root
    /// @return yes a state with it was confirmed
    function isConfirmed(bytes32 sends) external view returns (bool yes);

    /// @notice Since when L1 knows a root of what L2 has sent to it.
    /// @param sends the root
    /// @return height at which the first state with it was confirmed; 0 if none was
    function confirmedAt(bytes32 sends) external view returns (uint64 height);

    /// @notice The newest assertion that was confirmed.
    /// @return assertion_ its hash
    function latest() external view returns (bytes32 assertion_);

    /// @notice The state behind which nothing can be proven.
    /// @return state its hash; 0 while there is none
    function stuckAt() external view returns (bytes32 state);

    /// @notice What the contract was deployed with.
    /// @return c all of it
    function config() external view returns (Config memory c);
}
