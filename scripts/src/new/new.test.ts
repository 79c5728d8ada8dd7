import { findTopic, type FieldTopic } from '@wabastream/schemas/catalogue'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tempFolder } from '@wabastream/sdk/testing/vitest'
import { carryOut, insertAfter } from './change.ts'
import { checkoutOf } from './checkout.ts'
import { camelCase, checkFieldName, checkServiceName, pascalCase } from './names.ts'
import { consumerService } from './new-consumer.ts'
import { fieldEntry, fieldSources } from './new-field.ts'
import { inventedSample, readFieldSample } from './sample-values.ts'

const root = join(import.meta.dirname, '../../..')
const messages = findTopic('messages') as FieldTopic

describe('names', () => {
  test.each(['crm-sync', 'a', 'v2-reader'])('service %s', (name) => expect(checkServiceName(name)).toBe(name))
  test.each(['CRM', 'crm_sync', '../x', '-a', 'a--b', ''])('no service %j', (name) =>
    expect(() => checkServiceName(name)).toThrow('cannot name a service'),
  )
  test.each(['accountUpdate', 'account-update', '_a', ''])('no field %j', (name) =>
    expect(() => checkFieldName(name)).toThrow('cannot name a webhook field'),
  )
  test('cases', () => {
    expect([pascalCase('crm-sync'), camelCase('account_update')]).toEqual(['CrmSync', 'accountUpdate'])
  })
})

test('a change is made whole or not at all', () => {
  using folder = tempFolder()
  writeFileSync(join(folder.path, 'old.txt'), 'a')
  const edit = { 'old.txt': (text: string) => insertAfter(text, 'a', 'b') }
  expect(() => carryOut(folder.path, { create: { 'old.txt': 'x' }, edit: {} })).toThrow('Already there: old.txt')
  expect(carryOut(folder.path, { create: { 'new/file.txt': 'x' }, edit })).toEqual(['new/file.txt', 'old.txt'])
  expect(readFileSync(join(folder.path, 'old.txt'), 'utf8')).toBe('ab')
  expect(() =>
    carryOut(folder.path, { create: {}, edit: { 'old.txt': (text) => insertAfter(text, 'z', '') } }),
  ).toThrow('should be there once')
})

test('only in a checkout', () => {
  expect(checkoutOf(import.meta.dirname)).toBe(root)
  using folder = tempFolder()
  expect(() => checkoutOf(folder.path)).toThrow('checkout of wabastream')
})

test('a consumer changes the real files where it should', () => {
  const { create, edit } = consumerService({ name: 'crm-sync', topics: [messages] })
  expect(Object.keys(create)).toContain('services/crm-sync/src/service.ts')
  for (const [path, change] of Object.entries(edit))
    expect(change(readFileSync(join(root, path), 'utf8'))).toContain('services/crm-sync')
})

test('a field changes the real files where it should', () => {
  const sources = fieldSources('new_field', inventedSample('new_field'))
  expect(Object.keys(sources.create)).toEqual([
    'schemas/fields/new_field.avsc',
    'schemas/samples/new_field/example.json',
  ])
  for (const [path, change] of Object.entries(fieldEntry('new_field').edit))
    expect(change(readFileSync(join(root, path), 'utf8'))).toContain('NewFieldEvent')
  expect(() => fieldSources('messages', inventedSample('messages'))).toThrow('in the catalogue already')
})

test('samples that cannot be used', () => {
  using folder = tempFolder()
  mkdirSync(join(folder.path, 'x'))
  const write = (text: string) => {
    writeFileSync(join(folder.path, 'body.json'), text)
    return join(folder.path, 'body.json')
  }
  expect(() => readFieldSample(write('{'), 'a')).toThrow('it is no JSON')
  expect(() => readFieldSample(join(folder.path, 'none.json'), 'a')).toThrow('ENOENT')
  expect(() => readFieldSample(write('{"entry":[{"changes":[{"field":"b","value":{}}]}]}'), 'a')).toThrow(
    'no change of the field a',
  )
})
