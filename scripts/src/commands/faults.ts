import { readEnvironment } from '@wabastream/sdk/config'
import { Command } from 'commander'
import { allFaults, runFaults, type FaultName } from '../faults/run-faults.ts'
import { faultReport, overloadReport } from '../faults/fault-report.ts'
import { print, tell } from '../output/standard-output.ts'
import { exitCode } from '../program/exit-code.ts'
import { onInterruption } from '../program/interruption.ts'
import { UsageError } from '../program/usage-error.ts'
import { createProgress } from '../up/progress.ts'
import { positiveInteger } from './number-argument.ts'

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
  return command
}

async function ingress({ webhooks, senders, only }: FaultFlags): Promise<void> {
  using interruption = onInterruption()
  const progress = createProgress(process.stderr)
  const { signal } = interruption
  const faults = only === undefined ? allFaults : chosen(only)
  const options = { environment: readEnvironment(), webhooks, senders, signal, tell, onProgress: progress.show }
  try {
    for await (const found of runFaults(faults, options)) {
      await print('tally' in found ? faultReport(found) : overloadReport(found))
      if (!found.passed) process.exitCode = exitCode.failed
    }
  } finally {
    progress.end()
  }
}

function chosen(names: string): readonly FaultName[] {
  const wanted = names.split(',').map((name) => name.trim())
  const faults = allFaults.filter((name) => wanted.includes(name))
  if (faults.length === wanted.length) return faults
  throw new UsageError(`--only ${names}: there are ${allFaults.join(', ')}`)
}
