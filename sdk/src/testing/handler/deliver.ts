import { randomUUID } from 'node:crypto'
import type { Topic } from '@wabastream/schemas/catalogue'
import { encodeEvent, jsonText, parseJson } from '@wabastream/schemas/codec'
import { draftsOf, eventHeaders } from '@wabastream/schemas/event'
import type { RawRecord } from '../../kafka/index.ts'
import type { Replay } from '../../consumer/consumed.ts'
import { failureHeaderNames, replayHeaderNames } from '../../consumer/record/header-names.ts'
import { type Place, placeOf } from '../../consumer/record/place.ts'

/** How an event reaches the handler. */
export interface EventOptions {
  /** When the webhook came, epoch milliseconds. Default now. */
  readonly receivedAt?: number
  /** The event comes from a replay. */
  readonly replay?: Replay | null
  /** Attempts that were spent before. Default none. */
  readonly spent?: number
}

/** A record as the loop would get it. */
export interface DeliveredRecord {
  readonly topic: Topic
  readonly raw: RawRecord
  readonly place: Place
}

/** Makes records: of one topic each offset comes once. */
export function createDeliverer(idOf: (topic: Topic) => number) {
  let offset = 0

  function deliver(topic: Topic, value: Buffer, options: EventOptions & { key?: string; headers?: object }) {
    offset += 1
    const raw: RawRecord = {
      key: Buffer.from(options.key ?? ''),
      value,
      offset: String(offset),
      timestamp: String(options.receivedAt ?? Date.now()),
      headers: { ...options.headers, ...replayHeaders(options.replay), ...spentHeader(options.spent) },
    }
    return { topic, raw, place: placeOf(topic.name, 0) }
  }

  return {
    /** The events of a webhook body, split, fitted and encoded as by the ingress. */
    ofBody(body: unknown, options: EventOptions): readonly DeliveredRecord[] {
      const bytes = Buffer.from(jsonText(body))
      const receivedAt = options.receivedAt ?? Date.now()
      const delivery = { id: randomUUID(), appId: '670843887433847', receivedAt, body: bytes }
      return draftsOf(parseJson(bytes.toString()), delivery).map((draft) => {
        const value = encodeEvent(draft, idOf(draft.topic)).bytes
        return deliver(draft.topic, value, { ...options, receivedAt, key: draft.key, headers: eventHeaders(draft) })
      })
    },
    ofBytes: (topic: Topic, value: Buffer, options: EventOptions): DeliveredRecord => deliver(topic, value, options),
  }
}

function replayHeaders(replay: Replay | null | undefined): Record<string, string> {
  if (!replay) return {}
  return {
    [replayHeaderNames.id]: replay.id,
    [replayHeaderNames.topic]: replay.topic,
    [replayHeaderNames.partition]: String(replay.partition),
    [replayHeaderNames.offset]: String(replay.offset),
    [replayHeaderNames.effects]: replay.effects,
  }
}

function spentHeader(spent = 0): Record<string, string> {
  return spent === 0 ? {} : { [failureHeaderNames.attempts]: String(spent) }
}
