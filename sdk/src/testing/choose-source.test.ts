import { describe, expect, test } from 'vitest'

import { chooseSource, sourcesToTry } from './choose-source.ts'
import { externalSource } from './external.ts'
import type { LocalStack, StackSource } from './local-stack.ts'
import type { Source } from './source.ts'

const options = { environment: {} }

function source(name: StackSource, missing?: string): Source {
  const stack: LocalStack = { broker: name, brokers: '', registryUrl: '', databaseUrl: '', stop: async () => undefined }
  return { name, find: async () => (missing === undefined ? { start: async () => stack } : { missing }) }
}

const all = [source('external', 'not set'), source('docker'), source('embedded')]

describe('sourcesToTry', () => {
  test.each<[string, Parameters<typeof sourcesToTry>[1], readonly StackSource[]]>([
    ['nothing wished', { forced: undefined, madeBy: undefined }, ['external', 'docker', 'embedded']],
    ['forced', { forced: 'embedded', madeBy: undefined }, ['embedded']],
    ['data of an earlier start', { forced: undefined, madeBy: 'embedded' }, ['external', 'embedded']],
    ['forced against the data', { forced: 'docker', madeBy: 'embedded' }, ['docker']],
  ])('%s', (_, wish, names) => {
    expect(sourcesToTry(all, wish).map(({ name }) => name)).toEqual(names)
  })
})

describe('chooseSource', () => {
  test('takes the first that works', async () => {
    const found = await chooseSource(all, options)
    expect((await found.start()).broker).toBe('docker')
  })

  test('if none does: every reason, and what to install', async () => {
    const none = [source('external', 'not set'), source('docker', 'does not answer'), source('embedded', 'no Java')]
    const error: unknown = await chooseSource(none, options).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ failure: 'nothing_to_run' })
    for (const text of ['not set', 'does not answer', 'no Java', 'apt-get', 'brew', 'winget']) {
      expect((error as Error).message).toContain(text)
    }
  })
})

describe('externalSource', () => {
  const databaseUrl = 'postgres://database.example/waba'
  const find = (brokers?: string, registryUrl?: string) =>
    externalSource.find({ ...options, external: { brokers, registryUrl, databaseUrl } })

  test('all addresses: they are used as they are', async () => {
    const found = await find('kafka.example:9092', 'http://registry.example')
    expect('start' in found && (await found.start())).toMatchObject({
      broker: 'external',
      brokers: 'kafka.example:9092',
      registryUrl: 'http://registry.example',
      databaseUrl,
    })
  })

  test('none: the next source has its turn', async () => {
    expect(await find()).toEqual({ missing: 'KAFKA_BROKERS and SCHEMA_REGISTRY_URL are not set' })
  })

  test.each([
    ['kafka.example:9092', undefined, 'KAFKA_BROKERS is set and SCHEMA_REGISTRY_URL is not'],
    [undefined, 'http://registry.example', 'SCHEMA_REGISTRY_URL is set and KAFKA_BROKERS is not'],
  ])('one of two (%s, %s) is an error', async (brokers, registryUrl, message) => {
    await expect(find(brokers, registryUrl)).rejects.toThrow(message)
  })
})
