/** A version of the Graph API, such as 26.0. */
interface Version {
  readonly number: number
  /** Epoch milliseconds from which it is gone; null = not announced. */
  readonly until: number | null
}

const day = (text: string) => Date.parse(`${text}T00:00:00Z`)

/** Meta's list, newest first. */
const versions: readonly Version[] = [
  { number: 26, until: null },
  { number: 25, until: day('2028-07-29') },
  { number: 24, until: day('2028-02-18') },
  { number: 23, until: day('2027-10-08') },
  { number: 22, until: day('2027-05-20') },
  { number: 21, until: day('2027-01-21') },
  { number: 20, until: day('2026-09-24') },
  { number: 19, until: day('2026-05-21') },
  { number: 18, until: day('2026-01-26') },
]

const newest = 26

/**
 * The version that answers a call, such as `v26.0`. A version that is gone is served by the oldest that is still there, and
 * so is a call without one. Null when there is no such version yet: Graph then takes the text for an unknown path.
 */
export function versionFor(asked: string | null, nowMs: number): string | null {
  const usable = versions.filter(({ until }) => until === null || until > nowMs).map((version) => version.number)
  const number = asked === null ? 0 : numberOf(asked)
  if (number === null || number > newest) return null
  const served = usable.findLast((each) => each >= number) ?? newest
  return `v${served}.0`
}

/** Whether a path segment has the form of a version. */
export function isVersion(segment: string): boolean {
  return /^v\d+\.\d+$/.test(segment)
}

function numberOf(text: string): number | null {
  const [, major, minor] = /^v(\d{1,3})\.(\d)$/.exec(text) ?? []
  if (major === undefined || (minor !== '0' && Number(major) > 3)) return null
  return Number(major)
}
