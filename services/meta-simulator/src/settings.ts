import { z } from 'zod'

const wholeMs = () => z.int().min(0).max(604_800_000)

/** How the simulated Meta behaves where Meta's pages disagree, say nothing, or name a limit. All of it can be changed at run time. */
export const settingsForm = z.strictObject({
  /** Whether a write answers `"success": "true"` (text) or `"success": true`: Meta's pages show both. */
  success: z.enum(['text', 'boolean']).default('text'),
  /** Items of a page when the caller names no `limit`. */
  page_size: z.int().min(1).max(100).default(25),
  /** Whether `paging` is there only if a list has more than one page, or always. */
  paging: z.enum(['when_needed', 'always']).default('when_needed'),
  /** Refuse callbacks that are not https, as Meta does. Off, because a callback on this machine seldom has a certificate. */
  require_https: z.boolean().default(false),
  /** Calls per hour, app and WABA without a registered number. */
  waba_calls_per_hour: z.int().min(1).default(200),
  /** Calls per hour, app and WABA with a registered number. */
  active_waba_calls_per_hour: z.int().min(1).default(5000),
  /** Calls per hour and app that belong to no WABA: 200 for each of its daily users. */
  app_calls_per_hour: z.int().min(1).default(20_000),
  /** HTTP status of an answer that a limit refuses: Meta's pages name both. */
  rate_limit_status: z.union([z.literal(429), z.literal(400)]).default(429),
  /** Waits of the sender are multiplied by this; 0.001 makes a second of Meta's a millisecond. */
  time_scale: z.number().min(0).max(1).default(1),
  /** How long a webhook is repeated before it is given up: Meta says 36 hours, and elsewhere 7 days. */
  retry_for_ms: wholeMs().default(129_600_000),
  /** Who gets a repetition: every app that is subscribed, as Meta says, or the one that failed. */
  retry_to: z.enum(['every_app', 'failed_app']).default('every_app'),
  /** Whether a repetition carries the `entry.time` of the first attempt or a new one: not documented. */
  retry_time: z.enum(['same', 'new']).default('same'),
  /** Updates in one POST at most. */
  batch_updates: z.int().min(1).max(1000).default(1000),
  /** How long updates are gathered before they are posted. */
  gather_ms: wholeMs().default(0),
  /** POSTs under way at once per callback; more than 1 gives up their order. */
  concurrency: z.int().min(1).max(64).default(1),
  /** How long a callback may take to answer; not scaled. */
  callback_timeout_ms: z.int().min(10).max(120_000).default(10_000),
})

export type Settings = z.output<typeof settingsForm>
export type SettingsChange = Partial<z.input<typeof settingsForm>>

/** The settings that are in force; a change takes effect at once. */
export interface CurrentSettings {
  readonly now: Settings
  change(change: SettingsChange): Settings
  /** Back to those of the beginning. */
  reset(): void
}

export function createSettings(initial: SettingsChange = {}): CurrentSettings {
  const first = settingsForm.parse(initial)
  let now = first
  return {
    get now() {
      return now
    },
    change(change) {
      now = settingsForm.parse({ ...now, ...change })
      return now
    },
    reset() {
      now = first
    },
  }
}
