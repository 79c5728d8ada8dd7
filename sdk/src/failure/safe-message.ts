const LONGEST = 240
const DEEPEST = 8

/** What an error may say about a person: long numbers, message ids, mail addresses, quoted text of a body. */
const PERSONAL: readonly (readonly [RegExp, string])[] = [
  [/wamid\.[\w+/=-]+/gi, 'wamid.…'],
  [/[^\s@<>"']+@[^\s@<>"']+/g, '…@…'],
  // What V8 quotes of a body that is not JSON has quotes of its own.
  [/(\.{3})?"[^]*"(\.{3})? is not valid JSON/g, '"…" is not valid JSON'],
  // Also one that does not end, because the message was cut there.
  [/"(?:\\.|[^"\\])*(?:"|\\?$)/g, '"…"'],
  [/\+?\d(?:[ ().-]{0,2}\d){6,}/g, '…'],
]

/**
 * The message of an error, bounded and on one line, without what may be personal in it: fit for a log, a header, a
 * metric. For a Failure it is that of its cause.
 */
export function safeMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  // Only so much is looked at: a message can hold a whole body.
  let safe = text.slice(0, 4 * LONGEST).replaceAll(/[\p{Cc}\s]+/gu, ' ')
  for (const [pattern, instead] of PERSONAL) safe = safe.replaceAll(pattern, instead)
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST - 1)}…` : safe
}

/** The class of an error; of a Failure that of what it was made from. */
export function errorClass(error: unknown): string {
  const inner = innermost(error)
  if (!(inner instanceof Error)) return 'Error'
  return (inner.name || inner.constructor.name).slice(0, 100)
}

/** Fields of a log line about an error: its class, its safe message and where it was thrown; never the message itself. */
export function errorFields(error: unknown): { error: string; reason: string; at?: string } {
  const inner = innermost(error)
  const frames =
    inner instanceof Error
      ? (inner.stack ?? '')
          .split('\n')
          .filter((line) => /^ {4}at .+(?::\d+:\d+\)?|\(native\)|<anonymous>\)?)$/.test(line))
      : []
  const at = frames.slice(0, 4).map((line) => line.trim())
  return { error: errorClass(error), reason: safeMessage(error), ...(at.length > 0 ? { at: at.join(' < ') } : {}) }
}

/** What a Failure was made from, if that is an error. */
function innermost(error: unknown): unknown {
  let at = error
  for (let depth = 0; depth < DEEPEST && at instanceof Error && at.name === 'Failure'; depth += 1) {
    if (!(at.cause instanceof Error)) return at
    at = at.cause
  }
  return at
}
