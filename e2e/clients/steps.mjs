// SPDX-License-Identifier: Apache-2.0
// What every client is put through, step by step, and how a step that fails is told.
import { readFileSync } from 'node:fs'
import solc from 'solc'

/** Compiles Counter.sol to its ABI and creation code. */
export function compile() {
  const source = readFileSync(new URL('Counter.sol', import.meta.url), 'utf8')
  const input = {
    language: 'Solidity',
    sources: { 'Counter.sol': { content: source } },
    settings: { evmVersion: 'osaka', optimizer: { enabled: true }, outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input)))
  const errors = (output.errors ?? []).filter((e) => e.severity === 'error')
  if (errors.length > 0) throw new Error(errors.map((e) => e.formattedMessage).join('\n'))
  const counter = output.contracts['Counter.sol'].Counter
  return { abi: counter.abi, bytecode: '0x' + counter.evm.bytecode.object }
}

/** Runs the steps of one client in order and prints each with its time; the first one that fails ends it. */
export async function play(client, steps) {
  for (const [name, step] of steps) {
    const start = performance.now()
    try {
      await within(60_000, step())
    } catch (err) {
      err.message = `${client}: ${name}: ${err.message}`
      throw err
    }
    console.log(`ok    ${client.padEnd(7)} ${name.padEnd(28)} ${(performance.now() - start).toFixed(0).padStart(6)} ms`)
  }
}

/** Fails when got is not want; compares as text, so that 5n, 5 and "5" are the same. */
export function same(what, got, want) {
  if (String(got).toLowerCase() !== String(want).toLowerCase()) throw new Error(`${what}: got ${got}, want ${want}`)
}

export function ensure(what, fact) {
  if (!fact) throw new Error(what)
}

/** Rejects when a promise takes longer than the given milliseconds. */
export function within(ms, promise) {
  let timer
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing after ${ms} ms`)), ms)
  })
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer))
}

/** A promise with its ends in hand. */
export function deferred() {
  const d = {}
  d.promise = new Promise((resolve, reject) => Object.assign(d, { resolve, reject }))
  d.promise.catch(() => {}) // who waits for it sees the error; until then it is nobody's
  return d
}
