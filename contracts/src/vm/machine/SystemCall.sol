// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CLEAR_ON_EXIT, EXIT_CODE, EXITED, ID, LATCH, PC, PHASE, STATUS, State} from "./State.sol";
import {EVENT, EPOLL, affinity, fcntl, random, read3, write3} from "./SystemFile.sol";
import {brk, madvise, mmap, munmap} from "./SystemMemory.sol";
import "./SystemResult.sol";
import {clockGettime, clockNanosleep, nanosleep, poll} from "./SystemTime.sol";
import {clone, exitThread, futex, yield_} from "./Thread.sol";
import {World} from "./World.sol";

// The system calls of Linux on riscv64 that mean something here. Twin of vm/syscall.go.

uint256 constant SYS_EVENTFD2 = 19;
uint256 constant SYS_EPOLL_CREATE1 = 20;
uint256 constant SYS_EPOLL_CTL = 21;
uint256 constant SYS_EPOLL_PWAIT = 22;
uint256 constant SYS_FCNTL = 25;
uint256 constant SYS_IOCTL = 29;
uint256 constant SYS_OPENAT = 56;
uint256 constant SYS_CLOSE = 57;
uint256 constant SYS_LSEEK = 62;
uint256 constant SYS_READ = 63;
uint256 constant SYS_WRITE = 64;
uint256 constant SYS_READLINKAT = 78;
uint256 constant SYS_EXIT = 93;
uint256 constant SYS_EXIT_GROUP = 94;
uint256 constant SYS_SET_TID_ADDRESS = 96;
uint256 constant SYS_FUTEX = 98;
uint256 constant SYS_SET_ROBUST_LIST = 99;
uint256 constant SYS_NANOSLEEP = 101;
uint256 constant SYS_CLOCK_GETTIME = 113;
uint256 constant SYS_CLOCK_NANOSLEEP = 115;
uint256 constant SYS_GETAFFINITY = 123;
uint256 constant SYS_SCHED_YIELD = 124;
uint256 constant SYS_KILL = 129;
uint256 constant SYS_TKILL = 130;
uint256 constant SYS_TGKILL = 131;
uint256 constant SYS_SIGALTSTACK = 132;
uint256 constant SYS_SIGACTION = 134;
uint256 constant SYS_SIGPROCMASK = 135;
uint256 constant SYS_PRCTL = 167;
uint256 constant SYS_GETPID = 172;
uint256 constant SYS_GETPPID = 173;
uint256 constant SYS_GETEGID = 177;
uint256 constant SYS_GETTID = 178;
uint256 constant SYS_BRK = 214;
uint256 constant SYS_MUNMAP = 215;
uint256 constant SYS_CLONE = 220;
uint256 constant SYS_MMAP = 222;
uint256 constant SYS_MPROTECT = 226;
uint256 constant SYS_MADVISE = 233;
uint256 constant SYS_FLUSH_ICACHE = 259;
uint256 constant SYS_GETRANDOM = 278;

uint256 constant PROCESS_ID = 1;

/// @dev One step of the system call that the running thread asks for.
function systemCall(State s, World memory w) view returns (uint256 fault) {
    uint256 number = s.x(17);
    uint256 a = s.x(10);
    uint256 b = s.x(11);
    uint256 c = s.x(12);
    uint256 d = s.x(13);
    if (number == SYS_READ) return read3(s, w, a, b, c);
    if (number == SYS_WRITE) return write3(s, w, a, b, c);
    if (number == SYS_GETRANDOM) return random(s, w, a, b);
    if (number == SYS_MMAP) return mmap(s, w, a, b, d);
    if (number == SYS_MUNMAP) return munmap(s, w, a, b);
    if (number == SYS_MADVISE) return madvise(s, w, a, b, c);
    if (number == SYS_BRK) return brk(s, a);
    if (number == SYS_CLOCK_GETTIME) return clockGettime(s, w, a, b);
    if (number == SYS_NANOSLEEP) return nanosleep(s, w, a, s.time());
    if (number == SYS_CLOCK_NANOSLEEP) return clockNanosleep(s, w, a, b, c);
    if (number == SYS_EPOLL_PWAIT) return poll(s, w, d);
    if (number == SYS_FUTEX) return futex(s, w, a, b, c, d);
    if (number == SYS_CLONE) return clone(s, w, a, b, c, d, s.x(14));
    if (number == SYS_SCHED_YIELD) return yield_(s, w);
    if (number == SYS_GETAFFINITY) return affinity(s, w, b, c);
    if (number == SYS_SET_TID_ADDRESS) {
        s.set64(CLEAR_ON_EXIT, a);
        return done(s, s.get32(ID));
    }
    if (number == SYS_EXIT) return exitThread(s, w, a);
    if (number == SYS_EXIT_GROUP) return exit(s, a);
    if (number == SYS_KILL || number == SYS_TKILL) return signal(s, b);
    if (number == SYS_TGKILL) return signal(s, c);
    return constantCall(s, number, a, b);
}

/// @dev Answers what depends on nothing but the arguments.
function constantCall(State s, uint256 number, uint256 a, uint256 b) pure returns (uint256 fault) {
    if (number == SYS_GETTID) return done(s, s.get32(ID));
    if (number == SYS_GETPID) return done(s, PROCESS_ID);
    if (SYS_GETPPID <= number && number <= SYS_GETEGID) return done(s, 0); // and the user's ids between them
    if (
        number == SYS_SIGALTSTACK || number == SYS_SIGACTION || number == SYS_SIGPROCMASK
            || number == SYS_SET_ROBUST_LIST || number == SYS_MPROTECT || number == SYS_FLUSH_ICACHE
            || number == SYS_CLOSE || number == SYS_EPOLL_CTL
    ) return done(s, 0);
    if (number == SYS_EPOLL_CREATE1) return done(s, EPOLL);
    if (number == SYS_EVENTFD2) return done(s, EVENT);
    if (number == SYS_FCNTL) return fcntl(s, a, b);
    if (number == SYS_IOCTL) return fail(s, NO_TERMINAL);
    if (number == SYS_OPENAT || number == SYS_READLINKAT) return fail(s, NO_ENTRY);
    if (number == SYS_LSEEK) return fail(s, NO_SEEK);
    if (number == SYS_PRCTL) return fail(s, INVALID);
    return fail(s, NO_SYSTEM);
}

/// @dev A program that sends a signal to itself: what Linux ignores is ignored, anything else ends the program.
function signal(State s, uint256 number) pure returns (uint256 fault) {
    // None, CHLD, CONT, URG, WINCH.
    if (number == 0 || number == 17 || number == 18 || number == 23 || number == 28) return done(s, 0);
    if (number > 64) return fail(s, INVALID);
    return 128 + (number & 127);
}
