/** Every integer that a number cannot hold exactly, beyond ±(2^53-1), has 16 digits or more. */
const DIGITS = 16

const MINUS = 0x2d

/**
 * False when JSON text has no number of 16 digits or more, so that it can be parsed the fast way. Such digits inside a
 * string count only behind `[`, `:` or `,`, which costs time, nothing else. Looks at every sixteenth character: no run of
 * digits that is long enough lies between two looks.
 */
export function mayHaveBig(text: string): boolean {
  for (let look = DIGITS - 1; look < text.length; look += DIGITS) {
    if (!isDigit(text, look)) continue
    let start = look
    while (isDigit(text, start - 1)) start -= 1
    let end = look + 1
    while (isDigit(text, end)) end += 1
    if (end - start >= DIGITS && isValue(text, start)) return true
    // The next look is the first at or behind the end of the run.
    look += Math.floor((end - look - 1) / DIGITS) * DIGITS
  }
  return false
}

/** Whether JSON allows a value where these digits, or the sign before them, begin. */
function isValue(text: string, digits: number): boolean {
  let at = digits - 1
  if (text.charCodeAt(at) === MINUS) at -= 1
  while (isSpace(text, at)) at -= 1
  return at < 0 || '[:,'.includes(text.charAt(at))
}

/** False beyond the ends of the text. */
function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 0x30 && code <= 0x39
}

/** The white space of JSON (RFC 8259). */
function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}
