// SPDX-License-Identifier: Apache-2.0
// Compiles Permit2 from its makers' sources with the compiler and the settings that they deployed it with. No package carries
// its creation code; the address that CREATE2 gives it proves that this is the same, byte for byte.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const settings = {
  remappings: ['solmate/=lib/solmate/'],
  viaIR: true,
  optimizer: { enabled: true, runs: 1_000_000 },
  metadata: { bytecodeHash: 'none' },
  evmVersion: 'london',
  outputSelection: { 'src/Permit2.sol': { Permit2: ['evm.bytecode.object'] } },
}

// The creation code, as hex.
export function compilePermit2(packages) {
  const sources = {}
  addSource(sources, path.join(packages, '@uniswap/v4-periphery/lib/permit2'), 'src/Permit2.sol')
  // The compiler itself: the wrapper around it needs packages that nothing here needs.
  const compiler = require(path.join(packages, 'solc/soljson.js'))
  const compile = compiler.cwrap('solidity_compile', 'string', ['string', 'number', 'number'])
  const output = JSON.parse(compile(JSON.stringify({ language: 'Solidity', sources, settings }), 0, 0))
  const errors = (output.errors ?? []).filter((e) => e.severity === 'error')
  if (errors.length > 0) throw new Error(`Permit2: ${errors[0].formattedMessage}`)
  return '0x' + output.contracts['src/Permit2.sol'].Permit2.evm.bytecode.object
}

// Adds a source and all that it imports, under their paths in the folder.
function addSource(sources, root, name) {
  if (sources[name]) return
  const content = fs.readFileSync(path.join(root, name), 'utf8')
  sources[name] = { content }
  for (const [, target] of content.matchAll(/(?:from|import)\s+"([^"]+)"/g)) {
    addSource(sources, root, target.startsWith('.') ? path.posix.join(path.posix.dirname(name), target) : 'lib/' + target)
  }
}
