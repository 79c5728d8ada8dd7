import type { Topic } from '@wabastream/schemas/catalogue'
import type { Call } from '../../consumer/handle/call.ts'
import { SETTLED } from '../../consumer/handle/outcome.ts'
import type { ConsumerSpec } from '../../consumer/spec.ts'
import type { DeliveredRecord } from './deliver.ts'
import type { EventFate, HandledEvent, PublishedRecord } from './handled-event.ts'
import { handlerFor } from './handler-for.ts'
import type { HandlerKitOptions } from './handler-kit-options.ts'

/** Takes records through the handler and notes what became of them. One at a time. */
export interface Runner {
  /** Everything published so far. */
  readonly published: readonly PublishedRecord[]
  one(record: DeliveredRecord): Promise<HandledEvent>
  inTurn(records: readonly DeliveredRecord[]): Promise<readonly HandledEvent[]>
  /** In one call of `handleBatch`, as long as it does not fail. */
  atOnce(records: readonly DeliveredRecord[]): Promise<readonly HandledEvent[]>
}

export function createRunner<T extends Topic>(
  spec: ConsumerSpec<T>,
  options: HandlerKitOptions,
  ids: ReadonlyMap<Topic, number>,
): Runner {
  const all: PublishedRecord[] = []
  let seen: { published: PublishedRecord[]; fate: EventFate; error: unknown }
  const forget = () => {
    seen = { published: [], fate: 'done', error: undefined }
  }
  const handler = handlerFor(spec, options, {
    ids,
    published(record) {
      all.push(record)
      seen.published.push(record)
    },
    fate(fate) {
      seen.fate = fate
    },
    failed(error) {
      seen.error = error
    },
  })

  async function one({ raw, place, topic }: DeliveredRecord): Promise<HandledEvent> {
    forget()
    const outcome = await handler.handle(raw, place)
    if (outcome !== SETTLED && seen.fate === 'done') seen.fate = 'probe'
    return { topic, ...seen }
  }

  async function inTurn(records: readonly DeliveredRecord[]): Promise<readonly HandledEvent[]> {
    const handled: HandledEvent[] = []
    for (const record of records) handled.push(await one(record))
    return handled
  }

  return {
    published: all,
    one,
    inTurn,
    async atOnce(records) {
      forget()
      const calls: Call[] = []
      for (const { raw, place } of records) {
        const prepared = await handler.prepare(raw, place)
        if (typeof prepared !== 'number') calls.push(prepared)
      }
      const outcome = calls.length === records.length ? await handler.handleMany(calls) : null
      if (outcome === null) return inTurn(records)
      const { published, error } = seen
      const fate = outcome === SETTLED ? 'done' : 'probe'
      return records.map(({ topic }, index) => ({ topic, fate, error, published: index === 0 ? published : [] }))
    },
  }
}
