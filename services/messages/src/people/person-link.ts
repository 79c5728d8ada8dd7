/** Two ids, in comparison form, that belong to one person, as some event said. */
export interface PersonLink {
  readonly a: string
  readonly b: string
  /** `same`: both named at once, a user id first. `change`: `a` was replaced by `b`. */
  readonly kind: 'same' | 'change'
  /** The WhatsApp Business Account that said so: user ids are scoped to its business. */
  readonly scope: string
  /** When it was said first, epoch milliseconds. */
  readonly firstAt: number
}

/** An id of a person, and when it was theirs, epoch milliseconds: phone numbers are given to others in time. */
export interface HeldId {
  readonly id: string
  /** Inclusive. */
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

/** Before everything that can happen, epoch milliseconds. Finite, so that it fits JSON and PostgreSQL. */
export const ever = 0
/** After everything that can happen. */
export const forever = 9_999_999_999_999
