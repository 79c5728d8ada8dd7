import type { FaultOutcome, OverloadOutcome } from './run-faults.ts'

/** One run as a line of counts. */
export function faultReport({ name, passed, tally, seconds }: FaultOutcome): string {
  const counts = [
    `${tally.webhooks} webhooks`,
    `${tally.answered200} times 200`,
    `${tally.answered503} times 503`,
    `${tally.answeredElse} other answers`,
    `${tally.unanswered} without an answer`,
    `${tally.duplicates} duplicates`,
    `missing: ${tally.missing}`,
  ]
  return `${verdict(passed)} ${name} (${seconds} s): ${counts.join(', ')}\n`
}

/** What the ingress held while Kafka did not answer. */
export function overloadReport({ name, passed, overload }: OverloadOutcome): string {
  const answers = Array.from(overload.answers, ([status, times]) => `${times} times ${status || 'no answer'}`)
  const course = tenths(overload.rssSamples).map(megabytes).join(' ')
  return (
    `${verdict(passed)} ${name}: ${answers.join(', ')}; at most ${megabytes(overload.queuedBytes)} MB of records and ` +
    `${megabytes(overload.bodyBytes)} MB of bodies, ${megabytes(overload.rssBytes)} MB resident; over time: ${course}\n`
  )
}

function verdict(passed: boolean): string {
  return passed ? 'passed' : 'FAILED'
}

/** The highest sample of each tenth of a run. */
function tenths(samples: readonly number[]): readonly number[] {
  const size = Math.max(1, Math.ceil(samples.length / 10))
  const parts = Array.from({ length: Math.ceil(samples.length / size) }, (_, part) =>
    samples.slice(part * size, (part + 1) * size),
  )
  return parts.map((part) => Math.max(...part))
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6)
}
