import { z } from 'zod'
import { weekdays } from '../quiet/quiet-until.ts'
import { isTimeZone } from '../quiet/wall-clock.ts'
import { severities, states } from './destination.ts'
import { nearest } from '@wabastream/sdk/yaml'

/** Unknown keys are mistakes. The message of that mistake is the list of the allowed ones: see `problems.ts`. */
function strict<S extends z.ZodRawShape>(shape: S) {
  const allowed = Object.keys(shape).join(', ')
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? allowed : `must be a map with the keys ${allowed}`),
  })
}

function oneOf<const V extends readonly [string, ...string[]]>(values: V) {
  return z.enum(values, { error: ({ input }) => choice(input, values) })
}

function choice(input: unknown, values: readonly string[]): string {
  const meant = typeof input === 'string' ? nearest(input, values) : null
  return `must be one of ${values.join(', ')}${meant === null ? '' : `; did you mean ${meant}?`}`
}

const listOf = <T extends z.ZodType>(type: T) => z.array(type, 'must be a list').min(1, 'must name at least one')

/** Secrets never stand in the file. */
const reference = z.union(
  [z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
  'must be { env: NAME } or { file: path }',
)

export type Reference = z.output<typeof reference>

const timeOfDay = (pattern: RegExp, message: string) =>
  z
    .string(message)
    .regex(pattern, message)
    .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))

const quiet = strict({
  days: listOf(oneOf(weekdays)).default([...weekdays]),
  from: timeOfDay(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day in quotes, "00:00" to "23:59"'),
  to: timeOfDay(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day in quotes, "00:00" to "24:00"'),
  time_zone: z
    .string('must be the name of a time zone')
    .refine(isTimeZone, 'must be the name of a time zone, such as Europe/Berlin'),
  critical: oneOf(['pass', 'hold']).default('pass'),
})

const wabaId = z
  .string('must be text: put the number in quotes')
  .regex(/^\d{1,32}$/, 'must be the id of a WhatsApp Business Account: digits only')

const filter = strict({
  severities: listOf(oneOf(severities)).optional(),
  waba_ids: listOf(wabaId).optional(),
  rules: listOf(
    z.string('must be text').regex(/^[a-z0-9*-]{1,100}$/, 'must be the name of a rule; * stands for any characters'),
  ).optional(),
  states: listOf(oneOf(states))
    .refine((given) => given.includes('open'), 'must hold open: a recovery is told only where the opening was')
    .optional(),
})

const common = {
  name: z
    .string('must be text')
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1 to 63 small letters, digits and hyphens'),
  allow_private: z.boolean('must be true or false').default(false),
  filter: filter.default({}),
  quiet: z.array(quiet, 'must be a list').default([]),
}

const slack = strict({ ...common, kind: z.literal('slack'), url: reference })
const https = strict({
  ...common,
  kind: z.literal('https'),
  url: z.union([z.string(), reference], 'must be an address, { env: NAME } or { file: path }'),
  secret: reference,
})

const kinds = ['slack', 'https'] as const

/** The file of destinations as it is written. */
export const fileSchema = strict({
  destinations: z.array(
    z.discriminatedUnion('kind', [slack, https], {
      error: ({ code, input }) =>
        code === 'invalid_union'
          ? choice((input as { readonly kind?: unknown }).kind, kinds)
          : 'must be a map that begins with its name',
    }),
    'must be a list',
  ),
})

export type FileDestination = z.output<typeof fileSchema>['destinations'][number]
