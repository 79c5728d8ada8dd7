import { isUtf8 } from 'node:buffer'
import { parseJson } from '@wabastream/schemas/codec'
import { checkEnvelope, hasLongNumber, isTooDeep } from '@wabastream/schemas/event'

/** Why an authentic body as a whole cannot become events. Kept as text in quarantine. */
export type UnreadableReason = 'bad_utf8' | 'bad_json' | 'bad_envelope' | 'empty' | 'too_deep' | 'number_too_long'

/** The JSON of a body, its envelope checked, or why it cannot be read. */
export type ReadBody =
  | { readonly readable: true; readonly json: unknown }
  | { readonly readable: false; readonly reason: UnreadableReason }

/** Parses a body whose signature is right. It never throws: what cannot be understood is kept, not refused. */
export function readBody(bytes: Buffer): ReadBody {
  if (bytes.length === 0) return unreadable('empty')
  if (!isUtf8(bytes)) return unreadable('bad_utf8')
  const text = withoutByteOrderMark(bytes.toString('utf8'))
  // Before parsing: a body of nothing but brackets would exhaust the stack of whoever walks it.
  if (isTooDeep(text)) return unreadable('too_deep')
  // And a number of a million digits would stop everything for a second: making a bigint is not linear.
  if (hasLongNumber(text)) return unreadable('number_too_long')
  const json = parsed(text)
  if (json === undefined) return unreadable('bad_json')
  const problem = checkEnvelope(json)
  return problem === null ? { readable: true, json } : unreadable(problem)
}

function unreadable(reason: UnreadableReason): ReadBody {
  return { readable: false, reason }
}

function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
