import { randomBytes } from 'node:crypto'

import { inject } from 'vitest'

import type { StackAddresses } from './global-setup.ts'

export interface TestStack extends StackAddresses {
  /** Before every topic, group id and subject of this test file: `TOPIC_PREFIX`. */
  readonly topicPrefix: string
}

let prefix: string | undefined

/** The run's Kafka and registry, with a prefix that only this test file has (Vitest loads modules anew per file). */
export function stack(): TestStack {
  prefix ??= `t${randomBytes(4).toString('hex')}.`
  return { ...inject('wabastreamStack'), topicPrefix: prefix }
}
