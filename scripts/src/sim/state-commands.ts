import type { SimState } from '@wabastream/meta-simulator'
import { parseJson } from '@wabastream/schemas/codec'
import type { Command } from 'commander'
import { tell } from '../output/standard-output.ts'
import { UsageError } from '../program/usage-error.ts'
import { addSimOptions, findSimulator, type SimFlags } from './find-simulator.ts'
import { show, showObject } from './show.ts'

/** `waba sim state`, `settings` and `reset`. */
export function addStateCommands(parent: Command): void {
  const state = parent.command('state').description('what the simulated Meta holds')
  addSimOptions(state.command('show'))
    .description('businesses, WABAs with their subscriptions, numbers, apps, tokens; no secrets')
    .action(async (flags: SimFlags) => {
      const found = await findSimulator(flags).state()
      await show(flags, found, ['KIND', 'ID', 'NAME', 'OF', 'DETAILS'], stateRows(found))
    })
  addSimOptions(parent.command('settings'))
    .description('how it behaves where Meta leaves it open; without arguments as it is now')
    .argument('[name=value...]', 'success=boolean, time_scale=0.001, retry_time=new, …')
    .action(async (pairs: readonly string[], flags: SimFlags) => {
      const sim = findSimulator(flags)
      const change = Object.fromEntries(pairs.map(pairOf))
      await showObject(flags, pairs.length > 0 ? await sim.changeSettings(change) : (await sim.state()).settings)
    })
  addSimOptions(parent.command('reset'))
    .description('forgets everything, deliveries included')
    .option('--yes', 'without asking')
    .action(async (flags: SimFlags & { readonly yes?: boolean }) => {
      if (!flags.yes) throw new UsageError('This forgets all that the simulator holds. Say so with --yes.')
      await findSimulator(flags).reset()
      tell('Empty.')
    })
}

/** The state as lines for people. */
function stateRows(state: SimState): readonly (readonly string[])[] {
  return [
    ...state.businesses.map(({ id, name }) => ['business', id, name, '', '']),
    ...state.wabas.map(({ id, name, business_id, subscribed_apps: apps }) => [
      'waba',
      id,
      name,
      business_id,
      apps.map(({ app_id, override }) => (override ? `${app_id} -> ${override.callback_uri}` : app_id)).join(', '),
    ]),
    ...state.numbers.map(({ id, display_phone_number, waba_id, overrides }) => [
      'number',
      id,
      display_phone_number,
      waba_id,
      overrides.map(({ app_id, callback_uri }) => `${app_id} -> ${callback_uri}`).join(', '),
    ]),
    ...state.apps.map(({ id, name, business_id, live, webhooks }) => [
      'app',
      id,
      name,
      business_id,
      [...(live ? [] : ['development']), ...webhooks.map(webhookText)].join(', '),
    ]),
    ...state.tokens.map(({ id, app_id, scopes, problem }) => [
      'token',
      id,
      problem ?? 'valid',
      app_id,
      scopes.join(','),
    ]),
  ]
}

function webhookText({ callback_url, fields }: SimState['apps'][number]['webhooks'][number]): string {
  return `${fields.length} fields -> ${callback_url}`
}

function pairOf(text: string): readonly [string, unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`${text} is no name=value`)
  const [name, value] = [text.slice(0, at), text.slice(at + 1)]
  return [name, /^(-?\d+(\.\d+)?|true|false)$/.test(value) ? parseJson(value) : value]
}
