import { randomBytes } from 'node:crypto'
import { startIngress } from '../rig/ingress-process.ts'
import { startBenchStack, type BenchStack, type BenchStackOptions } from './bench-stack.ts'
import { measureSlice, type Slice } from './measure-slice.ts'
import { onlyAccepted } from './only-accepted.ts'
import { openLoop } from './open-loop.ts'
import { createSignedRequests, type SignedRequests } from './signed-requests.ts'
import { startBareServer } from './start-bare-server.ts'
import { openSubject, type Subject } from './subject.ts'

export interface IngressBenchOptions extends BenchStackOptions {
  readonly connections: number
  /** Slices of each server; the median counts. */
  readonly slices: number
  readonly requestsPerSlice: number
  /** Open loop: webhooks per second, and for how long. */
  readonly rate: number
  readonly seconds: number
  /** Where the CPU profile of one more slice goes. */
  readonly profileFile: string | undefined
}

export interface IngressBenchResult extends Pick<BenchStack, 'cores'> {
  readonly bare: readonly Slice[]
  readonly ingress: readonly Slice[]
  /** Of the open loop. */
  readonly latenciesMs: readonly number[]
  readonly ingressRssBytes: number
}

/** Compares the ingress with bare Fastify on this machine. Everything that it starts it stops. */
export async function benchIngress(options: IngressBenchOptions): Promise<IngressBenchResult> {
  const { tell, signal, connections, rate, seconds, requestsPerSlice } = options
  await using stack = await startBenchStack(options)
  const cores = 'impossible' in stack.cores ? undefined : stack.cores.server
  const server = await startIngress({ ...stack.addresses, cores, signal })
  const requests = createSignedRequests(server.secret, randomBytes(4).toString('hex'))
  await using ingress = await openSubject('The ingress', { server, port: server.ports.http }, connections)
  tell('Warming up')
  await measureSlice(ingress, requests.next(requestsPerSlice))
  await using bare = await openSubject('Bare Fastify', await startBareServer(cores), connections)
  await measureSlice(bare, requests.next(requestsPerSlice))

  const slices = await takeTurns([bare, ingress], requests, options)
  tell(`Open loop: ${rate} webhooks per second for ${seconds} s`)
  const open = await Promise.race([openLoop(ingress.connections, requests.next(rate * seconds), rate), ingress.lost])
  onlyAccepted(ingress.name, open.statuses)
  const { rssBytes } = await server.ask({ ask: 'usage' })
  if (options.profileFile !== undefined) await writeProfile(ingress, requests, options)
  return {
    bare: slices.get(bare) ?? [],
    ingress: slices.get(ingress) ?? [],
    latenciesMs: open.latenciesMs,
    ingressRssBytes: rssBytes,
    cores: stack.cores,
  }
}

/** Slices take turns, so that whatever else happens on the machine hits all. */
async function takeTurns(
  subjects: readonly Subject[],
  requests: SignedRequests,
  { slices, requestsPerSlice, tell, signal }: IngressBenchOptions,
): Promise<ReadonlyMap<Subject, readonly Slice[]>> {
  const found = new Map<Subject, Slice[]>(subjects.map((subject) => [subject, []]))
  for (let round = 1; round <= slices; round++) {
    tell(`Slice ${round} of ${slices}`)
    for (const [subject, measured] of found) {
      signal.throwIfAborted()
      measured.push(await measureSlice(subject, requests.next(requestsPerSlice)))
    }
  }
  return found
}

async function writeProfile(subject: Subject, requests: SignedRequests, options: IngressBenchOptions): Promise<void> {
  options.tell('Profiling one more slice')
  const sent = requests.next(options.requestsPerSlice)
  await subject.server.ask({ ask: 'start profile' })
  await measureSlice(subject, sent)
  await subject.server.ask({ ask: 'write profile', file: options.profileFile ?? '' })
}
