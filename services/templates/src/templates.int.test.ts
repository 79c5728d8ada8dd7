import { templateState } from '@wabastream/schemas'
import { createLog } from '@wabastream/sdk/observe'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { buryDeleted, tombstoneAfterMs } from './deletion/bury.ts'
import { tombstones } from './deletion/tombstones.ts'
import { start, templateId, wabaId } from './testing/template-event.ts'
import { startRig, type Rig } from './testing/start-rig.ts'
import { announced, approved, done } from './testing/stories.ts'
import { change } from './testing/webhook.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())
beforeEach(() => rig.clear())

const sendable = async (id = templateId) => (await rig.get(`/v1/templates/${id}/sendable`)).body
const template = async () => (await rig.get(`/v1/templates/${templateId}`)).body
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()

test('a template that was never seen is unknown, not an error', async () => {
  expect(await sendable('77')).toEqual({
    sendable: 'unknown',
    reason: 'never_seen',
    detail: 'No webhook has named this template.',
    since: null,
    until: null,
    at_risk: false,
    what_to_do: expect.stringContaining('WhatsApp Manager'),
  })
  expect(await rig.get('/v1/templates/77')).toMatchObject({ status: 404 })
  expect(await rig.get('/v1/templates/seventy/sendable')).toMatchObject({ status: 400 })
})

test('only its quality was seen: unknown', async () => {
  await rig.send(change('quality', { previous_quality_score: 'UNKNOWN', new_quality_score: 'GREEN' }))
  expect(await sendable()).toMatchObject({ sendable: 'unknown', reason: 'no_status_seen' })
  expect(await template()).toMatchObject({ quality_score: 'GREEN', status: null })
})

test('rejected, approved, paused, unpaused: the answer, the state and the alerts follow', async () => {
  const rejected = await rig.send(change('status', { event: 'REJECTED', reason: 'INVALID_FORMAT' }))
  expect(await sendable()).toMatchObject({ sendable: 'no', reason: 'rejected', since: at(0) })
  expect(rejected.states).toMatchObject([
    { version: 1, status: 'REJECTED', sendable: false, sendable_reason: 'rejected' },
  ])
  expect(rejected.alerts).toMatchObject([
    { rule: 'template-rejected', state: 'open', subject: `${wabaId}:${templateId}`, template_name: 'order_ready' },
  ])

  const again = await rig.send({ ...approved, at: 10 })
  expect(await sendable()).toMatchObject({ sendable: 'yes', reason: 'approved' })
  expect(again.states).toMatchObject([{ version: 2, category: 'UTILITY', sendable: true }])
  expect(again.alerts).toMatchObject([{ rule: 'template-rejected', state: 'resolved' }])

  const paused = await rig.send(change('status', { event: 'PAUSED', other_info: { title: 'FIRST_PAUSE' } }, 20))
  expect(await sendable()).toMatchObject({ sendable: 'no', reason: 'paused', since: at(20), until: at(20 + 3 * 3600) })
  expect(paused.alerts).toMatchObject([{ rule: 'template-paused', state: 'open', severity: 'warning' }])

  const unpaused = await rig.send(change('status', { event: 'APPROVED', other_info: { title: 'UNPAUSE' } }, 30))
  expect(await sendable()).toMatchObject({ sendable: 'yes', since: at(30) })
  expect(unpaused.alerts).toMatchObject([{ rule: 'template-paused', state: 'resolved' }])
})

test('flagged with its date, then disabled: told once as worse, never as resolved', async () => {
  const flagged = await rig.send(
    change('status', { event: 'FLAGGED', disable_info: { disable_date: 'November 8, 2025' } }),
  )
  expect(await sendable()).toMatchObject({ sendable: 'yes', at_risk: true, until: '2025-11-08T00:00:00.000Z' })
  expect(flagged.alerts).toMatchObject([{ rule: 'template-disabling-announced', state: 'open', severity: 'critical' }])

  const disabled = await rig.send(
    change('status', { event: 'DISABLED', disable_info: { disable_date: 1_762_560_000 } }, 3600),
  )
  expect(await template()).toMatchObject({ status: 'DISABLED', disable_at: '2025-11-08T00:00:00.000Z', sendable: 'no' })
  expect(disabled.alerts.filter(({ state }) => state === 'open')).toMatchObject([{ rule: 'template-disabled' }])
  const open = await rig.store.query(`select rule from incidents where state = 'open'`)
  expect(open).toEqual([{ rule: 'template-disabled' }])

  const back = await rig.send(change('status', { event: 'REINSTATED' }, 7200))
  expect(await sendable()).toMatchObject({ sendable: 'yes', reason: 'reinstated' })
  expect(back.alerts).toMatchObject([{ rule: 'template-disabled', state: 'resolved' }])
})

test('a change of the category is announced with its date, and done', async () => {
  const first = await rig.send(approved, announced)
  expect(await template()).toMatchObject({
    category: 'UTILITY',
    next_category: 'MARKETING',
    next_category_at: '2025-11-01T12:26:40.000Z',
  })
  expect(first.alerts).toMatchObject([{ rule: 'template-category-announced', state: 'open' }])
  const second = await rig.send(done)
  expect(await template()).toMatchObject({ category: 'MARKETING', category_at: at(120), next_category: null })
  expect(second.alerts.filter(({ state }) => state === 'open')).toMatchObject([{ rule: 'template-category-changed' }])
})

test('quality falls and rises again', async () => {
  const quality = (previous_quality_score: string, new_quality_score: string, seconds: number) =>
    change('quality', { previous_quality_score, new_quality_score }, seconds)
  const { alerts } = await rig.send(
    quality('GREEN', 'YELLOW', 1),
    quality('YELLOW', 'RED', 2),
    quality('RED', 'GREEN', 3),
  )
  expect(alerts.map(({ state, severity }) => `${state} ${severity}`)).toContain('open critical')
  expect(alerts.at(-1)).toMatchObject({ rule: 'template-quality', state: 'resolved' })
  expect(await template()).toMatchObject({ quality_score: 'GREEN', previous_quality_score: 'RED', quality_at: at(3) })
})

test('texts and the history as Meta sent it', async () => {
  const texts = {
    message_template_element: 'Hello {{1}}',
    message_template_title: 'Head',
    message_template_buttons: [{ message_template_button_type: 'URL', message_template_button_text: 'Go' }],
  }
  await rig.send(approved, change('components', texts, 5))
  const body = await template()
  expect(body).toMatchObject({
    header_text: 'Head',
    body_text: 'Hello {{1}}',
    footer_text: null,
    buttons: [{ type: 'URL', text: 'Go', url: null, phone_number: null }],
    components_at: at(5),
  })
  expect(body['history']).toMatchObject([
    { field: 'message_template_components_update', occurred_at: at(5), value: { message_template_title: 'Head' } },
    { field: 'message_template_status_update', value: { event: 'APPROVED', message_template_id: templateId } },
  ])
  expect((await rig.get(`/v1/templates/${templateId}?history=1`)).body['history']).toHaveLength(1)
})

test('an event that comes again, and one that says the same again, publish nothing', async () => {
  await rig.send(approved)
  expect(await rig.send(approved)).toMatchObject({ states: [], alerts: [] })
  expect(await rig.send({ ...approved, at: 600 })).toMatchObject({ states: [], alerts: [] })
  expect((await template())['history']).toHaveLength(2)
})

test('a late old event changes the history only', async () => {
  await rig.send(change('status', { event: 'PAUSED' }, 100))
  const before = await rig.rows()
  expect(await rig.send(change('status', { event: 'APPROVED' }, 50))).toMatchObject({ states: [] })
  const after = await rig.rows()
  expect(after.templates).toEqual(before.templates)
  expect(after.events).toHaveLength(2)
})

test('a text that PostgreSQL cannot hold is no dead letter', async () => {
  const odd = change('components', { message_template_element: 'a\0b\uD800', message_template_name: 'x\0' })
  await rig.send(odd)
  expect(await template()).toMatchObject({ body_text: 'a\uFFFDb\uFFFD', name: 'x\uFFFD' })
})

test('an id beyond 2^53 is kept to the last digit', async () => {
  await rig.send(change('status', { event: 'APPROVED', message_template_id: 9_234_567_890_123_456_781n }))
  expect(await sendable('9234567890123456781')).toMatchObject({ sendable: 'yes' })
})

test('an event that names no template is a dead letter', async () => {
  const unnamed = change('status', { event: 'APPROVED', message_template_id: undefined })
  expect(await rig.handle(unnamed)).toMatchObject([{ fate: 'dead-letter' }])
})

test('lists are filtered and paged', async () => {
  const ids = [11, 12, 13, 14]
  for (const message_template_id of ids)
    await rig.send(
      change('status', { event: message_template_id === 13 ? 'REJECTED' : 'APPROVED', message_template_id }),
    )
  await rig.send({ ...approved, wabaId: '300' })
  const list = async (query: string) => {
    const { body } = await rig.get(`/v1/templates?${query}`)
    const items = body['items'] as { template_id: string }[]
    return { ids: items.map(({ template_id }) => template_id), next: body.next_cursor }
  }
  const first = await list(`waba_id=${wabaId}&limit=3`)
  expect(first.ids).toEqual(['11', '12', '13'])
  expect(await list(`waba_id=${wabaId}&limit=3&cursor=${first.next ?? ''}`)).toEqual({ ids: ['14'], next: null })
  expect((await list('status=REJECTED')).ids).toEqual(['13'])
  expect((await list('sendable=yes&waba_id=300')).ids).toEqual([templateId])
  expect((await list('name=order_ready&language=en_US&category=UTILITY&quality_score=RED')).ids).toEqual([])
  expect(await rig.get('/v1/templates?sendable=maybe')).toMatchObject({ status: 400 })
})

test('an id of several accounts: the answer names them', async () => {
  await rig.send(approved, { ...change('status', { event: 'REJECTED' }), wabaId: '300' })
  const { status, body } = await rig.get(`/v1/templates/${templateId}/sendable`)
  expect({ status, detail: body['detail'] }).toEqual({ status: 409, detail: expect.stringContaining(`${wabaId}, 300`) })
  expect((await rig.get(`/v1/templates/${templateId}/sendable?waba_id=300`)).body).toMatchObject({ sendable: 'no' })
  expect((await rig.get(`/v1/templates/${templateId}?waba_id=${wabaId}`)).body).toMatchObject({ sendable: 'yes' })
  expect(await rig.get(`/v1/templates/${templateId}?waba_id=5`)).toMatchObject({ status: 404 })
})

test('30 days after its deletion a template has a tombstone; its row stays', async () => {
  const { states } = await rig.send(approved, change('status', { event: 'DELETED' }, 10))
  expect(states.at(-1)).toMatchObject({ version: 2, deleted_at: start + 10_000, sendable: false })
  const published: unknown[] = []
  const bury = (nowMs: number) =>
    buryDeleted(rig.store, { publishIn: async (_tx, topic, message) => void published.push([topic, message]) }, nowMs)
  const due = start + 10_000 + tombstoneAfterMs
  expect([await bury(due - 1), await bury(due), await bury(due + 1)]).toEqual([0, 1, 0])
  expect(published).toEqual([[templateState, { key: `${wabaId}:${templateId}`, record: null }]])
  expect(await sendable()).toMatchObject({ sendable: 'no', reason: 'deleted' })
  expect((await rig.send(change('quality', { new_quality_score: 'RED' }, 5))).states).toEqual([])
  expect((await rig.send(change('status', { event: 'APPROVED' }, 20))).states).toMatchObject([{ deleted_at: null }])
})

test('the loop of tombstones finds what is due', async () => {
  await rig.send(change('status', { event: 'DELETED' }))
  const keys: string[] = []
  const publisher = {
    publishIn: async (_tx: unknown, _topic: unknown, { key }: { key: string }) => void keys.push(key),
  }
  const loop = tombstones({ store: rig.store, publisher, log: createLog({ level: 'silent' }), everyMs: 20 })
  await loop.start()
  try {
    await eventually(() => expect(keys).toEqual([`${wabaId}:${templateId}`]), { withinMs: 10_000 })
  } finally {
    await loop.stop()
  }
})

test('a replay with effects again folds anew what older code had read wrongly', async () => {
  await rig.send(approved)
  await rig.store.query(`update templates set state = state || '{"status": "WRONG"}'`)
  const replay = { id: 'r', topic: 'waba.message-template-status-update.v1', partition: 0, offset: 0n }
  await rig.handle(approved, { replay: { ...replay, effects: 'respect' } })
  expect(await template()).toMatchObject({ status: 'WRONG' })
  await rig.handle(approved, { replay: { ...replay, effects: 'again' } })
  expect(await template()).toMatchObject({ status: 'APPROVED' })
})
