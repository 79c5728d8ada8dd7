import type { Stack } from '@wabastream/sdk/config'
import { phoneNumberNameUpdate } from '@wabastream/schemas'
import { createAdmin, type KafkaConfig } from '@wabastream/sdk/kafka'
import type { Registry } from '@wabastream/sdk/registry'
import { createSender } from '@wabastream/sdk/webhook'
import { readRecords } from '../tail/read-records.ts'
import type { TailRecord } from '../tail/tail-record.ts'
import { exampleWebhook } from './example-webhook.ts'

export interface ExampleOptions {
  readonly stack: Stack
  readonly kafka: KafkaConfig
  readonly registry: Registry
  readonly signal: AbortSignal
}

/** The example webhook's way: how long the ingress took, and its event as it stands on the topic. */
export interface ExampleRun {
  readonly durationMs: number
  readonly record: TailRecord
}

/**
 * Sends Meta's example as Meta would, and reads its event back from the topic.
 * @throws Error when the ingress did not answer 200, or the event cannot be read.
 */
export async function runExample({ stack, kafka, registry, signal }: ExampleOptions): Promise<ExampleRun> {
  const topic = stack.topicPrefix + phoneNumberNameUpdate.name
  const offsets = await endOf(topic, kafka)
  const sender = createSender({ url: stack.ingressUrl, secret: stack.appSecret, attempts: 5 })
  try {
    const { status, error, durationMs } = await sender.send(exampleWebhook)
    if (status !== 200) throw new Error(`The ingress answered ${status ?? error ?? 'nothing'} to the example webhook`)
    for await (const record of readRecords({ kafka, registry, topics: [topic], range: { from: { offsets } }, signal }))
      return { durationMs, record }
    throw new Error('The example webhook was acknowledged, but its event was not read')
  } finally {
    await sender.close()
  }
}

/** Where the topic ends before the webhook is sent: what comes after is its event. */
async function endOf(topic: string, kafka: KafkaConfig) {
  const admin = createAdmin(kafka)
  try {
    const ends = await admin.offsets([topic], 'end')
    return ends.get(topic) ?? new Map<number, bigint>()
  } finally {
    await admin.close()
  }
}
