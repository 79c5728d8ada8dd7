/** How Meta spells the names of properties. */
const PLAIN_NAME = /^[a-z][a-z0-9_]{0,63}$/
/** Part of a telephone number or of some id. */
const LONG_NUMBER = /\d{5}/

/**
 * A JSON pointer that may be shown, in a metric or an alert: `*` stands for array indexes and for every name that does
 * not look like one of Meta's. A name can be anything (a telephone number, an e-mail address, the name of a person),
 * and such names have no end.
 */
export function maskedPointer(pointer: string): string {
  return pointer === '' ? '' : pointer.split('/').map(masked).join('/')
}

function masked(segment: string, index: number): string {
  // Before the first slash there is nothing.
  if (index === 0) return ''
  return PLAIN_NAME.test(segment) && !LONG_NUMBER.test(segment) ? segment : '*'
}
