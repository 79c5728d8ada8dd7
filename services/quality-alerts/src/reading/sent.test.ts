import { expect, test } from 'vitest'
import { integerAt, objectsAt, sent, textAt, textsAt } from './sent.ts'

const value = { info: [{ state: ['A', 'B'], count: '12' }], list: [{ x: 1 }, 2], one: { x: 2 }, big: 12n, zero: 'a\0' }

test('on the way and at the end the last of a list counts', () => expect(textAt(value, 'info', 'state')).toBe('B'))

test('numbers are text where text is asked for, and text is a number where that is asked for', () => {
  expect([textAt(value, 'big'), integerAt(value, 'info', 'count'), integerAt(value, 'zero')]).toEqual(['12', 12, null])
})

test('one object is a list of one; what is no object is left out', () => {
  expect([objectsAt(value, 'list'), objectsAt(value, 'one'), objectsAt(value, 'none')]).toEqual([
    [{ x: 1 }],
    [{ x: 2 }],
    [],
  ])
})

test('texts of a list, or of one text', () => {
  expect([textsAt(value, 'info', 'state'), textsAt({ reasons: 'A' }, 'reasons')]).toEqual([['A', 'B'], ['A']])
})

test('text that PostgreSQL cannot hold, and inherited names', () => {
  expect([textAt(value, 'zero'), sent(value, 'constructor'), textAt(null, 'x')]).toEqual(['a\uFFFD', undefined, null])
})
