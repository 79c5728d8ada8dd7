import type { Stack } from '@wabastream/sdk/config'
import { alerts } from '@wabastream/schemas'
import { fields } from '@wabastream/schemas/catalogue'
import {
  kafkaConfig,
  kafkaSettings,
  loadConfig,
  registryConfig,
  registrySettings,
  type Environment,
} from '@wabastream/sdk/config'
import { createRegistry } from '@wabastream/sdk/registry'
import { z } from 'zod'
import { terminalPaint } from '../output/paint.ts'
import { print } from '../output/standard-output.ts'
import { prettyRecord } from '../tail/pretty-record.ts'
import { readRecords } from '../tail/read-records.ts'
import { runExample } from './example.ts'
import { exampleText, nextCommands } from './screen.ts'

export interface LiveOptions {
  readonly stack: Stack
  /** Settings of the services: how to reach Kafka and the registry. */
  readonly settings: Environment
  readonly signal: AbortSignal
  /** For people. The feed is data and goes to standard output. */
  readonly out: NodeJS.WriteStream
}

const form = z.object({ ...kafkaSettings, ...registrySettings })

/** What a running stack shows: the example webhook's way to its topic, what to type next, and every event from then on. */
export async function showLive({ stack, settings, signal, out }: LiveOptions): Promise<void> {
  const config = loadConfig(form, settings)
  const kafka = kafkaConfig(config, 'waba-up')
  const registry = createRegistry({ ...registryConfig(config), timeoutMs: 10_000 })
  try {
    out.write(`${exampleText(await runExample({ stack, kafka, registry, signal }))}${nextCommands(stack.apiUrl)}\n`)
    const topics = [...fields.values(), alerts].map(({ name }) => stack.topicPrefix + name)
    const paint = terminalPaint()
    for await (const record of readRecords({ kafka, registry, topics, range: { from: 'end' }, signal }))
      await print(prettyRecord(record, paint))
  } finally {
    await registry.close()
  }
}
