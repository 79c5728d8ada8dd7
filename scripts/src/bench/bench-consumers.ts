import { messages } from '@wabastream/schemas'
import type { Environment } from '@wabastream/sdk/config'
import { consumePlainly } from '@wabastream/sdk/kafka/testing'
import { createRegistry } from '@wabastream/sdk/registry'
import { startServiceProcess } from '../rig/service-process.ts'
import { total } from '../rig/metrics.ts'
import { until } from '../rig/until.ts'
import { startBenchStack, type BenchStack, type BenchStackOptions } from './bench-stack.ts'
import { moveTo } from './cores.ts'
import { consumeWithSdk, measureReading } from './measure-loop.ts'
import type { Slice } from './measure-slice.ts'
import { recordEvents } from './recorded-events.ts'

export interface ConsumersBenchOptions extends BenchStackOptions {
  readonly events: number
  readonly slices: number
}

export interface ConsumersBenchResult extends Pick<BenchStack, 'cores'> {
  readonly plain: readonly Slice[]
  readonly sdk: readonly Slice[]
  readonly drain: Slice & { readonly rssBytes: number }
}

/** How long the messages service may take for all events. */
const drainWithinMs = 30 * 60_000

/**
 * Puts events on their topic, then lets plain kafkajs and the consumer of the SDK read all of them in turn, each time as a
 * new group, then the messages service write them to PostgreSQL.
 */
export async function benchConsumers(options: ConsumersBenchOptions): Promise<ConsumersBenchResult> {
  const { events, slices, tell, signal } = options
  await using stack = await startBenchStack(options)
  const { brokers, registryUrl, topicPrefix } = stack.addresses
  tell(`Recording ${events} events`)
  await recordEvents({
    brokers,
    topicPrefix,
    schemaId: await idOfMessages(registryUrl, topicPrefix),
    count: events,
    signal,
  })
  if (!('impossible' in stack.cores)) moveTo(stack.cores.server)
  const [plain, sdk]: [Slice[], Slice[]] = [[], []]
  for (let round = 0; round <= slices; round++) {
    signal.throwIfAborted()
    tell(round === 0 ? 'Warming up' : `Slice ${round} of ${slices}`)
    const measured = await readTwice(stack, events, round)
    // The first round is for the compiler.
    if (round > 0) {
      plain.push(measured.plain)
      sdk.push(measured.sdk)
    }
  }
  if (!('impossible' in stack.cores)) moveTo(stack.cores.rest)
  tell('The messages service writes them to PostgreSQL')
  return { plain, sdk, drain: await drain(stack, events, signal), cores: stack.cores }
}

async function idOfMessages(registryUrl: string, prefix: string): Promise<number> {
  const registry = createRegistry({ url: registryUrl })
  try {
    return await registry.idOf(`${prefix}${messages.name}-value`, messages.schema)
  } finally {
    await registry.close()
  }
}

async function readTwice({ addresses }: BenchStack, records: number, round: number) {
  const { brokers, registryUrl, topicPrefix } = addresses
  const plain = await measureReading(records, (onFirst) =>
    consumePlainly({
      kafka: { brokers: brokers.split(','), clientId: 'waba-bench' },
      groupId: `bench-plain-${round}`,
      topic: topicPrefix + messages.name,
      records,
      onFirst,
    }),
  )
  const environment: Environment = {
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    TOPIC_PREFIX: topicPrefix,
    TOPIC_REPLICATION_FACTOR: '1',
    TOPIC_MIN_INSYNC: '1',
  }
  let stop: (() => Promise<void>) | undefined
  const sdk = await measureReading(records, async (onFirst) => {
    stop = await consumeWithSdk({ environment, group: `bench-sdk-${round}`, records }, onFirst)
  })
  await stop?.()
  return { plain, sdk }
}

async function drain(stack: BenchStack, events: number, signal: AbortSignal): Promise<ConsumersBenchResult['drain']> {
  const cores = 'impossible' in stack.cores ? undefined : stack.cores.server
  const messagesService = await startServiceProcess({ ...stack.addresses, service: 'messages', cores, signal })
  try {
    const before = await messagesService.ask({ ask: 'usage' })
    const startedAt = performance.now()
    let rssBytes = 0
    const isDone = async () => {
      const [samples, usage] = [await messagesService.metrics(), await messagesService.ask({ ask: 'usage' })]
      rssBytes = Math.max(rssBytes, usage.rssBytes)
      return total(samples, 'wabastream_consumer_handled_total') >= events
    }
    await until('the messages service has handled all events', isDone, { withinMs: drainWithinMs, signal })
    const after = await messagesService.ask({ ask: 'usage' })
    const perSecond = (events * 1000) / (performance.now() - startedAt)
    return { cpuUs: (after.cpuUs - before.cpuUs) / events, perSecond, rssBytes }
  } finally {
    await messagesService.kill()
  }
}
