import { alerts } from '@wabastream/schemas'
import { fields } from '@wabastream/schemas/catalogue'
import { kafkaConfig, kafkaSettings, loadConfig, type Environment } from '@wabastream/sdk/config'
import { createRegistry } from '@wabastream/sdk/registry'
import { z } from 'zod'
import { terminalPaint } from '../output/paint.ts'
import { print } from '../output/standard-output.ts'
import { prettyRecord } from '../tail/pretty-record.ts'
import { readRecords } from '../tail/read-records.ts'
import type { Stack } from '../target/stack-file.ts'
import { runExample } from './example.ts'
import { exampleText, nextCommands } from './screen.ts'

export interface LiveOptions {
  readonly stack: Stack
  readonly environment: Environment
  readonly signal: AbortSignal
  /** For people. The feed is data and goes to standard output. */
  readonly out: NodeJS.WriteStream
}

/** What a running stack shows: the example webhook's way to its topic, what to type next, and every event from then on. */
export async function showLive({ stack, environment, signal, out }: LiveOptions): Promise<void> {
  const settings = { ...environment, KAFKA_BROKERS: stack.brokers }
  const kafka = kafkaConfig(loadConfig(z.object(kafkaSettings), settings), 'waba-up')
  const registry = createRegistry({ url: stack.registryUrl, timeoutMs: 10_000 })
  try {
    out.write(`${exampleText(await runExample({ stack, kafka, registry, signal }))}${nextCommands}\n`)
    const topics = [...fields.values(), alerts].map(({ name }) => stack.topicPrefix + name)
    const paint = terminalPaint()
    for await (const record of readRecords({ kafka, registry, topics, range: { from: 'end' }, signal }))
      await print(prettyRecord(record, paint))
  } finally {
    await registry.close()
  }
}
