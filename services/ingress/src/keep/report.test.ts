import { expect, test } from 'vitest'
import type { Alarms } from '../alarms/alarms.ts'
import { bodyOf, messageBody, messageValue, textMessage } from '../testing/bodies.ts'
import { deliveryOf, draftsFor, routesForTests } from '../testing/drafts.ts'
import { encodeDrafts } from './encode-drafts.ts'
import type { Measures } from './measures.ts'
import { createRecentContents } from './recent-contents.ts'
import { createReport } from './report.ts'

/** Writes down what it is told. */
function witness() {
  const told: string[] = []
  const tell =
    (name: string) =>
    (...values: readonly unknown[]) =>
      void told.push([name, ...values.filter((value) => typeof value === 'string')].join(' '))
  const names = ['answered', 'kept', 'drifted', 'repeated', 'quarantined', 'acked']
  const measures = Object.fromEntries(names.map((name) => [name, tell(name)])) as unknown as Measures
  const alarms: Alarms = {
    quarantined: ({ reason, wabaId }) => void told.push(`alarm ${reason} ${wabaId}`),
    unknownField: ({ field }) => void told.push(`alarm unknown ${field}`),
    drift: ({ field, pointer, topic, within }) => void told.push(`alarm drift ${field} ${pointer} ${topic} ${within}`),
  }
  return { told, report: createReport(measures, alarms, createRecentContents()) }
}

const outgoing = (body: unknown) => encodeDrafts(draftsFor(body), routesForTests(), '')!.outgoing

test('an event counts by field and kind; content that comes again counts as a repeat', () => {
  const { told, report } = witness()
  const events = outgoing(messageBody())
  report.kept(events, 5)
  report.kept(events, 5)
  expect(told).toEqual(['acked', 'kept messages message', 'acked', 'kept messages message', 'repeated messages'])
})

test('a pointer counts once per delivery, its indexes as *', () => {
  const { told, report } = witness()
  const drifting = () => textMessage({ new_thing: 1, text: { body: 'a', other: 2 } })
  report.kept(outgoing(messageBody(messageValue({ messages: [drifting(), drifting()], extra: 1 }))), 5)
  expect(told.filter((line) => line.startsWith('drifted')).toSorted()).toEqual([
    'drifted messages /extra',
    'drifted messages /messages/*/new_thing',
    'drifted messages /messages/*/text/other',
  ])
  expect(told).toContain('alarm drift messages /messages/*/new_thing waba.messages.v1 unmapped')
})

test.each([
  '16505551111',
  '+49 151 234',
  'user 16505551111',
  'wamid.HBgL',
  'jane.doe@example.com',
  'Jane Doe',
  '12345',
])('a property called %s is *, also around the value', (name) => {
  const { told, report } = witness()
  const body = messageBody(messageValue({ [name]: { a: 1 } }))
  report.kept(outgoing({ ...body, [name]: 1 }), 5)
  expect(told.filter((line) => line.startsWith('drifted'))).toEqual(['drifted messages /*', 'drifted messages /*'])
  expect(told.join()).not.toContain(name)
})

test('what lies around a value drifts too: once per pointer of a delivery', () => {
  const { told, report } = witness()
  const change = { field: 'messages', value: messageValue(), new_thing: 1 }
  report.kept(outgoing({ ...bodyOf(change, change), extra: 1 }), 5)
  expect(told.filter((line) => line.startsWith('drifted')).toSorted()).toEqual([
    'drifted messages /entry/*/changes/*/new_thing',
    'drifted messages /extra',
  ])
  expect(told).toContain('alarm drift messages /extra waba.messages.v1 envelope')
})

test('what is kept whole is no drift, what lies around it is', () => {
  const { told, report } = witness()
  const kept = { field: '+49 151 234', value: { anything: 1 }, new_thing: 1 }
  report.kept(outgoing(bodyOf(kept, { field: 'messages', changed_fields: ['a'] }, null)), 5)
  expect(told.filter((line) => line.startsWith('drifted'))).toEqual(['drifted unknown /entry/*/changes/*/new_thing'])
  expect(told).toContain('alarm drift unknown /entry/*/changes/*/new_thing waba.unknown-field.v1 envelope')
})

test('an unknown field raises its alarm', () => {
  const { told, report } = witness()
  report.kept(outgoing(bodyOf({ field: 'tomorrow', value: {} })), 5)
  expect(told).toContain('alarm unknown tomorrow')
})

test('what was put aside counts by reason and raises its alarm', () => {
  const { told, report } = witness()
  const body = messageBody()
  const [draft] = draftsFor(body)
  report.aside(deliveryOf(body), [{ reason: 'bad_json' }, { reason: 'item_too_large', draft: draft! }])
  expect(told).toEqual([
    'quarantined bad_json',
    'alarm bad_json undefined',
    'quarantined item_too_large',
    `alarm item_too_large ${draft!.record.waba_id}`,
  ])
})
