import { messages } from '@wabastream/schemas'
import { compatibility, RegistryError } from '@wabastream/sdk/registry'
import { expect, test } from 'vitest'
import { checkSchemas, IncompatibleSchemasError, isDone, registerSchemas, type SchemaRegistry } from './schemas.ts'

interface Subject {
  readonly versions: readonly string[]
  readonly level: string | null
}

const foreign = JSON.stringify({ type: 'record', name: 'Other', fields: [{ name: 'a', type: 'string' }] })

/** A registry with one subject, and what was written to it. */
function registryWith({ versions, level }: Subject): SchemaRegistry & { readonly written: readonly string[] } {
  const written: string[] = []
  return {
    written,
    versions: async () => versions,
    levelOf: async () => level,
    async idOf(subject, schema) {
      if (versions.includes(schema)) return 7
      throw new RegistryError('not_found', subject)
    },
    async register(subject) {
      written.push(`register ${subject}`)
      return 8
    },
    protect: async (subject) => void written.push(`protect ${subject}`),
  }
}

const subject = 'p.waba.messages.v1-value'

test.each<[string, Subject, { state: string; done: boolean; written: readonly string[] }]>([
  [
    'all is as it should be',
    { versions: [messages.schema], level: compatibility },
    { state: 'registered', done: true, written: [] },
  ],
  [
    'a subject is missing',
    { versions: [], level: null },
    { state: 'missing', done: false, written: [`register ${subject}`] },
  ],
  [
    'a level is weaker',
    { versions: [messages.schema], level: 'BACKWARD' },
    { state: 'registered', done: false, written: [`protect ${subject}`] },
  ],
  [
    'a subject has no level',
    { versions: [messages.schema], level: null },
    { state: 'registered', done: false, written: [`protect ${subject}`] },
  ],
  [
    'the same schema in another order of words is not found by its text',
    { versions: [reordered(messages.schema)], level: compatibility },
    { state: 'missing', done: false, written: [`register ${subject}`] },
  ],
])('%s', async (_, of, { state, done, written }) => {
  const registry = registryWith(of)
  const [check] = await checkSchemas(registry, [messages], 'p.')
  expect(check).toMatchObject({ subject, state, level: of.level })
  expect(isDone(check!)).toBe(done)
  expect(registry.written).toEqual([])
  const isNew = state === 'missing'
  expect(await registerSchemas(registry, [messages], 'p.')).toEqual([{ subject, id: isNew ? 8 : 7, isNew }])
  expect(registry.written).toEqual(written)
})

test('nothing is written, also no level, when one schema would break a reader', async () => {
  const registry = registryWith({ versions: [foreign], level: 'NONE' })
  await expect(registerSchemas(registry, [messages], 'p.')).rejects.toThrow(IncompatibleSchemasError)
  expect(registry.written).toEqual([])
})

test('a registry that does not answer is no missing schema', async () => {
  const registry = registryWith({ versions: [messages.schema], level: compatibility })
  const idOf = () => Promise.reject(new RegistryError('unavailable', 'away'))
  await expect(checkSchemas({ ...registry, idOf }, [messages], 'p.')).rejects.toThrow('away')
})

function reordered(schema: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(schema) as object).toReversed()))
}
