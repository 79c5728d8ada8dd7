import type { Socket } from 'node:net'
import { signatureHeader, sign } from '@wabastream/sdk/webhook'
import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageBody, text } from './testing/bodies.ts'
import { readKept } from './testing/kept.ts'
import { prepareTopics } from './testing/prepare-topics.ts'
import { answerOn, exchange, open } from './testing/raw-http.ts'
import { secrets, signedRequest, verifyToken, type RequestParts } from './testing/signed-request.ts'
import { startIngress, type RunningIngress } from './testing/start-ingress.ts'

const mib = 1024 * 1024
let ingress: RunningIngress

beforeAll(async () => {
  await prepareTopics(stack())
  ingress = await startIngress(stack())
})

afterAll(() => ingress?.stop())

describe('signature', () => {
  const body = text(messageBody())
  const right = sign(Buffer.from(body), secrets.first)
  const digits = right.slice('sha256='.length)
  const sent = (value: string | null | readonly string[], more: RequestParts = {}): RequestParts => ({
    body,
    ...more,
    headers: { [signatureHeader]: value },
  })
  const escaped =
    '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":' +
    String.raw`{"t":"\u00e4 \ud83d\ude00 https:\/\/x.y <@>"}}]}]}`

  test.each<[string, RequestParts]>([
    ['none', sent(null)],
    ['empty', sent('')],
    [
      'only X-Hub-Signature: sha1=',
      { body, headers: { [signatureHeader]: null, 'x-hub-signature': `sha1=${digits.slice(24)}` } },
    ],
    ['sha1= in the header of sha256', sent(`sha1=${digits.slice(24)}`)],
    ['hex without sha256=', sent(digits)],
    ['63 digits', sent(right.slice(0, -1))],
    ['65 digits', sent(`${right}0`)],
    ['64 that are no hex', sent(`sha256=${'g'.repeat(64)}`)],
    ['upper-case hex', sent(`sha256=${digits.toUpperCase()}`)],
    ['upper-case SHA256=', sent(`SHA256=${digits}`)],
    ['header twice', sent([right, right])],
    ['header twice, one of them wrong', sent([right, `sha256=${'0'.repeat(64)}`])],
    ['other secret', { body, secret: 'another_secret' }],
    ['one byte of the body changed', sent(right, { body: body.replace('invented', 'invenied') })],
    ['one byte of the body missing', sent(right, { body: body.slice(0, -1) })],
    [
      'body re-serialised under the old signature',
      {
        body: JSON.stringify(JSON.parse(escaped)),
        headers: { [signatureHeader]: sign(Buffer.from(escaped), secrets.first) },
      },
    ],
    ['empty body under the signature of another', sent(right, { body: '' })],
  ])('%s: 401', async (_, parts) => {
    expect(await ingress.send(parts)).toMatchObject({ status: 401, body: '' })
  })

  test('nothing of a refused body is kept', async () => {
    expect((await readKept(stack())).of(body)).toEqual([])
  })

  test.each<[string, RequestParts]>([
    ['first app', { body: text(messageBody()) }],
    ['second app, old secret', { body: text(messageBody()), secret: secrets.old }],
    ['second app, second configured secret', { body: text(messageBody()), secret: secrets.young }],
    ['sha1 beside it', { body: text(messageBody()), headers: { 'x-hub-signature': 'sha1=00' } }],
    [
      'test vector 1',
      {
        body: '{"object":"whatsapp_business_account","entry":[]}',
        headers: { [signatureHeader]: 'sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756' },
      },
    ],
    [
      'test vector 2',
      {
        body: escaped,
        headers: { [signatureHeader]: 'sha256=c67e1934825b85c5157ee4e406d08216d07323c2402066dc21f7d404cd4bfeb6' },
      },
    ],
  ])('%s: 200', async (_, parts) => {
    expect(await ingress.send(parts)).toMatchObject({ status: 200, body: '{}' })
  })

  test('the records name the app whose secret signed', async () => {
    const body2 = text(messageBody())
    await ingress.send({ body: body2, secret: secrets.young })
    const [delivery] = (await readKept(stack())).of(body2)
    expect(delivery?.events[0]?.record.app_id).toBe('200')
  })
})

describe('verification', () => {
  const query = (parts: Record<string, string | readonly string[] | undefined>) =>
    Object.entries({
      'hub.mode': 'subscribe',
      'hub.verify_token': verifyToken,
      'hub.challenge': '1158201444',
      ...parts,
    })
      .flatMap(([name, values]) => [values ?? []].flat().map((value) => `${name}=${encodeURIComponent(value)}`))
      .join('&')
  const get = (search: string) => exchange(ingress.port, `GET /webhook${search} HTTP/1.1\r\nhost: x\r\n\r\n`)

  test.each(['1158201444', 'Abc_-09', 'a'.repeat(256)])(
    'challenge %s: 200 and the challenge alone',
    async (challenge) => {
      const answer = await get(`?${query({ 'hub.challenge': challenge })}`)
      expect(answer).toMatchObject({ status: 200, body: challenge })
      expect(answer?.headers.get('content-type')).toMatch(/^text\/plain/)
      expect(answer?.headers.get('x-content-type-options')).toBe('nosniff')
    },
  )

  test.each<[string, Parameters<typeof query>[0] | null]>([
    ['no query', null],
    ['wrong token', { 'hub.verify_token': 'wrong' }],
    ['token in other case', { 'hub.verify_token': verifyToken.toUpperCase() }],
    ['empty token', { 'hub.verify_token': '' }],
    ['missing token', { 'hub.verify_token': undefined }],
    ['repeated token', { 'hub.verify_token': [verifyToken, verifyToken] }],
    ['mode=unsubscribe', { 'hub.mode': 'unsubscribe' }],
    ['missing mode', { 'hub.mode': undefined }],
    ['repeated mode', { 'hub.mode': ['subscribe', 'subscribe'] }],
    ['wrong token and no challenge', { 'hub.verify_token': 'wrong', 'hub.challenge': undefined }],
  ])('%s: 403', async (_, parts) => {
    expect(await get(parts === null ? '' : `?${query(parts)}`)).toMatchObject({ status: 403, body: '' })
  })

  test.each<[string, string | readonly string[] | undefined]>([
    ['missing', undefined],
    ['empty', ''],
    ['<script>', '<script>alert(1)</script>'],
    ['CR LF', 'a\r\nset-cookie: a=b'],
    ['300-character', 'a'.repeat(300)],
    ['257-character', 'a'.repeat(257)],
    ['repeated', ['1', '2']],
    ['non-ASCII', 'ä'],
  ])('%s challenge: 400', async (_, challenge) => {
    expect(await get(`?${query({ 'hub.challenge': challenge })}`)).toMatchObject({ status: 400, body: '' })
  })
})

describe('transport', () => {
  const body = text(messageBody())
  const typed = (contentType: string | null, more: Record<string, string> = {}): RequestParts => ({
    body,
    headers: { 'content-type': contentType, ...more },
  })
  const at = (method: string, path: string): RequestParts => ({ method, path, body })

  test.each<[string, number, RequestParts]>([
    ['5 MiB body', 413, { body: Buffer.alloc(5 * mib, 'x') }],
    ['Content-Length of 5 MiB without body', 413, { headers: { 'content-length': String(5 * mib) } }],
    ['Content-Length of one byte over 4 MiB without body', 413, { headers: { 'content-length': String(4 * mib + 1) } }],
    ['text/plain', 415, typed('text/plain')],
    ['no content type', 415, typed(null)],
    ['application/jsonp', 415, typed('application/jsonp')],
    ['form', 415, typed('application/x-www-form-urlencoded')],
    ['gzip', 415, typed('application/json', { 'content-encoding': 'gzip' })],
    ['identity', 415, typed('application/json', { 'content-encoding': 'identity' })],
    ['application/json; charset=utf-8', 200, typed('application/json; charset=utf-8')],
    ['Application/JSON', 200, typed('Application/JSON')],
    ['a query beside the path', 200, at('POST', '/webhook?a=1')],
    ['/webhook/', 404, at('POST', '/webhook/')],
    ['//webhook', 404, at('POST', '//webhook')],
    ['/x', 404, at('POST', '/x')],
    ['/', 404, at('POST', '/')],
    ['/Webhook', 404, at('POST', '/Webhook')],
    ['/metrics', 404, { method: 'GET', path: '/metrics' }],
    ['/readyz', 404, { method: 'GET', path: '/readyz' }],
    ['PUT /x', 404, at('PUT', '/x')],
    ['a path that cannot be decoded', 404, at('POST', '/%zz')],
  ])('%s: %i', async (_, status, parts) => {
    expect(await ingress.send(parts)).toMatchObject({ status, body: status === 200 ? '{}' : '' })
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'HEAD', 'PROPFIND', 'SEARCH'])(
    '%s: 405 with Allow',
    async (method) => {
      const answer = await ingress.send({ method, ...(method === 'TRACE' || method === 'HEAD' ? {} : { body }) })
      expect(answer?.status).toBe(405)
      expect(answer?.headers.get('allow')).toBe('GET, POST')
    },
  )

  const head = `POST /webhook HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${signatureHeader}: ${sign(Buffer.from('{}'), secrets.first)}\r\n`
  test.each<[string, string, readonly number[]]>([
    [
      'both Content-Length and Transfer-Encoding',
      `${head}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
      [400],
    ],
    ['two Content-Lengths', `${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`, [400]],
    ['two equal Content-Lengths', `${head}content-length: 2\r\ncontent-length: 2\r\n\r\n{}`, [400]],
    ['negative Content-Length', `${head}content-length: -1\r\n\r\n{}`, [400]],
    ['bare LF', `${head}content-length: 2\r\n\r\n{}`.replaceAll('\r\n', '\n'), [400]],
    ['bare LF in the headers', `${head}a: b\nc: d\r\ncontent-length: 2\r\n\r\n{}`, [400]],
    ['20 KB header', `${head}x: ${'y'.repeat(20_000)}\r\ncontent-length: 2\r\n\r\n{}`, [431]],
    ['2,500 headers', `${head}${'x: y\r\n'.repeat(2500)}content-length: 2\r\n\r\n{}`, [400, 401, 431]],
    ['no HTTP', 'hello\r\n\r\n', [400]],
    ['no Host', `${head.replace('host: x\r\n', '')}content-length: 2\r\n\r\n{}`, [400]],
    ['obsolete line folding', `${head}a: b\r\n c\r\ncontent-length: 2\r\n\r\n{}`, [400]],
    ['bad chunk size', `${head}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, [400]],
  ])('%s: %j', async (_, bytes, expected) => {
    expect(expected).toContain((await exchange(ingress.port, bytes))?.status)
  })

  test('a chunked body: 200', async () => {
    const chunked = text(messageBody())
    const bytes = signedRequest({ body: chunked, headers: { 'content-length': null, 'transfer-encoding': 'chunked' } })
    const headers = bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4)
    const size = Buffer.byteLength(chunked).toString(16)
    const answer = await exchange(
      ingress.port,
      Buffer.concat([headers, Buffer.from(`${size}\r\n${chunked}\r\n0\r\n\r\n`)]),
    )
    expect(answer?.status).toBe(200)
  })

  test('a chunked body that passes 4 MiB: 413', async () => {
    const bytes = signedRequest({ headers: { 'content-length': null, 'transfer-encoding': 'chunked' } })
    const chunk = Buffer.concat([Buffer.from(`${(5 * mib).toString(16)}\r\n`), Buffer.alloc(5 * mib, 'x')])
    expect((await exchange(ingress.port, Buffer.concat([bytes, chunk])))?.status).toBe(413)
  })

  const onOneSocket = async (socket: Socket, parts: RequestParts) => {
    const answer = answerOn(socket)
    socket.write(signedRequest(parts))
    return answer
  }

  test('several requests on one socket, also after refused ones', async () => {
    const socket = await open(ingress.port)
    for (const [parts, status] of [
      [{ body }, 200],
      [{ body, secret: 'wrong' }, 401],
      [typed('text/plain'), 415],
      [at('PUT', '/webhook'), 405],
      [at('POST', '/x'), 404],
      [{ body }, 200],
    ] as const)
      expect((await onOneSocket(socket, parts))?.status).toBe(status)
    socket.destroy()
  })

  test('a large body that is refused is not read: the answer comes first, then the connection ends', async () => {
    const socket = await open(ingress.port)
    const answer = await onOneSocket(socket, { headers: { 'content-length': String(5 * mib) } })
    expect([answer?.status, answer?.headers.get('connection')]).toEqual([413, 'close'])
    expect(await answerOn(socket)).toBeNull()
  })
})

test('every answer is counted by its status', async () => {
  const metrics = await ingress.metrics.metrics()
  for (const status of [200, 400, 401, 403, 404, 405, 413, 415, 431])
    expect(metrics).toMatch(new RegExp(`^wabastream_webhook_answers_total\\{status="${status}"\\} [1-9]`, 'm'))
})
