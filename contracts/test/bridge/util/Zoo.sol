// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// A token as it should be, with a hook for those below.
contract Good {
    string public name = "Good";
    string public symbol = "GD";
    mapping(address owner => uint256) internal balances;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        balances[to] += amount;
    }

    function decimals() external view virtual returns (uint256) {
        return 6;
    }

    function balanceOf(address owner) external view virtual returns (uint256) {
        return balances[owner];
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external virtual returns (bool) {
        move(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external virtual returns (bool) {
        allowance[from][msg.sender] -= amount;
        move(from, to, amount);
        return true;
    }

    function move(address from, address to, uint256 amount) internal virtual {
        balances[from] -= amount;
        balances[to] += amount;
    }
}

/// Keeps one hundredth of each transfer.
contract Fee is Good {
    function move(address from, address to, uint256 amount) internal override {
        balances[from] -= amount;
        balances[to] += amount - amount / 100;
    }
}

/// Changes all balances: after a transfer by itself, or when it is told to.
contract Rebasing is Good {
    uint256 public percent = 100;
    uint256 public behindTransfers;

    function rebase(uint256 percent_) external {
        percent = percent_;
    }

    function rebaseBehindTransfers(uint256 percent_) external {
        behindTransfers = percent_;
    }

    function balanceOf(address owner) external view override returns (uint256) {
        return balances[owner] * percent / 100;
    }

    function move(address from, address to, uint256 amount) internal override {
        uint256 shares = amount * 100 / percent;
        balances[from] -= shares;
        balances[to] += shares;
        if (behindTransfers != 0) percent = behindTransfers;
    }
}

/// Answers with what it is told to, of any length, and moves or does not.
contract Answering is Good {
    bytes private answer;
    bool private idle;

    constructor(bytes memory answer_, bool idle_) {
        (answer, idle) = (answer_, idle_);
    }

    function transfer(address to, uint256 amount) external override returns (bool) {
        return say(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external override returns (bool) {
        return say(from, to, amount);
    }

    function say(address from, address to, uint256 amount) private returns (bool) {
        if (!idle) move(from, to, amount);
        bytes memory a = answer;
        assembly ("memory-safe") {
            return(add(a, 32), mload(a))
        }
    }
}

/// Pays those only who are not on its list.
contract Blacklisting is Good {
    mapping(address who => bool) public banned;

    error Banned(address who);

    function ban(address who, bool yes) external {
        banned[who] = yes;
    }

    function move(address from, address to, uint256 amount) internal override {
        if (banned[from]) revert Banned(from);
        if (banned[to]) revert Banned(to);
        super.move(from, to, amount);
    }
}

/// Asks payer and receiver before and after each transfer (ERC-777), and lets them do what they like.
contract Hooked is Good {
    function move(address from, address to, uint256 amount) internal override {
        hook(from);
        super.move(from, to, amount);
        hook(to);
    }

    function hook(address who) private {
        if (who.code.length == 0) return;
        (bool ok,) = who.call(abi.encodeCall(Holder.onMove, ()));
        ok; // who has no hook has none
    }
}

/// Holds a token, and does something whenever that moves.
contract Holder {
    address private to;
    bytes private input;
    uint256 public moves;
    bool public ok;
    bytes public answer;

    function plan(address to_, bytes calldata input_) external {
        (to, input) = (to_, input_);
    }

    function act(address target, bytes calldata data) external returns (bytes memory output) {
        bool done;
        (done, output) = target.call(data);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(output, 32), mload(output))
            }
        }
    }

    function onMove() external {
        moves++;
        if (to == address(0) || moves > 1) return;
        (ok, answer) = to.call(input);
    }
}

/// Takes a permission by signature (EIP-2612, as far as it matters here).
contract Permitting is Good {
    error NotSigned();

    function digest(address owner, address spender, uint256 amount) public view returns (bytes32) {
        return keccak256(abi.encode(address(this), owner, spender, amount));
    }

    function permit(address owner, address spender, uint256 amount, uint8 v, bytes32 r, bytes32 s) external {
        if (ecrecover(digest(owner, spender, amount), v, r, s) != owner) revert NotSigned();
        allowance[owner][spender] = amount;
    }
}

/// Says of itself what it is told to, byte by byte.
contract Described {
    mapping(bytes4 question => bytes) private answers;
    mapping(address owner => uint256) public balanceOf;

    function describe(bytes4 question, bytes calldata answer) external {
        answers[question] = answer;
    }

    function transferFrom(address, address to, uint256 amount) external returns (bool) {
        balanceOf[to] += amount;
        return true;
    }

    fallback() external {
        bytes memory a = answers[msg.sig];
        if (a.length == 0) revert();
        assembly ("memory-safe") {
            return(add(a, 32), mload(a))
        }
    }
}

/// Answers as many bytes as it is told to, or takes all gas there is, whatever it is asked about itself.
contract Rude {
    mapping(address owner => uint256) public balanceOf;
    uint256 private size; // 0: takes all gas

    constructor(uint256 size_) {
        size = size_;
    }

    function transferFrom(address, address to, uint256 amount) external returns (bool) {
        balanceOf[to] += amount;
        return true;
    }

    /// A text of nothing but zeros that is as long as there is room for.
    fallback() external {
        uint256 n = size;
        assembly ("memory-safe") {
            if iszero(n) { invalid() }
            mstore(0, 32)
            mstore(32, sub(n, 64))
            mstore(64, 0)
            return(0, n)
        }
    }
}
