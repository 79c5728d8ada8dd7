import { extname } from 'node:path'
import { anyFreePort } from '@wabastream/sdk/testing'
import { startServerProcess, type ServerProcess } from '../rig/server-process.ts'
import { until } from '../rig/until.ts'

/** Starts bare Fastify as a process of its own, and resolves once it answers. */
export async function startBareServer(
  cores: string | undefined,
): Promise<{ readonly server: ServerProcess; readonly port: number }> {
  const port = await anyFreePort()
  const main = new URL(`./bare-server${extname(import.meta.filename)}`, import.meta.url)
  const server = await startServerProcess({ name: 'bare Fastify', main, args: [String(port)], environment: {}, cores })
  try {
    await until('bare Fastify answers', () => answers(server, port), { withinMs: 15_000 })
  } catch (error) {
    await server.kill()
    throw error
  }
  return { server, port }
}

async function answers(server: ServerProcess, port: number): Promise<boolean> {
  if (!server.running) throw new Error(`Bare Fastify ended while it was starting.\n${server.said}`)
  try {
    await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer()
    return true
  } catch {
    return false
  }
}
