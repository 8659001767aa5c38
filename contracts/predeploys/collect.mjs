// SPDX-License-Identifier: Apache-2.0
// Writes the creation code of every well-known contract that a genesis block holds to one file:
//
//	node collect.mjs OUT
//
// The code comes from the packages of package-lock.json and is not judged here: `creation.go` knows the hash of each.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compilePermit2 } from './permit2.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const read = (file) => fs.readFileSync(path.join(here, 'node_modules', file), 'utf8')
const bytecode = (file) => JSON.parse(read(file)).bytecode

// A constant of bytes in JavaScript or Solidity. Importing the module would need more packages.
function constant(file, name) {
  const found = new RegExp(`\\b${name} =\\s*(?:hex)?['"](?:0x)?([0-9a-f]+)['"]`).exec(read(file))
  if (!found) throw new Error(`${file} has no constant ${name}`)
  return '0x' + found[1]
}

// Creation code that refuses money and returns a code of 256 bytes or more, as Solidity puts it before a contract without a
// constructor: the package has only what the creation leads to.
function returning(code) {
  const size = (code.length / 2 - 1).toString(16).padStart(4, '0')
  return `0x608060405234801561001057600080fd5b5061${size}806100206000396000f3fe` + code.slice(2)
}

// The input of a signed transaction without a type: the sixth item of its list.
function inputOf(transaction) {
  const bytes = Buffer.from(transaction.slice(2), 'hex')
  let at = item(bytes, 0).start
  for (let i = 0; i < 5; i++) at = item(bytes, at).end
  const { start, end } = item(bytes, at)
  return '0x' + bytes.subarray(start, end).toString('hex')
}

// Where the content of the RLP item at an offset starts and ends.
function item(bytes, at) {
  const first = bytes[at]
  if (first < 0x80) return { start: at, end: at + 1 }
  const base = first < 0xc0 ? 0x80 : 0xc0
  if (first - base <= 55) return { start: at + 1, end: at + 1 + first - base }
  const width = first - base - 55
  const start = at + 1 + width
  return { start, end: start + bytes.readUIntBE(at + 1, width) }
}

const creations = {
  'Multicall3': returning(constant('@eth-optimism/contracts-bedrock/src/libraries/Preinstalls.sol', 'MultiCall3Code')),
  'Permit2': compilePermit2(path.join(here, 'node_modules')),
  'EntryPoint 0.6': bytecode('entrypoint-0.6/artifacts/EntryPoint.json'),
  'EntryPoint 0.7': bytecode('entrypoint-0.7/artifacts/EntryPoint.json'),
  'EntryPoint 0.8': bytecode('entrypoint-0.8/artifacts/EntryPoint.json'),
  'Safe singleton factory': inputOf(JSON.parse(read('@safe-global/safe-singleton-factory/artifacts/1/deployment.json')).transaction),
  'CreateX': inputOf(constant('@nomicfoundation/ignition-core/dist/src/internal/execution/strategy/createx-artifact.js', 'presignedTx')),
  'ERC-1820 registry': '0x' + JSON.parse(read('erc1820/artifacts/combined.json')).contracts['./contracts/ERC1820Registry.sol:ERC1820Registry'].bin,
}

const out = process.argv[2]
fs.mkdirSync(path.dirname(out), { recursive: true })
fs.writeFileSync(out + '.new', JSON.stringify({ format: 1, creations }, null, 1) + '\n')
fs.renameSync(out + '.new', out)
