import { endOfString, QUOTE } from './end-of-string.ts'

/** Arrays and objects inside each other. Meta's deepest payloads have about 15; walkers of ours recurse, so it is bound. */
const MAX_DEPTH = 500

const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/**
 * True when JSON text nests more than 500 arrays and objects. Made for untrusted text before anything walks what it
 * parses to: one pass, no recursion, no memory. Text that is no JSON gets an answer as well, JSON.parse says the rest.
 */
export function isTooDeep(text: string): boolean {
  // JSON of this depth has a bracket to open and one to close each level: most bodies are shorter than that.
  if (text.length <= 2 * MAX_DEPTH) return false
  // The others rarely have so many brackets, and looking for them is ten times as fast as reading all of the text.
  if (!hasMoreThan(MAX_DEPTH, text)) return false
  let depth = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) i = endOfString(text, i)
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      depth += 1
      if (depth > MAX_DEPTH) return true
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth -= 1
  }
  return false
}

/** Whether the text has more opening brackets than this, those inside strings included. */
function hasMoreThan(most: number, text: string): boolean {
  let count = 0
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1
      if (count > most) return true
    }
  }
  return false
}
