import { fields } from '@wabastream/schemas/catalogue'
import { z } from 'zod'
import { callbackProblem } from './callback.ts'
import { choice } from './choice.ts'

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

/** Names of the webhook fields that can be chosen. */
export const fieldNames = [...fields.keys()].toSorted() as [string, ...string[]]

const digits = (what: string) =>
  z.string('must be text: put the number in quotes').regex(/^\d{1,32}$/, `must be the id of ${what}: digits only`)

/** Secrets never stand in the file: the name of an environment variable of the controller, or the path of a file. */
export const reference = z
  .union(
    [z.strictObject({ env: z.string().min(1).max(200) }), z.strictObject({ file: z.string().min(1).max(1000) })],
    'must be { env: NAME } or { file: path }',
  )
  .describe('{ env: NAME } or { file: path }; never the secret itself')

const callback = z.string('must be text').check((context) => {
  const message = callbackProblem(context.value)
  if (message !== null) context.issues.push({ code: 'custom', message, input: context.value })
})

const version = z.string('must be text such as v26.0').regex(/^v\d{1,3}\.\d$/, 'must be like v26.0')

const chosenFields = z.union([z.literal('all'), z.array(oneOf(fieldNames)).min(1)], {
  error: ({ input }) => {
    const wrong = Array.isArray(input) ? input.find((name) => !fieldNames.includes(String(name))) : undefined
    const named = wrong === undefined ? '' : `; ${choice(wrong, fieldNames).replace('must be one of', 'allowed are')}`
    return `must be all, or a list of names of fields${named}`
  },
})

const webhook = strict({
  callback,
  verify_token: reference,
  fields: chosenFields.default('all').describe('all: every field of the catalogue'),
  version: version.optional().describe('Version of the payloads of every field; left out: versions are left alone'),
})

const app = strict({
  id: digits('a Meta app'),
  secret: reference,
  token: reference.describe('Token of a system user with whatsapp_business_management and whatsapp_business_messaging'),
  webhook: webhook.optional().describe('Left out: callback and fields of the app are left alone'),
})

export const modes = ['manage', 'observe', 'pause'] as const

const override = strict({ callback, verify_token: reference })

/** What is declared of a WABA besides its id. */
export const wabaShape = {
  app: digits('a Meta app'),
  subscribed: z.boolean('must be true or false').default(true),
  override: override.optional().describe('Left out: an override that is there is left alone'),
  mode: oneOf(modes).default('manage'),
}

const waba = strict({ id: digits('a WhatsApp Business Account'), ...wabaShape })

/** The file as it is written. */
export const fileSchema = strict({
  apps: z.array(app, 'must be a list').default([]),
  wabas: z.array(waba, 'must be a list').default([]),
  discover: oneOf(['none', 'owned', 'client']).optional().describe('Also subscribe what the business has'),
  business: digits('a business portfolio').optional().describe('Whose accounts are discovered'),
})

export type Declaration = z.output<typeof fileSchema>
export type DeclaredApp = Declaration['apps'][number]
export type DeclaredWaba = Declaration['wabas'][number]
export type Reference = z.output<typeof reference>
export type Mode = (typeof modes)[number]
