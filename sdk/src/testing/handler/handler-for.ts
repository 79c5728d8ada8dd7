import { AsyncLocalStorage } from 'node:async_hooks'
import type { Topic } from '@wabastream/schemas/catalogue'
import { codecOf } from '@wabastream/schemas/codec'
import { encodeMessage } from '../../consumer/context/encode-message.ts'
import type { ContextPorts } from '../../consumer/context/event-context.ts'
import { createTracing } from '../../consumer/context/tracing.ts'
import { createHandler } from '../../consumer/handle/handler.ts'
import type { Handler } from '../../consumer/handle/handler-ports.ts'
import { handlingOf } from '../../consumer/handle/handling-of.ts'
import { SETTLED } from '../../consumer/handle/outcome.ts'
import { createRunningCalls } from '../../consumer/handle/running-calls.ts'
import { groupMetrics } from '../../consumer/metrics.ts'
import { defaultPolicy } from '../../consumer/policy.ts'
import { createEventReader } from '../../consumer/read/event-reader.ts'
import { spentOf } from '../../consumer/record/origin.ts'
import type { ConsumerSpec } from '../../consumer/spec.ts'
import type { OutgoingRecord } from '../../kafka/index.ts'
import { createLog, createMetrics } from '../../observe/index.ts'
import { RegistryError } from '../../registry/index.ts'
import type { Tx } from '../../store/index.ts'
import type { EventFate, PublishedRecord } from './handled-event.ts'
import type { HandlerKitOptions } from './handler-kit-options.ts'

/** What the kit learns from its handler. */
export interface Watching {
  /** Schema ids of all topics, as a registry would give them. */
  readonly ids: ReadonlyMap<Topic, number>
  /** A record was published, and its transaction is kept. */
  published(record: PublishedRecord): void
  fate(fate: EventFate): void
  failed(error: unknown): void
}

const GROUP = 'handler-kit'
/** Waits in place are part of a handler's fate, but not of a test. */
const quick = { firstWaitMs: 1, probeMs: { first: 1, longest: 1 } }

/** The real handler of a consumer, on a Kafka and a registry that are only written down. */
export function handlerFor<T extends Topic>(
  spec: ConsumerSpec<T>,
  options: HandlerKitOptions,
  watching: Watching,
): Handler {
  const policy = { ...defaultPolicy, ...spec.policy, ...quick, ...options.policy }
  const registry = { textOf: textsOf(watching.ids) }
  return createHandler({
    handling: handlingOf(spec),
    rules: { ...policy, order: spec.order ?? 'newer-wins' },
    refuseReplays: spec.replays === 'refuse',
    reader: createEventReader({ topics: spec.topics, prefix: '', registry, overRetryTopics: false }),
    contexts: contextsFor(spec, options, watching),
    tracing: createTracing(),
    calls: createRunningCalls(policy.handlerDeadlineMs),
    probes: { nextMs: () => 1, succeeded: () => undefined },
    async keep({ to }) {
      watching.fate(to === 'dlq' ? 'dead-letter' : to)
      return SETTLED
    },
    metrics: groupMetrics(createMetrics(), GROUP),
    broken(error) {
      throw error
    },
    failed: watching.failed,
    spent: (raw, place) => spentOf({ raw, place }, 0),
    remember: () => watching.fate('wait'),
    overRetryTopics: false,
    prefix: '',
    stopping: new AbortController().signal,
  })
}

function textsOf(ids: ReadonlyMap<Topic, number>) {
  const texts = new Map(Array.from(ids, ([{ schema }, id]) => [id, schema]))
  return async (id: number) => {
    const text = texts.get(id)
    if (text === undefined) throw new RegistryError('not_found', `no schema with id ${id}`)
    return text
  }
}

function contextsFor<T extends Topic>(
  spec: ConsumerSpec<T>,
  { store = spec.store }: HandlerKitOptions,
  { ids, published }: Watching,
): ContextPorts {
  const publishes: readonly Topic[] = spec.publishes ?? []
  const note = ({ topic: name, key, value }: OutgoingRecord) => {
    const topic = publishes.find((known) => known.name === name)
    if (topic) published({ topic, key: String(key), record: value && codecOf(topic.schema).decode(value) })
  }
  return {
    log: createLog({ level: 'silent' }),
    group: GROUP,
    store,
    transactions: new AsyncLocalStorage<Tx>(),
    skipEffectsOfReplays: spec.replays === 'skip-effects',
    traceparent: () => undefined,
    encode: (topic, message, parent) => encodeMessage({ prefix: '', publishes, ids }, topic, message, parent),
    async addToOutbox(tx, record) {
      tx.afterCommit(() => note(record))
    },
    publish: async (record) => note(record),
  }
}
