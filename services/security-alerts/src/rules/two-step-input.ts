import type { Standing } from '../two-step/standing.ts'
import type { TwoStepEvent } from '../two-step/two-step-event.ts'

/** What the rules of the two-step code judge: an event, and how it stands among the others of its number. */
export interface TwoStepInput {
  readonly event: TwoStepEvent
  readonly standing: Standing
}

/** Where the verdict points to. */
export function aboutNumber({ event }: TwoStepInput) {
  return {
    subject: event.subject,
    ...(event.wabaId === null ? {} : { wabaId: event.wabaId }),
    ...(event.phoneNumber === null ? {} : { phoneNumber: event.phoneNumber }),
  }
}

/** The number as people write it. */
export function numberOf({ event }: TwoStepInput): string {
  return event.phoneNumber === null ? `a number of account ${event.subject}` : `+${event.phoneNumber}`
}

/** Who did it, as a part of a sentence: Meta tells the user's id, or nothing. */
export function byRequester({ event }: TwoStepInput): string {
  return event.requester === null ? '' : ` by user ${event.requester}`
}
