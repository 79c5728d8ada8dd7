import { rule } from '@wabastream/sdk/alerts'
import { entryOf, errorCatalogue } from '../errors/explain.ts'

/** An error that a status or a whole webhook named. */
export interface ReportedError {
  readonly code: number
  /** '' when the webhook named none. */
  readonly phoneNumberId: string
  readonly displayNumber: string
  readonly wabaId: string
}

const dayMs = 86_400_000

const codes = errorCatalogue.filter(({ needsPerson }) => needsPerson).map(({ code }) => code)

/** An error that does not go away until somebody does something. */
export const errorNeedsPerson = rule<ReportedError>({
  name: 'error-needs-person',
  severity: 'warning',
  condition: `Opens with the first error of a number whose code needs a person (${codes.join(', ')}); one incident per number and code. Critical for locked or restricted accounts, payment, tokens and registration. Ends silently a day after the last such error.`,
  thresholds: { 'hours without the error until it ends': 24 },
  advice: 'Do what the incident says: sending does not recover by itself.',
  endsAfterMs: dayMs,
  judge({ code, phoneNumberId, displayNumber, wabaId }) {
    const entry = entryOf(code)
    if (!entry?.needsPerson) return null
    return {
      state: 'open',
      subject: `${phoneNumberId || wabaId}:${code}`,
      severity: entry.needsPerson,
      wabaId,
      phoneNumber: displayNumber === '' ? undefined : displayNumber,
      title: `Error ${code}: ${entry.meaning}`,
      detail: `${entry.meaning} ${entry.whatToDo}`,
    }
  },
})
