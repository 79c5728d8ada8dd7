import type { Bench } from './bench.ts'
import type { LaneLimits } from './limits.ts'
import type { LaneObserver } from './observer.ts'
import type { Line, Piece } from './pieces.ts'
import type { Producer } from './producer.ts'
import type { ProducerSupply } from './producer-supply.ts'

/** What sending a batch needs of its lane. */
export interface BatchPorts {
  readonly supply: ProducerSupply
  readonly limits: Pick<LaneLimits, 'batchDeadlineMs'>
  readonly observer: LaneObserver
  readonly bench: Bench
  /** Topics that have taken a record. */
  readonly proven: Set<string>
  /** Kafka acknowledged something: called once per send. */
  readonly acknowledged: () => void
}

/** One send of a batch. `rest` are the pieces that go after this one because they hold the same partition. */
export interface Step {
  readonly piece: Piece
  readonly rest: Line
  readonly producer: Producer
  /** Clock of `performance.now()`. */
  readonly deadlineAtMs: number
}

/** What follows from one send: a line that goes next, and lines that go after all others. */
export interface Next {
  readonly front?: Line
  readonly back?: readonly Line[]
}
