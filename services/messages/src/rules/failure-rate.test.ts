import { expect, test } from 'vitest'
import { type Counts, failureRate } from './failure-rate.ts'

const calm: Counts = { total: 10_000, failed: 200 }

test.each<[string, Counts, Counts, 'open' | 'resolved' | null]>([
  ['far above its past', { total: 100, failed: 30 }, calm, 'open'],
  ['exactly at all thresholds', { total: 100, failed: 10 }, { total: 3000, failed: 100 }, 'open'],
  ['bad, yet not three times its past', { total: 100, failed: 30 }, { total: 1000, failed: 150 }, 'resolved'],
  ['below ten per cent', { total: 1000, failed: 99 }, calm, 'resolved'],
  ['few failures', { total: 30, failed: 9 }, calm, 'resolved'],
  ['none fails', { total: 500, failed: 0 }, calm, 'resolved'],
  ['too few messages to say anything', { total: 29, failed: 29 }, calm, null],
  ['no past: two per cent are usual', { total: 100, failed: 10 }, { total: 0, failed: 0 }, 'open'],
  ['a past that is too short does not count', { total: 100, failed: 10 }, { total: 199, failed: 100 }, 'open'],
  ['a past without failures', { total: 100, failed: 10 }, { total: 200, failed: 0 }, 'open'],
])('%s', (_name, hour, baseline, state) => {
  const verdict = failureRate.judge({ ...number, hour, baseline })
  expect(verdict?.state ?? null).toBe(state)
})

const number = { phoneNumberId: '106540352242922', displayNumber: '15550783881', wabaId: '102290129340398' }

test('says whom it is about, and the figures', () => {
  const verdict = failureRate.judge({ ...number, hour: { total: 100, failed: 30 }, baseline: calm })
  expect(verdict).toMatchObject({ subject: '106540352242922', phoneNumber: '15550783881', wabaId: '102290129340398' })
  expect(verdict?.title).toContain('30.0 % of 100 messages within an hour, usually 2.0 %')
})
