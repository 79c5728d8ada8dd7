import type { Delivery, EventView, SimControl } from '@wabastream/meta-simulator'
import { waitUntil } from '@wabastream/sdk/testing'
import { Option, type Command } from 'commander'
import { positiveInteger } from '../commands/number-argument.ts'
import { tell } from '../output/standard-output.ts'
import { exitCode } from '../program/exit-code.ts'
import { lastAnswer } from './delivery-commands.ts'
import { eventsOf, type EventFlags } from './events.ts'
import { addSimOptions, findSimulator, type SimFlags } from './find-simulator.ts'
import { show } from './show.ts'

type Flags = SimFlags &
  EventFlags & {
    readonly duplicates: number
    readonly order: 'as_given' | 'reverse' | 'shuffle'
    readonly apart?: boolean
    readonly delay: number
    readonly testOf?: string
    readonly wait: boolean
  }

const waitMs = 10_000

/** `waba sim trigger event`: something happens at Meta, and goes to whoever is subscribed to it. */
export function addTriggerCommands(parent: Command): void {
  const trigger = parent.command('trigger').description('let something happen')
  addSimOptions(trigger.command('event'))
    .description('a sample, a story or a body; goes only to apps that are subscribed, and says why to no others')
    .option('--sample <field/name>', 'one sample, such as messages/image; messages/text if nothing is named')
    .option('--scenario <name>', 'a story')
    .option('--file <path>', 'a webhook body in this file; - is standard input')
    .option('--exact', 'a sample with its own ids and times', false)
    .option('--waba <id>', 'about this WABA; samples and stories: else about the first one')
    .option('--number <id>', 'about this number, by its id')
    .option('--duplicates <n>', 'so many copies more', positiveInteger, 0)
    .addOption(new Option('--order <order>').choices(['as_given', 'reverse', 'shuffle']).default('as_given'))
    .option('--apart', 'each update in a POST of its own')
    .option('--delay <ms>', 'so much later', positiveInteger, 0)
    .option('--test-of <app>', "as the Test button of this app's dashboard: to its own callback, subscribed or not")
    .option('--no-wait', 'do not wait for the answers of the callbacks')
    .action(async (flags: Flags) => {
      const sim = findSimulator(flags)
      const outcomes: Outcome[] = []
      for (const { name, body, about, see } of await eventsOf(flags, sim)) {
        const event = await sim.trigger({
          body,
          ...about,
          ...(flags.duplicates > 0 ? { duplicates: flags.duplicates } : {}),
          order: flags.order,
          apart: flags.apart ?? false,
          delay_ms: flags.delay,
          ...(flags.testOf === undefined ? {} : { test_of_app: flags.testOf }),
        })
        const deliveries = flags.wait && flags.delay === 0 ? await answered(sim, event) : []
        outcomes.push({ name, event, deliveries })
        if (see.length > 0) tell(`What became of it:\n${see.map((path) => `  ${path}`).join('\n')}`)
      }
      const rows = outcomes.flatMap(rowsOf)
      await show(flags, outcomes, ['EVENT', 'FIELD', 'APP', 'VIA', 'CALLBACK', 'OUTCOME'], rows)
      const went = outcomes.some(({ event }) => routesOf(event).some(({ callback }) => callback !== null))
      if (!went) tell('Nobody is subscribed to it.')
      const allKept = outcomes.every(({ deliveries }) => deliveries.every(({ state }) => state === 'delivered'))
      if (!went || !allKept) process.exitCode = exitCode.failed
    })
}

interface Outcome {
  readonly name: string
  readonly event: EventView
  readonly deliveries: readonly Delivery[]
}

/** Waits until each callback has answered once. */
async function answered(sim: SimControl, event: EventView): Promise<readonly Delivery[]> {
  const targets = new Set(
    routesOf(event).flatMap(({ app_id, callback }) => (callback === null ? [] : [`${app_id} ${callback}`])),
  )
  let found: readonly Delivery[] = []
  await waitUntil(
    async () => {
      found = (await sim.deliveries({ event_id: event.id })).filter(({ copy_of }) => copy_of === null)
      const reached = found.filter(({ attempt_count }) => attempt_count > 0)
      return new Set(reached.map(({ app_id, callback }) => `${app_id} ${callback}`)).size >= targets.size
    },
    { withinMs: waitMs },
  )
  return found
}

function rowsOf({ name, event, deliveries }: Outcome): readonly (readonly string[])[] {
  const rows = event.updates.flatMap(({ field, routes }) =>
    routes.map(({ app_id, via, callback, withheld }) => {
      const delivery = deliveries.find((each) => each.app_id === app_id && each.callback === callback)
      const answer = delivery ? `${delivery.state} (${lastAnswer(delivery)})` : 'on its way'
      return [name, field, app_id, via ?? '', callback ?? '', withheld ?? answer]
    }),
  )
  const seen = new Set<string>()
  return rows.filter((row) => !seen.has(row.join(' ')) && seen.add(row.join(' ')))
}

function routesOf({ updates }: EventView): EventView['updates'][number]['routes'] {
  return updates.flatMap(({ routes }) => routes)
}
