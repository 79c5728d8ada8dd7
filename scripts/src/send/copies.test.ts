import { expect, test } from 'vitest'
import { copiesOf } from './copies.ts'
import type { Source } from './sources.ts'

const body = (text: string): Buffer => Buffer.from(text)
const message: Source = { name: 'm', body: body('{ "id": "wamid.abc", "timestamp": "1700000000" }') }
const broken: Source = { name: 'b', body: body('{"broken"') }
const texts = (sources: Iterable<Source>) => Array.from(sources, (source) => source.body.toString())

test('one of each is sent as it is, byte for byte', () => {
  expect([...copiesOf([message, broken], { count: 1, exact: false })]).toEqual([message, broken])
})

test('copies after the first are fresh; what is no JSON stays', () => {
  const [first, , second, again, third] = texts(
    copiesOf([message, broken], { count: 3, exact: false }, () => 1_800_000_000_000),
  )
  expect(first).toBe(message.body.toString())
  expect(second).toMatch(/^\{"id":"wamid\.[\w-]{16}","timestamp":"1800000000"\}$/)
  expect(again).toBe('{"broken"')
  expect(third).not.toBe(second)
})

test('exact copies are the same', () => {
  expect(new Set(texts(copiesOf([message], { count: 5, exact: true })))).toEqual(new Set([message.body.toString()]))
})
