import type { RawRecord } from '../../kafka/index.ts'
import type { Occasion } from '../context/event-context.ts'
import type { Replay } from '../consumed.ts'
import type { AnyEvent } from '../read/event-reader.ts'
import type { Delivered, Place } from '../record/place.ts'
import { type CallController, createCallController } from './running-calls.ts'

/** One record on its way through the handler. One object for all that is known of it: the hot path makes no other. */
export class Call implements Delivered, Occasion {
  readonly raw: RawRecord
  readonly place: Place
  /** Attempts that were spent before. */
  readonly spent: number
  /** Calls of the handler since then. */
  here = 0
  startedAtMs = 0
  event: AnyEvent | null = null
  private current: CallController | null = null

  constructor(raw: RawRecord, place: Place, spent: number) {
    this.raw = raw
    this.place = place
    this.spent = spent
  }

  /** Counts one more call of the handler, with a signal of its own. */
  begin(): void {
    this.here += 1
    if (this.here === 1) this.startedAtMs = performance.now()
    this.current = null
  }

  get delivered(): Delivered {
    return this
  }

  get attempt(): number {
    return this.spent + Math.max(1, this.here)
  }

  get replay(): Replay | null {
    return this.event?.replay ?? null
  }

  get controller(): CallController {
    this.current ??= createCallController()
    return this.current
  }

  signal(): AbortSignal {
    return this.controller.signal()
  }
}
