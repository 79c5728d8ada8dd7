import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { alerts } from '@wabastream/schemas'
import { codecOf } from '@wabastream/schemas/codec'
import { createApi } from '@wabastream/sdk/http'
import { createHealth, createLog, createMetrics } from '@wabastream/sdk/observe'
import { host } from '@wabastream/sdk/service'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifier } from './service.ts'
import { anOpening, theEndOf } from './testing/alerts.ts'
import { openPipeline, type Pipeline } from './testing/pipeline.ts'
import { startReceiver, type Receiver } from './testing/receiver.ts'

const secret = `whsec_${randomBytes(24).toString('base64')}`
const folder = mkdtempSync(join(tmpdir(), 'notifier-'))
const destinations = join(folder, 'destinations.yaml')

let chat: Receiver
let desk: Receiver
let pipeline: Pipeline

beforeAll(async () => {
  ;[chat, desk, pipeline] = await Promise.all([startReceiver(), startReceiver(), openPipeline(stack())])
  writeFileSync(
    destinations,
    `destinations:
  - { name: chat, kind: slack, url: { env: CHAT }, allow_private: true, filter: { severities: [critical] } }
  - { name: desk, kind: https, url: ${desk.url}, secret: { env: SECRET }, allow_private: true }\n`,
  )
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await Promise.all([chat.stop(), desk.stop(), pipeline.stop()])
})

/** One process of the notifier. */
async function start() {
  const lines: string[] = []
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  const [health, metrics] = [createHealth(), createMetrics()]
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'test', log, metrics })
  const { brokers, registryUrl, databaseUrl, topicPrefix } = stack()
  const environment = {
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    DATABASE_URL: databaseUrl,
    TOPIC_PREFIX: topicPrefix,
    NOTIFIER_DESTINATIONS: destinations,
    CHAT: chat.url,
    SECRET: secret,
  }
  const failed: Error[] = []
  const fail = (error: Error) => void failed.push(error)
  const hosted = await host(notifier, { environment, log, health, metrics, api, fail })
  const url = await api.listen()
  return {
    lines,
    health,
    metrics,
    get: async (path: string) => (await fetch(url + path)).json() as Promise<Record<string, unknown>>,
    async stop() {
      await api.close()
      await hosted.stop()
      expect(failed).toEqual([])
    },
  }
}

test('from Kafka to the destinations and the API within seconds; dead letters; nothing twice after a restart', async () => {
  const first = await start()
  await eventually(() => expect(first.health.problems()).toEqual({}), { withinMs: 40_000 })
  const [critical, warning] = [anOpening({ severity: 'critical' }), anOpening()]
  const raisedAt = Date.now()
  await pipeline.raise(critical, warning, critical)
  await eventually(() => expect([chat.received.length, desk.received.length]).toEqual([1, 2]), { withinMs: 10_000 })
  expect(Date.now() - raisedAt).toBeLessThan(5000)
  const { body, headers } = desk.received[0]!
  expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toMatchObject({ specversion: '1.0' })
  expect(await first.get('/v1/alerts?severity=critical')).toMatchObject({ items: [{ alert_id: critical.alert_id }] })

  // Refused at once, and away for a moment.
  const [refused, away] = [anOpening(), anOpening()]
  desk.answer(404)
  await pipeline.raise(refused)
  const [letter] = await eventually(
    async () => {
      const letters = await pipeline.deadLetters()
      expect(letters).toHaveLength(1)
      return letters
    },
    { withinMs: 10_000 },
  )
  expect(codecOf(alerts.schema).decode(letter!.value!)).toEqual(refused)
  expect(String(letter!.headers.get('wabastream-error-message'))).toContain('desk: answered 404')
  desk.answer(503)
  await pipeline.raise(away)
  await eventually(
    async () => {
      const { notifications } = await first.get(`/v1/incidents/${away.incident_id}`)
      expect(notifications).toMatchObject([{ destination: 'desk', status: 'sent', attempts: 2 }])
    },
    { withinMs: 10_000 },
  )
  await first.stop()

  const second = await start()
  await pipeline.raise(critical, theEndOf(critical))
  await eventually(() => expect([chat.received.length, desk.received.length]).toEqual([2, 6]), { withinMs: 60_000 })
  expect(await second.get('/v1/alerts?state=resolved')).toMatchObject({
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
