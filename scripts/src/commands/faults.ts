import { readEnvironment } from '@wabastream/sdk/config'
import { Command } from 'commander'
import { allConsumerFaults, consumerFaultReport, runConsumerFaults } from '../faults/consumers/run-consumer-faults.ts'
import { allFaults, runFaults, type FaultsOptions } from '../faults/run-faults.ts'
import { faultReport, overloadReport } from '../faults/fault-report.ts'
import { print, tell } from '../output/standard-output.ts'
import { exitCode } from '../program/exit-code.ts'
import { onInterruption } from '../program/interruption.ts'
import { UsageError } from '../program/usage-error.ts'
import { createProgress } from '../up/progress.ts'
import { positiveInteger } from './number-argument.ts'

interface ConsumerFaultFlags {
  readonly messages: number
  readonly only?: string
}

interface FaultFlags {
  readonly webhooks: number
  readonly senders: number
  readonly only?: string
}

/** `waba faults`: the long forms of the fault tests, with servers of their own. */
export function faultsCommand(): Command {
  const command = new Command('faults').description('Breaks things on purpose, and counts what is kept')
  command
    .command('ingress')
    .description('sends webhooks while Kafka or the ingress is killed, frozen or restarted; exit code 1 if one is lost')
    .option('--webhooks <n>', 'webhooks of each run', positiveInteger, 50_000)
    .option('--senders <n>', 'webhooks on their way at once', positiveInteger, 64)
    .option('--only <faults>', `only these, separated by commas: ${allFaults.join(', ')}`)
    .action(ingress)
  command
    .command('consumers')
    .description(
      'sends statuses while the messages service, PostgreSQL or Kafka is killed; exit code 1 if one is lost or counted twice',
    )
    .option('--messages <n>', 'messages of each run, with two or three statuses each', positiveInteger, 5000)
    .option('--only <faults>', `only these, separated by commas: ${allConsumerFaults.join(', ')}`)
    .action(consumers)
  return command
}

async function ingress({ webhooks, senders, only }: FaultFlags): Promise<void> {
  const faults = chosen(allFaults, only)
  await reporting(
    (watch) => runFaults(faults, { ...watch, webhooks, senders }),
    (found) => ('tally' in found ? faultReport(found) : overloadReport(found)),
  )
}

async function consumers({ messages, only }: ConsumerFaultFlags): Promise<void> {
  const faults = chosen(allConsumerFaults, only)
  await reporting((watch) => runConsumerFaults(faults, { ...watch, messages }), consumerFaultReport)
}

/** What every run is given, and hears of. */
type Watch = Pick<FaultsOptions, 'environment' | 'tell' | 'onProgress' | 'signal'>

/** Prints each outcome as it comes; one that failed makes the exit code 1. */
async function reporting<T extends { readonly passed: boolean }>(
  run: (watch: Watch) => AsyncIterable<T>,
  report: (found: T) => string,
): Promise<void> {
  using interruption = onInterruption()
  const progress = createProgress(process.stderr)
  const watch = { environment: readEnvironment(), signal: interruption.signal, tell, onProgress: progress.show }
  try {
    for await (const found of run(watch)) {
      await print(report(found))
      if (!found.passed) process.exitCode = exitCode.failed
    }
  } finally {
    progress.end()
  }
}

function chosen<N extends string>(all: readonly N[], names: string | undefined): readonly N[] {
  if (names === undefined) return all
  const wanted = new Set<string>(names.split(',').map((name) => name.trim()))
  const faults = all.filter((name) => wanted.has(name))
  if (faults.length === wanted.size) return faults
  throw new UsageError(`--only ${names}: there are ${all.join(', ')}`)
}
