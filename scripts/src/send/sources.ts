import { messages } from '@wabastream/schemas'
import { jsonText, parseJson } from '@wabastream/schemas/codec'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { UsageError } from '../program/usage-error.ts'
import { freshen } from '../samples/freshen.ts'
import { createCast } from '../scenarios/cast.ts'
import { findScenario } from '../scenarios/scenarios.ts'
import { findSample, listSamples, readSample, samplesOfField, type Sample } from '../samples/read-samples.ts'

/** A body to send, and what it is called on the screen. */
export interface Source {
  readonly name: string
  readonly body: Buffer
}

/** What to send. */
export interface Sources {
  readonly bodies: readonly Source[]
  /** A story: its bodies go one after the other. */
  readonly inOrder: boolean
  /** Paths of the API that show what became of it. */
  readonly see: readonly string[]
}

/** Which bodies; nothing = one text message, written now unless `exact`. */
export interface SourceFlags {
  readonly field?: string
  readonly sample?: string
  readonly allSamples?: boolean
  readonly file?: string
  readonly scenario?: string
  readonly exact?: boolean
}

/**
 * The bodies that the options name.
 * @throws UsageError when several options name some, or one names nothing.
 */
export async function sourcesOf(flags: SourceFlags): Promise<Sources> {
  const { field, sample, allSamples, file, scenario } = flags
  const given = [field, sample, allSamples, file, scenario].filter((flag) => flag !== undefined && flag !== false)
  if (given.length > 1) throw new UsageError('Give one of --field, --sample, --all-samples, --file and --scenario')
  if (scenario !== undefined) return storyOf(scenario)
  return { bodies: await bodiesOf(flags), inOrder: false, see: [] }
}

function storyOf(name: string): Sources {
  const [scenario, cast] = [findScenario(name), createCast()]
  const bodies = scenario
    .steps(cast, Date.now())
    .map(({ says, body }) => ({ name: says, body: Buffer.from(jsonText(body)) }))
  return { bodies, inOrder: true, see: scenario.see(cast) }
}

async function bodiesOf({ field, sample, allSamples, file, exact }: SourceFlags): Promise<readonly Source[]> {
  if (file !== undefined) return [{ name: file === '-' ? 'standard input' : file, body: await readBody(file) }]
  const samples = listSamples()
  if (allSamples) return samples.map(toSource)
  if (field !== undefined) return samplesOfField(field, samples).map(toSource)
  if (sample !== undefined) return [toSource(findSample(sample, samples))]
  return [textMessage(samples, exact ?? false)]
}

/** A message that was written just now. */
function textMessage(samples: readonly Sample[], exact: boolean): Source {
  const { name, body } = toSource(findSample(`${messages.field}/text`, samples))
  if (exact) return { name, body }
  return { name, body: Buffer.from(jsonText(freshen(parseJson(body.toString()), 0, Date.now()))) }
}

/** Samples are laid out for people; Meta sends them without spaces. */
function toSource(sample: Sample): Source {
  return { name: sample.name, body: Buffer.from(jsonText(parseJson(readSample(sample).toString()))) }
}

async function readBody(path: string): Promise<Buffer> {
  try {
    return await (path === '-' ? buffer(process.stdin) : readFile(path))
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new UsageError(`Cannot read ${path === '-' ? 'standard input' : path} (${code ?? 'error'})`, { cause })
  }
}
