import { unknownField } from '@wabastream/schemas'
import { fields } from '@wabastream/schemas/catalogue'
import { isEvent } from '@wabastream/schemas/codec'
import { createRegistry } from '@wabastream/sdk/registry'
import type { Range } from '../filter/range.ts'
import { readRecords } from '../tail/read-records.ts'
import { existingTopics } from '../target/existing-topics.ts'
import type { Target } from '../target/target.ts'
import { createDriftCollector, type DriftFound } from './collect-drift.ts'

/** What the records on the topics hold that the schemas do not know. */
export interface DriftReport {
  readonly found: readonly DriftFound[]
  /** How often something was seen for which there was no more room. */
  readonly uncounted: number
  readonly records: number
}

/** Reads the topics of all fields, from one end of the range to the other. */
export async function readDrift(
  target: Target,
  range: Range,
  signal: AbortSignal,
  onProgress: (records: number) => void,
): Promise<DriftReport> {
  const collector = createDriftCollector()
  const registry = createRegistry(target.registry())
  const unknown = target.prefix + unknownField.name
  let records = 0
  try {
    const existing = await existingTopics(target)
    const topics = [...fields.values(), unknownField]
      .map(({ name }) => target.prefix + name)
      .filter((name) => existing.has(name))
    for await (const { topic, value } of readRecords({ kafka: target.kafka, registry, topics, range, signal })) {
      if (isEvent(value)) collector.add(value, topic === unknown)
      if (++records % 10_000 === 0) onProgress(records)
    }
  } finally {
    await registry.close()
  }
  return { found: collector.found(), uncounted: collector.uncounted, records }
}
