import { jsonText, parseJson } from '@wabastream/schemas/codec'
import { freshen } from '../samples/freshen.ts'
import type { Source } from './sources.ts'

export interface CopyFlags {
  /** Rounds through the sources. */
  readonly count: number
  /** Every copy as it is. */
  readonly exact: boolean
}

/**
 * The bodies to send, one after the other: every source as it is, then copies of all with fresh ids and times. A body that
 * is no JSON cannot be freshened, and is sent again as it is.
 */
export function* copiesOf(
  sources: readonly Source[],
  { count, exact }: CopyFlags,
  clock: () => number = Date.now,
): Generator<Source, void, undefined> {
  yield* sources
  const parsed = exact || count === 1 ? [] : sources.map(({ body }) => parsedOrNull(body))
  for (let round = 1; round < count; round++)
    for (const [at, { name, body }] of sources.entries()) {
      const json = parsed[at]
      yield { name, body: json ? Buffer.from(jsonText(freshen(json.value, round, clock()))) : body }
    }
}

function parsedOrNull(body: Buffer): { readonly value: unknown } | null {
  try {
    return { value: parseJson(body.toString()) }
  } catch {
    return null
  }
}
