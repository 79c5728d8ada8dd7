import { expect, test } from 'vitest'
import { printable } from './printable.ts'
import { table } from './table.ts'

test('numbers stand to the right, texts to the left, and no line ends in spaces', () => {
  expect(
    table(
      ['NAME', 'N', 'X'],
      [
        ['a', 1, ''],
        ['bcdef', 200n, 'y'],
      ],
    ),
  ).toBe('NAME     N  X\na        1\nbcdef  200  y\n')
})

test('no rows, no table', () => expect(table(['NAME'], [])).toBe(''))

test.each([
  ['plain text', 'plain text'],
  ['\u001B[31mred\u0007', String.raw`\u001b[31mred\u0007`],
  ['two\nlines\r\t', String.raw`two\nlines\r\t`],
  ['\u009Bcsi', String.raw`\u009bcsi`],
  ['\u202Egnp.exe', String.raw`\u202egnp.exe`],
  ['grüße 😀 שלום', 'grüße 😀 שלום'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})
