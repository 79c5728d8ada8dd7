import type { Cause } from '@wabastream/sdk/alerts'
import type { Step } from './step.ts'

/** A change of a number's two-step verification that Meta documents. */
export interface TwoStepEvent {
  readonly eventId: string
  /** The number's digits, or the account when Meta named no number: what its incidents are about. */
  readonly subject: string
  readonly wabaId: string | null
  /** Display phone number, digits only. */
  readonly phoneNumber: string | null
  readonly step: Step
  /** The user who did it; absent when a code was turned off. */
  readonly requester: string | null
  /** Milliseconds since 1970. */
  readonly occurredAt: number
  readonly cause: Cause
}
