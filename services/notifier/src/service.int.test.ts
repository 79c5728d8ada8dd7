import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { alerts, type Alert } from '@wabastream/schemas'
import { codecOf } from '@wabastream/schemas/codec'
import { hostService, openTopics } from '@wabastream/sdk/testing/service'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifier } from './service.ts'
import { anOpening, theEndOf } from './testing/alerts.ts'
import { startReceiver, type Receiver } from './testing/receiver.ts'

const secret = `whsec_${randomBytes(24).toString('base64')}`
const folder = mkdtempSync(join(tmpdir(), 'notifier-'))
const destinations = join(folder, 'destinations.yaml')

let chat: Receiver
let desk: Receiver
let topics: Awaited<ReturnType<typeof openTopics>>

beforeAll(async () => {
  ;[chat, desk, topics] = await Promise.all([
    startReceiver(),
    startReceiver(),
    openTopics(stack(), [alerts], 'notifier'),
  ])
  writeFileSync(
    destinations,
    `destinations:
  - { name: chat, kind: slack, url: { env: CHAT }, allow_private: true, filter: { severities: [critical] } }
  - { name: desk, kind: https, url: ${desk.url}, secret: { env: SECRET }, allow_private: true }\n`,
  )
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await Promise.all([chat.stop(), desk.stop(), topics.stop()])
})

const environment = () => ({ NOTIFIER_DESTINATIONS: destinations, CHAT: chat.url, SECRET: secret })
/** One process of the notifier. */
const start = () => hostService(notifier, stack(), environment())
const raise = (...raised: readonly Alert[]) =>
  topics.publish(
    alerts,
    raised.map((record) => ({ key: record.waba_id ?? record.subject, record })),
  )

test('from Kafka to the destinations and the API within seconds; dead letters; nothing twice after a restart', async () => {
  const first = await start()
  await eventually(() => expect(first.health.problems()).toEqual({}), { withinMs: 40_000 })
  const [critical, warning] = [anOpening({ severity: 'critical' }), anOpening()]
  const raisedAt = Date.now()
  await raise(critical, warning, critical)
  await eventually(() => expect([chat.received.length, desk.received.length]).toEqual([1, 2]), { withinMs: 10_000 })
  expect(Date.now() - raisedAt).toBeLessThan(5000)
  const { body, headers } = desk.received[0]!
  expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({ specversion: '1.0' })
  expect((await first.get('/v1/alerts?severity=critical')).body).toMatchObject({
    items: [{ alert_id: critical.alert_id }],
  })

  // Refused at once, and away for a moment.
  const [refused, away] = [anOpening(), anOpening()]
  desk.answer(404)
  await raise(refused)
  const [letter] = await eventually(
    async () => {
      const letters = await topics.deadLetters()
      expect(letters).toHaveLength(1)
      return letters
    },
    { withinMs: 10_000 },
  )
  expect(codecOf(alerts.schema).decode(letter!.value!)).toEqual(refused)
  expect(String(letter!.headers.get('wabastream-error-message'))).toContain('desk: answered 404')
  desk.answer(503)
  await raise(away)
  await eventually(
    async () => {
      const { body: incident } = await first.get(`/v1/incidents/${away.incident_id}`)
      expect(incident['notifications']).toMatchObject([{ destination: 'desk', status: 'sent', attempts: 2 }])
    },
    { withinMs: 10_000 },
  )
  await first.stop()

  const second = await start()
  await raise(critical, theEndOf(critical))
  await eventually(() => expect([chat.received.length, desk.received.length]).toEqual([2, 6]), { withinMs: 60_000 })
  expect((await second.get('/v1/alerts?state=resolved')).body).toMatchObject({
    items: [{ incident_id: critical.incident_id }],
  })
  await second.stop()

  // Neither secrets nor addresses nor numbers.
  const logged = [...first.lines, ...second.lines].join('')
  for (const kept of [secret, chat.url, desk.url, '15550000001']) expect(logged).not.toContain(kept)
  expect(await first.metrics.metrics()).toContain(
    'wabastream_notification_attempts_total{destination="desk",outcome="failed"} 1',
  )
})
