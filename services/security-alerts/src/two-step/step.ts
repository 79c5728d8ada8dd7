/** What can happen to the two-step verification code of a number. */
export type Step =
  /** Somebody asked to turn the code off. */
  | 'asked'
  /** The code was turned off: the number can be registered without it. */
  | 'disabled'
  /** There is another code now. */
  | 'changed'

/** Meta's names of the events of the field `security`; PIN_RESET_SUCCESS is the older spelling of success. */
const steps: ReadonlyMap<string, Step> = new Map([
  ['PIN_RESET_REQUEST', 'asked'],
  ['PIN_REQUEST_SUCCESS', 'disabled'],
  ['PIN_RESET_SUCCESS', 'disabled'],
  ['PIN_CHANGED', 'changed'],
])

/** Null for an event that Meta did not document: it is kept, and no rule judges it. */
export function stepOf(event: string | null): Step | null {
  return (event === null ? undefined : steps.get(event)) ?? null
}
