/** What a fault run comes to. `missing` is what must be 0. */
export interface Tally {
  readonly webhooks: number
  /** HTTP requests by how they were answered. */
  readonly answered200: number
  readonly answered503: number
  readonly answeredElse: number
  readonly unanswered: number
  /** Records on the topic that are repetitions of an event that was there already. */
  readonly duplicates: number
  /** Webhooks that got 200 and whose event is not on the topic. */
  readonly missing: number
}

/**
 * Compares what was answered with what is on the topic.
 * @param kept how many records the topic has of each event id.
 */
export function tallyOf(
  webhooks: number,
  { accepted, answers }: { readonly accepted: ReadonlySet<string>; readonly answers: ReadonlyMap<number, number> },
  kept: ReadonlyMap<string, number>,
): Tally {
  const answered = (status: number) => answers.get(status) ?? 0
  let [all, duplicates, missing] = [0, 0, 0]
  for (const times of answers.values()) all += times
  for (const records of kept.values()) duplicates += records - 1
  for (const eventId of accepted) if (!kept.has(eventId)) missing += 1
  return {
    webhooks,
    answered200: answered(200),
    answered503: answered(503),
    answeredElse: all - answered(200) - answered(503) - answered(0),
    unanswered: answered(0),
    duplicates,
    missing,
  }
}
