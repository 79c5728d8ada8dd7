import { alerts, templateState } from '@wabastream/schemas'
import { hostService, openTopics } from '@wabastream/sdk/testing/service'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { expect, test } from 'vitest'
import { templates } from './service.ts'
import { topics as consumed } from './spec.ts'
import { templateId, wabaId } from './testing/template-event.ts'
import { change, webhook } from './testing/webhook.ts'

test('from Kafka to the API, the topic of states and the topic of alerts', async () => {
  const topics = await openTopics(stack(), [...consumed, templateState, alerts], 'templates')
  const hosted = await hostService(templates, stack())
  try {
    await eventually(() => expect(hosted.health.problems()).toEqual({}), { withinMs: 40_000 })
    await topics.receive(webhook(change('status', { event: 'PAUSED', other_info: { title: 'SECOND_PAUSE' } })))
    await topics.receive(webhook(change('quality', { previous_quality_score: 'GREEN', new_quality_score: 'RED' }, 1)))
    const key = `${wabaId}:${templateId}`
    await eventually(
      async () => {
        const states = await topics.published(templateState)
        const newest = states.toSorted((a, b) => (a.record?.version ?? 0) - (b.record?.version ?? 0)).at(-1)
        expect(newest).toMatchObject({ key, record: { version: 2, sendable: false, quality_score: 'RED' } })
        const raised = await topics.published(alerts)
        expect(new Set(raised.map(({ record }) => record?.rule))).toEqual(
          new Set(['template-paused', 'template-quality']),
        )
        expect(raised.every(({ record }) => record?.subject === key)).toBe(true)
      },
      { withinMs: 20_000 },
    )
    const { body } = await hosted.get(`/v1/templates/${templateId}/sendable`)
    expect(body).toMatchObject({ sendable: 'no', reason: 'paused' })
  } finally {
    await hosted.stop()
    await topics.stop()
  }
})
