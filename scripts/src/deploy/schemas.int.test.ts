import { messages } from '@wabastream/schemas'
import { groupTopics, topics as all, type Topic } from '@wabastream/schemas/catalogue'
import { createRegistry } from '@wabastream/sdk/registry'
import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, expect, test } from 'vitest'
import { sameSchema } from './same-schema.ts'
import { checkSchemas, isDone, registerSchemas, subjectOf } from './schemas.ts'

const { registryUrl, topicPrefix: prefix } = stack()
const registry = createRegistry({ url: registryUrl, timeoutMs: 20_000 })
afterAll(() => registry.close())

// A few do here; waba.int.test.ts registers them all.
const topics = all.filter((topic) => topic !== messages).slice(0, 5)

/** The topic with a schema of this one record. */
const withSchema = (topic: Topic, ...fields: object[]): Topic => ({
  ...topic,
  schema: JSON.stringify({ type: 'record', name: 'Thing', namespace: 'waba', fields }),
})
const id = { name: 'id', type: 'string' }
const note = { name: 'note', type: ['null', 'string'], default: null }

test('register registers all, once', async () => {
  const before = await checkSchemas(registry, topics, prefix)
  expect(new Set(before.map(({ state }) => state))).toEqual(new Set(['missing']))
  const registered = await registerSchemas(registry, topics, prefix)
  expect(registered.map(({ subject }) => subject)).toEqual(topics.map((topic) => `${prefix}${topic.name}-value`))
  expect(registered.every(({ isNew }) => isNew)).toBe(true)
  expect(sameSchema(await registry.textOf(registered[0]!.id), topics[0]!.schema)).toBe(true)

  const again = await registerSchemas(registry, topics, prefix)
  expect(again).toEqual(registered.map((schema) => ({ ...schema, isNew: false })))
  const after = await checkSchemas(registry, topics, prefix)
  expect(after).toEqual(
    topics.map((topic, index) => ({
      subject: subjectOf(topic, prefix),
      state: 'registered',
      id: registered[index]!.id,
      versions: 1,
      level: 'FULL_TRANSITIVE',
      problems: [],
    })),
  )
})

const configOf = async (subject?: string): Promise<unknown> =>
  (await fetch(`${registryUrl}/config${subject === undefined ? '' : `/${subject}`}`)).json()
const setLevel = (subject: string, level: string): Promise<Response> =>
  fetch(`${registryUrl}/config/${subject}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ compatibility: level }),
  })

test('each subject has a level of its own, from before its first schema; a weaker one is raised', async () => {
  const own = `${prefix}level.`
  const topic = withSchema(messages, id)
  const subject = subjectOf(topic, own)
  await registerSchemas(registry, [topic], own)
  expect(await configOf(subject)).toEqual({ compatibilityLevel: 'FULL_TRANSITIVE' })

  await setLevel(subject, 'BACKWARD')
  const [weak] = await checkSchemas(registry, [topic], own)
  expect(weak).toMatchObject({ state: 'registered', level: 'BACKWARD' })
  expect(isDone(weak!)).toBe(false)
  await registerSchemas(registry, [topic], own)
  expect(await configOf(subject)).toEqual({ compatibilityLevel: 'FULL_TRANSITIVE' })
  expect((await checkSchemas(registry, [topic], own)).every(isDone)).toBe(true)
})

test('a version more is compatible or refused with a list, and then nothing is registered', async () => {
  const own = `${prefix}more.`
  await registerSchemas(registry, [withSchema(messages, id)], own)
  const next = withSchema(messages, id, note)
  expect((await checkSchemas(registry, [next], own))[0]).toMatchObject({ state: 'missing', versions: 1, problems: [] })
  await registerSchemas(registry, [next], own)
  // An older build still finds its own version registered.
  expect((await checkSchemas(registry, [withSchema(messages, id)], own))[0]).toMatchObject({
    state: 'registered',
    versions: 2,
  })

  const breaking = withSchema(messages, id, { name: 'count', type: 'long' })
  const [other] = topics as [Topic]
  expect((await checkSchemas(registry, [breaking], own))[0]).toMatchObject({ state: 'incompatible', versions: 2 })
  const refused = registerSchemas(registry, [other, breaking], own)
  await expect(refused).rejects.toThrow(
    `${subjectOf(messages, own)}\n    version 1: the new schema cannot read old records`,
  )
  await expect(refused).rejects.toThrow('version 2: note is gone')
  expect(await registry.versions(subjectOf(other, own))).toEqual([])
})

test('group topics have no schema', async () => {
  expect(await registerSchemas(registry, groupTopics('crm-sync'), prefix)).toEqual([])
})
