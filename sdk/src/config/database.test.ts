import { expect, test } from 'vitest'
import { z } from 'zod'
import { databaseSettings } from './database.ts'
import { loadConfig, printConfig } from './load.ts'

const schema = z.object(databaseSettings)

const load = (url: string) => loadConfig(schema, { DATABASE_URL: url })

test.each(['postgres://user:password@db.example:5432/waba', 'postgresql://db.example/waba?sslmode=verify-full'])(
  'DATABASE_URL may be %s',
  (url) => expect(load(url)).toEqual({ DATABASE_URL: url }),
)

test.each(['mysql://db.example/waba', 'db.example:5432', ''])('DATABASE_URL may not be %j', (url) =>
  expect(() => load(url)).toThrow('DATABASE_URL'),
)

test('it is never printed', () => {
  const config = loadConfig(schema, { DATABASE_URL: 'postgres://me:hidden@db.example/waba' })
  expect(printConfig(schema, config)).not.toContain('hidden')
})
