import { table } from '../output/table.ts'
import type { LaneBenchResult } from './bench-lane.ts'
import { costOf } from './cost-of.ts'
import { placesOf } from './ingress-report.ts'

/** The figures of a run, as they are printed for programs. */
export function laneFigures({ slices }: Pick<LaneBenchResult, 'slices'>) {
  return Array.from(slices, ([callers, measured]) => {
    const { cpuUs, perSecond } = costOf(measured)
    return { callers, cpuUs: Number(cpuUs.toFixed(1)), perSecond: Math.round(perSecond) }
  })
}

/** The same for people, with how it was measured. */
export function laneReport(result: LaneBenchResult): string {
  const rows = laneFigures(result).map(({ callers, cpuUs, perSecond }) => [callers, cpuUs, perSecond])
  return `${table(['CALLERS', 'CPU US PER RECORD', 'RECORDS PER S'], rows)}
How: records of one text message with their headers, 32 partitions, acks=all; each caller publishes its next record when
the last one is acknowledged; medians; CPU time of the whole process. ${placesOf(result.cores)}
`
}
