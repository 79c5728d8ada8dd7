import { readEnvironment } from '@wabastream/sdk/config'
import { Command, Option } from 'commander'
import { addFilterOptions, addRangeOptions } from '../filter/filter-options.ts'
import { onInterruption } from '../program/interruption.ts'
import { runTail, type TailFlags } from '../tail/run-tail.ts'
import { findTarget } from '../target/target.ts'
import { positiveInteger } from './number-argument.ts'

/** `waba tail`: the events on the topics, for people and for programs. */
export function tailCommand(): Command {
  const command = new Command('tail')
    .description(
      'Shows records as they come, or those that are there. Without a topic: all field topics and alerts; with --join ' +
        'all that hold parts of webhooks.',
    )
    .argument('[topic...]', 'short (messages) or long (waba.messages.v1)')
    .option('--all', 'also unknown-field, quarantine, the state topics, audit, and the topics of consumer groups')
    .option('--from-beginning', 'begin with the oldest record')
    .option('--until-end', 'end where the topics end now, instead of waiting for more')
    .option('--max <n>', 'end after so many', positiveInteger)
    .addOption(
      new Option('--format <format>', 'pretty for people; json: one record a line; webhook: the body that Meta sent')
        .choices(['pretty', 'json', 'webhook'])
        .default('pretty'),
    )
    .addOption(new Option('-o, --output <format>', 'the same as --format json').choices(['json']))
    .option('--join', 'with --format webhook: whole bodies, each once all its events were read')
  return addFilterOptions(addRangeOptions(command)).action(async (topics: readonly string[], flags: Flags) => {
    using interruption = onInterruption()
    const target = findTarget(readEnvironment())
    const format = flags.output ?? flags.format
    process.exitCode = await runTail(target, topics, { ...flags, format }, interruption.signal)
  })
}

type Flags = TailFlags & { readonly output?: 'json' }
