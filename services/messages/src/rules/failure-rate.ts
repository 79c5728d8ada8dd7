import { rule } from '@wabastream/sdk/alerts'

/** How many messages there were, and how many of them have failed so far. */
export interface Counts {
  readonly total: number
  readonly failed: number
}

/** One clock hour of a business number, by the first status of each message. */
export interface FailureHour {
  readonly phoneNumberId: string
  readonly displayNumber: string
  readonly wabaId: string
  readonly hour: Counts
  /** The seven days before that hour. */
  readonly baseline: Counts
}

const thresholds = {
  'failed messages in the hour, at least': 10,
  'messages in the hour, at least': 30,
  'failure rate of the hour, at least (%)': 10,
  'times the baseline, at least': 3,
  'messages in the baseline, at least': 200,
  'baseline when there are fewer (%)': 2,
} as const

const hourMs = 3_600_000

/** Too many of a number's messages fail, measured against its own past. */
export const failureRate = rule<FailureHour>({
  name: 'failure-rate',
  severity: 'warning',
  condition:
    'Opens when in one clock hour the share of failed messages of a number is high, and a multiple of its share in the seven days before. Resolves when an hour that is not so, and has enough messages, is followed by messages in a later hour; ends silently when that takes longer than two hours. Every message counts in the hour of its first status, with the state that it has by now.',
  thresholds,
  advice:
    'Look at the errors of the failed messages (GET /v1/errors and GET /v1/messages/{wamid}): each code says what to do. Stop campaigns of this number until the cause is known.',
  endsAfterMs: 3 * hourMs,
  judge({ phoneNumberId, displayNumber, wabaId, hour, baseline }) {
    if (hour.total < thresholds['messages in the hour, at least']) return null
    const usual = usualRate(baseline)
    const isFailing = mayFail(hour) && rateOf(hour) >= thresholds['times the baseline, at least'] * usual
    const figures = `${percent(rateOf(hour))} of ${hour.total} messages within an hour, usually ${percent(usual)}`
    return {
      state: isFailing ? 'open' : 'resolved',
      subject: phoneNumberId,
      wabaId,
      phoneNumber: displayNumber,
      title: isFailing ? `Messages of a number fail: ${figures}` : `Messages of a number go through again: ${figures}`,
      detail: isFailing
        ? `${hour.failed} of ${hour.total} messages failed. Look at their error codes, and stop campaigns of this number until the cause is known.`
        : `${hour.failed} of ${hour.total} messages failed.`,
    }
  },
})

/** Whether an hour is bad by itself, so that it is worth to look at the past. */
export function mayFail(hour: Counts): boolean {
  return (
    hour.total >= thresholds['messages in the hour, at least'] &&
    hour.failed >= thresholds['failed messages in the hour, at least'] &&
    rateOf(hour) * 100 >= thresholds['failure rate of the hour, at least (%)']
  )
}

function usualRate(baseline: Counts): number {
  return baseline.total < thresholds['messages in the baseline, at least']
    ? thresholds['baseline when there are fewer (%)'] / 100
    : rateOf(baseline)
}

const rateOf = ({ total, failed }: Counts): number => (total === 0 ? 0 : failed / total)

const percent = (rate: number): string => `${(rate * 100).toFixed(1)} %`
