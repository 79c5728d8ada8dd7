import { AsyncLocalStorage } from 'node:async_hooks'
import type { Topic } from '@wabastream/schemas/catalogue'
import { z } from 'zod'
import { consumerSettings, kafkaConfig, loadConfig, registryConfig } from '../../config/index.ts'
import { permanent, unavailable } from '../../failure/index.ts'
import { createLane, type KafkaConfig, type Lane, type OutgoingRecord } from '../../kafka/index.ts'
import { createLaneMetrics } from '../../observe/index.ts'
import { createRegistry, createSchemaIds, type SchemaIds } from '../../registry/index.ts'
import type { Part, Surroundings } from '../../service/index.ts'
import type { Tx } from '../../store/index.ts'
import { encodeMessage } from '../context/encode-message.ts'
import type { ContextPorts } from '../context/event-context.ts'
import { createTracing } from '../context/tracing.ts'
import { handlingOf } from '../handle/handling-of.ts'
import { groupMetrics } from '../metrics.ts'
import { addToOutbox, createOutboxSender } from '../outbox/index.ts'
import { policyOf } from '../policy.ts'
import type { ConsumerSpec } from '../spec.ts'
import { groupNames } from './group-names.ts'
import { createSide, type Side, type SideOptions } from './side.ts'
import { untilTopics } from './until-topics.ts'

const settings = z.object(consumerSettings)

/** A record of several megabytes takes its time on a busy broker; nobody waits for an answer here as Meta does. */
const LANE_LIMITS = { requestTimeoutMs: 5000, batchDeadlineMs: 12_000, ackTimeoutMs: 15_000, drainMs: 2000 }

/** A consumer as a part: its two groups, the lane for what it writes, and the relay of its outbox. */
export function createConsumerPart<T extends Topic>(spec: ConsumerSpec<T>, around: Surroundings<unknown>): Part {
  let failure: string | null = null
  const broken = (error: Error) => {
    if (failure !== null) return
    failure = error.message
    for (const side of sides) side.close()
    around.fail(error)
  }
  const { options, schemaIds, order } = assemble(spec, around, broken)
  const { names, prefix, lane, kafka, registry } = options
  const sides: readonly Side[] = [
    createSide(options, groupMetrics(around.metrics, names.group), false),
    ...(order === 'strict' ? [] : [createSide(options, groupMetrics(around.metrics, `${names.group}.retry`), true)]),
  ]
  const sender = senderOf(spec, around, options)
  const stopping = new AbortController()
  let beginning: Promise<void> = Promise.resolve()
  let begun = false
  const begin = async () => {
    const needed = { prefix, names, reads: spec.topics, retries: order !== 'strict' }
    begun = await untilTopics(kafka, needed, stopping.signal)
    if (begun) for (const side of sides) side.start()
  }
  around.health.add(`consumer ${names.group}`, () => {
    if (failure !== null) return failure
    if (!begun) return 'the topics of this group are being looked for'
    if (!lane.state.connected) return 'Kafka takes no records'
    return schemaIds.problem() ?? sides.map((side) => side.problem()).find((problem) => problem !== null) ?? null
  })
  return {
    name: `consumer ${names.group}`,
    async start() {
      // It resolves once connected and rejects only when it is stopped meanwhile: health tells.
      lane.start().catch(() => undefined)
      await schemaIds.start()
      await sender?.start()
      beginning = begin().catch((error: unknown) => broken(error instanceof Error ? error : new Error(String(error))))
    },
    async stop() {
      stopping.abort()
      await beginning
      await Promise.all(sides.map((side) => side.stop()))
      await sender?.stop()
      await schemaIds.stop()
      await lane.stop()
      await registry.close()
    },
  }
}

interface Assembled {
  readonly options: SideOptions
  readonly schemaIds: SchemaIds
  readonly order: 'newer-wins' | 'strict'
}

function assemble<T extends Topic>(
  spec: ConsumerSpec<T>,
  around: Surroundings<unknown>,
  broken: (error: Error) => void,
): Assembled {
  const config = loadConfig(settings, around.environment)
  const prefix = config.TOPIC_PREFIX
  const names = groupNames(around.service, spec.name, prefix)
  const log = around.log.child({ group: names.group })
  const kafka: KafkaConfig = { ...kafkaConfig(config, `wabastream-${names.group}`), log }
  const registry = createRegistry(registryConfig(config))
  const lane = laneOf(kafka, names.group, around)
  const schemaIds = createSchemaIds({ topics: spec.publishes ?? [], prefix, registry, log })
  const policy = policyOf(spec.policy, config.CONSUMER_SESSION_MS)
  const order = spec.order ?? 'newer-wins'
  const options: SideOptions = {
    names,
    prefix,
    topics: spec.topics,
    from: spec.from,
    handling: handlingOf(spec),
    rules: { ...policy, order },
    policy,
    refuseReplays: spec.replays === 'refuse',
    kafka,
    lane,
    registry,
    contexts: contextsOf(spec, { log, group: names.group, prefix, lane, schemaIds }),
    log,
    broken,
  }
  return { options, schemaIds, order }
}

function laneOf(kafka: KafkaConfig, group: string, { metrics }: Surroundings<unknown>): Lane {
  const measured = createLaneMetrics(metrics)
  const lane = createLane({ kafka, name: group, limits: LANE_LIMITS, observer: measured.observer(group) })
  measured.watch(group, lane)
  return lane
}

function senderOf<T extends Topic>(
  { store, publishes = [] }: ConsumerSpec<T>,
  { metrics }: Surroundings<unknown>,
  { kafka, names, log }: SideOptions,
): Part | null {
  if (!store || publishes.length === 0) return null
  return createOutboxSender({ store, kafka, name: `${names.group}-outbox`, log, metrics })
}

interface ContextParts extends Pick<SideOptions, 'log' | 'prefix' | 'lane'> {
  readonly group: string
  readonly schemaIds: SchemaIds
}

function contextsOf<T extends Topic>(
  { store, replays, publishes = [] }: ConsumerSpec<T>,
  { log, group, prefix, lane, schemaIds: { ids } }: ContextParts,
): ContextPorts {
  return {
    log,
    group,
    store,
    transactions: new AsyncLocalStorage<Tx>(),
    skipEffectsOfReplays: replays === 'skip-effects',
    traceparent: createTracing().parentOf,
    encode: (topic, message, parent) => encodeMessage({ prefix, publishes, ids }, topic, message, parent),
    addToOutbox,
    publish: (record) => publishNow(lane, record),
  }
}

async function publishNow(lane: Lane, record: OutgoingRecord): Promise<void> {
  const [outcome] = await lane.publish([record]).catch((error: unknown) => {
    throw unavailable(error)
  })
  if (!outcome?.kept) throw permanent(new Error(`Kafka refused the record (${outcome?.code ?? 'no outcome'})`))
}
