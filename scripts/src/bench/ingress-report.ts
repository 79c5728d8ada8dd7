import { table } from '../output/table.ts'
import type { IngressBenchOptions, IngressBenchResult } from './bench-ingress.ts'
import { costOf } from './cost-of.ts'
import type { BenchStack } from './bench-stack.ts'
import { median, percentile } from './percentile.ts'

/** What the ingress may cost, as a multiple of bare Fastify, and how long 99 of 100 webhooks may take. */
const targets = { ratio: 2.5, p99Ms: 25 }

/** The figures of a run, as they are printed for programs. */
export function ingressFigures({ bare, ingress, latenciesMs, ingressRssBytes }: IngressBenchResult) {
  const [bareCost, ingressCost] = [costOf(bare), costOf(ingress)]
  // Slice by slice, because the speed of a machine that is shared changes from one minute to the next.
  const ratios = ingress.map(({ cpuUs }, slice) => cpuUs / (bare[slice]?.cpuUs ?? Number.NaN))
  const latency = (share: number) => round(percentile(latenciesMs, share), 1)
  return {
    bare: { cpuUs: round(bareCost.cpuUs, 1), perSecond: round(bareCost.perSecond) },
    ingress: { cpuUs: round(ingressCost.cpuUs, 1), perSecond: round(ingressCost.perSecond) },
    ratio: round(median(ratios), 2),
    openLoop: { p50Ms: latency(0.5), p99Ms: latency(0.99), maxMs: latency(1) },
    ingressRssMb: round(ingressRssBytes / 1e6),
  }
}

/** The same for people, with how it was measured. */
export function ingressReport(
  options: Pick<IngressBenchOptions, 'connections' | 'slices' | 'requestsPerSlice' | 'rate' | 'seconds'>,
  result: IngressBenchResult,
): string {
  const { bare, ingress, ratio, openLoop, ingressRssMb } = ingressFigures(result)
  const { connections, slices, requestsPerSlice, rate, seconds } = options
  const rows = [
    ['bare Fastify, raw body, 200', bare.cpuUs, bare.perSecond],
    ['the ingress, 200 after acks=all', ingress.cpuUs, ingress.perSecond],
  ] as const
  return `${table(['SERVER', 'CPU US PER REQUEST', 'REQUESTS PER S'], rows)}
${ratio} times bare Fastify (target: at most ${targets.ratio})
At ${rate} webhooks per second: p50 ${openLoop.p50Ms} ms, p99 ${openLoop.p99Ms} ms (target: at most ${targets.p99Ms}), longest ${openLoop.maxMs} ms
The ingress took ${ingressRssMb} MB of memory.

How: webhooks of one message, 1,165 bytes, signed beforehand, each with an id of its own, in ${connections} keep-alive
connections; medians of ${slices} slices of ${requestsPerSlice} requests, the servers in turn; CPU time of the server process,
user and system; the ratio is the median over the slices. Then an open loop of ${seconds} s; a webhook's time counts from when it was due. ${placesOf(result.cores)}
`
}

/** Who ran on which cores. */
export function placesOf(cores: BenchStack['cores']): string {
  return 'impossible' in cores
    ? `Nothing was pinned, because ${cores.impossible}: take the figures with care.`
    : `What was measured ran alone on core ${cores.server}; Kafka, the other servers and the load shared core ${cores.rest}.`
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}
