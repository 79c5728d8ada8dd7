// Runs one server process and ends it when the owner asks, or is gone.
// The channel to the owner closes also when the owner is killed with SIGKILL, on every platform: that is the one sign
// that cannot be lost. This file imports only node:* so that a bare Node can run it.
//
//     node watchdog.ts GRACE_MS COMMAND ARG…
import { spawn } from 'node:child_process'

const [graceMs, command, ...args] = process.argv.slice(2)
if (graceMs === undefined || command === undefined) throw new Error('usage: watchdog GRACE_MS COMMAND ARG…')

const server = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
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
  server.kill('SIGTERM')
  setTimeout(() => server.kill('SIGKILL'), Number(graceMs))
}

/** The owner may be gone at any moment; `disconnect` then does the rest. */
function tell(message: { readonly pid: number | undefined }): void {
  process.send?.(message, undefined, undefined, () => {})
}
