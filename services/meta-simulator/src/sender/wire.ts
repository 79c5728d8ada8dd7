import { jsonText } from '@wabastream/schemas/codec'

/** The bytes that Meta puts on the wire: only ASCII, other characters as `\u` and lower-case hex, and `/` as `\/`. */
export function wireBytes(body: unknown): Buffer {
  const text = jsonText(body)
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[\u0080-\uFFFF]/g, escaped)
  return Buffer.from(text, 'latin1')
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
