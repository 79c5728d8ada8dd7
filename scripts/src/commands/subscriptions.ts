import { readEnvironment } from '@wabastream/sdk/config'
import { readDeclaration } from '@wabastream/subscription-controller'
import { Command } from 'commander'
import { addOutputOption, type OutputFlags } from '../output/output-format.ts'
import { print, tell } from '../output/standard-output.ts'
import { agreed, type ConsentFlags } from '../program/consent.ts'
import { exitCode } from '../program/exit-code.ts'
import { UsageError } from '../program/usage-error.ts'
import type { Account, Planned } from '../subscriptions/answers.ts'
import { apiClient } from '../subscriptions/api-client.ts'
import { accountsTable, planExit, planTable } from '../subscriptions/texts.ts'

interface Flags extends OutputFlags, ConsentFlags {
  readonly api?: string
  readonly file?: string
  readonly waba?: string
}

const acts = {
  pause: 'stops looking at an account and repairing it',
  resume: 'goes on with an account that was paused or contended',
  subscribe: 'declares an account to be subscribed',
  unsubscribe: 'declares an account not to be subscribed: its webhooks stop at once and are not kept',
} as const

/** `waba subscriptions`: what is declared, what is so, and how the two come together. */
export function subscriptionsCommand(): Command {
  const command = new Command('subscriptions').description('Subscriptions of accounts and webhooks of apps at Meta')
  const sub = (name: string, description: string) =>
    addOutputOption(command.command(name))
      .description(description)
      .option('--api <url>', 'address of the HTTP API; default: the running stack, or API_HOST and API_PORT')
  const changing = (name: string, description: string) =>
    sub(name, description).option('--yes', 'do it without asking').option('--dry-run', 'only show what would be done')
  sub('plan', 'reads what is so at Meta and shows what would be done; exit code 3 if there is anything')
    .option('-f, --file <path>', 'as if this file were applied')
    .option('--waba <id>', 'only this account')
    .action(plan)
  changing('apply', 'keeps the declaration of a file; what it does not name stays as it is')
    .requiredOption('-f, --file <path>', 'YAML file of subscriptions')
    .action(apply)
  sub('get', 'shows the conditions of accounts').option('--waba <id>', 'only this account').action(get)
  for (const [name, description] of Object.entries(acts))
    changing(name, description)
      .requiredOption('--waba <id>', 'the account')
      .action((flags: Flags) => act(name, flags))
  return command
}

async function plan(flags: Flags): Promise<void> {
  if (flags.file !== undefined && flags.waba !== undefined) throw new UsageError('give --file or --waba, not both')
  const planned = await planOf(flags)
  await print(flags.output === 'json' ? `${JSON.stringify(planned)}\n` : planTable(planned))
  process.exitCode = planExit(planned)
  if (planExit(planned) === exitCode.done) tell('All is as declared.')
}

function planOf(flags: Flags): Promise<Planned> {
  const declaration = flags.file === undefined ? {} : { declaration: readDeclaration(flags.file) }
  const accounts = flags.waba === undefined ? {} : { waba_ids: [idOf(flags.waba)] }
  return client(flags).ask('POST', '/v1/subscriptions/plan', { ...declaration, ...accounts })
}

async function apply(flags: Flags): Promise<void> {
  const declaration = readDeclaration(flags.file ?? '')
  const planned = await planOf(flags)
  if (flags.output === 'table') await print(planTable(planned))
  else if (flags.dryRun) await print(`${JSON.stringify(planned)}\n`)
  const question = `Declare ${declaration.apps.length} apps and ${declaration.wabas.length} accounts?`
  if (!(await agreed(flags, question))) return
  const { changed } = await client(flags).ask<{ readonly changed: readonly string[] }>(
    'PUT',
    '/v1/subscriptions',
    declaration,
  )
  if (flags.output === 'json') await print(`${JSON.stringify({ changed })}\n`)
  tell(`${changed.length} declarations are new or changed; the controller applies them now.`)
}

async function get(flags: Flags): Promise<void> {
  const accounts = flags.waba === undefined ? await all(flags) : [await one(flags, flags.waba)]
  await print(flags.output === 'json' ? `${JSON.stringify(accounts)}\n` : accountsTable(accounts))
  if (accounts.length === 0) tell('No account is declared: waba subscriptions apply -f subscriptions.yaml')
}

async function act(name: string, flags: Flags): Promise<void> {
  const id = idOf(flags.waba ?? '')
  const account = await one(flags, id)
  tell(`Account ${id}: ${account.mode}, declared ${account.subscribed ? 'subscribed' : 'not subscribed'}.`)
  if (!(await agreed(flags, `${name} account ${id}?`))) return
  const after = await client(flags).ask<Account>('POST', `/v1/subscriptions/${id}/${name}`)
  if (flags.output === 'json') await print(`${JSON.stringify(after)}\n`)
  tell('Declared; the controller applies it now.')
}

function one(flags: Flags, id: string): Promise<Account> {
  return client(flags).ask('GET', `/v1/subscriptions/${idOf(id)}`)
}

async function all(flags: Flags): Promise<readonly Account[]> {
  const accounts: Account[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: Page = await client(flags).ask('GET', `/v1/subscriptions?limit=500${query}`)
    accounts.push(...page.items)
    cursor = page.next_cursor
  }
  return accounts
}

interface Page {
  readonly items: readonly Account[]
  readonly next_cursor: string | null
}

function client({ api }: Flags) {
  return apiClient(readEnvironment(), api)
}

function idOf(text: string): string {
  if (!/^\d{1,32}$/.test(text)) throw new UsageError(`--waba ${text}: must be the id of an account, digits only`)
  return text
}
