import { z } from 'zod'

const time = z.iso.datetime()

const explainedError = z.object({
  code: z.int().nullable().describe("Meta's code"),
  title: z.string().nullable().describe("Meta's words"),
  details: z.string().nullable().describe("Meta's words"),
  meaning: z.string(),
  what_to_do: z.string(),
})

const status = z.object({
  status: z.string().describe("Meta's word"),
  at: time,
  event_id: z.string(),
  origin: z.enum(['live', 'history']).describe('history: the state when the chat history was shared'),
  errors: z.array(explainedError),
  pricing: z.unknown(),
})

const state = z.enum(['other', 'sent', 'failed', 'delivered', 'read', 'played'])

const participant = z.object({
  ids: z.array(z.string()).describe('All known ids of this member of the group'),
  state,
  timeline: z.array(status),
})

const reaction = z.object({ by: z.string().describe('business, or an id of the person'), emoji: z.string(), at: time })

const payment = z.object({
  reference_id: z.string(),
  status: z.string().describe("The newest one, Meta's word"),
  timeline: z.array(z.object({ status: z.string(), at: time, event_id: z.string(), details: z.unknown() })),
})

/** A message with everything about it. */
export const messageSchema = z.object({
  wamid: z.string(),
  phone_number_id: z.string(),
  waba_id: z.string(),
  conversation: z.string().describe('Key of its conversation'),
  direction: z.enum(['in', 'out']).describe('Seen from the business'),
  origin: z
    .enum(['live', 'echo', 'history', 'status'])
    .describe('How it became known; status: it was sent over the API, which sends no webhook of its content'),
  type: z.string().nullable(),
  sender: z.string().nullable().describe('Who wrote it, in a group'),
  occurred_at: time,
  content: z.unknown().describe('After the last edit; null when it was revoked or never known'),
  edits: z.array(z.object({ at: time, content: z.unknown() })),
  revoked_at: time.nullable(),
  state: state.nullable().describe('Null: no status came. Of a group: the furthest that any member has come'),
  participants: z.array(participant).describe('Of a group'),
  timeline: z.array(status).describe('Every status once, in order of time'),
  errors: z.array(explainedError),
  pricing: z.unknown().describe('The latest that a status told'),
  template_id: z.string().nullable(),
  reactions: z.array(reaction),
  payments: z.array(payment).describe('Apart from the state of the message'),
})
