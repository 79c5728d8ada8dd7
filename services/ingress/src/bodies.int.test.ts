import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alerts as alertsTopic, type Alert } from '@wabastream/schemas'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, messageBody, messageValue, text, textMessage } from './testing/bodies.ts'
import { largeRows, oddChangeRows, oddValueRows, unreadableRows } from './testing/body-rows.ts'
import { readKept, type Kept } from './testing/kept.ts'
import { prepareTopics } from './testing/prepare-topics.ts'
import { startIngress, type RunningIngress } from './testing/start-ingress.ts'

const sampleFolder = join(import.meta.dirname, '../../../schemas/samples')
const samples = readdirSync(sampleFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .map((path) => [path, readFileSync(join(sampleFolder, path))] as const)

const drifting = () => textMessage({ invented_property: { deep: 1 } })
const twiceDrifting = text(messageBody(messageValue({ messages: [drifting(), drifting()] })))
const alarming = [
  twiceDrifting,
  text(messageBody(messageValue({ messages: [drifting()] }))),
  text(bodyOf({ field: 'field_of_tomorrow', value: { a: 1 } }, { field: 'field_of_tomorrow', value: { a: 2 } })),
  text(bodyOf({ field: 'field_of_tomorrow', value: { a: 3 } })),
]
const rows = [...unreadableRows(), ...oddChangeRows(), ...oddValueRows(), ...largeRows()]

const statuses = new Map<unknown, number | undefined>()
let ingress: RunningIngress
let kept: Kept

async function sendAll(bodies: readonly (string | Buffer)[]): Promise<void> {
  for (const body of bodies) statuses.set(body, (await ingress.send({ body }))?.status)
}

beforeAll(async () => {
  await prepareTopics(stack())
  // These rows are about where a body goes, on however slow a machine.
  ingress = await startIngress({ ...stack(), environment: { ACK_TIMEOUT_MS: '20000' } })
  await sendAll(alarming)
  await Promise.all([sendAll(samples.map(([, body]) => body)), sendAll(rows.map(([, body]) => body))])
  kept = await readKept(stack())
})

afterAll(() => ingress?.stop())

describe('an authentic body is answered with 200, and all of it is kept', () => {
  test.each(rows)('%s', (_, body, went) => {
    expect(statuses.get(body)).toBe(200)
    expect(kept.of(body).map((delivery) => delivery.went)).toEqual([went])
  })
})

describe('the records of a sample join to the body that was sent', () => {
  test.each(samples)('%s', (_, body) => {
    expect(statuses.get(body)).toBe(200)
    const [delivery, ...others] = kept.of(body)
    expect(others).toEqual([])
    expect(delivery?.quarantined).toEqual([])
  })
})

test('a record has the headers, key, partition and time of its event', () => {
  const [event] = kept.of(twiceDrifting)[0]?.events ?? []
  const header = (name: string) => event?.incoming.headers.get(name)?.map(String)
  const { record, incoming } = event!
  expect(header('ce_id')).toEqual([record.event_id])
  expect(header('ce_type')).toEqual(['wabastream.messages.message'])
  expect(header('content-type')).toEqual(['application/avro'])
  expect(header('wabastream-delivery-id')).toEqual([record.delivery_id])
  expect(header('traceparent')?.[0]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/)
  expect(String(incoming.key)).toBe('106540352242922:16505551111')
  expect(incoming.timestampMs).toBe(record.received_at)
  expect(record.app_id).toBe('100')
})

describe('quarantine', () => {
  test('holds the body byte for byte, and no item', () => {
    const body = rows.find(([name]) => name === 'exactly 4 MiB unparseable')![1]
    const [found] = kept.of(body)[0]?.quarantined ?? []
    expect(Buffer.compare(Buffer.from(found!.body!), Buffer.from(body))).toBe(0)
    expect(found).toMatchObject({ reason: 'bad_json', item_path: null, event_id: null, app_id: '100' })
  })
})

describe('alerts', () => {
  const raised = (alerts: readonly Alert[], rule: string) =>
    alerts.filter((alert) => alert.rule === rule).map(({ subject }) => subject)

  test('are raised once for each reason, unknown field and pointer', async () => {
    await eventually(
      async () => {
        const { alerts } = await readKept(stack(), [alertsTopic])
        expect(raised(alerts, 'quarantine').toSorted()).toEqual([
          'bad_envelope',
          'bad_json',
          'bad_utf8',
          'empty',
          'events_too_large',
          'item_too_large',
          'number_too_long',
          'too_deep',
          'too_many_items',
        ])
        expect(raised(alerts, 'unknown-field').filter((subject) => subject === 'field_of_tomorrow')).toHaveLength(1)
        expect(raised(alerts, 'unknown-field').toSorted()).toEqual(
          [...new Set(raised(alerts, 'unknown-field'))].toSorted(),
        )
        expect(raised(alerts, 'drift')).toContain('messages/messages/*/invented_property')
        expect(raised(alerts, 'drift').toSorted()).toEqual([...new Set(raised(alerts, 'drift'))].toSorted())
      },
      { withinMs: 10_000 },
    )
  })

  test('stay few when one body drifts in 100,000 places', async () => {
    const { alerts } = await readKept(stack(), [alertsTopic])
    expect(raised(alerts, 'drift').length).toBeLessThanOrEqual(100)
  })

  test('say what to do, and hold the body neither in title nor in detail', async () => {
    const { alerts } = await readKept(stack(), [alertsTopic])
    for (const alert of alerts) {
      expect(alert).toMatchObject({ service: 'ingress', state: 'open', severity: 'warning' })
      expect(alert.title + alert.detail).not.toMatch(/invented text|16505551111|Invented Person/)
    }
  })
})

test('metrics count answers, events, quarantine and drift', async () => {
  const metrics = await ingress.metrics.metrics()
  expect(metrics).toMatch(/^wabastream_quarantine_total\{reason="bad_json"\} 3$/m)
  expect(metrics).toMatch(/^wabastream_drift_total\{field="messages",pointer="\/messages\/\*\/invented_property"\} 2$/m)
  expect(metrics).toMatch(/^wabastream_events_total\{field="calls",kind="call"\} \d+$/m)
  expect(metrics).toMatch(/^wabastream_body_bytes 0$/m)
  const pointers = metrics.match(/^wabastream_drift_total\{field="messages",/gm) ?? []
  expect(pointers.length).toBeLessThan(510)
})

test('nothing of a body is in the log', () => {
  expect(ingress.logLines.join('')).not.toMatch(
    /invented text|16505551111|Invented Person|test_app_secret|token-for-tests/,
  )
})
