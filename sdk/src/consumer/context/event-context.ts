import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Topic } from '@wabastream/schemas/catalogue'
import { permanent } from '../../failure/index.ts'
import type { OutgoingRecord, RawRecord } from '../../kafka/index.ts'
import type { Log } from '../../observe/index.ts'
import type { Store, Tx } from '../../store/index.ts'
import type { Context } from '../context.ts'
import type { Consumed, Replay } from '../consumed.ts'
import { claim } from '../once/index.ts'
import type { Message } from '../outbox/index.ts'
import type { Delivered } from '../record/place.ts'

/** What all contexts of a consumer share. */
export interface ContextPorts {
  readonly log: Log
  readonly group: string
  readonly store: Store | undefined
  /** The transaction that a call belongs to, also when a handler has several at once. */
  readonly transactions: AsyncLocalStorage<Tx>
  readonly skipEffectsOfReplays: boolean
  /** The trace that goes on in what a handler publishes. */
  traceparent(raw: RawRecord): string | undefined
  /** @throws Failure when the topic is not one that the consumer publishes, or its schema id is not known yet. */
  encode<R>(topic: Topic<R>, message: Message<R>, traceparent: string | undefined): OutgoingRecord
  /** Keeps it in the transaction; it is published once that is kept. */
  addToOutbox(tx: Tx, record: OutgoingRecord): Promise<void>
  /** Resolves when Kafka has it. @throws Failure */
  publish(record: OutgoingRecord): Promise<void>
}

/** The event, or the first one of a batch, that a context is for. */
export interface Occasion {
  readonly delivered: Delivered
  readonly attempt: number
  readonly replay: Replay | null
  /** Made when it is first asked for: most handlers never look at it. */
  signal(): AbortSignal
}

/**
 * The context of one call. Everything is made when it is asked for, because most calls ask for nothing; the functions
 * belong to it even when they are taken out of it.
 */
export function createContext(ports: ContextPorts, occasion: Occasion): Context {
  return new EventContext(ports, occasion)
}

class EventContext implements Context {
  private readonly ports: ContextPorts
  private readonly occasion: Occasion
  private child: Log | undefined

  constructor(ports: ContextPorts, occasion: Occasion) {
    this.ports = ports
    this.occasion = occasion
  }

  get attempt(): number {
    return this.occasion.attempt
  }

  get signal(): AbortSignal {
    return this.occasion.signal()
  }

  get log(): Log {
    const { group, log } = this.ports
    const { place, raw } = this.occasion.delivered
    const { topic, partition } = place
    this.child ??= log.child({ group, topic, partition, offset: raw.offset, attempt: this.attempt })
    return this.child
  }

  get transaction(): Context['transaction'] {
    return (work) => inTransaction(this.ports, work)
  }

  get once(): Context['once'] {
    const { ports } = this
    return (event, work) => {
      const { replay } = event
      if (replay !== null && ports.skipEffectsOfReplays) return Promise.resolve(false)
      const scope = replay?.effects === 'again' ? `${ports.group}#${replay.id}` : ports.group
      return inTransaction(ports, async (tx) => {
        const isNew = await claim(tx, scope, idOf(event))
        if (isNew) await work(tx)
        return isNew
      })
    }
  }

  get publish(): Context['publish'] {
    const { ports, occasion } = this
    return async (topic, message) => {
      if (occasion.replay !== null && ports.skipEffectsOfReplays) return
      const record = ports.encode(topic, message, ports.traceparent(occasion.delivered.raw))
      const tx = ports.transactions.getStore()
      await (tx ? ports.addToOutbox(tx, record) : ports.publish(record))
    }
  }
}

/** Its event id; where a record was first written, if it has none. */
function idOf(event: Consumed<object>): string {
  if ('event_id' in event && typeof event.event_id === 'string') return event.event_id
  const { topic, partition, offset } = event.source
  return `${topic}/${partition}/${offset}`
}

/** A transaction inside another one of the same call is part of it. */
function inTransaction<T>({ store, transactions }: ContextPorts, work: (tx: Tx) => Promise<T>): Promise<T> {
  const outer = transactions.getStore()
  if (outer) return work(outer)
  if (!store)
    return Promise.reject(permanent(new Error('this consumer has no store: give it one (consumer({ store }))')))
  return store.transaction((tx) => transactions.run(tx, () => work(tx)))
}
