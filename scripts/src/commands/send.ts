import { readEnvironment, findStack } from '@wabastream/sdk/config'
import { Command } from 'commander'
import { addOutputOption } from '../output/output-format.ts'
import { onInterruption } from '../program/interruption.ts'
import { scenarios } from '../scenarios/scenarios.ts'
import { receiverOf, type ReceiverFlags } from '../send/receiver.ts'
import { runSend, type SendFlags } from '../send/run-send.ts'
import { sourcesOf, type SourceFlags } from '../send/sources.ts'
import { positiveInteger, positiveNumber } from './number-argument.ts'

/** `waba send`: signed webhooks, as Meta sends them. */
export function sendCommand(): Command {
  const command = new Command('send')
    .description('Signs webhooks and posts them, as Meta does. Without a source: one text message.')
    .option('--field <name>', 'every sample of this webhook field')
    .option('--sample <field/name>', 'one sample, such as messages/image')
    .option('--all-samples', 'every sample')
    .option('--file <path>', 'the body in this file; - is standard input')
    .option('--scenario <name>', `a story: ${scenarios.map(({ name }) => name).join(', ')}`)
    .option('--count <n>', 'so many of each; after the first, copies get fresh ids and times', positiveInteger, 1)
    .option('--rate <n>', 'so many per second, instead of as fast as they are answered', positiveNumber)
    .option('--exact', 'send every copy as it is, ids and times included', false)
    .option('--url <url>', 'the address of the webhook, instead of the local stack')
    .option('--secret-file <path>', 'a file that holds the app secret to sign with')
  return addOutputOption(command).action(async (flags: SourceFlags & ReceiverFlags & SendFlags) => {
    using interruption = onInterruption()
    const environment = readEnvironment()
    const receiver = receiverOf(flags, environment)
    const sources = await sourcesOf(flags)
    const apiUrl = findStack(environment)?.apiUrl ?? ''
    const see = sources.see.map((path) => `${apiUrl}${path}`)
    process.exitCode = await runSend(receiver, { ...sources, see }, flags, interruption.signal)
  })
}
