import { alerts } from '@wabastream/schemas'
import { codecOf } from '@wabastream/schemas/codec'
import { expect, test } from 'vitest'
import { alertId, incidentId, openAlert, type Opening } from './alert.ts'

const opening: Opening = {
  rule: 'drift',
  service: 'ingress',
  severity: 'warning',
  subject: 'messages/a',
  title: 'A title',
  detail: 'What to do',
  occurredAt: 1_750_000_000_000,
  openedBy: 'message_1',
}

test('the same opening gives the same ids, another gives others', () => {
  const [one, same] = [openAlert(opening), openAlert({ ...opening, title: 'Other words' })]
  expect([same.incident_id, same.alert_id]).toEqual([one.incident_id, one.alert_id])
  for (const change of [{ rule: 'x' }, { subject: 'x' }, { openedBy: 'x' }])
    expect(openAlert({ ...opening, ...change }).incident_id).not.toBe(one.incident_id)
})

test('an incident has an alert for each state', () => {
  const incident = incidentId('drift', 'messages/a', 'message_1')
  expect(incident).toMatch(/^incident_[\w-]{22}$/)
  expect(alertId(incident, 'open')).not.toBe(alertId(incident, 'resolved'))
})

test('parts do not run into each other', () => {
  expect(incidentId('a', 'bc', 'd')).not.toBe(incidentId('ab', 'c', 'd'))
})

test('is a record of the topic of alerts', () => {
  const codec = codecOf(alerts.schema)
  const alert = openAlert({ ...opening, wabaId: '1', phoneNumber: '15550000001', sourceTopic: 'waba.messages.v1' })
  expect(codec.decode(codec.encode(alert, 1))).toEqual(alert)
})
