import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { compatibility, createRegistry, type Registry } from './registry.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const json =
  (status: number, body: unknown): Answer =>
  (_, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' })
      .end(JSON.stringify(body))
const garbage: Answer = (_, response) => void response.end('<html>')
const hangs: Answer = () => {}

let answer: Answer
let asked: string[]
let headers: IncomingMessage['headers']
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`)
  headers = request.headers
  request.resume().on('end', () => answer(request, response))
})
let registry: Registry

beforeEach(async () => {
  asked = []
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  registry = createRegistry({ url: `http://127.0.0.1:${port}/v7/`, username: 'user', password: 'pass', timeoutMs: 200 })
})

afterEach(async () => {
  vi.useRealTimers()
  await registry.close()
  server.closeAllConnections()
  await new Promise<void>((resolve) => void server.close(() => resolve()))
})

const schema = '{"type":"record","name":"A","namespace":"waba","fields":[]}'

describe('the id of a schema', () => {
  test('is looked up under its subject, and nothing is registered', async () => {
    answer = json(200, { subject: 's', id: 7, version: 1, schema })
    expect(await registry.idOf('s', schema)).toBe(7)
    expect(asked).toEqual(['POST /v7/subjects/s'])
    expect(headers['authorization']).toBe(`Basic ${Buffer.from('user:pass').toString('base64')}`)
  })

  test.each<[string, Answer, string]>([
    ['404', json(404, { error_code: 40401, message: 'no such subject' }), 'not_found'],
    ['500', json(500, { message: 'broken' }), 'unavailable'],
    ['422', json(422, { message: 'bad schema' }), 'refused'],
    ['nothing in time', hangs, 'unavailable'],
  ])('%s: %s', async (_, how, reason) => {
    answer = how
    await expect(registry.idOf('s', schema)).rejects.toMatchObject({ name: 'RegistryError', reason })
  })
})

describe('the schema behind an id', () => {
  test('is asked for once, however many ask', async () => {
    answer = json(200, { schema })
    expect(await Promise.all([registry.textOf(7), registry.textOf(7)])).toEqual([schema, schema])
    answer = json(500, {})
    expect(await registry.textOf(7)).toBe(schema)
    expect(asked).toEqual(['GET /v7/schemas/ids/7'])
  })

  test('that is not there is not asked for again for half a minute', async () => {
    answer = json(404, { message: 'no such id' })
    await expect(registry.textOf(7)).rejects.toMatchObject({ reason: 'not_found' })
    await expect(registry.textOf(7)).rejects.toMatchObject({ reason: 'not_found' })
    expect(asked).toHaveLength(1)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })
    answer = json(200, { schema })
    expect(await registry.textOf(7)).toBe(schema)
  })

  test.each<[string, Answer, string]>([
    ['500', json(500, { message: 'broken' }), 'unavailable'],
    ['429', json(429, {}), 'unavailable'],
    ['403', json(403, {}), 'refused'],
    ['garbage', garbage, 'refused'],
    ['another form', json(200, { id: 7 }), 'refused'],
    ['nothing in time', hangs, 'unavailable'],
  ])('%s: %s, and the next call asks again', async (_, how, reason) => {
    answer = how
    await expect(registry.textOf(7)).rejects.toMatchObject({ name: 'RegistryError', reason })
    answer = json(200, { schema })
    expect(await registry.textOf(7)).toBe(schema)
  })
})

describe('registering', () => {
  /** A registry that knows the level of one subject, and takes a new one. */
  const levels = (level: string | null, registered: Answer): Answer => {
    let current = level
    return (request, response) => {
      if (request.method === 'POST') registered(request, response)
      else if (request.method === 'PUT') {
        current = 'FULL_TRANSITIVE'
        json(200, { compatibility: current })(request, response)
      } else if (current === null) json(404, { error_code: 40408, message: 'no level' })(request, response)
      else json(200, { compatibilityLevel: current })(request, response)
    }
  }

  test.each([[null], ['FULL_TRANSITIVE'], ['NONE']])('works where the level of the subject is %s', async (level) => {
    answer = levels(level, json(200, { id: 9 }))
    expect(await registry.register('s', schema)).toBe(9)
    expect(asked).toContain('POST /v7/subjects/s/versions')
  })

  test.each([[null], ['NONE'], ['BACKWARD']])(
    'sets the level of the subject first where it is %s, and never the one of all subjects',
    async (level) => {
      answer = levels(level, json(200, { id: 9 }))
      expect(await registry.levelOf('s')).toBe(level)
      await registry.register('s', schema)
      expect(asked.filter((request) => !request.startsWith('GET'))).toEqual([
        'PUT /v7/config/s',
        'POST /v7/subjects/s/versions',
      ])
      expect(await registry.levelOf('s')).toBe(compatibility)
    },
  )

  test('leaves a level alone that is right', async () => {
    answer = levels('FULL_TRANSITIVE', json(200, { id: 9 }))
    await registry.register('s', schema)
    expect(asked).not.toContain('PUT /v7/config/s')
  })

  test('a level can be set without registering anything', async () => {
    answer = levels('NONE', json(500, {}))
    await registry.protect('s')
    expect(asked).toEqual(['PUT /v7/config/s'])
  })

  test('409: incompatible', async () => {
    answer = levels('FULL_TRANSITIVE', json(409, { error_code: 409, message: 'Incompatible schema' }))
    await expect(registry.register('s', schema)).rejects.toMatchObject({ reason: 'incompatible' })
  })
})

test('versions of a subject come oldest first; a subject that is not there has none', async () => {
  answer = (request, response) => {
    const version = /versions\/(\d)$/.exec(request.url ?? '')?.[1]
    json(200, version === undefined ? [1, 2] : { schema: `text ${version}` })(request, response)
  }
  expect(await registry.versions('s')).toEqual(['text 1', 'text 2'])
  answer = json(404, { error_code: 40401 })
  expect(await registry.versions('s')).toEqual([])
})

test('a registry that is not there says so, and where it was looked for', async () => {
  const nowhere = createRegistry({ url: 'http://127.0.0.1:1' })
  await expect(nowhere.textOf(1)).rejects.toMatchObject({ reason: 'unavailable', message: /127\.0\.0\.1:1/ })
  await expect(nowhere.idOf('s', schema)).rejects.toMatchObject({ reason: 'unavailable' })
  await nowhere.close()
})
