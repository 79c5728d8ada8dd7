import { expect, test } from 'vitest'
import { anOpening, theEndOf } from '../testing/alerts.ts'
import { bounded, escaped } from './bounded.ts'
import { cloudEvent } from './cloud-event.ts'
import { slackMessage } from './slack-message.ts'

interface Message {
  readonly text: string
  readonly blocks: readonly {
    readonly type: string
    readonly text?: { readonly type: string; readonly text: string }
    readonly fields?: readonly { readonly text: string }[]
  }[]
}

const message = (alert = anOpening()) => slackMessage(alert) as Message

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['ab😀', 4, 'ab😀'],
  ['ab😀c', 4, 'ab…'],
  ['', 3, ''],
])('%s within %i', (text, limit, expected) => expect(bounded(text, limit)).toBe(expected))

test.each([
  ['a & b <!channel> <https://x.example|x>', 100, 'a &amp; b &lt;!channel&gt; &lt;https://x.example|x&gt;'],
  ['&&', 10, '&amp;&amp;'],
  ['&&', 9, '&amp;…'],
  ['&&', 4, '…'],
])('%s escaped within %i', (text, limit, expected) => expect(escaped(text, limit)).toBe(expected))

test('says what, how bad, where and when', () => {
  const { text, blocks } = message(anOpening({ occurred_at: Date.UTC(2026, 0, 15, 12), severity: 'critical' }))
  expect(text).toBe('🚨 Critical: Template order_update is paused')
  expect(blocks[0]!.text).toMatchObject({ type: 'plain_text', text })
  expect(blocks[1]!.text!.text).toContain('Send less of it')
  const fields = blocks[2]!.fields!.map((field) => field.text)
  for (const part of ['102290129340398', '15550000001', 'order_update', 'critical', 'template-paused'])
    expect(fields.some((field) => field.endsWith(`\n${part}`))).toBe(true)
  expect(fields.at(-1)).toBe('*When*\n<!date^1768478400^{date_short_pretty} {time_secs}|2026-01-15T12:00:00.000Z>')
})

test('a recovery says so, whatever its severity', () =>
  expect(message(theEndOf(anOpening())).text).toBe('✅ Resolved: Template order_update is approved again'))

test('what is null is left out', () => {
  const alert = anOpening({ waba_id: null, phone_number: null, template_id: null, template_name: null })
  expect(message(alert).blocks[2]!.fields).toHaveLength(3)
})

test('hostile and endless texts stay within what Slack takes', () => {
  const text = '<!channel> & 😀 '.repeat(2000)
  const alert = anOpening({ title: text, detail: text, template_name: text, rule: text, waba_id: text, service: text })
  const { blocks, text: fallback } = message(alert)
  expect(blocks[0]!.text!.text.length).toBeLessThanOrEqual(150)
  expect(blocks[1]!.text!.text.length).toBeLessThanOrEqual(3000)
  for (const field of blocks[2]!.fields!) expect(field.text.length).toBeLessThanOrEqual(2000)
  expect(fallback.length).toBeLessThanOrEqual(3000)
  // The header is plain text, which Slack does not read for mentions.
  expect(JSON.stringify(blocks.slice(1))).not.toContain('<!channel')
  expect(JSON.stringify(blocks).isWellFormed()).toBe(true)
  expect(message(anOpening({ detail: '' })).blocks[1]!.text!.text).not.toBe('')
})

test('CloudEvents', () => {
  const alert = anOpening({ occurred_at: Date.UTC(2026, 0, 15, 12) })
  expect(cloudEvent(alert)).toEqual({
    specversion: '1.0',
    id: alert.alert_id,
    type: 'wabastream.alert.open',
    source: '/waba/102290129340398',
    subject: alert.incident_id,
    time: '2026-01-15T12:00:00.000Z',
    datacontenttype: 'application/json',
    data: alert,
  })
  expect(cloudEvent(anOpening({ waba_id: null, service: 'ingress' }))).toMatchObject({ source: '/services/ingress' })
})
