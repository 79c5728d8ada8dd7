import type { Delivery } from '@wabastream/meta-simulator'
import { Option, type Command } from 'commander'
import { positiveInteger } from '../commands/number-argument.ts'
import { tell } from '../output/standard-output.ts'
import { addSimOptions, findSimulator, type SimFlags } from './find-simulator.ts'
import { show } from './show.ts'

type Flags = SimFlags & {
  readonly app?: string
  readonly waba?: string
  readonly event?: string
  readonly state?: string
  readonly max: number
}

/** `waba sim deliveries …`: what was sent to which callback, and how it was answered. */
export function addDeliveryCommands(parent: Command): void {
  const deliveries = parent.command('deliveries').description('webhooks that it sent, with attempts and answers')
  addSimOptions(deliveries.command('list'))
    .description('the latest ones, newest first')
    .option('--app <id>')
    .option('--waba <id>')
    .option('--event <id>', 'those of one trigger')
    .addOption(
      new Option('--state <state>').choices(['sending', 'waiting', 'delivered', 'given_up', 'cancelled', 'moved']),
    )
    .option('--max <n>', 'at most so many', positiveInteger, 100)
    .action(async (flags: Flags) => {
      const { app: app_id, waba: waba_id, event: event_id, state, max: limit } = flags
      const found = await findSimulator(flags).deliveries({ app_id, waba_id, event_id, state, limit })
      const header = ['ID', 'STATE', 'FIELDS', 'UPDATES', 'APP', 'VIA', 'CALLBACK', 'ATTEMPTS', 'LAST ANSWER']
      await show(flags, found, header, found.map(rowOf))
      if (found.length === 0) tell('No deliveries.')
    })
  addSimOptions(deliveries.command('show'))
    .description('one delivery with all its attempts and its body')
    .argument('<id>')
    .action(async (id: string, flags: SimFlags) => {
      const delivery = await findSimulator(flags).delivery(id)
      const rows = delivery.attempts.map(({ at, status, error, duration_ms, answer }) => [
        new Date(at).toISOString(),
        status ?? error ?? '',
        duration_ms,
        answer,
      ])
      await show(flags, delivery, ['AT', 'ANSWER', 'MS', 'BODY OF THE ANSWER'], rows)
      if (flags.output !== 'json') tell(delivery.body ?? '(the body is too large to be kept)')
    })
}

function rowOf(delivery: Delivery): readonly (string | number)[] {
  return [
    delivery.id,
    delivery.state,
    delivery.fields.join(','),
    delivery.updates,
    delivery.app_id,
    delivery.via,
    delivery.callback,
    delivery.attempt_count,
    lastAnswer(delivery),
  ]
}

/** The status of the last attempt, or why there was none. */
export function lastAnswer({ attempts }: Pick<Delivery, 'attempts'>): string {
  const last = attempts.at(-1)
  return last ? String(last.status ?? last.error) : ''
}
