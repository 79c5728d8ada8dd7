/** One stage of a pause, Meta's `other_info.title`. */
export interface PauseStage {
  readonly meaning: string
  readonly whatToDo: string
  /** After this Meta ends the pause; null: somebody has to. */
  readonly endsAfterMs: number | null
}

const hourMs = 3_600_000

/** Stages of pauses. Meta: WhatsApp Business Platform, Template pausing and Template pacing. */
export const pauseStages: Readonly<Record<string, PauseStage>> = {
  FIRST_PAUSE: {
    meaning: 'Paused for the first time, for 3 hours, because of its quality.',
    whatToDo: 'Stop campaigns that use it until it is approved again; improve its text or whom it goes to.',
    endsAfterMs: 3 * hourMs,
  },
  SECOND_PAUSE: {
    meaning: 'Paused for the second time, for 6 hours, because of its quality. The third time Meta disables it.',
    whatToDo: 'Stop campaigns that use it, and change its text or whom it goes to before you send it again.',
    endsAfterMs: 6 * hourMs,
  },
  RATE_LIMITING_PAUSE: {
    meaning: 'Paused by rate limiting: the first people who got it gave negative feedback.',
    whatToDo: 'Improve its text or whom it goes to, then unpause it in WhatsApp Manager: Meta does not by itself.',
    endsAfterMs: null,
  },
}
