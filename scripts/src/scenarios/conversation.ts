import { messagesWebhook, seconds } from './bodies.ts'
import type { Cast } from './cast.ts'
import type { Scenario } from './scenario.ts'

/** A question, an answer whose statuses come in the wrong order and twice, a reaction, and an answer that fails. */
export const conversation: Scenario = {
  name: 'conversation',
  summary: 'a user writes; statuses of the answers come out of order, one fails',
  see: (cast) => [
    `/v1/conversations/${encodeURIComponent(`${cast.phoneNumberId}:${cast.userId}`)}`,
    `/v1/messages/${encodeURIComponent(cast.wamid('answer'))}`,
    `/v1/messages/${encodeURIComponent(cast.wamid('late answer'))}`,
  ],
  steps(cast, nowMs) {
    const at = (agoMs: number) => String(seconds(nowMs - agoMs))
    const read = status(cast, 'answer', { status: 'read', timestamp: at(50_000) })
    return [
      {
        says: 'a user writes',
        body: message(cast, 'question', at(70_000), { type: 'text', text: { body: 'Is the blue lamp still there?' } }),
      },
      { says: 'the answer is read, although nobody said yet that it was sent', body: read },
      { says: 'now it is sent', body: status(cast, 'answer', { status: 'sent', timestamp: at(60_000) }) },
      { says: 'and delivered', body: status(cast, 'answer', { status: 'delivered', timestamp: at(58_000) }) },
      { says: 'Meta repeats that it was read', body: read },
      {
        says: 'the user reacts to it',
        body: message(cast, 'reaction', at(40_000), {
          type: 'reaction',
          reaction: { message_id: cast.wamid('answer'), emoji: '👍' },
        }),
      },
      { says: 'a late answer is sent', body: status(cast, 'late answer', { status: 'sent', timestamp: at(5000) }) },
      {
        says: 'and fails: more than 24 hours have passed',
        body: status(cast, 'late answer', { status: 'failed', timestamp: at(0), ...tooLate }),
      },
    ]
  },
}

const tooLate = {
  errors: [{ code: 131_047, title: 'Re-engagement message', error_data: { details: 'More than 24 hours.' } }],
}

function message(cast: Cast, name: string, timestamp: string, content: object): object {
  const from = { from: cast.user, from_user_id: cast.userId }
  return messagesWebhook(cast, { messages: [{ ...from, id: cast.wamid(name), timestamp, ...content }] })
}

function status(cast: Cast, name: string, state: { readonly status: string; readonly timestamp: string }): object {
  const recipient = { recipient_id: cast.user, recipient_user_id: cast.userId }
  return messagesWebhook(cast, {
    statuses: [{ id: cast.wamid(name), ...state, ...recipient }],
  })
}
