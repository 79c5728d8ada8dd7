import { z } from 'zod'

/** Ids are digits, as Meta's are; one that is left out is invented. */
const id = z.string().regex(/^\d{1,32}$/, 'must be digits')
const ids = z.array(id)

export const businessForm = z.strictObject({ id: id.optional(), name: z.string().min(1).optional() })

export const wabaForm = z.strictObject({
  id: id.optional(),
  name: z.string().min(1).optional(),
  /** The owner. */
  business_id: id,
  /** Businesses for which it is a client's account. */
  shared_with: ids.default([]),
  currency: z.string().length(3).default('USD'),
  timezone_id: z.string().default('1'),
})

export const numberForm = z.strictObject({
  id: id.optional(),
  waba_id: id,
  /** Digits only, as in webhooks. */
  display_phone_number: z
    .string()
    .regex(/^\d{5,17}$/, 'must be digits')
    .optional(),
  verified_name: z.string().default('Lucky Shrub'),
  quality_rating: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).default('GREEN'),
  registered: z.boolean().default(true),
})

const permissions = z.array(z.string().min(1))
const whatsappScopes = ['whatsapp_business_management', 'whatsapp_business_messaging']

export const appForm = z.strictObject({
  id: id.optional(),
  name: z.string().min(1).optional(),
  /** Invented when it is left out; shown in the answer once. */
  secret: z.string().min(8).optional(),
  business_id: id,
  live: z.boolean().default(true),
  /** What app review allowed. */
  permissions: permissions.default(whatsappScopes),
  require_proof: z.boolean().default(false),
})

export const tokenForm = z.strictObject({
  /** A name for it. */
  id: z.string().min(1).max(64).optional(),
  /** Invented when it is left out; shown in the answer once. */
  value: z.string().min(8).regex(/^\S+$/).optional(),
  app_id: id,
  business_id: id,
  user_id: id.optional(),
  scopes: permissions.default([...whatsappScopes, 'business_management']),
  /** null = all WABAs of the business. */
  waba_ids: ids.nullable().default(null),
  read_only_waba_ids: ids.default([]),
  /** Epoch milliseconds; null = never. */
  expires_at: z.int().nullable().default(null),
  problem: z.enum(['app_not_installed', 'password_changed', 'expired', 'invalid']).nullable().default(null),
})

/** Many objects at once, in the order in which they need each other. */
export const worldForm = z.strictObject({
  businesses: z.array(businessForm).default([]),
  wabas: z.array(wabaForm).default([]),
  numbers: z.array(numberForm).default([]),
  apps: z.array(appForm).default([]),
  tokens: z.array(tokenForm).default([]),
})

/** A callback that is set without the handshake: by hand, or by somebody else's tool. */
const callback = { verify_token: z.string().min(1).default('invented-verify-token') }

/** What the dashboard sets for an app, without the handshake. */
export const webhookForm = z.strictObject({
  callback_url: z.url(),
  ...callback,
  /** Names; all fields that Meta knows when it is left out. */
  fields: z.array(z.string()).optional(),
  version: z
    .string()
    .regex(/^v\d+\.0$/)
    .default('v26.0'),
  include_values: z.boolean().default(true),
})

export const overrideForm = z.strictObject({ callback_uri: z.url(), ...callback })

/** An app that is put on the list of a WABA by hand. */
export const subscriptionForm = z.strictObject({ override: overrideForm.nullable().default(null) })

export const appChangeForm = z.strictObject({
  live: z.boolean().optional(),
  permissions: permissions.optional(),
  require_proof: z.boolean().optional(),
  business_id: id.optional(),
  secret: z.string().min(8).optional(),
})

export const wabaChangeForm = z.strictObject({ business_id: id.optional(), shared_with: ids.optional() })

export const numberChangeForm = z.strictObject({ registered: z.boolean().optional() })

export const tokenChangeForm = z.strictObject({
  scopes: permissions.optional(),
  waba_ids: ids.nullable().optional(),
  read_only_waba_ids: ids.optional(),
  expires_at: z.int().nullable().optional(),
  problem: tokenForm.shape.problem.unwrap().optional(),
})

export type NewBusiness = z.input<typeof businessForm>
export type NewWaba = z.input<typeof wabaForm>
export type NewNumber = z.input<typeof numberForm>
export type NewApp = z.input<typeof appForm>
export type NewToken = z.input<typeof tokenForm>
export type NewWorld = z.input<typeof worldForm>
export type WebhookWish = z.input<typeof webhookForm>
export type SubscriptionWish = z.input<typeof subscriptionForm>
export type OverrideWish = z.input<typeof overrideForm>
export type AppChange = z.input<typeof appChangeForm>
export type WabaChange = z.input<typeof wabaChangeForm>
export type NumberChange = z.input<typeof numberChangeForm>
export type TokenChange = z.input<typeof tokenChangeForm>
