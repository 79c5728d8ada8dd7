import type {
  AccountAlertsEvent,
  AccountReviewUpdateEvent,
  AccountUpdateEvent,
  BusinessCapabilityUpdateEvent,
  PhoneNumberNameUpdateEvent,
  PhoneNumberQualityUpdateEvent,
} from '@wabastream/schemas'
import type { Fact } from './fact.ts'

/** The events that the service reads. */
export type HealthEvent =
  | AccountAlertsEvent
  | AccountReviewUpdateEvent
  | AccountUpdateEvent
  | BusinessCapabilityUpdateEvent
  | PhoneNumberNameUpdateEvent
  | PhoneNumberQualityUpdateEvent

/** Whom an event is about. */
export interface About {
  /** null when Meta did not name the account: entry id "0", or a business portfolio. */
  readonly wabaId: string | null
  /** Display phone number, digits only. */
  readonly phoneNumber: string | null
}

/** All that an event says. */
export interface Reading extends About {
  /** Meta's word for what happened: the event, the decision or the type of alert. */
  readonly word: string | null
  /** The business portfolio that it is about, when it is about neither an account nor a number. */
  readonly businessId: string | null
  readonly facts: readonly Fact[]
}
