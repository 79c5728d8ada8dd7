import { expect, test } from 'vitest'
import { personOf } from './person.ts'
import { ever, forever, type PersonLink } from './person-link.ts'

const [ada, ada2, ben] = ['US.1000000000000001', 'US.1000000000000002', 'US.2000000000000001']
const parent = 'US.ENT.3000000000000001'
const [phone, phone2] = ['16505551111', '16505557777']

const same = (a: string, b: string, firstAt: number, scope = 'waba-1'): PersonLink => ({
  a,
  b,
  kind: 'same',
  scope,
  firstAt,
})
const change = (a: string, b: string, firstAt: number): PersonLink => ({ ...same(a, b, firstAt), kind: 'change' })

/** The ids of a person, whatever the order of the links; with times only where they are bounded. */
function ids(id: string, links: readonly PersonLink[]): readonly string[] {
  const [one, other] = [links, links.toReversed()].map((order) =>
    personOf(id, order)
      .map((held) => held.id + span(held.from, held.to))
      .toSorted(),
  )
  expect(other).toEqual(one)
  return one ?? []
}

const span = (from: number, to: number) =>
  from === ever && to === forever ? '' : ` ${from === ever ? '' : from}..${to === forever ? '' : to}`

test('an id that no event linked is a person of its own', () => expect(ids(phone, [])).toEqual([phone]))

test('user id, parent id and phone number of one person are found by each of them', () => {
  const links = [same(ada, phone, 10), same(ada, parent, 10)]
  for (const id of [ada, parent, phone]) expect(ids(id, links)).toEqual([phone, ada, parent])
})

test('a replaced user id stays the same person, with and without a phone number', () => {
  expect(ids(ada2, [change(ada, ada2, 10)])).toEqual([ada, ada2])
  expect(ids(ada, [same(ada, phone, 1), change(ada, ada2, 10), same(ada2, phone, 11)])).toEqual([phone, ada, ada2])
})

test('a changed phone number: the old one finds what came from the new one', () => {
  const links = [change(phone, phone2, 10)]
  expect(ids(phone, links)).toEqual([phone, `${phone2} 10..`])
  expect(ids(phone2, links)).toEqual([phone, `${phone2} 10..`])
})

test('number and user id change together', () => {
  const links = [same(ada, phone, 1), change(phone, phone2, 10), change(ada, ada2, 10), same(ada2, phone2, 11)]
  for (const id of [ada, ada2, phone, phone2]) expect(ids(id, links)).toEqual([phone, `${phone2} 10..`, ada, ada2])
})

test('a number given to somebody else belongs to each in their time', () => {
  const links = [same(ada, phone, 1), same(ben, phone, 50)]
  expect(ids(ada, links)).toEqual([`${phone} ..50`, ada])
  expect(ids(ben, links)).toEqual([`${phone} 50..`, ben])
  expect(ids(phone, links)).toEqual([`${phone} 50..`, ben])
})

test('a number that was left and is taken by somebody else', () => {
  const links = [same(ada, phone, 1), change(phone, phone2, 10), same(ben, phone, 50)]
  expect(ids(ada, links)).toEqual([`${phone} ..50`, `${phone2} 10..`, ada])
  expect(ids(ben, links)).toEqual([`${phone} 50..`, ben])
})

test('a number that was left, whose user id nobody knew, and that is taken by somebody else', () => {
  const links = [change(phone, phone2, 10), same(ben, phone, 50)]
  expect(ids(phone2, links)).toEqual([`${phone} ..50`, `${phone2} 10..`])
  expect(ids(ben, links)).toEqual([`${phone} 50..`, ben])
})

test('a number taken over from somebody in a change of number', () => {
  const links = [same(ben, phone2, 1), same(ada, phone, 1), change(phone, phone2, 10), same(ada2, phone2, 11)]
  expect(ids(ben, links)).toEqual([`${phone2} ..10`, ben])
  expect(ids(ada, links)).toEqual([phone, `${phone2} 10..`, ada, ada2])
})

test('away and back to the old number is one person', () => {
  const links = [same(ada, phone, 1), change(phone, phone2, 10), change(phone2, phone, 20), same(ada, phone2, 11)]
  expect(new Set(ids(ada, links).map((id) => id.split(' ')[0]))).toEqual(new Set([ada, phone, phone2]))
})

test('two businesses know one person by two user ids', () => {
  expect(ids(phone, [same(ada, phone, 1), same(ben, phone, 5, 'waba-2')])).toEqual([phone, ada, ben])
})

test('a late message to the number that was left is still of its old holder', () => {
  const links = [same(ada, phone, 1), change(phone, phone2, 10), same(ada, phone, 12, 'waba-2')]
  expect(ids(ada, links)).toEqual([phone, `${phone2} 10..`, ada])
})
