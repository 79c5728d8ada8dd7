import { accountErrors } from './account-errors.ts'
import type { ErrorEntry } from './error-entry.ts'
import { featureErrors } from './feature-errors.ts'
import { sendingErrors } from './sending-errors.ts'

/** Every code that is explained here, in order. */
export const errorCatalogue: readonly ErrorEntry[] = [...accountErrors, ...sendingErrors, ...featureErrors].toSorted(
  (a, b) => a.code - b.code,
)

const byCode: ReadonlyMap<number, ErrorEntry> = new Map(errorCatalogue.map((entry) => [entry.code, entry]))

/** What an error code means; codes from 200 to 299 are permissions. Undefined when it is not documented. */
export function entryOf(code: number): ErrorEntry | undefined {
  const entry = byCode.get(code)
  if (entry || code < 200 || code > 299) return entry
  return { ...permission, code }
}

const permission = byCode.get(200)!

/** An error as Meta sent it: the texts are Meta's. */
export interface SentError {
  readonly code: number | null
  readonly title?: string | null
  readonly message?: string | null
  readonly error_data?: { readonly details: string | null } | null
}

/** An error with what it means. */
export interface ExplainedError {
  readonly code: number | null
  readonly title: string | null
  /** Details that Meta gave. */
  readonly details: string | null
  readonly meaning: string
  readonly what_to_do: string
}

/** An error as Meta sent it, and in our words what happened and what to do. */
export function explain({ code, title, message, error_data: data }: SentError): ExplainedError {
  const entry = code === null ? undefined : entryOf(code)
  return {
    code,
    title: title ?? message ?? null,
    details: data?.details ?? null,
    meaning: entry?.meaning ?? 'Not a code that Meta documents for the Cloud API.',
    what_to_do: entry?.whatToDo ?? 'Read the title and the details, and look the code up in the reference of Meta.',
  }
}
