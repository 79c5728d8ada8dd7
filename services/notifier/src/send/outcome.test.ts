import { expect, test } from 'vitest'
import { RefusedTarget } from './guarded-connect.ts'
import { outcomeOfAnswer, outcomeOfError } from './outcome.ts'

const answer = (status: number, more: { retryAfter?: string; text?: string } = {}) =>
  outcomeOfAnswer({ status, retryAfter: null, text: '', ...more }, Date.UTC(2026, 0, 1))

test.each([
  [200, 'sent'],
  [202, 'sent'],
  [204, 'sent'],
  [301, 'failed'],
  [307, 'failed'],
  [400, 'failed'],
  [401, 'failed'],
  [404, 'failed'],
  [408, 'again'],
  [410, 'failed'],
  [429, 'again'],
  [500, 'again'],
  [503, 'again'],
  [504, 'again'],
])('%i → %s', (status, kind) => expect(answer(status)).toMatchObject({ kind, status }))

test('the wait that the receiver asks for is kept', () =>
  expect(answer(429, { retryAfter: '30' })).toMatchObject({ afterMs: 30_000 }))

test('a one-word error is kept, any other body is not', () => {
  expect(answer(404, { text: 'no_service' })).toMatchObject({ reason: 'answered 404 (no_service)' })
  for (const text of ['<html>secret</html>', 'a'.repeat(70), 'token xoxb_1', 'line_one\nline_two'])
    expect(answer(404, { text })).toMatchObject({ reason: 'answered 404' })
})

const coded = (code: string) => Object.assign(new Error('https://hooks.example.com/secret'), { code })

test.each<[string, unknown, string, boolean]>([
  ['refused', coded('ECONNREFUSED'), 'the connection was refused', false],
  ['both families refused', new AggregateError([coded('ECONNREFUSED')]), 'the connection was refused', false],
  ['name unknown', coded('ENOTFOUND'), 'the name has no address', false],
  ['resolver away', coded('EAI_AGAIN'), 'no answer (EAI_AGAIN)', false],
  ['no connection in time', coded('UND_ERR_CONNECT_TIMEOUT'), 'no connection in time', false],
  ['certificate', coded('CERT_HAS_EXPIRED'), 'no answer (CERT_HAS_EXPIRED)', false],
  ['reset', coded('ECONNRESET'), 'no answer (ECONNRESET)', true],
  ['socket closed', coded('UND_ERR_SOCKET'), 'no answer (UND_ERR_SOCKET)', true],
  ['time is over', new DOMException('over', 'TimeoutError'), 'no answer in time', true],
  ['not an error', 'text', 'no answer (unknown error)', true],
])('%s: again, %s', (_, error, reason, maybeReceived) =>
  expect(outcomeOfError(error)).toEqual({ kind: 'again', reason, status: null, maybeReceived }),
)

test('a refused address is final', () =>
  expect(outcomeOfError(new RefusedTarget('private'))).toMatchObject({ kind: 'failed', status: null }))
