import { checkEnvelope, draftsOf } from '@wabastream/schemas/event'
import { expect, test } from 'vitest'
import { textWebhook } from './text-webhook.ts'

test.each([undefined, 2000, 400 * 1024])('a body has the size that was asked for: %d', (bytes) => {
  expect(textWebhook({ id: 'wamid.1', user: 1, ...(bytes ? { bytes } : {}) })).toHaveLength(bytes ?? 1165)
})

test('a body is one message, with the id and from the person that were asked for', () => {
  const body = textWebhook({ id: 'wamid.1', user: 7 })
  const json: unknown = JSON.parse(body.toString())
  expect(checkEnvelope(json)).toBeNull()
  const drafts = draftsOf(json, { id: 'd', appId: null, receivedAt: Date.now(), body })
  expect(drafts.map(({ record: { field, kind, unmapped } }) => ({ field, kind, unmapped }))).toEqual([
    { field: 'messages', kind: 'message', unmapped: {} },
  ])
  expect(drafts[0]?.item).toMatchObject({ id: 'wamid.1', from: '16505550007' })
})
