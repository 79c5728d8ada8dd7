import { createSender } from '@wabastream/sdk/webhook'
import type { IngressProcess } from '../rig/ingress-process.ts'
import { total } from '../rig/metrics.ts'
import { textWebhook } from '../rig/text-webhook.ts'
import type { FaultRig } from './fault-rig.ts'

export interface OverloadOptions {
  /** Webhooks on their way at once. */
  readonly senders: number
  /** Size of each body. */
  readonly bytes: number
  /** No sender begins another webhook after this time. 0: each sends one. */
  readonly forMs: number
}

/** What the ingress held at one moment. */
interface Sample {
  /** Bytes of records in all lanes. */
  readonly queuedBytes: number
  /** Bytes of request bodies. */
  readonly bodyBytes: number
  readonly rssBytes: number
}

/** The most that the ingress held while Kafka did not answer. */
export interface Overload extends Sample {
  /** Resident memory over the run, sample by sample. */
  readonly rssSamples: readonly number[]
  /** How often each status was answered; 0 = no answer. */
  readonly answers: ReadonlyMap<number, number>
}

/** Freezes Kafka, loads the ingress all the same, and thaws Kafka again. */
export async function overload({ cluster, ingress }: FaultRig, options: OverloadOptions): Promise<Overload> {
  const { senders, bytes, forMs } = options
  const sender = createSender({ url: ingress.url, secret: ingress.secret, connections: senders, timeoutMs: 30_000 })
  const answers = new Map<number, number>()
  const body = textWebhook({ id: 'wamid.overload', user: 1, bytes })
  const startedAt = performance.now()
  const send = async () => {
    do {
      const { status } = await sender.send(body)
      answers.set(status ?? 0, (answers.get(status ?? 0) ?? 0) + 1)
    } while (performance.now() - startedAt < forMs)
  }
  for (const proxy of cluster.proxies.values()) proxy.freeze()
  try {
    const sent = Promise.all(Array.from({ length: senders }, send))
    const samples = await samplesUntil(sent, ingress)
    return { ...highest(samples), rssSamples: samples.map(({ rssBytes }) => rssBytes), answers }
  } finally {
    for (const proxy of cluster.proxies.values()) await proxy.thaw()
    await sender.close()
  }
}

/** Asks the ingress what it holds, again and again, until the work is done. */
async function samplesUntil(work: Promise<unknown>, { metrics }: IngressProcess): Promise<readonly Sample[]> {
  const samples: Sample[] = []
  const state = { done: false }
  const ended = work.finally(() => (state.done = true))
  while (!state.done) {
    const read = await metrics()
    samples.push({
      queuedBytes: total(read, 'wabastream_lane_queued_bytes'),
      bodyBytes: total(read, 'wabastream_body_bytes'),
      rssBytes: total(read, 'process_resident_memory_bytes'),
    })
  }
  await ended
  return samples
}

function highest(samples: readonly Sample[]): Sample {
  return {
    queuedBytes: Math.max(...samples.map(({ queuedBytes }) => queuedBytes)),
    bodyBytes: Math.max(...samples.map(({ bodyBytes }) => bodyBytes)),
    rssBytes: Math.max(...samples.map(({ rssBytes }) => rssBytes)),
  }
}
