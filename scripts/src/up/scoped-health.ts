import type { Health } from '@wabastream/sdk/observe'

/** The health of a process as one of its services sees it: parts of the same name in two services stay apart. */
export function scopedHealth(health: Health, service: string): Health {
  return { ...health, add: (part, check) => health.add(`${service}: ${part}`, check) }
}
