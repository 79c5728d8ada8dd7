/** Where an event stands. Of the topic on which it was first written, also when it comes over a retry topic. */
export interface Source {
  /** Without TOPIC_PREFIX: `waba.messages.v1`. */
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  /** Timestamp of that record, epoch milliseconds. */
  readonly timestampMs: number
}

/** Marks an event that `waba replay` sent once more, and where it had stood. */
export interface Replay {
  readonly id: string
  /** Without TOPIC_PREFIX. */
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  /** `again`: what `once` did for the event before does not count. */
  readonly effects: 'respect' | 'again'
}

/** An event as a handler gets it: the decoded record, with where it came from. Absent properties are null. */
export type Consumed<E> = E & { readonly replay: Replay | null; readonly source: Source }
