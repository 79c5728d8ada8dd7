import { readEnvironment } from '@wabastream/sdk/config'
import { Command } from 'commander'
import { addOutputOption, type OutputFlags } from '../output/output-format.ts'
import { print, tell } from '../output/standard-output.ts'
import { exitCode } from '../program/exit-code.ts'
import { UsageError } from '../program/usage-error.ts'
import type { Diagnosis } from '../subscriptions/answers.ts'
import { apiClient } from '../subscriptions/api-client.ts'
import { doctorTable } from '../subscriptions/texts.ts'

interface Flags extends OutputFlags {
  readonly waba: string
  readonly api?: string
}

/** `waba doctor`: walks the chain of an account and names the broken link; exit code 1 when there is one. */
export function doctorCommand(): Command {
  return addOutputOption(new Command('doctor'))
    .description('Walks the chain of an account, from the token to the callback, and names the broken link')
    .requiredOption('--waba <id>', 'the account')
    .option('--api <url>', 'address of the HTTP API; default: the running stack, or API_HOST and API_PORT')
    .action(async ({ waba, api, output }: Flags) => {
      if (!/^\d{1,32}$/.test(waba)) throw new UsageError(`--waba ${waba}: must be the id of an account, digits only`)
      const diagnosis = await apiClient(readEnvironment(), api).ask<Diagnosis>('GET', `/v1/doctor/${waba}`)
      await print(output === 'json' ? `${JSON.stringify(diagnosis)}\n` : doctorTable(diagnosis))
      if (diagnosis.broken === null) return tell('No link that can be checked is broken.')
      tell(`Broken: ${diagnosis.broken}`)
      process.exitCode = exitCode.failed
    })
}
