import { setTimeout as sleep } from 'node:timers/promises'
import { createSender } from '@wabastream/sdk/webhook'
import { until } from '../../rig/until.ts'
import { compareMessages, type Difference } from './compare-messages.ts'
import type { ConsumerFault } from './consumer-faults.ts'
import type { ConsumerRig } from './consumer-rig.ts'
import { deadLetters } from './dead-letters.ts'
import { planTraffic } from './status-traffic.ts'

export interface ConsumerFaultOptions {
  readonly rig: ConsumerRig
  /** Messages whose statuses are sent. */
  readonly messages: number
  readonly tell: (what: string) => void
  readonly signal?: AbortSignal | undefined
}

/** What a run comes to: all of it must be empty or zero. */
export interface ConsumerTally {
  readonly webhooks: number
  readonly messages: number
  /** Messages of which something else is known than what was sent. */
  readonly differences: readonly Difference[]
  readonly deadLetters: number
}

const settledWithinMs = 120_000
const senders = 8

/** Sends statuses while the fault happens, and compares what the service knows in the end with what was sent. */
export async function runConsumerFault(fault: ConsumerFault, options: ConsumerFaultOptions): Promise<ConsumerTally> {
  const { rig, messages, tell, signal } = options
  const traffic = planTraffic(messages)
  const sending = sendAll(rig, traffic.bodies, signal)
  await Promise.all([sending, fault({ rig, tell })])
  tell('waiting until everything is handled')
  let differences: readonly Difference[] = []
  const settled = async () => {
    differences = await compareMessages(rig.apiUrl, traffic.expected)
    return differences.length === 0
  }
  await until('the service knows what was sent', settled, { withinMs: settledWithinMs, signal }).catch(() => {})
  const { brokers, topicPrefix } = rig.addresses
  return {
    webhooks: traffic.bodies.length,
    messages,
    differences,
    deadLetters: await deadLetters({ brokers, topicPrefix, group: 'messages' }),
  }
}

/** Like Meta: a webhook that did not get 200 is sent again. */
async function sendAll({ ingress }: ConsumerRig, bodies: readonly Buffer[], signal: AbortSignal | undefined) {
  const sender = createSender({ url: ingress.url, secret: ingress.secret, connections: senders })
  const left = bodies.values()
  const send = async () => {
    for (const body of left)
      while ((await sender.send(body)).status !== 200) await sleep(100, undefined, signal ? { signal } : {})
  }
  try {
    await Promise.all(Array.from({ length: senders }, send))
  } finally {
    await sender.close()
  }
}
