import { Counter, type CounterConfiguration } from 'prom-client'

/** A counter for what happens with every webhook. */
export interface Tally {
  /** Counts one more with these values of the labels. `by` 0 makes the sample appear. */
  add(first: string, second?: string, by?: number): void
}

interface Sample {
  readonly labels: Partial<Record<string, string>>
  /** What the counter does not have yet. */
  pending: number
}

/** Counts in plain numbers and tells the metric when it is read: finding a sample by its labels takes a microsecond. */
export function createTally<L extends string>(config: CounterConfiguration<L>): Tally {
  const [firstName = '', secondName = ''] = config.labelNames ?? []
  const samples = new Map<string, Map<string, Sample>>()
  void new Counter<string>({
    ...config,
    collect() {
      for (const seconds of samples.values())
        for (const sample of seconds.values()) {
          this.inc(sample.labels, sample.pending)
          sample.pending = 0
        }
    },
  })
  function newSample(first: string, second: string): Sample {
    const labels = secondName === '' ? { [firstName]: first } : { [firstName]: first, [secondName]: second }
    const sample = { labels, pending: 0 }
    const seconds = samples.get(first)
    if (seconds) seconds.set(second, sample)
    else samples.set(first, new Map([[second, sample]]))
    return sample
  }
  return {
    add(first, second = '', by = 1) {
      const sample = samples.get(first)?.get(second) ?? newSample(first, second)
      sample.pending += by
    },
  }
}
