import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { at, ada, ben, dora, group, groupStatus, status, statuses, wamid } from './testing/bodies.ts'
import { startRig, type Rig } from './testing/start-rig.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())
beforeEach(() => rig.clear())

const read = async (id: string) => (await rig.get(`/v1/messages/${encodeURIComponent(wamid(id))}`)).body

test.each([
  [['sent', 'delivered', 'read'], 'read'],
  [['read', 'delivered', 'sent'], 'read'],
  [['delivered', 'delivered', 'sent'], 'delivered'],
  [['sent', 'read'], 'read'],
  [['played', 'read', 'delivered', 'sent'], 'played'],
  [['failed', 'sent'], 'failed'],
  [['delivered', 'failed'], 'delivered'],
])('%j in this order is %s', async (words, state) => {
  const order = ['sent', 'failed', 'delivered', 'read', 'played']
  for (const word of words) await rig.send(statuses(status('a', word, order.indexOf(word))))
  const found = await read('a')
  expect(found).toMatchObject({ state, direction: 'out', origin: 'status' })
  expect(found['timeline']).toMatchObject(
    order.filter((word) => words.includes(word)).map((word) => ({ status: word, at: at(order.indexOf(word)) })),
  )
})

test('a late time does not lower the state, an early one does not hide it', async () => {
  await rig.send(statuses(status('a', 'read', 0)), statuses(status('a', 'sent', 900)))
  expect(await read('a')).toMatchObject({ state: 'read' })
})

test('a status that nobody documented stands in the timeline and changes no state', async () => {
  await rig.send(statuses(status('a', 'warning', 5)))
  expect(await read('a')).toMatchObject({ state: 'other', timeline: [{ status: 'warning' }] })
  await rig.send(statuses(status('a', 'sent', 0)))
  expect(await read('a')).toMatchObject({ state: 'sent' })
})

test('errors are explained, with what Meta said; pricing is the latest told', async () => {
  const errors = [{ code: 131_026, title: 'Message undeliverable', error_data: { details: 'Cannot get it' } }]
  const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' }
  await rig.send(statuses(status('a', 'sent', 0, { pricing })), statuses(status('a', 'failed', 1, { errors })))
  expect(await read('a')).toMatchObject({
    state: 'failed',
    pricing,
    errors: [{ code: 131_026, title: 'Message undeliverable', details: 'Cannot get it' }],
    timeline: [
      { errors: [], pricing },
      { errors: [{ code: 131_026 }], pricing: null },
    ],
  })
  expect((await read('a'))['errors']).toMatchObject([
    { meaning: expect.stringContaining('cannot be delivered'), what_to_do: expect.stringContaining('Do not repeat') },
  ])
  const period = `from=${at(-10)}&to=${at(10)}`
  expect((await rig.get(`/v1/errors?${period}`)).body['items']).toMatchObject([
    { code: 131_026, count: 1, last_at: at(1) },
  ])
})

test('a group message has a state per member, in any of the three spellings of their ids', async () => {
  await rig.send(
    statuses(groupStatus('g', 'sent', 0, {})),
    statuses(
      groupStatus('g', 'delivered', 1, {
        recipient_participant_id: ada.phone,
        recipient_participant_user_id: ada.user,
      }),
      groupStatus('g', 'delivered', 2, { recipient_participant_user_id: dora.user }),
      groupStatus('g', 'delivered', 3, { participant_recipient_id: ben.phone }),
    ),
    statuses(groupStatus('g', 'read', 4, { participant_recipient_id: ada.phone })),
    statuses(groupStatus('g', 'played', 5, { recipient_participant_user_id: ada.user })),
  )
  const found = await read('g')
  expect(found).toMatchObject({ state: 'played', conversation: expect.stringContaining(group) })
  expect(found['participants']).toMatchObject([
    { ids: [ada.phone, ada.user], state: 'played', timeline: [{}, { status: 'read' }, { status: 'played' }] },
    { ids: [ben.phone], state: 'delivered' },
    { ids: [dora.user], state: 'delivered' },
  ])
})

test('statuses of payments stand apart from the state of the message', async () => {
  const pay = (word: string, seconds: number, transaction: string) =>
    status('p', word, seconds, {
      type: 'payment',
      payment: { reference_id: 'order-0042', transaction: { id: transaction } },
    })
  await rig.send(
    statuses(pay('captured', 30, 't2')),
    statuses(pay('pending', 20, 't1')),
    statuses(status('p', 'read', 5)),
  )
  expect(await read('p')).toMatchObject({
    state: 'read',
    timeline: [{ status: 'read' }],
    payments: [{ reference_id: 'order-0042', status: 'captured', timeline: [{ status: 'pending' }, {}] }],
  })
})

test('a failed status that names nobody', async () => {
  const nobody = { recipient_id: undefined, recipient_user_id: undefined }
  await rig.send(statuses(status('n', 'failed', 0, { ...nobody, errors: [{ code: 130_472 }] })))
  expect(await read('n')).toMatchObject({ state: 'failed', errors: [{ code: 130_472 }] })
  await rig.send(statuses(status('n', 'sent', 5)))
  expect(await read('n')).toMatchObject({ conversation: expect.stringContaining(ada.user) })
})

test('counts by state, number, template and hour; each message once, where it is by now', async () => {
  const template = { template_id: '1689556908129832', type: 'message' }
  await rig.send(
    statuses(status('a', 'sent', 0, template), status('a', 'delivered', 1, template), status('b', 'sent', 2)),
    statuses(status('b', 'failed', 3), status('c', 'sent', 3600), status('c', 'sent', 3600)),
  )
  const stats = async (by: string) =>
    (await rig.get(`/v1/delivery-stats?by=${by}&from=${at(0)}&to=${at(7200)}`)).body['items']
  expect(await stats('number')).toMatchObject([
    {
      phone_number_id: '106540352242922',
      display_phone_number: '15550783881',
      total: 3,
      delivered: 1,
      failed: 1,
      sent: 1,
    },
  ])
  expect(await stats('template,hour')).toEqual([
    { template_id: null, hour: at(0), ...none, total: 1, failed: 1, failure_rate: 1 },
    { template_id: '1689556908129832', hour: at(0), ...none, total: 1, delivered: 1, failure_rate: 0 },
    { template_id: null, hour: at(3600), ...none, total: 1, sent: 1, failure_rate: 0 },
  ])
  const first = (await rig.get(`/v1/delivery-stats?by=template,hour&from=${at(0)}&to=${at(7200)}&limit=2`)).body
  const second = await rig.get(
    `/v1/delivery-stats?by=template,hour&from=${at(0)}&to=${at(7200)}&limit=2&cursor=${first['next_cursor'] as string}`,
  )
  expect(second.body).toMatchObject({ items: [{ hour: at(3600) }], next_cursor: null })
  expect(await rig.get('/v1/delivery-stats?by=colour')).toMatchObject({ status: 400 })
})

const none = { sent: 0, failed: 0, delivered: 0, read: 0, played: 0, other: 0 }

test('a message that nobody knows', async () => {
  expect(await rig.get('/v1/messages/wamid.unknown')).toMatchObject({ status: 404 })
})
