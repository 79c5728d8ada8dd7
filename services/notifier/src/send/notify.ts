import type { Alert } from '@wabastream/schemas'
import type { Destination } from '../destinations/destination.ts'
import { cloudEvent } from '../messages/cloud-event.ts'
import { slackMessage } from '../messages/slack-message.ts'
import type { Http } from './http.ts'
import { outcomeOfAnswer, outcomeOfError, type Outcome } from './outcome.ts'
import { signedHeaders } from './signature.ts'

/** Tells one destination of an alert, once. Never rejects: a failure is an outcome. */
export type Notify = (destination: Destination, alert: Alert) => Promise<Outcome>

export function createNotify(http: Http, clock: () => number = Date.now): Notify {
  return async (destination, alert) => {
    const { url, allowPrivate } = destination
    try {
      const answer = await http.post({ url, allowPrivate, ...contentFor(destination, alert, clock()) })
      return outcomeOfAnswer(answer, clock())
    } catch (error) {
      return outcomeOfError(error)
    }
  }
}

function contentFor(destination: Destination, alert: Alert, nowMs: number) {
  if (destination.kind === 'slack')
    return { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(slackMessage(alert)) }
  const body = JSON.stringify(cloudEvent(alert))
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    ...signedHeaders(destination.keys, alert.alert_id, body, nowMs),
  }
  return { headers, body }
}
