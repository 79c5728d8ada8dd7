import { hash } from 'node:crypto'
import type { Alert } from '@wabastream/schemas'

/** From the least to the most urgent. */
export const severities = ['info', 'warning', 'critical'] as const

export type Severity = (typeof severities)[number]
export type AlertState = 'open' | 'resolved'

/** What a rule says when it opens an incident. */
export interface Opening {
  readonly rule: string
  readonly service: string
  readonly severity: Severity
  /** What the incident is about, as the rule counts it: a number, a template, an account, a pointer. */
  readonly subject: string
  /** One line. */
  readonly title: string
  /** What happened, and what to do. */
  readonly detail: string
  /** Milliseconds since 1970. */
  readonly occurredAt: number
  readonly wabaId?: string | undefined
  /** Display phone number, digits only. */
  readonly phoneNumber?: string | undefined
  /** The event that opened it, or the delivery id where there is no event. */
  readonly openedBy: string
  readonly sourceTopic?: string | undefined
}

/** The alert that opens an incident. The same opening gives the same ids, so that a repeat collapses. */
export function openAlert(opening: Opening): Alert {
  const incident = incidentId(opening.rule, opening.subject, opening.openedBy)
  return {
    alert_id: alertId(incident, 'open'),
    incident_id: incident,
    rule: opening.rule,
    state: 'open',
    severity: opening.severity,
    service: opening.service,
    subject: opening.subject,
    waba_id: opening.wabaId ?? null,
    phone_number: opening.phoneNumber ?? null,
    template_id: null,
    template_name: null,
    title: opening.title,
    detail: opening.detail,
    occurred_at: opening.occurredAt,
    opened_at: opening.occurredAt,
    silent: false,
    source_topic: opening.sourceTopic ?? null,
    source_partition: null,
    source_offset: null,
    source_event_id: opening.openedBy,
  }
}

/** One episode of a rule on one subject. */
export function incidentId(rule: string, subject: string, openedBy: string): string {
  return `incident_${digest([rule, subject, openedBy])}`
}

/** One state of an incident: the key under which it is notified once. */
export function alertId(incident: string, state: AlertState): string {
  return `alert_${digest([incident, state])}`
}

/** 128 bits are enough never to meet a collision. */
function digest(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'buffer').subarray(0, 16).toString('base64url')
}
