import {
  ada,
  ben,
  body,
  dora,
  echo,
  echoes,
  group,
  groupStatus,
  historyThread,
  message,
  notice,
  received,
  status,
  statuses,
  userIdUpdate,
  wamid,
} from './bodies.ts'

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Moves each element by less than `window` places. */
export function shuffled<T>(all: readonly T[], window: number, next: () => number): T[] {
  return all
    .map((element, index) => ({ element, place: index + next() * window }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ element }) => element)
}

/** Messages that were sent to many people, with their statuses; every seventh fails. */
export function campaign(size: number): readonly object[] {
  return Array.from({ length: size }, (_, index) => {
    const id = `c${index}`
    const to = { recipient_id: `1650556${String(index % 50).padStart(4, '0')}`, recipient_user_id: undefined }
    const words = index % 7 === 0 ? ['sent', 'failed'] : ['sent', 'delivered', 'read'].slice(0, 1 + (index % 3))
    return words.map((word, step) => {
      const errors = word === 'failed' ? [{ code: 131_042 }] : undefined
      return statuses(status(id, word, index * 20 + step, { ...to, errors }))
    })
  }).flat()
}

const name = (text: string) => ({ contacts: [{ profile: { name: text }, wa_id: ada.phone, user_id: ada.user }] })
const react = (id: string, seconds: number, emoji: string | undefined) =>
  received(message(id, seconds, { type: 'reaction', text: undefined, reaction: { message_id: wamid('m1'), emoji } }))

/** A bit of everything that can be said about messages. */
export function story(): readonly object[] {
  const newUser = 'US.99120394856102938477'
  const edit = { original_message_id: wamid('m2'), message: { type: 'text', text: { body: 'edited' } } }
  return [
    body('messages', { ...name('Ada Example'), messages: [message('m1', 0)] }),
    received(message('m2', 5, { from_user_id: undefined })),
    body('messages', { ...name('Ada Muster'), messages: [message('m3', 60)] }),
    react('r1', 70, '👍'),
    react('r2', 75, '🎉'),
    react('r3', 80, undefined),
    received(message('e1', 90, { type: 'edit', text: undefined, edit })),
    received(message('x1', 95, { type: 'revoke', text: undefined, revoke: { original_message_id: wamid('m3') } })),
    echoes(echo('b1', 100)),
    statuses(status('b1', 'sent', 100), status('b1', 'delivered', 101), status('b1', 'read', 150)),
    statuses(
      status('b2', 'sent', 110, { recipient_user_id: undefined }),
      status('b2', 'failed', 111, { errors: [{ code: 131_031 }] }),
    ),
    statuses(status('b2', 'delivered', 130, { template_id: '1689556908129832', type: 'message' })),
    statuses(groupStatus('g1', 'sent', 120, {})),
    statuses(
      groupStatus('g1', 'read', 125, { recipient_participant_id: ada.phone, recipient_participant_user_id: ada.user }),
    ),
    statuses(groupStatus('g1', 'delivered', 122, { participant_recipient_id: ada.phone })),
    received(message('g2', 126, { group_id: group, from: ben.phone, from_user_id: ben.user })),
    statuses(status('p1', 'pending', 200, { type: 'payment', payment: { reference_id: 'order-1' } })),
    statuses(status('p1', 'captured', 210, { type: 'payment', payment: { reference_id: 'order-1' } })),
    received(message('d1', 220, { from: undefined, from_user_id: dora.user })),
    userIdUpdate(300, ada.user, newUser, { wa_id: ada.phone }),
    received(message('m4', 310, { from_user_id: newUser })),
    received(
      notice(
        's1',
        320,
        { type: 'user_changed_number', wa_id: '16505557777', body: 'changed' },
        { from_user_id: newUser },
      ),
    ),
    received(message('m5', 330, { from: '16505557777', from_user_id: newUser })),
    body('messages', { errors: [{ code: 130_429, title: 'Rate limit hit' }] }),
    historyThread({
      from: ada.phone,
      id: wamid('m1'),
      timestamp: '1770188400',
      type: 'text',
      text: { body: 'old' },
      history_context: { status: 'READ' },
    }),
    historyThread({
      to: ada.phone,
      from: '15550783881',
      id: wamid('b1'),
      timestamp: '1770188500',
      type: 'text',
      text: { body: 'b1' },
      history_context: { status: 'PLAYED' },
    }),
  ]
}
