import { storable } from '../store/index.ts'
import type { Cause } from './cause.ts'
import type { Rule, Verdict } from './rule.ts'
import type { Signal } from './signal.ts'

/** A verdict and its event as they are kept. */
export function signalOf(rule: Rule, verdict: Verdict, cause: Cause): Signal {
  return {
    ...partsOf(cause),
    state: verdict.state,
    severity: verdict.severity ?? rule.severity,
    expiresAt: verdict.state === 'open' ? (verdict.expiresAt ?? null) : null,
    about: {
      title: storable(verdict.title),
      detail: storable(verdict.detail),
      wabaId: storable(verdict.wabaId ?? cause.wabaId),
      phoneNumber: storable(verdict.phoneNumber ?? null),
      templateId: storable(verdict.templateId ?? null),
      templateName: storable(verdict.templateName ?? null),
      source: sourceOf(cause),
    },
  }
}

/** That a stronger rule took over, from a time on. */
export function takeoverOf(rule: Rule, cause: Cause, at: number): Signal {
  const words = { title: 'Over', detail: '', wabaId: cause.wabaId, phoneNumber: null, templateId: null }
  return {
    ...partsOf(cause),
    occurredAt: at,
    state: 'superseded',
    severity: rule.severity,
    expiresAt: null,
    about: { ...words, templateName: null, source: sourceOf(cause) },
  }
}

function partsOf({ eventId, contentId, occurredAt, receivedAt, replay }: Cause) {
  return { eventId, contentId, occurredAt, receivedAt, replayed: replay !== null }
}

function sourceOf({ source }: Cause): Signal['about']['source'] {
  return source && { topic: source.topic, partition: source.partition, offset: String(source.offset) }
}
