import { endOfString, QUOTE } from './end-of-string.ts'

/** Digits in a row. No webhook has a number that is anywhere near; a bigint of a million digits takes seconds to make. */
const MAX_DIGITS = 1000

/**
 * True when JSON text has a number with more than 1,000 digits in a row. Made for untrusted text before it is parsed:
 * linear, no memory. Digits inside strings do not count. Ordinary text costs one look at every thousandth character.
 */
export function hasLongNumber(text: string): boolean {
  return hasLongRun(text) && hasLongRunOutsideStrings(text)
}

/** A run that is longer than the distance of two looks cannot be missed. */
function hasLongRun(text: string): boolean {
  for (let i = MAX_DIGITS; i < text.length; i += MAX_DIGITS)
    if (isDigit(text, i) && endOfRun(text, i, 1) - endOfRun(text, i, -1) - 1 > MAX_DIGITS) return true
  return false
}

function hasLongRunOutsideStrings(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    if (text.charCodeAt(i) === QUOTE) i = endOfString(text, i)
    else if (isDigit(text, i)) {
      const end = endOfRun(text, i, 1)
      if (end - i > MAX_DIGITS) return true
      i = end - 1
    }
  }
  return false
}

/** The first index in that direction that is no digit. */
function endOfRun(text: string, start: number, step: 1 | -1): number {
  let i = start
  while (isDigit(text, i)) i += step
  return i
}

/** False beyond the ends of the text. */
function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 0x30 && code <= 0x39
}
