import type { ContextPorts } from '../context/event-context.ts'
import { createTracing } from '../context/tracing.ts'
import type { FateRules, RetryTier } from '../fate/index.ts'
import type { KafkaConfig, Lane } from '../../kafka/index.ts'
import { createGroup, type Group } from '../../kafka/index.ts'
import type { Log } from '../../observe/index.ts'
import type { Registry } from '../../registry/index.ts'
import type { Topic } from '@wabastream/schemas/catalogue'
import { createFailureKeeper } from '../handle/failure-keeper.ts'
import { createHandler } from '../handle/handler.ts'
import type { Handling } from '../handle/handler-ports.ts'
import { createProbes } from '../handle/probes.ts'
import { createRunningCalls } from '../handle/running-calls.ts'
import { createStrictSpent, type Spent } from '../handle/strict-spent.ts'
import type { GroupMetrics } from '../metrics.ts'
import type { Policy } from '../policy.ts'
import { createEventReader } from '../read/event-reader.ts'
import { spentOf } from '../record/origin.ts'
import { createWorker } from '../work/worker.ts'
import type { GroupNames } from './group-names.ts'

/** What both groups of a consumer share. */
export interface SideOptions {
  readonly names: GroupNames
  readonly prefix: string
  readonly topics: readonly Topic[]
  readonly from: 'earliest' | 'latest'
  readonly handling: Handling
  readonly rules: FateRules
  readonly policy: Policy
  readonly refuseReplays: boolean
  readonly kafka: KafkaConfig
  readonly lane: Lane
  readonly registry: Registry
  readonly contexts: ContextPorts
  readonly log: Log
  /** Ends the consumer: see `Surroundings.fail`. */
  readonly broken: (error: Error) => void
}

/** One consumer group of a consumer: of the topics themselves, or of its retry topics. */
export interface Side {
  start(): void
  /** Lets handlers end, commits and leaves. */
  stop(): Promise<void>
  /** Begins nothing more. */
  close(): void
  problem(): string | null
}

/** Fetches without records wait longer on retry topics: what rests there for seconds can wait for one more. */
const WAIT_MS = 500
const RETRY_WAIT_MS = 2000
const CLOSE_MS = 3000

export function createSide(options: SideOptions, metrics: GroupMetrics, isRetry: boolean): Side {
  const { names, prefix, policy, log } = options
  const stopping = new AbortController()
  const calls = createRunningCalls(policy.handlerDeadlineMs)
  const probes = createProbes(policy.probeMs)
  const { spent, remember } = isRetry ? retrySpent(names) : createStrictSpent()
  const handler = createHandler({
    ...options,
    calls,
    probes,
    metrics,
    spent,
    remember,
    reader: createEventReader({ ...options, overRetryTopics: isRetry }),
    tracing: createTracing(),
    overRetryTopics: isRetry,
    keep: createFailureKeeper({ ...options, group: names.group, metrics, waitMs: probes.nextMs }),
    stopping: stopping.signal,
  })
  const restMs = (topic: string) => policy.retryDelaysMs[names.tiers.get(topic) ?? 'retry-10s']
  const worker = createWorker({
    handler,
    calls,
    concurrency: policy.concurrency,
    batchEvents: policy.batchEvents,
    budgetMs: policy.budgetMs,
    slices: options.handling.many !== undefined && !isRetry,
    control: { pause: (...at) => group.pause(...at), resume: (...at) => group.resume(...at) },
    ...(isRetry ? { restMs, dueInMs: (raw, topic) => Number(raw.timestamp) + restMs(topic) - Date.now() } : {}),
  })
  const group: Group = createGroup({
    kafka: options.kafka,
    groupId: isRetry ? names.retryGroupId : names.groupId,
    topics: isRetry ? [...names.tiers.keys()] : options.topics.map(({ name }) => prefix + name),
    from: isRetry ? 'earliest' : options.from,
    timings: { ...policy, waitMs: isRetry ? retryWaitMs(policy) : WAIT_MS, stopMs: CLOSE_MS },
    work: (batch) => worker.work(batch),
    joined: (assigned) => worker.joined(assigned),
    died: options.broken,
    offsetReset() {
      metrics.offsetReset()
      log.warn('records were deleted before they were handled')
    },
  })
  return {
    start() {
      metrics.watch(() => ({ ...worker.reading(), pausedPartitions: group.pausedPartitions }))
      group.start()
    },
    close: () => worker.close(),
    async stop() {
      stopping.abort()
      await worker.drain(policy.drainMs)
      await group.stop()
      metrics.unwatch()
    },
    problem: group.problem,
  }
}

/** Short delays of a test would otherwise wait for a fetch. */
function retryWaitMs({ retryDelaysMs }: Policy): number {
  return Math.max(50, Math.min(RETRY_WAIT_MS, retryDelaysMs['retry-10s'] / 5))
}

/** A record of a retry topic says itself how often it was tried. */
function retrySpent({ tiers }: GroupNames): Spent {
  const least: Readonly<Record<RetryTier, number>> = { 'retry-10s': 1, 'retry-10m': 2 }
  return {
    spent: (raw, place) => spentOf({ raw, place }, least[tiers.get(place.topic) ?? 'retry-10s']),
    remember() {},
  }
}
