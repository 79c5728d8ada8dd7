import type { BatchPorts } from './batch-ports.ts'
import type { Intake } from './intake.ts'
import { sendBatch } from './send-batch.ts'

/** Sends batch after batch while somebody waits. */
export interface Pump {
  readonly running: boolean
  /** Before it, `wake` does nothing. */
  start(): void
  wake(): void
}

interface PumpPorts extends BatchPorts {
  /** The lane's own code failed: a bug, but its callers get an answer. */
  readonly broken: (error: unknown) => void
}

export function createPump(intake: Pick<Intake, 'take' | 'unanswered'>, ports: PumpPorts): Pump {
  let started = false
  let running = false

  async function run(): Promise<void> {
    for (let batch = intake.take(); batch.length > 0; batch = intake.take()) {
      const answered = await sendBatch(batch, ports).catch((error: unknown) => {
        ports.broken(error)
        return false
      })
      if (!answered) intake.unanswered(batch)
    }
    // In the same turn as the last take: a call that comes after it must find the pump at rest and wake it.
    running = false
  }

  function wake(): void {
    if (running || !started) return
    running = true
    // After the callbacks of this turn: calls that came in together travel together.
    setImmediate(() => void run())
  }

  return {
    get running() {
      return running
    },
    start() {
      started = true
      wake()
    },
    wake,
  }
}
