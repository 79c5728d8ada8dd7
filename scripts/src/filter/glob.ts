/**
 * A test for texts that match a pattern as a whole: `*` stands for any text, `?` for one character, a backslash takes the
 * next character as it is.
 */
export function glob(pattern: string): (text: string) => boolean {
  const parts = pattern.match(/\\.|./gsu) ?? []
  const expression = new RegExp(`^${parts.map(expressionOf).join('')}$`, 'su')
  return (text) => expression.test(text)
}

function expressionOf(part: string): string {
  if (part === '*') return '.*'
  if (part === '?') return '.'
  const character = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part
  return `\\u{${character.codePointAt(0)!.toString(16)}}`
}
