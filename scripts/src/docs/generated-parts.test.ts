import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generatedParts, replaceBetween } from './generated-parts.ts'

const root = join(import.meta.dirname, '../../..')

test.each(generatedParts)('$path is what the code says (else: pnpm generate)', ({ path, render }) => {
  const committed = readFileSync(join(root, path), 'utf8')
  expect(committed).toBe(render(committed))
})

test('replaces what stands between the marks, and only that', () => {
  expect(replaceBetween('a\n<!-- x -->\nold\n<!-- /x -->\nb', 'x', 'new')).toBe('a\n<!-- x -->\nnew\n<!-- /x -->\nb')
})

test('marks that are missing are an error', () => {
  expect(() => replaceBetween('text', 'x', 'new')).toThrow('no place for x')
})
