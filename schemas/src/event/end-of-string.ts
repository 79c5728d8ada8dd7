export const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Where the string of JSON text that begins at `start` ends: the index of its quote, the text's length when there is none. */
export function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) return i
    if (code === BACKSLASH) i += 1
  }
  return text.length
}
