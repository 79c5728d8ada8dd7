/** What a part of a service says about itself: null = fine, a sentence = why it is not ready. */
export type ReadyCheck = () => string | null

/** Readiness of a process: every registered part must be fine. */
export interface Health {
  add(part: string, check: ReadyCheck): void
  /** Not ready from now on, whatever the parts say: the process is going away. */
  drain(): void
  /** Parts that are not ready, with the reason. Empty = ready. */
  problems(): Readonly<Record<string, string>>
}

export function createHealth(): Health {
  const checks = new Map<string, ReadyCheck>()
  let draining = false
  return {
    add: (part, check) => void checks.set(part, check),
    drain: () => void (draining = true),
    problems() {
      const found: Record<string, string> = draining ? { process: 'shutting down' } : {}
      for (const [part, check] of checks) {
        const reason = check()
        if (reason !== null) found[part] = reason
      }
      return found
    },
  }
}
