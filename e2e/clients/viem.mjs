// SPDX-License-Identifier: Apache-2.0
// viem against one node: the client that most new applications are built on.
import { createPublicClient, createWalletClient, defineChain, http, webSocket } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { deferred, ensure, play, same } from './steps.mjs'

export async function viem({ rpc, ws, chainId, key, artifact }) {
  const chain = defineChain({ id: chainId, name: 'Adit', nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 }, rpcUrls: { default: { http: [rpc], webSocket: [ws] } } })
  const account = privateKeyToAccount(key)
  const reader = createPublicClient({ chain, transport: http(rpc), pollingInterval: 100 })
  const wallet = createWalletClient({ account, chain, transport: http(rpc) })
  const listener = createPublicClient({ chain, transport: webSocket(ws, { reconnect: false }) })
  const { abi, bytecode } = artifact
  let address, receipt, heard, unwatch, blocks

  try {
    await play('viem', [
      ['chain id', async () => same('chain id', await reader.getChainId(), chainId)],
      ['deploy and wait', async () => {
        const hash = await wallet.deployContract({ abi, bytecode, args: [5n] })
        const deployed = await reader.waitForTransactionReceipt({ hash })
        same('status', deployed.status, 'success')
        address = deployed.contractAddress
        ensure('the contract has no code', (await reader.getCode({ address })).length > 2)
      }],
      ['call', async () => same('total', await reader.readContract({ address, abi, functionName: 'total' }), 5)],
      ['subscribe over WebSocket', async () => {
        heard = deferred()
        blocks = deferred()
        unwatch = [
          listener.watchContractEvent({ address, abi, eventName: 'Added', onLogs: ([log]) => heard.resolve(log), onError: heard.reject }),
          listener.watchBlockNumber({ onBlockNumber: blocks.resolve, onError: blocks.reject }),
        ]
        await listener.getBlockNumber() // the subscriptions were sent before it on the same connection
      }],
      ['estimate', async () => {
        const gas = await reader.estimateContractGas({ address, abi, functionName: 'add', args: [7n], account })
        ensure(`estimated ${gas} gas`, gas > 21_000n && gas < 200_000n)
      }],
      ['estimate names the revert', async () => {
        const err = await reader.estimateContractGas({ address, abi, functionName: 'add', args: [1001n], account }).then(() => null, (e) => e)
        ensure(`got ${err?.shortMessage}`, err?.walk((e) => e.data?.errorName === 'TooMuch'))
      }],
      ['send and wait', async () => {
        const hash = await wallet.writeContract({ address, abi, functionName: 'add', args: [7n] })
        receipt = await reader.waitForTransactionReceipt({ hash })
        same('status', receipt.status, 'success')
        same('total', await reader.readContract({ address, abi, functionName: 'total' }), 12)
      }],
      ['hear the event', async () => {
        const log = await heard.promise
        same('total in the event', log.args.total, 12)
        same('transaction of the event', log.transactionHash, receipt.transactionHash)
      }],
      ['hear a block', async () => ensure('block number', (await blocks.promise) > 0n)],
      ['read logs', async () => {
        const logs = await reader.getContractEvents({ address, abi, eventName: 'Added', args: { by: account.address }, fromBlock: 0n })
        same('events', logs.length, 1)
        same('amount', logs[0].args.amount, 7)
      }],
      ['trace', async () => {
        const trace = await reader.request({ method: 'debug_traceTransaction', params: [receipt.transactionHash, { tracer: 'callTracer' }] })
        same('traced call to', trace.to, address)
        same('gas used', BigInt(trace.gasUsed), receipt.gasUsed)
      }],
      ['read the past', async () => {
        const before = await reader.readContract({ address, abi, functionName: 'total', blockNumber: receipt.blockNumber - 1n })
        same('total a block earlier', before, 5)
      }],
      ['fee history', async () => ensure('base fees', (await reader.getFeeHistory({ blockCount: 2, rewardPercentiles: [50] })).baseFeePerGas.length >= 2)],
      ['tags', async () => {
        for (const blockTag of ['latest', 'pending', 'safe', 'finalized', 'earliest']) ensure(blockTag, await reader.getBlock({ blockTag }))
      }],
    ])
  } finally {
    unwatch?.forEach((stop) => stop())
    await listener.transport.getRpcClient().then((client) => client.close(), () => {})
  }
}
