// SPDX-License-Identifier: Apache-2.0
// ethers v6 against one node: the client that most existing applications are built on.
import { Contract, ContractFactory, JsonRpcProvider, NonceManager, Wallet, WebSocketProvider, isError } from 'ethers'
import { deferred, ensure, play, same } from './steps.mjs'

export async function ethers({ rpc, ws, chainId, key, artifact }) {
  const reader = new JsonRpcProvider(rpc, chainId, { staticNetwork: true, pollingInterval: 100 })
  const listener = new WebSocketProvider(ws, chainId, { staticNetwork: true })
  const wallet = new Wallet(key, reader)
  let contract, receipt, heard, blocks

  try {
    await play('ethers', [
      ['chain id', async () => same('chain id', BigInt(await reader.send('eth_chainId', [])), chainId)],
      ['deploy and wait', async () => {
        contract = await new ContractFactory(artifact.abi, artifact.bytecode, wallet).deploy(5n)
        await contract.waitForDeployment()
        ensure('the contract has no code', (await reader.getCode(await contract.getAddress())).length > 2)
      }],
      ['call', async () => same('total', await contract.total(), 5)],
      ['subscribe over WebSocket', async () => {
        heard = deferred()
        blocks = deferred()
        const listening = new Contract(await contract.getAddress(), artifact.abi, listener)
        await listening.on('Added', (by, amount, total, event) => heard.resolve({ total, hash: event.log.transactionHash }))
        await listener.on('block', blocks.resolve)
        await listener.getBlockNumber()
      }],
      ['estimate', async () => {
        const gas = await contract.add.estimateGas(7n)
        ensure(`estimated ${gas} gas`, gas > 21_000n && gas < 200_000n)
      }],
      ['estimate names the revert', async () => {
        const err = await contract.add.estimateGas(1001n).then(() => null, (e) => e)
        ensure(`got ${err?.message}`, isError(err, 'CALL_EXCEPTION') && contract.interface.parseError(err.data)?.name === 'TooMuch')
      }],
      ['send and wait', async () => {
        receipt = await (await contract.add(7n)).wait()
        same('status', receipt.status, 1)
        same('total', await contract.total(), 12)
      }],
      ['hear the event', async () => {
        const event = await heard.promise
        same('total in the event', event.total, 12)
        same('transaction of the event', event.hash, receipt.hash)
      }],
      ['hear a block', async () => ensure('block number', (await blocks.promise) > 0)],
      ['read logs', async () => {
        const logs = await contract.queryFilter(contract.filters.Added(wallet.address), 0)
        same('events', logs.length, 1)
        same('amount', logs[0].args.amount, 7)
      }],
      ['trace', async () => {
        const trace = await reader.send('debug_traceTransaction', [receipt.hash, { tracer: 'callTracer' }])
        same('traced call to', trace.to, await contract.getAddress())
        same('gas used', BigInt(trace.gasUsed), receipt.gasUsed)
      }],
      ['ten in flight', async () => {
        const sender = contract.connect(new NonceManager(wallet))
        const sent = []
        for (let i = 0; i < 10; i++) sent.push(await sender.add(1n))
        for (const tx of sent) same('status', (await tx.wait()).status, 1)
        same('total', await contract.total(), 22)
      }],
      ['wait for a confirmation', async () => {
        const confirmed = await (await contract.add(1n)).wait(2) // hangs when no block follows by itself
        same('status', confirmed.status, 1)
      }],
    ])
  } finally {
    await listener.destroy()
    reader.destroy()
  }
}
