import { expect, test } from 'vitest'
import { createRecentContents } from './recent-contents.ts'

test('knows what it has seen', () => {
  const contents = createRecentContents(10)
  expect([contents.seen('a'), contents.seen('a'), contents.seen('b')]).toEqual([false, true, false])
})

test('remembers at least the last `size` ids, and forgets in the end', () => {
  const contents = createRecentContents(3)
  for (const id of ['a', 'b', 'c', 'd']) contents.seen(id)
  expect(contents.seen('b')).toBe(true)
  for (const id of ['e', 'f', 'g', 'h', 'i', 'j']) contents.seen(id)
  expect(contents.seen('a')).toBe(false)
})
