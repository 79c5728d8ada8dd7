import { nearest } from '@wabastream/sdk/yaml'

/** The mistake of a value that is none of those allowed: what is allowed, and what was probably meant. */
export function choice(input: unknown, values: readonly string[]): string {
  const meant = typeof input === 'string' ? nearest(input, values) : null
  return `must be one of ${values.join(', ')}${meant === null ? '' : `; did you mean ${meant}?`}`
}
