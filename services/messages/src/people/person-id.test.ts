import { expect, test } from 'vitest'
import { isPhoneForm, personId } from './person-id.ts'

test.each([
  ['Argentina', '5491155550001', '541155550001'],
  ['Brazil', '5511987650001', '551187650001'],
  ['Mexico', '5215555550001', '525555550001'],
])('%s: both forms of a number are one', (_country, long, short) => {
  expect(personId(long)).toEqual({ id: short, kind: 'phone', original: long })
  expect(personId(short)).toEqual({ id: short, kind: 'phone', original: short })
})

test.each([
  ['a landline of Brazil that would become another number', '5511932150001', '5511932150001'],
  ['a landline of Brazil', '551132150001', '551132150001'],
  ['too short for Argentina', '54911555', '54911555'],
  ['a number of the United States', '16505551111', '16505551111'],
  ['a number of the Netherlands that begins like Brazil', '31551198765', '31551198765'],
  ['as people write it', '+1 (650) 555-11.11', '16505551111'],
])('%s', (_name, text, id) => expect(personId(text)?.id).toBe(id))

test.each([
  ['US.13491208655302741918', 'user'],
  ['US.ENT.11815799212886844830', 'parent'],
  ['16505551111', 'phone'],
])('%s is of the kind %s', (text, kind) => {
  expect(personId(text)).toMatchObject({ id: text, kind })
  expect(isPhoneForm(text)).toBe(kind === 'phone')
})

test.each([null, undefined, '', '  '])('%j is nobody', (text) => expect(personId(text)).toBeNull())
