import { webhook } from './bodies.ts'
import type { Scenario } from './scenario.ts'

/** Somebody asks to turn the two-step code off, and a minute later it is another one. */
export const pinTakeover: Scenario = {
  name: 'pin-takeover',
  summary: 'the two-step code of a number is asked for, then changed',
  see: ({ phoneNumber }) => [
    '/v1/alerts?state=open&severity=critical',
    `/v1/security-events?phone_number=${phoneNumber}`,
  ],
  steps(cast, nowMs) {
    const security = (event: string, atMs: number) =>
      webhook(
        cast.wabaId,
        'security',
        { display_phone_number: cast.phoneNumber, event, requester: '900000000000001' },
        atMs,
      )
    return [
      { says: 'somebody asks to turn the two-step code off', body: security('PIN_RESET_REQUEST', nowMs - 60_000) },
      { says: 'the code is changed', body: security('PIN_CHANGED', nowMs) },
    ]
  },
}
