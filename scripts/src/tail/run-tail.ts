import { createRegistry } from '@wabastream/sdk/registry'
import { filterOf, type FilterFlags } from '../filter/filters.ts'
import { rangeOf, requireOneTopic, type RangeFlags } from '../filter/range.ts'
import { terminalPaint } from '../output/paint.ts'
import { print, tell } from '../output/standard-output.ts'
import { exitCode } from '../program/exit-code.ts'
import { UsageError } from '../program/usage-error.ts'
import { existingTopics } from '../target/existing-topics.ts'
import type { Target } from '../target/target.ts'
import { chooseTopics, groupTopicsIn, type TopicChoice } from './choose-topics.ts'
import { createDecoder } from './decoder.ts'
import { jsonLine } from './json-line.ts'
import { createJoiner, type Joiner } from './join-deliveries.ts'
import { prettyRecord } from './pretty-record.ts'
import { readRecords } from './read-records.ts'
import type { TailRecord } from './tail-record.ts'
import { webhookLine } from './webhook-line.ts'

export interface TailFlags extends FilterFlags, RangeFlags {
  readonly all?: boolean
  readonly max?: number
  readonly format: 'pretty' | 'json' | 'webhook'
  readonly join?: boolean
}

/** What a record becomes on standard output; null = nothing. */
type Show = (record: TailRecord) => string | Buffer | null

/** Prints records until the end that was asked for, the maximum, or the signal; gives the exit code. */
export async function runTail(
  target: Target,
  names: readonly string[],
  flags: TailFlags,
  signal: AbortSignal,
): Promise<number> {
  if (flags.join && flags.format !== 'webhook') throw new UsageError('--join needs --format webhook')
  const [filter, range] = [filterOf(flags), rangeOf(flags, 'end', Date.now())]
  const choice = { ...flags, names }
  const chosen = chooseTopics(choice, target.prefix)
  requireOneTopic(range, chosen)
  const registry = createRegistry(target.registry())
  const decoder = createDecoder(registry)
  const joiner = flags.join ? createJoiner({ again: decoder.again }) : null
  const show: Show = joiner
    ? (record) => joiner.add(record, filter(record))
    : (record) => (filter(record) ? shown(record, flags.format) : null)
  try {
    const topics = await topicsToRead(target, chosen, choice)
    if (!range.until && process.stderr.isTTY) tell(`Waiting for records on ${topics.length} topics; Ctrl-C ends.`)
    const records = readRecords({ kafka: target.kafka, registry, topics, range, signal, decoder })
    const hasEnded = await printAll(records, show, flags.max)
    return hasEnded && joiner ? report(joiner, range.until !== undefined && !signal.aborted) : exitCode.done
  } finally {
    await registry.close()
  }
}

/** Topics that do not exist hold nothing; that one which was asked for by name is missing is an error. */
async function topicsToRead(target: Target, chosen: readonly string[], choice: TopicChoice) {
  const existing = await existingTopics(target)
  const missing = chosen.filter((name) => !existing.has(name))
  if (choice.names.length > 0 && missing.length > 0)
    throw new Error(`There is no topic ${missing.join(', ')} on the cluster: make it with \`waba topics apply\``)
  if (missing.length === chosen.length)
    throw new Error(`None of the ${chosen.length} topics exists on the cluster: make them with \`waba topics apply\``)
  if (missing.length > 0) tell(`${missing.length} of ${chosen.length} topics do not exist: ${missing.join(', ')}`)
  const present = chosen.filter((name) => existing.has(name))
  return choice.all && choice.names.length === 0 ? [...present, ...groupTopicsIn(existing, target.prefix)] : present
}

/** False when the maximum was reached, so that more would have come. */
async function printAll(records: AsyncIterable<TailRecord>, show: Show, max = Infinity): Promise<boolean> {
  let printed = 0
  for await (const record of records) {
    const line = show(record)
    if (line === null) continue
    await print(line)
    if (++printed >= max) return false
  }
  return true
}

function shown(record: TailRecord, format: TailFlags['format']): string | Buffer | null {
  switch (format) {
    case 'json':
      return jsonLine(record)
    case 'webhook':
      return webhookLine(record)
    case 'pretty':
      return prettyRecord(record, paint)
  }
}

const paint = terminalPaint()

function report(joiner: Joiner, isComplete: boolean): number {
  const { count, named } = joiner.leftovers()
  if (count === 0) return exitCode.done
  tell(`${count} ${count === 1 ? 'delivery' : 'deliveries'} could not be joined:`)
  for (const line of named) tell(`  ${line}`)
  if (count > named.length) tell(`  and ${count - named.length} more`)
  return isComplete ? exitCode.failed : exitCode.done
}
