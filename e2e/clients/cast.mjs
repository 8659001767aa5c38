// SPDX-License-Identifier: Apache-2.0
// cast against one node: the client that people type.
import { execFile, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import path from 'node:path'
import { deferred, ensure, play, same } from './steps.mjs'

const binary = path.join(path.dirname(createRequire(import.meta.url).resolve('@foundry-rs/cast-linux-amd64/package.json')), 'bin', 'cast')
const run = promisify(execFile)

export async function cast({ rpc, ws, chainId, key, artifact }) {
  const call = async (...args) => {
    const { stdout } = await run(binary, args, { env: { HOME: process.env.HOME, PATH: process.env.PATH, ETH_RPC_URL: rpc, NO_COLOR: '1' }, timeout: 50_000 })
    return stdout.trim()
  }
  const send = async (...args) => JSON.parse(await call('send', '--json', '--private-key', key, ...args))
  let address, receipt, subscription, heard

  try {
    await play('cast', [
      ['chain id', async () => same('chain id', await call('chain-id'), chainId)],
      ['deploy and wait', async () => {
        const start = (await call('abi-encode', 'f(uint256)', '5')).slice(2)
        const deployed = await send('--create', artifact.bytecode + start)
        same('status', BigInt(deployed.status), 1)
        address = deployed.contractAddress
        ensure('the contract has no code', (await call('code', address)).length > 2)
      }],
      ['call', async () => same('total', await call('call', address, 'total()(uint256)'), 5)],
      ['subscribe over WebSocket', async () => {
        heard = deferred()
        subscription = spawn(binary, ['logs', '--subscribe', '--rpc-url', ws, '--address', address], { env: { HOME: process.env.HOME, PATH: process.env.PATH, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
        subscription.on('exit', (code) => heard.reject(new Error(`cast logs --subscribe ended with ${code}`)))
        subscription.stderr.on('data', (text) => console.error(`cast logs: ${text}`))
        let text = ''
        subscription.stdout.on('data', (more) => {
          text += more
          if (text.includes('transactionIndex')) heard.resolve(text)
        })
        await new Promise((resolve) => setTimeout(resolve, 1000)) // cast does not say when it listens
      }],
      ['estimate', async () => {
        const gas = Number(await call('estimate', address, 'add(uint256)', '7'))
        ensure(`estimated ${gas} gas`, gas > 21_000 && gas < 200_000)
      }],
      ['send and wait', async () => {
        receipt = await send(address, 'add(uint256)', '7')
        same('status', BigInt(receipt.status), 1)
        same('total', await call('call', address, 'total()(uint256)'), 12)
      }],
      ['hear the event', async () => ensure('the event of another transaction', (await heard.promise).includes(receipt.transactionHash))],
      ['receipt', async () => same('block', await call('receipt', receipt.transactionHash, 'blockNumber'), BigInt(receipt.blockNumber))],
      ['read logs', async () => {
        const logs = JSON.parse(await call('logs', '--json', '--from-block', '0', '--address', address, 'Added(address indexed,uint256,uint256)'))
        same('events', logs.length, 1)
      }],
      ['trace', async () => {
        const trace = JSON.parse(await call('rpc', 'debug_traceTransaction', receipt.transactionHash, '{"tracer":"callTracer"}'))
        same('traced call to', trace.to, address)
      }],
      ['run again locally', async () => ensure('no trace', (await call('run', '--quick', receipt.transactionHash)).includes('Traces'))],
      ['one-wei tip', async () => {
        const tipped = await send('--priority-gas-price', '1', address, 'add(uint256)', '1')
        same('status', BigInt(tipped.status), 1)
      }],
    ])
  } finally {
    subscription?.removeAllListeners('exit')
    subscription?.kill()
  }
}
