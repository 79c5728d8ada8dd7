import { property } from './json.ts'

/** How much of its limits an app has used, in percent of the rolling hour. */
export interface Usage {
  /** Highest figure of X-App-Usage; null: the answer had none. */
  readonly appPercent: number | null
  /** Highest figure of all objects in X-Business-Use-Case-Usage; null: the answer had none. */
  readonly businessPercent: number | null
  /** How long Meta says that it will refuse, milliseconds. */
  readonly regainMs: number
}

const figures = ['call_count', 'total_cputime', 'total_time'] as const

/** Reads both headers. What cannot be read says nothing: usage is a hint, the errors decide. */
export function usageOf(header: (name: string) => string | null): Usage {
  const business = Object.values(parsed(header('x-business-use-case-usage')) ?? {}).flat() as readonly unknown[]
  const minutes = business.map((entry) => positive(property(entry, 'estimated_time_to_regain_access')) ?? 0)
  return {
    appPercent: highest([parsed(header('x-app-usage'))]),
    businessPercent: highest(business),
    regainMs: Math.max(0, ...minutes) * 60_000,
  }
}

function highest(entries: readonly unknown[]): number | null {
  const found = entries.flatMap((entry) => figures.flatMap((name) => positive(property(entry, name)) ?? []))
  return found.length === 0 ? null : Math.max(...found)
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}

function parsed(text: string | null): object | null {
  try {
    const value: unknown = text === null ? null : JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
