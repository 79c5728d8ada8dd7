import type { Metrics } from '@wabastream/sdk/observe'
import { Counter, Histogram } from 'prom-client'
import type { Outcome } from '../send/outcome.ts'

const outcomes: readonly Outcome['kind'][] = ['sent', 'again', 'failed']

/** What the notifier counts. Names, units and labels are in its README. */
export interface Measures {
  attempt(destination: string, outcome: Outcome['kind'], durationMs: number): void
}

export function createMeasures(metrics: Metrics, destinations: readonly string[]): Measures {
  const attempts = new Counter({
    name: 'wabastream_notification_attempts_total',
    help: 'HTTP calls to destinations: sent, again (will be repeated), failed (will not)',
    labelNames: ['destination', 'outcome'],
    registers: [metrics],
  })
  const seconds = new Histogram({
    name: 'wabastream_notification_seconds',
    help: 'Duration of HTTP calls to destinations',
    labelNames: ['destination'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  })
  for (const destination of destinations) {
    seconds.zero({ destination })
    for (const outcome of outcomes) attempts.inc({ destination, outcome }, 0)
  }
  return {
    attempt(destination, outcome, durationMs) {
      attempts.inc({ destination, outcome })
      seconds.observe({ destination }, durationMs / 1000)
    },
  }
}
