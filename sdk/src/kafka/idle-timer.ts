import { createRequire } from 'node:module'

interface QueuePrototype {
  throttledUntil: number
  throttleCheckTimeoutId: NodeJS.Timeout | null
  pending: readonly unknown[]
  checkPendingRequests(): void
  scheduleCheckPendingRequests(): void
}

const RETRY_AFTER_MS = 10
let patched = false

/**
 * kafkajs 2.2.4 re-arms a timer with a negative delay for ever on every connection (tulios/kafkajs#1704, #1751): some
 * 900 timers a second and 4 % of a core while idle, and a warning on Node 24. With this the timer runs only while a
 * request waits. Throws when the method is no longer there, so that another kafkajs version cannot undo it unseen.
 */
export function cureIdleTimer(): void {
  if (patched) return
  const prototype = queuePrototype()
  prototype.scheduleCheckPendingRequests = function (this: QueuePrototype) {
    if (this.throttleCheckTimeoutId || this.pending.length === 0) return
    const waitMs = this.throttledUntil - Date.now()
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null
        this.checkPendingRequests()
      },
      waitMs > 0 ? waitMs : RETRY_AFTER_MS,
    )
  }
  patched = true
}

function queuePrototype(): QueuePrototype {
  const path = 'kafkajs/src/network/requestQueue'
  const module: unknown = createRequire(import.meta.url)(path)
  const prototype: unknown = typeof module === 'function' ? module.prototype : undefined
  if (isQueuePrototype(prototype)) return prototype
  throw new Error(
    `${path} has no scheduleCheckPendingRequests to mend: pin kafkajs to 2.2.4, or check that this is fixed`,
  )
}

function isQueuePrototype(value: unknown): value is QueuePrototype {
  return (
    typeof value === 'object' &&
    value !== null &&
    'scheduleCheckPendingRequests' in value &&
    typeof value.scheduleCheckPendingRequests === 'function' &&
    'checkPendingRequests' in value &&
    typeof value.checkPendingRequests === 'function'
  )
}
