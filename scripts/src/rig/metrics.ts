/** Values of Prometheus samples, by name with labels as written: `wabastream_lane_queued_bytes{lane="live"}`. */
export type Samples = ReadonlyMap<string, number>

/** Reads the metrics of a process. */
export async function readMetrics(url: string): Promise<Samples> {
  const response = await fetch(url)
  return parseMetrics(await response.text())
}

/** Parses Prometheus text; comments are left out. */
export function parseMetrics(text: string): Samples {
  const samples = new Map<string, number>()
  for (const line of text.split('\n')) {
    const end = line.lastIndexOf(' ')
    if (end > 0 && !line.startsWith('#')) samples.set(line.slice(0, end), Number(line.slice(end + 1)))
  }
  return samples
}

/** The sum of all samples of a metric, whatever their labels. */
export function total(samples: Samples, name: string): number {
  let sum = 0
  for (const [sample, value] of samples) if (sample === name || sample.startsWith(`${name}{`)) sum += value
  return sum
}
