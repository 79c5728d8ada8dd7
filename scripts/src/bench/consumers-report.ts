import { table } from '../output/table.ts'
import type { ConsumersBenchOptions, ConsumersBenchResult } from './bench-consumers.ts'
import { costOf } from './cost-of.ts'
import { placesOf } from './ingress-report.ts'
import { median } from './percentile.ts'

/** How fast the loop of the SDK, with decoding, must be, as a share of plain kafkajs without. */
const target = 0.5

/** The figures of a run, as they are printed for programs. */
export function consumersFigures({ plain, sdk, drain }: ConsumersBenchResult) {
  // Slice by slice, because the speed of a machine that is shared changes from one minute to the next.
  const ratios = sdk.map(({ perSecond }, slice) => perSecond / (plain[slice]?.perSecond ?? Number.NaN))
  const figures = (cost: { readonly cpuUs: number; readonly perSecond: number }) => ({
    cpuUs: round(cost.cpuUs, 1),
    perSecond: round(cost.perSecond),
  })
  return {
    plainKafkajs: figures(costOf(plain)),
    sdkLoop: figures(costOf(sdk)),
    ratio: round(median(ratios), 2),
    messagesService: { ...figures(drain), rssMb: round(drain.rssBytes / 1e6) },
  }
}

/** The same for people, with how it was measured. */
export function consumersReport(
  { events, slices }: Pick<ConsumersBenchOptions, 'events' | 'slices'>,
  result: ConsumersBenchResult,
): string {
  const { plainKafkajs, sdkLoop, ratio, messagesService } = consumersFigures(result)
  const rows = [
    ['plain kafkajs, eachBatch, not decoded', plainKafkajs.cpuUs, plainKafkajs.perSecond],
    ['consumer of the SDK, decoded, empty handler', sdkLoop.cpuUs, sdkLoop.perSecond],
    ['messages service, into PostgreSQL', messagesService.cpuUs, messagesService.perSecond],
  ] as const
  return `${table(['READER', 'CPU US PER EVENT', 'EVENTS PER S'], rows)}
The loop of the SDK has ${ratio} of the speed of plain kafkajs (target: at least ${target}).
The messages service took ${messagesService.rssMb} MB of memory.

How: ${events} recorded text messages of 1,000 people on 32 partitions. kafkajs and the SDK read all of them in turn, in this
process, each time as a new group; time from the first record on; medians of ${slices} slices; the ratio is the median over the
slices. Then the messages service, a process of its own, from its being ready to the last event. ${placesOf(result.cores)}
`
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}
