import { randomBytes } from 'node:crypto'

import { inject } from 'vitest'

import type { StackAddresses } from './global-setup.ts'
import { makeDatabase } from './make-database.ts'

export interface TestStack extends StackAddresses {
  /** Before every topic, group id and subject of this test file: `TOPIC_PREFIX`. */
  readonly topicPrefix: string
  /** An empty database of this test file's own, made when it is first asked for. */
  readonly databaseUrl: string
}

let name: string | undefined
let url: string | undefined

/**
 * The run's Kafka, registry and PostgreSQL, with a prefix and a database that only this test file has (Vitest loads
 * modules anew per file).
 */
export function stack(): TestStack {
  name ??= `t${randomBytes(4).toString('hex')}`
  const { databaseUrl, ...addresses } = inject('wabastreamStack')
  const database = name
  return {
    ...addresses,
    topicPrefix: `${name}.`,
    get databaseUrl() {
      url ??= makeDatabase(databaseUrl, database)
      return url
    },
  }
}
