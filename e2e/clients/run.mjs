// SPDX-License-Identifier: Apache-2.0
// Runs every client against a follower of a running devnet:
//
//	node run.mjs DEVNET.json     the file that `adit devnet --json DEVNET.json` writes
//
// Ends with 0 when every step of every client passed.
import { readFileSync } from 'node:fs'
import { cast } from './cast.mjs'
import { ethers } from './ethers.mjs'
import { viem } from './viem.mjs'
import { compile } from './steps.mjs'

const file = process.argv[2]
if (!file) {
  console.error('usage: node run.mjs DEVNET.json (what `adit devnet --json` wrote)')
  process.exit(2)
}
const devnet = JSON.parse(readFileSync(file, 'utf8'))
const follower = devnet.processes.sequencer.find((member) => member.id !== devnet.leader) ?? devnet.processes.sequencer[0]
const artifact = compile()
console.log(`against ${follower.id} at ${follower.rpc}; the leader is ${devnet.leader}`)

// Each client has an account of its own, so that none depends on another's nonces.
let failed = 0
for (const [i, client] of [viem, ethers, cast].entries()) {
  const { private_key: key } = devnet.accounts[i + 7]
  try {
    await client({ rpc: follower.rpc, ws: follower.ws, chainId: devnet.l2_chain_id, key, artifact })
  } catch (err) {
    failed++
    console.error(`FAIL  ${err.stack}`)
  }
}
console.log(failed === 0 ? 'every client passed' : `${failed} of 3 clients failed`)
process.exit(failed === 0 ? 0 : 1)
