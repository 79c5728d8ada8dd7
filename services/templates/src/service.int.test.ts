import { alerts, templateState } from '@wabastream/schemas'
import { createApi } from '@wabastream/sdk/http'
import { createHealth, createLog, createMetrics } from '@wabastream/sdk/observe'
import { host } from '@wabastream/sdk/service'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { expect, test } from 'vitest'
import { templates } from './service.ts'
import { openPipeline } from './testing/open-pipeline.ts'
import { templateId, wabaId } from './testing/template-event.ts'
import { change, webhook } from './testing/webhook.ts'

test('from Kafka to the API, the topic of states and the topic of alerts', async () => {
  const pipeline = await openPipeline(stack())
  const log = createLog({ level: 'silent' })
  const [health, metrics] = [createHealth(), createMetrics()]
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'test', log, metrics })
  const { brokers, registryUrl, databaseUrl, topicPrefix } = stack()
  const environment = {
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    DATABASE_URL: databaseUrl,
    TOPIC_PREFIX: topicPrefix,
  }
  const failed: Error[] = []
  const fail = (error: Error) => void failed.push(error)
  const hosted = await host(templates, { environment, log, health, metrics, api, fail })
  try {
    const address = await api.listen()
    await eventually(() => expect(health.problems()).toEqual({}), { withinMs: 40_000 })
    await pipeline.receive(webhook(change('status', { event: 'PAUSED', other_info: { title: 'SECOND_PAUSE' } })))
    await pipeline.receive(webhook(change('quality', { previous_quality_score: 'GREEN', new_quality_score: 'RED' }, 1)))
    const key = `${wabaId}:${templateId}`
    await eventually(
      async () => {
        const states = await pipeline.published(templateState)
        const newest = states.toSorted((a, b) => (a.record?.version ?? 0) - (b.record?.version ?? 0)).at(-1)
        expect(newest).toMatchObject({ key, record: { version: 2, sendable: false, quality_score: 'RED' } })
        const raised = await pipeline.published(alerts)
        expect(new Set(raised.map(({ record }) => record?.rule))).toEqual(
          new Set(['template-paused', 'template-quality']),
        )
        expect(raised.every(({ record }) => record?.subject === key)).toBe(true)
      },
      { withinMs: 20_000 },
    )
    const answer = await fetch(`${address}/v1/templates/${templateId}/sendable`)
    expect(await answer.json()).toMatchObject({ sendable: 'no', reason: 'paused' })
  } finally {
    await api.close()
    await hosted.stop()
    await pipeline.stop()
  }
  expect(failed).toEqual([])
})
