import type { Topic } from '@wabastream/schemas/catalogue'
import type { ConsumerSpec } from '../../consumer/spec.ts'
import { createHandlerKit, type EventOptions, type HandledEvent, type PublishedRecord } from '../handler/index.ts'

export interface SenderOptions<C, T extends Topic> {
  readonly spec: ConsumerSpec<T>
  /** A change as the body that Meta sends. */
  readonly webhook: (change: C) => unknown
  /** When the webhook of a change comes, epoch milliseconds. */
  readonly receivedAt: (change: C) => number
}

/** Sends changes to a handler, as a test's own words for them. */
export function createSender<C, T extends Topic = Topic>({ spec, webhook, receivedAt }: SenderOptions<C, T>) {
  // A kit handles one event at a time: each call has its own.
  const handle = (change: C, options: EventOptions = {}): Promise<readonly HandledEvent[]> =>
    createHandlerKit(spec).webhook(webhook(change), { receivedAt: receivedAt(change), ...options })
  return {
    /** Handles one change, well or not. */
    handle,
    /**
     * Handles changes one after the other; gives what all of them published.
     * @throws what the handler threw.
     */
    async send(...changes: readonly C[]): Promise<readonly PublishedRecord[]> {
      const handled: HandledEvent[] = []
      for (const change of changes) handled.push(...(await handle(change)))
      const failed = handled.find(({ fate }) => fate !== 'done')
      if (failed) throw failed.error
      return handled.flatMap(({ published }) => published)
    },
  }
}

/** Those records that were published on a topic. */
export function recordsOf<R>(published: readonly PublishedRecord[], topic: Topic<R>): R[] {
  return published.filter((each) => each.topic.name === topic.name).map(({ record }) => record as R)
}
