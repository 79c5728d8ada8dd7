import { Registry } from 'prom-client'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigError } from '../config/index.ts'
import { unavailable } from '../failure/index.ts'
import { createLog } from '../observe/index.ts'
import { createApi, type ApiServer } from './api.ts'
import { page, pageOf, pageQuery } from './page.ts'
import { badRequest, notFound } from './problem.ts'
import { createServer } from './server.ts'

const lines: string[] = []
const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } })
const metrics = new Registry()
const server = createServer({ title: 'Test', log, metrics, handlerTimeoutMs: 50 })
const guarded = createServer({ title: 'Test', log, metrics: new Registry(), token: 'a-token-of-some-length' })

const item = z.object({ id: z.string().describe('Its id'), at: z.number() }).meta({ id: 'TestItem' })
const rows = Array.from({ length: 120 }, (_, index) => ({ id: `id-${index}`, at: 1000 + index }))

function addRoutes(app: ApiServer): void {
  const list = z.object({
    ...pageQuery(z.tuple([z.number(), z.string()])),
    status: z.enum(['open', 'resolved']).optional().describe('Only those'),
  })
  app.get(
    '/v1/items',
    { schema: { summary: 'Items', querystring: list, response: { 200: pageOf(item) } } },
    (request) => {
      const { limit, cursor } = request.query
      const from = cursor ? rows.findIndex(({ at }) => at > cursor[0]) : 0
      return page(rows.slice(from, from + limit + 1), { limit, position: ({ at, id }) => [at, id], item: (row) => row })
    },
  )
  app.get(
    '/v1/items/:id',
    { schema: { params: z.object({ id: z.string() }), response: { 200: item } } },
    (request) => ({
      id: request.params.id,
      at: 1,
    }),
  )
  app.put(
    '/v1/items/:id',
    { schema: { params: z.object({ id: z.string() }), body: z.object({ at: z.number() }) } },
    () => ({}),
  )
  app.get('/v1/fails/:how', { schema: { params: z.object({ how: z.string() }) } }, async ({ params }) => {
    throw errors[params.how]!()
  })
  app.get('/v1/hangs', async () => new Promise(() => {}))
  app.get('/v1/lies', { schema: { response: { 200: item } } }, () => ({ id: 'secret text' }) as never)
}

const errors: Record<string, () => unknown> = {
  missing: () => notFound('There is no such thing.'),
  bad: () => badRequest('from must be before to.'),
  away: () => unavailable(new Error('connect ECONNREFUSED db-host.internal')),
  bug: () => new TypeError('secret text'),
  database: () => Object.assign(new Error('secret text'), { code: '22P02', severity: 'ERROR', detail: 'secret text' }),
  thrown: () => 'secret text',
}

for (const one of [server, guarded]) void one.register(async (scope) => addRoutes(scope.withTypeProvider()))
afterAll(async () => {
  await server.close()
  await guarded.close()
})

const ask = (url: string, options: object = {}) => server.inject({ method: 'GET', url, ...options })
const wamid = 'wamid.HBgLMTU1NTAwMDAwMDEVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA/+=='

test.each<[string, string, object, number, object]>([
  ['no such path', '/v1/nothing', {}, 404, { title: 'Not Found', detail: expect.stringContaining('/openapi.json') }],
  ['no such thing', '/v1/fails/missing', {}, 404, { detail: 'There is no such thing.' }],
  ['a bad request', '/v1/fails/bad', {}, 400, { detail: 'from must be before to.' }],
  ['a path that cannot be decoded', '/v1/items/%zz', {}, 400, {}],
  ['a NUL in the path', '/v1/items/a%00b', {}, 400, { detail: expect.stringContaining('%00') }],
  ['a NUL in a parameter', '/v1/items?status=open%00', {}, 400, { detail: expect.stringContaining('%00') }],
  ['a parameter that is too long', `/v1/items/${'a'.repeat(1001)}`, {}, 414, {}],
  ['another method', '/v1/items', { method: 'DELETE' }, 405, { detail: 'The methods of this path are GET, HEAD.' }],
  ['something is away', '/v1/fails/away', {}, 503, {}],
  ['a handler that hangs', '/v1/hangs', {}, 503, {}],
  ['a bug', '/v1/fails/bug', {}, 500, { title: 'Internal Server Error' }],
  ['an error of the database', '/v1/fails/database', {}, 500, {}],
  ['something else thrown', '/v1/fails/thrown', {}, 500, {}],
  ['an answer that is not what was promised', '/v1/lies', {}, 500, {}],
  [
    'a body that is no JSON',
    '/v1/items/a',
    { method: 'PUT', headers: { 'content-type': 'application/json' }, payload: '{secret text' },
    400,
    {},
  ],
  [
    'no JSON at all',
    '/v1/items/a',
    { method: 'PUT', headers: { 'content-type': 'text/plain' }, payload: 'a' },
    415,
    {},
  ],
  ['a large body', '/v1/items/a', { method: 'PUT', payload: { at: 'a'.repeat(65_536) } }, 413, {}],
  [
    'a wrong body',
    '/v1/items/a',
    { method: 'PUT', payload: { at: 'secret text' } },
    400,
    { errors: [{ in: 'body', name: 'at', detail: expect.any(String) }] },
  ],
  [
    'a wrong cursor',
    '/v1/items?cursor=secret',
    {},
    400,
    { errors: [{ in: 'query', name: 'cursor', detail: 'must be the next_cursor of a page of this list' }] },
  ],
  [
    'several wrong parameters',
    '/v1/items?limit=501&status=x&stat=open',
    {},
    400,
    {
      errors: [
        { in: 'query', name: 'limit', detail: expect.stringContaining('500') },
        { in: 'query', name: 'status', detail: expect.stringContaining('"open"|"resolved"') },
        { in: 'query', name: 'stat', detail: 'is no parameter of this route' },
      ],
    },
  ],
])('%s is a problem', async (...[, url, options, status, expected]) => {
  const answer = await ask(url, options)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.json()).toMatchObject({ type: 'about:blank', status, ...expected })
  expect(answer.statusCode).toBe(status)
  expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  expect(answer.body).not.toMatch(/secret|internal|ECONN/)
  expect(answer.headers['retry-after']).toBe(status === 503 ? '1' : undefined)
})

test('the log says what failed, without what a row or a person said', async () => {
  lines.length = 0
  await ask('/v1/fails/database')
  await ask('/v1/fails/bug')
  await ask('/v1/fails/missing')
  const written = lines.map((line) => JSON.parse(line) as Record<string, string>)
  expect(written).toMatchObject([
    { msg: 'request failed', level: 'error', code: '22P02', route: '/v1/fails/:how' },
    { error: 'TypeError', reason: 'secret text' },
  ])
  expect(lines[0]).not.toContain('secret')
})

test('405 names what is allowed', async () => {
  const { headers } = await ask('/v1/items/a', { method: 'POST' })
  expect(headers['allow']).toBe('GET, HEAD, PUT')
})

test('a wamid in a path, percent-encoded, comes whole', async () => {
  for (const id of [wamid, 'a b', 'a%2Fb', '%', '%00', 'é'.repeat(300)])
    expect((await ask(`/v1/items/${encodeURIComponent(id)}`)).json()).toEqual({ id, at: 1 })
})

test('pages follow each other to the end, each item once', async () => {
  const seen: string[] = []
  let url = '/v1/items'
  let pages = 0
  for (let next: string | null = ''; next !== null; pages++) {
    const answer = await ask(url)
    expect(answer.statusCode).toBe(200)
    const body = answer.json<{ items: { id: string }[]; next_cursor: string | null }>()
    seen.push(...body.items.map(({ id }) => id))
    next = body.next_cursor
    url = `/v1/items?limit=35&cursor=${next}`
  }
  expect(seen).toEqual(rows.map(({ id }) => id))
  expect(pages).toBe(3)
})

test('HEAD is GET without a body', async () => {
  const answer = await ask('/v1/items', { method: 'HEAD' })
  expect([answer.statusCode, answer.body]).toEqual([200, ''])
})

test('a cursor of another list is refused', async () => {
  for (const position of ['text', [1], ['1', 'a'], [1, 'a\0'], { at: 1 }, null])
    expect(
      (await ask(`/v1/items?cursor=${Buffer.from(JSON.stringify(position)).toString('base64url')}`)).statusCode,
    ).toBe(400)
})

test.each([
  ['localhost:8090', 200],
  ['127.0.0.1:8090', 200],
  ['127.0.0.1', 200],
  ['[::1]:8090', 200],
  ['LOCALHOST', 200],
  ['rebound.example:8090', 421],
  ['localhost.example', 421],
  ['127.0.0.1.example', 421],
  ['user@rebound.example', 421],
])('without a token Host %s gets %i', async (host, status) => {
  expect((await ask('/v1/items', { headers: { host } })).statusCode).toBe(status)
})

test('without a token a page of another site gets nothing', async () => {
  const from = (origin: string) => ask('/v1/items/a', { method: 'PUT', payload: { at: 1 }, headers: { origin } })
  expect((await from('https://other.example')).statusCode).toBe(403)
  expect((await from('null')).statusCode).toBe(403)
  expect((await from('http://localhost:3000')).statusCode).toBe(200)
})

test.each<[string, string | undefined, string]>([
  ['none', undefined, 'Bearer'],
  ['wrong', 'Bearer a-token-of-some-lengtH', 'Bearer error="invalid_token"'],
  ['longer', 'Bearer a-token-of-some-length1', 'Bearer error="invalid_token"'],
  ['empty', 'Bearer ', 'Bearer'],
  ['another scheme', 'Basic a-token-of-some-length', 'Bearer'],
])('token %s: 401 everywhere', async (_, authorization, challenge) => {
  for (const url of ['/v1/items', '/openapi.json', '/v1/nothing']) {
    const headers = { host: 'any.example', ...(authorization === undefined ? {} : { authorization }) }
    const answer = await guarded.inject({ method: 'GET', url, headers })
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, challenge])
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).not.toContain('a-token')
  }
})

test('with the token it answers under any name', async () => {
  const headers = { host: 'any.example', authorization: 'bearer a-token-of-some-length' }
  expect((await guarded.inject({ method: 'GET', url: '/v1/items', headers })).statusCode).toBe(200)
})

test('/openapi.json describes every route, its parameters and its errors', async () => {
  const document = (await ask('/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual([
    '/v1/items',
    '/v1/items/{id}',
    '/v1/fails/{how}',
    '/v1/hangs',
    '/v1/lies',
  ])
  const { parameters, responses, summary } = document.paths['/v1/items'].get
  expect(summary).toBe('Items')
  expect(parameters).toContainEqual(expect.objectContaining({ in: 'query', name: 'status', description: 'Only those' }))
  expect(parameters).toContainEqual(expect.objectContaining({ in: 'query', name: 'cursor', required: false }))
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  expect(responses.default.content).toEqual(problem)
  expect(responses[200].content['application/json'].schema.properties.items.items).toEqual({
    $ref: '#/components/schemas/TestItem',
  })
  expect(document.components.schemas.Problem.properties).toHaveProperty('errors')
  expect(document.paths['/v1/hangs'].get.responses.default.content).toEqual(problem)
  expect(Object.keys(document.components.schemas)).toEqual(['Problem', 'TestItem'])
  expect(JSON.stringify(document)).not.toMatch(/__|additionalProperties/)
})

test('answers are timed by the pattern of their route', async () => {
  await ask(`/v1/items/${encodeURIComponent(wamid)}`)
  await ask('/v1/16505551111')
  const text = await metrics.metrics()
  expect(text).toMatch(
    /^wabastream_api_request_seconds_count\{method="GET",route="\/v1\/items\/:id",status="200"\} [1-9]/m,
  )
  expect(text).toMatch(/^wabastream_api_request_seconds_count\{method="other",route="none",status="404"\} [1-9]/m)
  expect(text).not.toMatch(/wamid|16505551111/)
})

test('others could reach it without a token: refused at once', () => {
  const make = (host: string) => () => createApi({ host, port: 0, title: 'Test', log, metrics: new Registry() })
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'api.example']) expect(make(host)).toThrow(ConfigError)
})
