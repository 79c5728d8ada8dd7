import { createFold, type Fold } from './fold.ts'
import type {
  ChangeRow,
  DeliveryRow,
  ErrorRow,
  MessageRow,
  NumberRow,
  PaymentRow,
  PersonIdRow,
  PersonLinkRow,
  PhoneFormRow,
  ReactionRow,
  TimelineRow,
} from './rows.ts'

/** What a batch of events comes to, table by table. */
export interface Gathered {
  readonly messages: Fold<MessageRow>
  readonly deliveries: Fold<DeliveryRow>
  readonly timeline: Fold<TimelineRow>
  readonly reactions: Fold<ReactionRow>
  readonly changes: Fold<ChangeRow>
  readonly payments: Fold<PaymentRow>
  readonly errors: Fold<ErrorRow>
  readonly numbers: Fold<NumberRow>
  readonly personIds: Fold<PersonIdRow>
  readonly personLinks: Fold<PersonLinkRow>
  readonly phoneForms: Fold<PhoneFormRow>
}

export function createGathered(): Gathered {
  return {
    messages: createFold(byMessage, betterMessage),
    deliveries: createFold((row) => [...byMessage(row), row.participant], mergedDelivery),
    timeline: createFold<TimelineRow>(byEvent, first),
    reactions: createFold((row) => [...byMessage(row), row.reactor], newer),
    changes: createFold<ChangeRow>(byEvent, first),
    payments: createFold<PaymentRow>(byEvent, first),
    errors: createFold((row) => [row.event_id, String(row.code)], first),
    numbers: createFold((row) => [row.phone_number_id], mergedNumber),
    personIds: createFold((row) => [row.id], mergedPersonId),
    personLinks: createFold((row) => [row.a, row.b, row.kind, row.scope], earlierLink),
    phoneForms: createFold((row) => [row.id, row.original], first),
  }
}

const byEvent = ({ event_id: id }: { readonly event_id: string }): readonly string[] => [id]

const byMessage = (row: { readonly wamid: string; readonly phone_number_id: string }): readonly string[] => [
  row.wamid,
  row.phone_number_id,
]

/** Rows of one event are equal. */
const first = <R>(row: R): R => row

/** The one that knows most; of equals the first that happened. */
function betterMessage(a: MessageRow, b: MessageRow): MessageRow {
  if (a.rank !== b.rank) return a.rank > b.rank ? a : b
  if (a.occurred_at !== b.occurred_at) return a.occurred_at < b.occurred_at ? a : b
  return a.event_id < b.event_id ? a : b
}

function mergedDelivery(a: DeliveryRow, b: DeliveryRow): DeliveryRow {
  const times = [a.first_at, b.first_at].filter((time) => time !== null)
  return {
    ...a,
    party: least(a.party, b.party),
    rank: Math.max(a.rank, b.rank),
    template_id: greatest(a.template_id ?? '', b.template_id ?? '') || null,
    first_at: times.length === 0 ? null : Math.min(...times),
    last_at: Math.max(a.last_at, b.last_at),
  }
}

function newer(a: ReactionRow, b: ReactionRow): ReactionRow {
  if (a.occurred_at !== b.occurred_at) return a.occurred_at > b.occurred_at ? a : b
  return a.event_id > b.event_id ? a : b
}

function mergedNumber(a: NumberRow, b: NumberRow): NumberRow {
  return {
    ...a,
    waba_id: greatest(a.waba_id, b.waba_id),
    display_phone_number: greatest(a.display_phone_number, b.display_phone_number),
  }
}

function mergedPersonId(a: PersonIdRow, b: PersonIdRow): PersonIdRow {
  const byName = namedLater(a, b) ? a : b
  return { ...byName, last_day: greatest(a.last_day, b.last_day) }
}

function namedLater(a: PersonIdRow, b: PersonIdRow): boolean {
  const [x, y] = [a.named_at ?? -1, b.named_at ?? -1]
  return x === y ? (a.named_by ?? '') >= (b.named_by ?? '') : x > y
}

function earlierLink(a: PersonLinkRow, b: PersonLinkRow): PersonLinkRow {
  return a.first_at <= b.first_at ? a : b
}

/** The smaller one; the empty text is none. */
function least(a: string, b: string): string {
  if (a === '' || b === '') return a || b
  return a < b ? a : b
}

const greatest = (a: string, b: string): string => (a > b ? a : b)
