import type { Alert } from '@wabastream/schemas'
import type { EventRecord } from '@wabastream/schemas/event'
import { openAlert, type Opening } from '@wabastream/sdk/alerts'
import type { Log } from '@wabastream/sdk/observe'
import { createBudget } from './budget.ts'
import { createOncePer } from './once-per.ts'

const minuteMs = 60_000
const periodMs = { quarantine: 10 * minuteMs, 'unknown-field': 60 * minuteMs, drift: Number.POSITIVE_INFINITY } as const
/** One body can name thousands of properties that nobody knows: what is over the budget is told when it comes again. */
const [alertsPerRule, budgetMs] = [100, 60 * minuteMs]

/** Of names and ids that come from outside, in characters. */
const maxLength = 200

/** What was kept aside, for the alarm about it. */
export interface Quarantined {
  readonly reason: string
  readonly deliveryId: string
  readonly receivedAt: number
  readonly wabaId?: string | undefined
}

/** A property that a schema does not know. */
export interface Drifted {
  readonly record: EventRecord
  /** From the catalogue, or `unknown`. */
  readonly field: string
  /** Masked: it holds no name that could be a person's. */
  readonly pointer: string
  readonly topic: string
  /** The map of the record that has it. */
  readonly within: 'unmapped' | 'envelope'
}

/** The three alerts of the ingress. Each is raised at most once per subject and period, and within a budget. */
export interface Alarms {
  quarantined(found: Quarantined): void
  unknownField(record: EventRecord): void
  drift(drifted: Drifted): void
}

type Said = Omit<Opening, 'service' | 'rule' | 'severity'>

/** `raise` is not awaited: an alarm never delays an answer to Meta. One that could not be raised may be raised again. */
export function createAlarms(raise: (alert: Alert) => Promise<void>, log: Log): Alarms {
  const teller = (rule: keyof typeof periodMs) => {
    const once = createOncePer(periodMs[rule])
    const budget = createBudget(alertsPerRule, budgetMs)
    return (given: Said) => {
      const said = { ...given, subject: bounded(given.subject), wabaId: accountId(given.wabaId) }
      const now = Date.now()
      if (!once.isDue(said.subject, now) || !budget(now)) return
      once.told(said.subject, now)
      raise(openAlert({ service: 'ingress', rule, severity: 'warning', ...said })).catch((error: unknown) => {
        once.forget(said.subject)
        log.warn({ err: error, rule }, 'alert not published')
      })
    }
  }
  const [quarantine, unknownField, drift] = [teller('quarantine'), teller('unknown-field'), teller('drift')]
  return {
    quarantined: ({ reason, deliveryId, receivedAt, wabaId }) =>
      quarantine({
        subject: reason,
        title: `A webhook was put in quarantine: ${reason}`,
        detail:
          'A body with a right signature, or one item of it, could not become an event. The raw body is kept on ' +
          `waba.quarantine.v1 under the key ${deliveryId}. Look at it: waba tail quarantine --key ${deliveryId} --from-beginning --until-end.`,
        occurredAt: receivedAt,
        openedBy: deliveryId,
        wabaId,
      }),
    unknownField: (record) =>
      unknownField({
        subject: record.field,
        title: `Unknown webhook field: ${bounded(record.field) || '(none)'}`,
        detail:
          'Its changes are kept on waba.unknown-field.v1. If Meta added a field, add a schema and a line in the catalogue for it.',
        ...sourceOf(record),
        sourceTopic: 'waba.unknown-field.v1',
      }),
    drift: ({ record, field, pointer, topic, within }) =>
      drift({
        subject: `${field}${pointer}`,
        title: `Webhook field ${field} has a property ${within === 'unmapped' ? 'that its schema does not know' : 'around its value that nobody knows'}`,
        detail: `${bounded(pointer)} is kept in the record's ${within} map. ${todo[within]}`,
        ...sourceOf(record),
        sourceTopic: topic,
      }),
  }
}

const todo = {
  unmapped: 'Add it to the schema of the field as an optional property.',
  envelope: 'Nothing is lost: look at it, and whether consumers need it as a field of the record.',
} as const

function sourceOf(record: EventRecord) {
  return { occurredAt: record.occurred_at, openedBy: record.event_id, wabaId: record.waba_id }
}

/** What is longer is no id. It would make the key of the alert as long. */
function accountId(text: string | undefined): string | undefined {
  return text === undefined || text === '' || text.length > maxLength ? undefined : text
}

/** Names come from outside: an alert stays small. */
function bounded(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).toWellFormed()}…`
}
