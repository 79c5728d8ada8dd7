import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readEnvironment } from '@wabastream/sdk/config'
import { Command } from 'commander'
import { benchConsumers } from '../bench/bench-consumers.ts'
import { benchIngress } from '../bench/bench-ingress.ts'
import { benchLane } from '../bench/bench-lane.ts'
import { benchParts } from '../bench/bench-parts.ts'
import type { BenchStackOptions } from '../bench/bench-stack.ts'
import { consumersFigures, consumersReport } from '../bench/consumers-report.ts'
import { hotSpots, type CpuProfile } from '../bench/hot-spots.ts'
import { hotSpotTable } from '../bench/hot-spot-table.ts'
import { ingressFigures, ingressReport } from '../bench/ingress-report.ts'
import { laneFigures, laneReport } from '../bench/lane-report.ts'
import { addOutputOption, type OutputFlags } from '../output/output-format.ts'
import { print, tell } from '../output/standard-output.ts'
import { table } from '../output/table.ts'
import { onInterruption } from '../program/interruption.ts'
import { createProgress } from '../up/progress.ts'
import { positiveInteger } from './number-argument.ts'

interface IngressFlags extends OutputFlags {
  readonly connections: number
  readonly slices: number
  readonly requests: number
  readonly rate: number
  readonly seconds: number
  readonly profile?: string
}

interface LaneFlags extends OutputFlags {
  readonly slices: number
  readonly records: number
}

interface ConsumersFlags extends OutputFlags {
  readonly events: number
  readonly slices: number
}

/** `waba bench`: what things cost on this machine. By hand: nothing else should run beside it. */
export function benchCommand(): Command {
  const command = new Command('bench').description('Measures on this machine. Nothing else should run beside it.')
  addOutputOption(command.command('ingress'))
    .description('the ingress against bare Fastify: CPU per webhook, webhooks per second, latency')
    .option('--connections <n>', 'keep-alive connections', positiveInteger, 64)
    .option('--slices <n>', 'slices of each server', positiveInteger, 7)
    .option('--requests <n>', 'webhooks in a slice', positiveInteger, 30_000)
    .option('--rate <n>', 'webhooks per second of the open loop', positiveInteger, 1000)
    .option('--seconds <n>', 'length of the open loop', positiveInteger, 20)
    .option('--profile <file>', 'write a CPU profile of the ingress, and show its hot spots')
    .action(ingress)
  addOutputOption(command.command('lane'))
    .description('the producer lane alone: CPU per record, records per second')
    .option('--slices <n>', 'slices for each number of callers', positiveInteger, 7)
    .option('--records <n>', 'records in a slice', positiveInteger, 30_000)
    .action(lane)
  addOutputOption(command.command('consumers'))
    .description('the consumer of the SDK against plain kafkajs, and the messages service into PostgreSQL')
    .option('--events <n>', 'recorded events', positiveInteger, 200_000)
    .option('--slices <n>', 'slices of each reader', positiveInteger, 5)
    .action(consumers)
  addOutputOption(command.command('parts'))
    .description('each step from a body to its records alone, in this process')
    .action(parts)
  return command
}

async function ingress(flags: IngressFlags): Promise<void> {
  const profileFile = flags.profile === undefined ? undefined : resolve(flags.profile)
  const options = { ...flags, requestsPerSlice: flags.requests, profileFile }
  const result = await benching((about) => benchIngress({ ...about, ...options }))
  await print(flags.output === 'json' ? json(ingressFigures(result)) : ingressReport(options, result))
  if (profileFile === undefined || flags.output === 'json') return
  const profile = JSON.parse(readFileSync(profileFile, 'utf8')) as CpuProfile
  await print(`\n${hotSpotTable(hotSpots(profile), flags.requests)}`)
}

async function lane(flags: LaneFlags): Promise<void> {
  const options = { slices: flags.slices, recordsPerSlice: flags.records, callers: [64, 500] }
  const result = await benching((about) => benchLane({ ...about, ...options }))
  await print(flags.output === 'json' ? json(laneFigures(result)) : laneReport(result))
}

async function consumers(flags: ConsumersFlags): Promise<void> {
  const result = await benching((about) => benchConsumers({ ...about, ...flags }))
  await print(flags.output === 'json' ? json(consumersFigures(result)) : consumersReport(flags, result))
}

async function parts({ output }: OutputFlags): Promise<void> {
  const costs = benchParts()
  const rows = costs.map(({ part, cpuUs }) => [part, Number(cpuUs.toFixed(2))])
  await print(output === 'json' ? json(costs) : table(['STEP', 'CPU US PER WEBHOOK'], rows))
}

async function benching<T>(bench: (about: BenchStackOptions) => Promise<T>): Promise<T> {
  using interruption = onInterruption()
  const progress = createProgress(process.stderr)
  const { signal } = interruption
  try {
    return await bench({ environment: readEnvironment(), onProgress: progress.show, tell, signal })
  } finally {
    progress.end()
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
