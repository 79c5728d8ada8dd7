import type { Cast } from './cast.ts'

/** One webhook of a story. */
export interface Step {
  /** What happens, for the screen: a few words, no ids. */
  readonly says: string
  /** A whole webhook body, as Meta sends it. */
  readonly body: unknown
}

/** A story that webhooks tell, so that somebody new sees state and alerts come to life. */
export interface Scenario {
  readonly name: string
  /** One line for help. */
  readonly summary: string
  /** Where its outcome can be seen: paths of the API, after its address. */
  see(cast: Cast): readonly string[]
  /** The webhooks in the order of sending. `nowMs` is the time at which the last of it happened. */
  steps(cast: Cast, nowMs: number): readonly Step[]
}
