import type { Severity } from '@wabastream/sdk/alerts'

/** One code of Meta's error catalogue, in our words. */
export interface ErrorEntry {
  readonly code: number
  /** What happened. */
  readonly meaning: string
  /** What the business should do. */
  readonly whatToDo: string
  /** Set when sending does not recover until a person does something: how urgent that is. */
  readonly needsPerson?: Severity
}
