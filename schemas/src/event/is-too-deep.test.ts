import { describe, expect, test } from 'vitest'
import { isTooDeep } from './is-too-deep.ts'

const nested = (depth: number, open = '[', close = ']', inner = ''): string =>
  open.repeat(depth) + inner + close.repeat(depth)
const objects = (depth: number): string => nested(depth, '{"a":', '}', '1')

describe('isTooDeep', () => {
  test.each<[string, string, boolean]>([
    ['no depth at all', 'null', false],
    ['500 arrays', nested(500), false],
    ['501 arrays', nested(501), true],
    ['500 objects', objects(500), false],
    ['501 objects', objects(501), true],
    ['250 of each', nested(250, '[{"a":', '}]', '1'), false],
    ['251 of each', nested(251, '[{"a":', '}]', '1'), true],
    ['arrays side by side', `[${'[],'.repeat(2000)}[]]`, false],
    ['brackets in text', `["${'['.repeat(2000)}"]`, false],
    ['brackets in text after an escaped quote', `["\\"${'['.repeat(2000)}"]`, false],
    ['brackets after text that ends in a backslash', `["\\\\",${nested(500)}]`, true],
    ['brackets after an empty text', `["",${nested(500)}]`, true],
    ['text without an end', `["${'['.repeat(2000)}`, false],
    ['text without an end after a backslash', `["${'['.repeat(2000)}\\`, false],
    ['200,000 arrays', nested(200_000), true],
  ])('%s', (_case, text, expected) => {
    expect(isTooDeep(text)).toBe(expected)
  })
})
