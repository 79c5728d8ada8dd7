import { topics } from '@wabastream/schemas/catalogue'
import { expect, test } from 'vitest'
import { createLog } from '../observe/index.ts'
import { eventually } from '../testing/vitest/index.ts'
import { RegistryError } from './registry-error.ts'
import type { Registry } from './registry.ts'
import { createSchemaIds } from './schema-ids.ts'

const three = topics.slice(0, 3)
const log = createLog({ level: 'silent' })

function createWith(idOf: Registry['idOf']) {
  return createSchemaIds({ topics: three, prefix: 'p.', registry: { idOf } as Registry, log, retryMs: 1 })
}

test('looks every topic up under its subject, with the bundled text', async () => {
  const asked: [string, string][] = []
  const schemaIds = createWith(async (subject, text) => asked.push([subject, text]))
  expect(schemaIds.problem()).toMatch(/being looked up/)
  await schemaIds.start()
  await eventually(() => expect(schemaIds.problem()).toBeNull(), { withinMs: 5000 })
  await schemaIds.stop()
  expect(asked).toEqual(three.map(({ name, schema }) => [`p.${name}-value`, schema]))
  expect([...schemaIds.ids]).toEqual(three.map((topic, i) => [topic, i + 1]))
})

test('says what is missing, tries again, and asks for no id twice', async () => {
  const asked: string[] = []
  let broken = true
  const schemaIds = createWith(async (subject) => {
    if (subject.includes(three[1]!.name) && broken) throw new RegistryError('not_found', 'no such subject')
    return asked.push(subject)
  })
  await schemaIds.start()
  await eventually(() => expect(schemaIds.problem()).toMatch(/no such subject.*waba schemas register/), {
    withinMs: 5000,
  })
  broken = false
  await eventually(() => expect(schemaIds.problem()).toBeNull(), { withinMs: 5000 })
  await schemaIds.stop()
  expect(new Set(asked).size).toBe(asked.length)
})

test('an unknown failure does not end it', async () => {
  let times = 0
  const schemaIds = createWith(async () => {
    if (times++ === 0) throw new TypeError('surprise')
    return times
  })
  await schemaIds.start()
  await eventually(() => expect(schemaIds.problem()).toBeNull(), { withinMs: 5000 })
  await schemaIds.stop()
})

test('stops while it waits, and is not ready then', async () => {
  const schemaIds = createSchemaIds({
    topics: three,
    prefix: '',
    registry: { idOf: () => Promise.reject(new RegistryError('unavailable', 'away')) } as unknown as Registry,
    log,
    retryMs: 1_000_000,
  })
  await schemaIds.start()
  await eventually(() => expect(schemaIds.problem()).toBe('away'), { withinMs: 5000 })
  await schemaIds.stop()
  expect(schemaIds.problem()).toBe('away')
})
