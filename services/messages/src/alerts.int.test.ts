import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { body, displayNumber, number, start, status, statuses, waba } from './testing/bodies.ts'
import { startRig, type Rig } from './testing/start-rig.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())
beforeEach(() => rig.clear())

/** Messages from `from` seconds on, one a second; the first `failed` of them fail. */
function hour(name: string, from: number, total: number, failed: number): readonly object[] {
  return Array.from({ length: total }, (_, index) =>
    statuses(status(`${name}${index}`, index < failed ? 'failed' : 'delivered', from + index)),
  )
}

test('the failure rate of a number rises over its own past, and falls again', async () => {
  expect(await rig.batch(hour('past', -7200, 250, 5))).toEqual([])
  const opened = await rig.batch(hour('bad', 0, 60, 20))
  expect(opened).toMatchObject([
    {
      rule: 'failure-rate',
      state: 'open',
      severity: 'warning',
      subject: number,
      waba_id: waba,
      phone_number: displayNumber,
      opened_at: start * 1000,
    },
  ])
  expect(opened[0]!.title).toContain('33.3 % of 60 messages within an hour, usually 2.0 %')
  expect(await rig.batch(hour('worse', 100, 60, 30))).toEqual([])
  expect(await rig.batch(hour('good', 3600, 40, 1))).toEqual([])
  expect(await rig.batch(hour('next', 7200, 1, 0))).toMatchObject([{ rule: 'failure-rate', state: 'resolved' }])
})

test('a number that always fails so much is not news', async () => {
  await rig.batch(hour('past', -7200, 250, 50))
  expect(await rig.batch(hour('as-usual', 0, 60, 20))).toEqual([])
})

test('failures that turn out to be delivered end the incident of their hour', async () => {
  await rig.batch(hour('bad', 0, 40, 20))
  await rig.batch(hour('next', 3600, 1, 0))
  const delivered = Array.from({ length: 20 }, (_, index) => statuses(status(`bad${index}`, 'delivered', 600 + index)))
  expect(await rig.batch(delivered)).toMatchObject([{ rule: 'failure-rate', state: 'resolved' }])
})

test('an error that needs a person: one incident per number and code', async () => {
  const fail = (id: string, code: number, seconds: number) =>
    statuses(status(id, 'failed', seconds, { errors: [{ code, title: 'said by Meta' }] }))
  const first = await rig.send(fail('a', 131_031, 10), fail('b', 131_031, 20), fail('c', 131_026, 30))
  expect(first).toMatchObject([
    {
      rule: 'error-needs-person',
      state: 'open',
      severity: 'critical',
      subject: `${number}:131031`,
      source_topic: 'waba.messages.v1',
      phone_number: displayNumber,
    },
  ])
  expect(first[0]!.detail).toContain('follow the steps')
  expect(await rig.send(fail('d', 131_042, 40))).toMatchObject([{ subject: `${number}:131042` }])
})

test('errors of a whole webhook count as well', async () => {
  const alerts = await rig.send(body('messages', { errors: [{ code: 368, title: 'Temporarily blocked' }] }))
  expect(alerts).toMatchObject([{ rule: 'error-needs-person', subject: `${number}:368`, severity: 'critical' }])
})

test('no alert names a person', async () => {
  const errors = [{ code: 131_031, title: 'x', error_data: { details: 'to 16505551111' } }]
  const alerts = await rig.send(statuses(status('a', 'failed', 0, { errors })))
  expect(JSON.stringify(alerts)).not.toContain('16505551111')
})
