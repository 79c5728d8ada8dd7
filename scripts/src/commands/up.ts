import { readEnvironment } from '@wabastream/sdk/config'
import { Command, Option } from 'commander'
import { UsageError } from '../program/usage-error.ts'
import { showLive } from '../up/live.ts'
import { services } from '../up/services.ts'
import { up } from '../up/up.ts'

interface UpFlags {
  readonly reset?: boolean
  readonly services?: string
  readonly broker?: 'external' | 'docker' | 'embedded'
}

/** `waba up`: what `npx --yes pnpm@12 start` runs. */
export function upCommand(): Command {
  return new Command('up')
    .description('start Kafka, a schema registry and the services here; stops all of it at Ctrl-C')
    .option('--reset', 'delete the data of earlier runs first')
    .option('--services <names>', `only these services, separated by commas (${Object.keys(services).join(', ')})`)
    .addOption(
      new Option('--broker <source>', 'where Kafka and the registry come from').choices([
        'external',
        'docker',
        'embedded',
      ]),
    )
    .action(async (flags: UpFlags) => {
      const environment = readEnvironment()
      await up({
        environment,
        directory: process.cwd(),
        services: chosenServices(flags.services),
        reset: flags.reset === true,
        source: flags.broker,
        out: process.stderr,
        live: (running) => showLive({ ...running, out: process.stderr }),
      })
    })
}

function chosenServices(names: string | undefined): readonly string[] {
  if (names === undefined) return Object.keys(services)
  const chosen = names.split(',').map((name) => name.trim())
  const unknown = chosen.filter((name) => !Object.hasOwn(services, name))
  if (unknown.length === 0) return chosen
  throw new UsageError(`No such service: ${unknown.join(', ')}; there are: ${Object.keys(services).join(', ')}`)
}
