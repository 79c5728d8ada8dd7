import { isObject, type JsonObject } from '@wabastream/schemas/codec'

/** One change of a webhook body, which goes its own way. */
export interface Update {
  /** The trigger that it came with. */
  readonly eventId: string
  /** What its entry has besides `changes`: `id`, perhaps `time`. */
  readonly entry: JsonObject
  readonly change: JsonObject
  /** Meta's name of the field; '' when the change names none. */
  readonly field: string
  /** The app whose Test button it comes from: it goes to that app only. */
  readonly testOf: string | null
  /** In a POST of its own, whatever waits beside it. */
  readonly apart: boolean
}

/** The updates of a webhook body; of several, when it is an array. What is no entry or change is left out. */
export function updatesOf(body: unknown, eventId: string, apart: boolean): readonly Update[] {
  if (Array.isArray(body)) return body.flatMap((part) => updatesOf(part, eventId, apart))
  return objectsIn(body, 'entry').flatMap((entry) => {
    const { changes: _, ...rest } = entry
    return objectsIn(entry, 'changes').map((change) => {
      const field = typeof change['field'] === 'string' ? change['field'] : ''
      return { eventId, entry: rest, change, field, apart, testOf: null }
    })
  })
}

/** One body from updates of one app; neighbours of the same entry share it. */
export function bodyOfUpdates(updates: readonly Pick<Update, 'entry' | 'change'>[]): object {
  const entries: { readonly head: JsonObject; readonly changes: JsonObject[] }[] = []
  for (const { entry, change } of updates) {
    const last = entries.at(-1)
    if (last && last.head['id'] === entry['id'] && last.head['time'] === entry['time']) last.changes.push(change)
    else entries.push({ head: entry, changes: [change] })
  }
  return {
    object: 'whatsapp_business_account',
    entry: entries.map(({ head, changes }) => ({ ...head, changes })),
  }
}

function objectsIn(node: unknown, name: string): readonly JsonObject[] {
  const list = isObject(node) ? node[name] : undefined
  return Array.isArray(list) ? list.filter(isObject) : []
}
