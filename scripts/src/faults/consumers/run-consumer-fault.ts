import { until } from '../../rig/until.ts'
import { compareMessages, type Difference } from './compare-messages.ts'
import type { ConsumerFault } from './consumer-faults.ts'
import type { ConsumerRig } from './consumer-rig.ts'
import { deadLetters } from './dead-letters.ts'
import type { HostedService } from './hosted-service.ts'
import { sendWhile } from './send-while.ts'
import { planTraffic } from './status-traffic.ts'

export interface ConsumerFaultOptions {
  readonly rig: ConsumerRig
  /** The messages service. */
  readonly service: HostedService
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

/** Sends statuses while the fault happens, and compares what the service knows in the end with what was sent. */
export async function runConsumerFault(fault: ConsumerFault, options: ConsumerFaultOptions): Promise<ConsumerTally> {
  const { rig, service, messages, tell, signal } = options
  const traffic = planTraffic(messages)
  await sendWhile(fault({ rig, service, tell }), rig.ingress, traffic.bodies, signal)
  tell('waiting until everything is handled')
  let differences: readonly Difference[] = []
  const settled = async () => {
    differences = await compareMessages(service.apiUrl, traffic.expected)
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
