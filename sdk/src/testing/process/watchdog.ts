// Runs one server process and ends it when the owner asks, or is gone.
// The channel to the owner closes also when the owner is killed with SIGKILL, on every platform: that is the one sign
// that cannot be lost. This file imports only node:* so that a bare Node can run it.
//
//     node watchdog.ts '{"graceMs":1000,"stopSignal":"SIGTERM"}' COMMAND ARG…
import { spawn } from 'node:child_process'

const [orders, command, ...args] = process.argv.slice(2)
if (orders === undefined || command === undefined) throw new Error('usage: watchdog ORDERS COMMAND ARG…')

const { graceMs, stopSignal, user } = JSON.parse(orders) as {
  readonly graceMs: number
  readonly stopSignal: NodeJS.Signals
  readonly user?: { readonly uid: number; readonly gid: number }
}
const server = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...user })
server.on('spawn', () => tell({ pid: server.pid }))
server.on('error', (error) => {
  console.error(`${command}: ${error.message}`)
  process.exit(127)
})
server.on('exit', (code) => process.exit(code ?? 1))

process.on('message', (message) => (message === 'kill' ? server.kill('SIGKILL') : stop()))
process.on('disconnect', stop)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
if (!process.connected) stop()

function stop(): void {
  server.kill(stopSignal)
  setTimeout(() => server.kill('SIGKILL'), graceMs)
}

/** The owner may be gone at any moment; `disconnect` then does the rest. */
function tell(message: { readonly pid: number | undefined }): void {
  process.send?.(message, undefined, undefined, () => {})
}
