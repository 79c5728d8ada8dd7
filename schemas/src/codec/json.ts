import { mayHaveBig } from './may-have-big.ts'

/** Part of "JSON.parse source text access" (ECMAScript, in Node since 22), which the type library lacks. */
const rawJson: (text: string) => object = Reflect.get(JSON, 'rawJSON')

const INTEGER = /^-?\d+$/

/**
 * Parses JSON. An integer that a number cannot hold exactly (beyond ±(2^53-1)) becomes a bigint, so no digit is lost.
 * What is lost is what JSON.parse loses anyway: white space, order and repetition of keys, the spelling of numbers.
 * @throws SyntaxError when the text is no JSON.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, mayHaveBig(text) ? keepDigits : undefined)
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source
  const isInexact = typeof value === 'number' && !Number.isSafeInteger(value)
  return isInexact && source !== undefined && INTEGER.test(source) ? BigInt(source) : value
}

/**
 * Writes JSON text that {@link parseJson} reads back as exactly this value: -0, infinity (JSON's `1e999`), bigint, and
 * numbers beyond 2^53 that are no bigint stay what they are. Takes what parseJson returns, nothing else.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, exactNumber)
}

function exactNumber(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return rawJson(String(value))
  if (typeof value !== 'number' || (Number.isSafeInteger(value) && value !== 0)) return value
  return numberText(value)
}

function numberText(value: number): unknown {
  if (value === 0) return Object.is(value, -0) ? rawJson('-0') : value
  if (!Number.isFinite(value)) return rawJson(value > 0 ? '1e999' : '-1e999')
  // Without an exponent its digits would come back as a bigint.
  const text = String(value)
  return INTEGER.test(text) ? rawJson(`${text}e0`) : value
}
