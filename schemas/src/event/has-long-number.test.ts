import { describe, expect, test } from 'vitest'
import { hasLongNumber } from './has-long-number.ts'

const digits = (count: number): string => '7'.repeat(count)

describe('hasLongNumber', () => {
  test.each<[string, string, boolean]>([
    ['nothing', '', false],
    ['1,000 digits', digits(1000), false],
    ['1,001 digits', digits(1001), true],
    ['1,001 digits after a sign', `{"a":-${digits(1001)}}`, true],
    ['1,001 digits just before where it looks', `[${' '.repeat(998)}${digits(1001)}]`, true],
    ['1,001 digits just after where it looks', `[${' '.repeat(1000)}${digits(1001)}]`, true],
    ['many numbers of 1,000 digits', `[${Array(50).fill(digits(1000)).join(',')}]`, false],
    ['digits in text', `["${digits(5000)}"]`, false],
    ['digits in a key', `{"${digits(5000)}":1}`, false],
    ['digits in text after an escaped quote', `["\\"${digits(5000)}"]`, false],
    ['digits after text that ends in a backslash', `["\\\\",${digits(5000)}]`, true],
    ['digits in text, and a long number behind it', `["${digits(5000)}",${digits(1001)}]`, true],
    ['digits in text, and a short number behind it', `["${digits(5000)}",${digits(1000)}]`, false],
    ['text without an end', `["${digits(5000)}`, false],
  ])('%s', (_case, text, expected) => {
    expect(hasLongNumber(text)).toBe(expected)
  })
})
