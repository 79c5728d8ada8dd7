import { Option, type Command } from 'commander'
import { addSimOptions, findSimulator, type SimFlags } from './find-simulator.ts'
import { showObject } from './show.ts'

type Flags = SimFlags & {
  readonly id?: string
  readonly name?: string
  readonly business: string
  readonly waba: string
  readonly app: string
  readonly sharedWith?: readonly string[]
  readonly number?: string
  readonly secret?: string
  readonly development?: boolean
  readonly scopes?: readonly string[]
  readonly wabas?: readonly string[]
  readonly readOnly?: readonly string[]
  readonly unregistered?: boolean
  readonly expires?: string
}

/** `waba sim create …`: what Meta would hold. Ids, secrets and tokens that are left out are invented. */
export function addCreateCommands(parent: Command): void {
  const create = parent.command('create').description('businesses, WABAs, numbers, apps, tokens; prints what was made')
  const sub = (name: string, description: string) =>
    addSimOptions(create.command(name))
      .description(description)
      .option('--id <id>', 'its id, instead of an invented one')
  sub('business', 'a business portfolio')
    .option('--name <name>')
    .action((flags: Flags) => made(flags, (sim) => sim.createBusiness(given({ id: flags.id, name: flags.name }))))
  sub('waba', 'a WhatsApp Business Account')
    .requiredOption('--business <id>', 'its owner')
    .option('--name <name>')
    .option('--shared-with <ids>', 'businesses that it is shared with', separated)
    .action((flags: Flags) => {
      const { id, name, business, sharedWith } = flags
      return made(flags, (sim) => sim.createWaba(given({ id, name, business_id: business, shared_with: sharedWith })))
    })
  sub('number', 'a business phone number')
    .requiredOption('--waba <id>', 'its WABA')
    .option('--number <digits>', 'as webhooks show it')
    .option('--name <name>', 'its verified name')
    .option('--unregistered', 'it does not make its WABA active')
    .action((flags: Flags) => {
      const { id, waba, number, name, unregistered } = flags
      const wish = { id, waba_id: waba, display_phone_number: number, verified_name: name, registered: !unregistered }
      return made(flags, (sim) => sim.createNumber(given(wish)))
    })
  sub('app', 'a Meta app; shows its secret, this once')
    .requiredOption('--business <id>', 'its owner')
    .option('--name <name>')
    .option('--secret <secret>', 'instead of an invented one')
    .option('--development', 'not in Live mode: it gets no webhooks')
    .action((flags: Flags) => {
      const { id, name, business, secret, development } = flags
      return made(flags, (sim) => sim.createApp(given({ id, name, business_id: business, secret, live: !development })))
    })
  addTokenCommand(create)
}

function addTokenCommand(create: Command): void {
  addSimOptions(create.command('token'))
    .description('a token of a system user; shows its value, this once')
    .option('--id <name>', 'our name for it')
    .requiredOption('--app <id>', 'the app behind it')
    .requiredOption('--business <id>', 'the business of its user')
    .option('--scopes <names>', 'its permissions, instead of all', separated)
    .option('--wabas <ids>', 'the WABAs that it was granted, instead of all', separated)
    .option('--read-only <ids>', 'WABAs that it may see but not edit', separated)
    .addOption(new Option('--expires <time>', 'ISO 8601; without it never'))
    .action((flags: Flags) => {
      const { id, app, business, scopes, wabas, readOnly, expires } = flags
      const ids = { waba_ids: wabas, read_only_waba_ids: readOnly }
      const expiresAt = expires === undefined ? undefined : Date.parse(expires)
      const wish = { id, app_id: app, business_id: business, scopes, ...ids, expires_at: expiresAt }
      return made(flags, (sim) => sim.createToken(given(wish)))
    })
}

async function made(flags: Flags, make: (sim: ReturnType<typeof findSimulator>) => Promise<object>): Promise<void> {
  await showObject(flags, await make(findSimulator(flags)))
}

/** Names or ids between commas. */
function separated(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: MutableList<Exclude<T[K], undefined>>
}
type MutableList<T> = T extends readonly (infer E)[] ? E[] : T

/** Without the options that were not given. */
function given<T extends object>(wish: T): Given<T> {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as Given<T>
}
