/** Tells a sleeping relay that there is something to send. */
export interface Bell {
  ring(): void
  /** Resolves when it rings, has rung since the last time, or the time is over. */
  wait(withinMs: number): Promise<void>
}

const bells = new WeakMap<object, Bell>()

/** The bell of a store; relays in other processes look for themselves. */
export function bellOf(store: object): Bell {
  const found = bells.get(store) ?? createBell()
  bells.set(store, found)
  return found
}

function createBell(): Bell {
  let hasRung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      hasRung = true
      wake?.()
    },
    async wait(withinMs) {
      if (!hasRung) {
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        const timer = setTimeout(resolve, withinMs)
        await promise
        clearTimeout(timer)
      }
      hasRung = false
    },
  }
}
