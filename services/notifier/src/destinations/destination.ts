import type { QuietPeriod } from '../quiet/quiet-until.ts'

export const severities = ['info', 'warning', 'critical'] as const
export const states = ['open', 'resolved'] as const

/** Which alerts a destination gets; what is left out lets everything through. */
export interface Filter {
  readonly severities?: readonly string[] | undefined
  readonly wabaIds?: readonly string[] | undefined
  /** Names of rules, `*` stands for any characters. */
  readonly rules?: readonly string[] | undefined
  readonly states?: readonly string[] | undefined
}

interface Common {
  /** What the table of notifications knows it by. */
  readonly name: string
  /** A secret in the case of Slack: never logged, never answered. */
  readonly url: string
  readonly allowPrivate: boolean
  readonly filter: Filter
  readonly quiet: readonly QuietPeriod[]
}

/** Where notifications go, its references resolved. */
export type Destination =
  | (Common & { readonly kind: 'slack' })
  /** Any endpoint; `keys` sign each request, the newest first. */
  | (Common & { readonly kind: 'https'; readonly keys: readonly Buffer[] })
