// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A node: what somebody says about a part of a history. What is before that part is in base, so two nodes with
/// the same fields but span contradict each other.
/// @param origin of the history: level 0 H(parent assertion ‖ H(end of the parent)), below it the context of the node of one
/// leaf that the history continues
/// @param level 0 transitions of an assertion, 1 strides of a transition, 2 steps of a stride
/// @param len logarithm of the number of leaves: 0 to 16, 16, 20 in steps of 4
/// @param pos first of the leaves
/// @param base hash of all that is before pos: leaf(state) at 0, extend(base, span) behind every part
/// @param span root of the tree over these leaves
struct Ref {
    bytes32 origin;
    uint8 level;
    uint8 len;
    uint32 pos;
    bytes32 base;
    bytes32 span;
}

/// @notice Shows which state a node of one leaf begins with. At position 0 nothing is needed: base is the leaf of that state.
/// @param prevBase base before the part that ends there
/// @param prevSpan root of that part
/// @param path left siblings from the leaf of the state up to prevSpan, 4 for each hexadecimal zero at the end of pos
struct Start {
    bytes32 prevBase;
    bytes32 prevSpan;
    bytes32[] path;
}

/// @notice How the machine ended that ran a transition.
/// @param template header and root of memory before there is an input: 917 bytes, the same for every transition
/// @param header of the machine after all the steps that it may take: 885 bytes
/// @param memoryRoot of that machine
struct Run {
    bytes template;
    bytes header;
    bytes32 memoryRoot;
}

/// @notice All initial nodes of one origin. One of them is right at most, and the others pay.
/// @param count initial nodes so far
/// @param spent on refunds so far, in gwei
/// @param settled whether one has won
struct Cohort {
    uint32 count;
    uint64 spent;
    bool settled;
}

/// @title The dispute: who is right about a history
/// @notice A history is claimed as one root over all the states in it. A claim that somebody contradicts is cut into sixteen
/// parts, and again, down to one leaf; a leaf is continued by the history of what happened inside of it, two levels deep, and
/// the last leaf is one step of the machine, which L1 does itself. Parts that nobody contradicts earn time, a block for each
/// block. What has earned `threshold` blocks in all its parts has won.
///
/// Anybody makes any move for anybody's claim, at any time; no move has a deadline. A move that was made already, or that is
/// about something that no longer matters, does no harm.
/// @dev Nothing but heights and hashes decides. No move sends coin: what a move earns is the caller's credit, which he
/// withdraws. Twin in Go: package challenger/game.
interface IDispute {
    // ---------------------------------------------------------------- events

    /// @notice A history was claimed: the first node of it.
    /// @param origin of the history
    /// @param node its hash
    /// @param claim what it speaks for: the assertion, or the node of one leaf that it continues
    /// @param base leaf of the state that it begins with
    /// @param span root over all of it
    /// @param poster who pays for it, and gets what it wins
    event Entered(
        bytes32 indexed origin, bytes32 indexed node, bytes32 indexed claim, bytes32 base, bytes32 span, address poster
    );
    /// @notice A node was cut into sixteen.
    /// @param node its hash
    /// @param spans roots of its parts
    event Split(bytes32 indexed node, bytes32[16] spans);
    /// @notice L1 has done the step, and the node is right about it.
    /// @param node its hash
    event Proven(bytes32 indexed node);
    /// @notice More of a node's time is known.
    /// @param node its hash
    /// @param beta blocks
    event Raised(bytes32 indexed node, uint32 beta);
    /// @notice One initial node of a cohort has won.
    /// @param origin of the cohort
    /// @param winner its hash
    /// @param reward what its poster gets above its bond, in gwei
    /// @param burnt what stays in the contract for ever, in gwei
    event Settled(bytes32 indexed origin, bytes32 indexed winner, uint64 reward, uint64 burnt);
    /// @notice Somebody's credit was paid out.
    /// @param owner whose it was
    /// @param to who was paid
    /// @param amount in wei
    event Withdrawn(address indexed owner, address indexed to, uint256 amount);

    // ---------------------------------------------------------------- reasons to refuse

    /// @notice The deployment asks for something impossible.
    /// @param which of the conditions, as Config numbers them
    error BadConfig(uint8 which);
    /// @notice Nobody has claimed that node.
    error NoNode();
    /// @notice Nobody contradicts the node.
    error NotRivaled();
    /// @notice The node was cut already, or has one leaf that was continued.
    error AlreadySplit();
    /// @notice The step was proven already.
    error AlreadyProven();
    /// @notice This move is for nodes of another level.
    error WrongLevel();
    /// @notice This move is for nodes of another length.
    error WrongLength();
    /// @notice Those are not the parts of the node, or the node was not cut.
    error WrongChildren();
    /// @notice The state that the node begins with is another one.
    error WrongStart();
    /// @notice The path does not show that state as the last one of that history.
    error WrongPath();
    /// @notice That is not the machine that every transition starts from.
    error WrongTemplate();
    /// @notice The machine did not come to that state.
    error WrongOutcome();
    /// @notice The history speaks for another node, or the node for another state.
    error WrongClaim();
    /// @notice The machine's next step leads elsewhere.
    error WrongStep();
    /// @notice The value of the call and the caller's credit are too little.
    /// @param wantGwei what the move takes, in gwei
    error WrongBond(uint256 wantGwei);
    /// @notice The time is not there yet.
    /// @param from height at which it can be there; later if somebody contradicts, earlier if an update shows more
    error TooEarly(uint256 from);
    /// @notice One of the cohort has won already.
    error AlreadySettled();
    /// @notice The caller has no credit.
    error NothingToPay();
    /// @notice The receiver did not take the coin.
    error NotTaken();

    // ---------------------------------------------------------------- moves

    /// @notice Cuts a node that has a rival into sixteen. Refunded.
    /// @param v the node, of more than one leaf
    /// @param spans roots of its parts
    function split(Ref calldata v, bytes32[16] calldata spans) external;

    /// @notice Continues a node of one transition that has a rival: how the machine ran, stride by stride. Takes a bond. The first
    /// one for a node is refunded. The same history again is no move: the value becomes credit.
    /// @param v the node, of level 0
    /// @param start shows `before` as the state that v begins with
    /// @param parent assertion whose child's history v is in
    /// @param end hash of the end of that parent's range
    /// @param before hash of the L2 state before the transition
    /// @param next hash of the one behind it: v says so
    /// @param span root over the machines after each of 2^16 strides
    /// @param path the 16 left siblings that show the last of these machines
    /// @param run that machine, which says whether `next` follows
    /// @return node_ the initial node of that history
    function refineLeaf(
        Ref calldata v,
        Start calldata start,
        bytes32 parent,
        bytes32 end,
        bytes32 before,
        bytes32 next,
        bytes32 span,
        bytes32[] calldata path,
        Run calldata run
    ) external payable returns (bytes32 node_);

    /// @notice Continues a node of one stride that has a rival, step by step. Otherwise as refineLeaf.
    /// @param v the node, of level 1
    /// @param start shows `machine` as the one that v begins with
    /// @param machine hash of the machine before the stride
    /// @param span root over the machines after each of 2^20 steps
    /// @param path the 20 left siblings that show the last of these machines, which is the one that v claims
    /// @return node_ the initial node of that history
    function refineStride(Ref calldata v, Start calldata start, bytes32 machine, bytes32 span, bytes32[] calldata path)
        external
        payable
        returns (bytes32 node_);

    /// @notice Has L1 do one step, and shows that the node is right about it. Refunded if the node has a rival. Fails with what the
    /// machine or its preimages refuse the witness for.
    /// @param v the node, of one leaf of level 2
    /// @param start shows the machine that v begins with
    /// @param witness of that machine, as package vm/onestep draws it
    function prove(Ref calldata v, Start calldata start, bytes calldata witness) external;

    /// @notice Brings up to date how much time a node has earned by its parts. Not refunded: what a claim wins pays for it.
    /// @param v the node, which was cut
    /// @param spans roots of its parts
    function update(Ref calldata v, bytes32[16] calldata spans) external;

    /// @notice Brings up to date how much time a node of one leaf has earned by a history that continues it.
    /// @param v the node, of level 0 or 1
    /// @param span root of that history
    /// @param base leaf of the machine that it begins with
    function updateFrom(Ref calldata v, bytes32 span, bytes32 base) external;

    /// @notice Ends a cohort below an assertion's: the bond and a tenth of what the others lose goes to who posted the winner.
    /// @param winner an initial node of level 1 or 2 that has earned `threshold` blocks
    function settle(Ref calldata winner) external;

    // ---------------------------------------------------------------- money

    /// @notice Pays the caller's credit.
    /// @param to who is paid. If he refuses, the credit stays.
    /// @return wei_ how much that was
    function withdraw(address to) external returns (uint256 wei_);

    /// @notice Several moves in one transaction: all of them, or none. They take no value, only credit.
    /// @param calls input of each
    function batch(bytes[] calldata calls) external;

    // ---------------------------------------------------------------- views

    /// @notice What is known about a node.
    /// @param v the node
    /// @return exists whether anybody has claimed it
    /// @return first whether it was the first of its place; only that one earns time of its own
    /// @return t1 height at which the first of the place came
    /// @return t2 height at which the second came; 0 while there is none
    /// @return beta blocks that the node is known to have earned; it may be more
    /// @return flags 1 was cut, or its one leaf continued; 2 was proven; 8 exists
    function node(Ref calldata v)
        external
        view
        returns (bool exists, bool first, uint48 t1, uint48 t2, uint32 beta, uint8 flags);

    /// @notice The initial nodes of an origin.
    /// @param origin of the history
    /// @return cohort_ all that is kept about them
    function cohort(bytes32 origin) external view returns (Cohort memory cohort_);

    /// @notice What is kept about the initial node of a history of level 1 or 2.
    /// @param node_ its hash
    /// @return claim the node that it continues; 0 if there is no such initial node
    /// @return poster who gets what it wins
    function initial(bytes32 node_) external view returns (bytes32 claim, address poster);

    /// @notice What somebody can withdraw.
    /// @param owner whose
    /// @return wei_ how much
    function credit(address owner) external view returns (uint256 wei_);

    /// @notice What losers have lost and nobody gets.
    /// @return gwei_ in all cohorts that are settled
    function burnt() external view returns (uint256 gwei_);
}
