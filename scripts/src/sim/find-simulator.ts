import { createSimControl, type SimControl } from '@wabastream/meta-simulator'
import { findStack, readEnvironment, type Environment } from '@wabastream/sdk/config'
import type { Command } from 'commander'
import { addOutputOption, type OutputFlags } from '../output/output-format.ts'
import { UsageError } from '../program/usage-error.ts'

export interface SimFlags extends OutputFlags {
  readonly url?: string
}

/** The options that every `waba sim` command has. */
export function addSimOptions(command: Command): Command {
  return addOutputOption(
    command.option('--url <url>', 'the address of a simulator, instead of that of the local stack'),
  )
}

/**
 * The simulator that the option names, else that of the running local stack.
 * @throws UsageError when there is none.
 */
export function findSimulator(
  { url }: Pick<SimFlags, 'url'>,
  environment: Environment = readEnvironment(),
  directory?: string,
): SimControl {
  const found = url ?? findStack(environment, directory)?.simulatorUrl
  if (!found)
    throw new UsageError(
      'No simulator found: start a local stack with `npx --yes pnpm@12 start`, without META_ACCESS_TOKEN, or name one with --url',
    )
  if (!URL.canParse(found) || !/^https?:$/.test(new URL(found).protocol))
    throw new UsageError(`${found} is no address: it must begin with http:// or https://`)
  return createSimControl(found)
}
