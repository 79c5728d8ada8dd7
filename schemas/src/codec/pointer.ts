/** One key as a segment of a JSON pointer (RFC 6901): `~` is `~0`, `/` is `~1`. */
export function escapeSegment(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key
}

/** The keys of a JSON pointer, unescaped; [] for the whole document (''). */
export function pointerKeys(pointer: string): readonly string[] {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) throw new RangeError('A JSON pointer is empty or starts with "/"')
  return pointer.slice(1).split('/').map(unescapeSegment)
}

function unescapeSegment(segment: string): string {
  return segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment
}
