import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

const host = '127.0.0.1'
const triesAfterWanted = 100

// Below the range from which systems give ports to outgoing connections (from 32768 on Linux): a server that is
// stopped and started again finds its port free, and a client that retries cannot connect to itself.
const testPorts = { from: 20_000, to: 32_000 }

/** The wanted port if it is free on this machine, else the next free one that is not in `taken`. */
export async function nextFreePort(wanted: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = wanted; port <= Math.min(wanted + triesAfterWanted, 65_535); port += 1) {
    if (!taken.has(port) && (await isFree(port))) return port
  }
  throw new Error(`no free port between ${wanted} and ${wanted + triesAfterWanted}`)
}

/** Any free port that is not in `taken`. */
export async function anyFreePort(taken: ReadonlySet<number> = new Set()): Promise<number> {
  return nextFreePort(randomInt(testPorts.from, testPorts.to), taken)
}

/** Different free ports: one for each wish, where undefined means any. */
export async function freePorts(wishes: readonly (number | undefined)[]): Promise<readonly number[]> {
  const taken = new Set<number>()
  for (const wish of wishes) {
    taken.add(wish === undefined ? await anyFreePort(taken) : await nextFreePort(wish, taken))
  }
  return [...taken]
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
