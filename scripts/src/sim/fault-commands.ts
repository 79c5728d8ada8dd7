import type { FaultWish } from '@wabastream/meta-simulator'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { positiveInteger } from '../commands/number-argument.ts'
import { tell } from '../output/standard-output.ts'
import { UsageError } from '../program/usage-error.ts'
import { addSimOptions, findSimulator, type SimFlags } from './find-simulator.ts'
import { show } from './show.ts'

const kinds = ['hang', 'reset', 'truncate', 'short_page', 'paging_loop', 'pretend'] as const

type Flags = SimFlags & {
  readonly error?: string
  readonly status?: number
  readonly answer?: string
  readonly delay?: number
  readonly kind?: (typeof kinds)[number]
  readonly after?: boolean
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly edge?: string
  readonly object?: string
  readonly waba?: string
  readonly app?: string
  readonly times: number | 'all'
  readonly skip: number
}

/** `waba sim fault …`: what goes wrong with Graph calls. */
export function addFaultCommands(parent: Command): void {
  const fault = parent.command('fault').description('let Graph calls go wrong')
  addSimOptions(fault.command('set'))
    .description('the next matching call goes wrong; name one of --error, --answer, --delay and --kind')
    .option('--error <code>', 'an error of Meta: 80008, 190/463, 2200, …')
    .option('--status <status>', 'HTTP status of --error or --answer', positiveInteger)
    .option('--answer <text>', 'this text instead of an answer, with 200 unless --status')
    .option('--delay <ms>', 'the right answer, so much later', positiveInteger)
    .addOption(new Option('--kind <kind>', 'something else').choices(kinds))
    .option('--after', 'with --kind hang or reset: the call takes effect all the same')
    .addOption(new Option('--method <method>').choices(['GET', 'POST', 'DELETE']))
    .option('--edge <name>', 'subscribed_apps, subscriptions, debug_token, …')
    .option('--object <id>', 'the id in the path')
    .option('--waba <id>', 'calls about this WABA and its numbers')
    .option('--app <id>', 'calls of this app')
    .option('--times <n>', 'so many calls; all = until it is cleared', timesOf, 1)
    .option('--skip <n>', 'let so many pass first', positiveInteger, 0)
    .action(async (flags: Flags) => {
      const made = await findSimulator(flags).addFault(faultOf(flags))
      await show(flags, made, ['ID', 'EFFECT'], [[made.id, describe(made.effect)]])
    })
  addSimOptions(fault.command('list'))
    .description('the faults in force')
    .action(async (flags: SimFlags) => {
      const faults = await findSimulator(flags).faults()
      const rows = faults.map(({ id, effect, met, times, match }) => [
        id,
        describe(effect),
        met,
        times ?? 'all',
        describe(match),
      ])
      await show(flags, faults, ['ID', 'EFFECT', 'MET', 'OF', 'CALLS'], rows)
      if (faults.length === 0) tell('No faults.')
    })
  addSimOptions(fault.command('clear'))
    .description('one fault, or all of them')
    .argument('[id]')
    .action(async (id: string | undefined, flags: SimFlags) => {
      await findSimulator(flags).clearFaults(id)
      tell('Cleared.')
    })
}

/**
 * The fault that the options describe.
 * @throws UsageError when they name none, or several.
 */
export function faultOf(flags: Omit<Flags, 'output'>): FaultWish {
  const effects = [errorOf(flags), answerOf(flags), delayOf(flags), kindOf(flags)].filter((effect) => effect !== null)
  const [effect, ...more] = effects
  if (!effect || more.length > 0) throw new UsageError('Name one of --error, --answer, --delay and --kind')
  const match = {
    method: flags.method,
    edge: flags.edge,
    object_id: flags.object,
    waba_id: flags.waba,
    app_id: flags.app,
  }
  return { match, effect, skip: flags.skip, times: flags.times === 'all' ? null : flags.times }
}

type EffectWish = FaultWish['effect']

function errorOf({ error, status }: Pick<Flags, 'error' | 'status'>): EffectWish | null {
  return error === undefined ? null : { kind: 'error', error, status }
}

function answerOf({ answer, status }: Pick<Flags, 'answer' | 'status'>): EffectWish | null {
  return answer === undefined ? null : { kind: 'answer', body: answer, status }
}

function delayOf({ delay }: Pick<Flags, 'delay'>): EffectWish | null {
  return delay === undefined ? null : { kind: 'delay', ms: delay }
}

function kindOf({ kind, after }: Pick<Flags, 'kind' | 'after'>): EffectWish | null {
  if (kind === undefined) return null
  return kind === 'hang' || kind === 'reset' ? { kind, when: after ? 'after' : 'before' } : { kind }
}

function describe(value: object): string {
  const parts = Object.entries(value).filter(([, part]) => part !== undefined)
  return parts.map(([name, part]) => `${name}=${String(part)}`).join(' ') || 'all'
}

function timesOf(text: string): number | 'all' {
  if (text === 'all') return 'all'
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number, 1 or more, or all.')
}
