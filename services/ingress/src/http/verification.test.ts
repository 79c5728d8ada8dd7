import { expect, test } from 'vitest'
import { verifySubscription } from './verification.ts'

const tokens = ['first', 'second']
const good = { 'hub.mode': 'subscribe', 'hub.verify_token': 'second', 'hub.challenge': '1158201444' }

test('the challenge comes back, for any of the tokens', () => {
  expect(verifySubscription(good, tokens)).toEqual({ challenge: '1158201444' })
  expect(verifySubscription({ ...good, 'hub.verify_token': 'first' }, tokens)).toEqual({ challenge: '1158201444' })
})

test.each<[string, Record<string, unknown>, 400 | 403]>([
  ['other mode', { 'hub.mode': 'unsubscribe' }, 403],
  ['no mode', { 'hub.mode': undefined }, 403],
  ['mode twice', { 'hub.mode': ['subscribe', 'subscribe'] }, 403],
  ['wrong token', { 'hub.verify_token': 'third' }, 403],
  ['prefix of a token', { 'hub.verify_token': 'firs' }, 403],
  ['token twice', { 'hub.verify_token': ['first', 'first'] }, 403],
  ['no token', { 'hub.verify_token': undefined }, 403],
  ['no challenge', { 'hub.challenge': undefined }, 400],
  ['challenge twice', { 'hub.challenge': ['1', '1'] }, 400],
  ['empty challenge', { 'hub.challenge': '' }, 400],
  ['markup', { 'hub.challenge': '<script>' }, 400],
  ['line feed at the end', { 'hub.challenge': '1\n' }, 400],
  ['257 characters', { 'hub.challenge': 'a'.repeat(257) }, 400],
])('%s', (_, changes, status) => {
  expect(verifySubscription({ ...good, ...changes }, tokens)).toEqual({ status })
})

test('without tokens nothing is right', () => {
  expect(verifySubscription({ ...good, 'hub.verify_token': '' }, [])).toEqual({ status: 403 })
})
