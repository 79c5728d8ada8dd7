import { bodyOf, freshId, messageBody, messageValue, text, textMessage } from './bodies.ts'

/** An authentic body, and how many of its records must be where: on the topic of a field, or in quarantine for a reason. */
export type BodyRow = readonly [name: string, body: string | Buffer, went: Readonly<Record<string, number>>]

const mib = 1024 * 1024
const entry = (...changes: readonly unknown[]) => text(bodyOf(...changes))
const sibling = { field: 'messages', value: messageValue() }

/** Bodies that cannot be read at all. */
export function unreadableRows(): readonly BodyRow[] {
  return [
    ['empty', '', { 'quarantine empty': 1 }],
    ['not JSON', `not json ${freshId()}`, { 'quarantine bad_json': 1 }],
    ['cut short', text(messageBody()).slice(0, -1), { 'quarantine bad_json': 1 }],
    [
      'invalid UTF-8',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from(`${freshId()}"}`)]),
      { 'quarantine bad_utf8': 1 },
    ],
    ['nesting depth 200,000', nested(200_000), { 'quarantine too_deep': 1 }],
    ['nesting depth 501', nested(501), { 'quarantine too_deep': 1 }],
    [
      'an integer of 4,000,000 digits',
      `{"a":${freshId()}${'7'.repeat(4_000_000)}}`,
      { 'quarantine number_too_long': 1 },
    ],
    ['unknown object', text({ ...messageBody(), object: 'page' }), { 'quarantine bad_envelope': 1 }],
    ['no object', text({ entry: messageBody()['entry'] }), { 'quarantine bad_envelope': 1 }],
    ['JSON null', ' null', { 'quarantine bad_envelope': 1 }],
    ['JSON text', text(freshId()), { 'quarantine bad_envelope': 1 }],
    ['entry not an array', text({ ...bodyOf(), entry: { id: freshId() } }), { 'quarantine bad_envelope': 1 }],
    ['entry missing', text({ object: 'whatsapp_business_account', id: freshId() }), { 'quarantine bad_envelope': 1 }],
    ['entry empty', text({ ...bodyOf(), entry: [], id: freshId() }), { 'quarantine empty': 1 }],
    ['empty array', '[ ]', { 'quarantine empty': 1 }],
    ['array with one body that is none', text([messageBody(), 1]), { 'quarantine bad_envelope': 1 }],
    ['exactly 4 MiB unparseable', Buffer.alloc(4 * mib, 'x'), { 'quarantine bad_json': 1 }],
  ]
}

/** Bodies of which the envelope is right, and entries or changes are odd. */
export function oddChangeRows(): readonly BodyRow[] {
  return [
    ['BOM', `\uFEFF${text(messageBody())}`, { messages: 1 }],
    ['__proto__ and constructor keys', withProto(), { messages: 1 }],
    [
      'fields called __proto__ and constructor',
      entry({ field: '__proto__', value: {} }, { field: 'constructor', value: {} }),
      { 'unknown-field': 2 },
    ],
    ['duplicate keys', text(messageBody()).replace('"type":"text"', '"type":"image","type":"text"'), { messages: 1 }],
    [
      'unknown field',
      entry({ field: 'invented_field', value: { a: 1 } }, sibling),
      { 'unknown-field': 1, messages: 1 },
    ],
    ['a field name of 10,000 characters', entry({ field: 'f'.repeat(10_000), value: {} }), { 'unknown-field': 1 }],
    ['top-level array', text([messageBody(), messageBody()]), { messages: 2 }],
    [
      'entry with null',
      text({ ...bodyOf(), entry: [null, ...(messageBody()['entry'] as [])] }),
      { 'unknown-field': 1, messages: 1 },
    ],
    ['entry without changes', text({ ...bodyOf(), entry: [{ id: freshId() }] }), { 'unknown-field': 1 }],
    ['entry with empty changes', entry(), { 'unknown-field': 1 }],
    ['change null', entry(null, sibling), { 'unknown-field': 1, messages: 1 }],
    ['change without value', entry({ field: 'messages' }, sibling), { 'unknown-field': 1, messages: 1 }],
    ['change with value null', entry({ field: 'messages', value: null }), { 'unknown-field': 1 }],
    ['change with value array', entry({ field: 'messages', value: [1] }), { 'unknown-field': 1 }],
    ['change without field', entry({ value: messageValue() }), { 'unknown-field': 1 }],
    ['change with a numeric field', entry({ field: 7, value: messageValue() }), { 'unknown-field': 1 }],
    ['changed_fields', entry({ field: 'messages', changed_fields: ['messages'] }), { 'unknown-field': 1 }],
  ]
}

/** Bodies of which the values are odd: names, numbers and texts. */
export function oddValueRows(): readonly BodyRow[] {
  return [
    ['messages not an array', text(messageBody(messageValue({ messages: 'none' }))), { messages: 1 }],
    ['messages an array of nulls', text(messageBody(messageValue({ messages: [null, null] }))), { messages: 1 }],
    [
      'numeric ids',
      text(
        messageBody(messageValue({ messages: [textMessage({ id: 17, from: 16505551111, timestamp: 1750000000 })] })),
      ),
      { messages: 1 },
    ],
    ['a 400-digit integer', text(messageBody()).replace('"1750000000"', '9'.repeat(400)), { messages: 1 }],
    ['1e999', text(messageBody()).replace('"1750000000"', '1e999'), { messages: 1 }],
    ['-0', text(messageBody()).replace('"1750000000"', '-0'), { messages: 1 }],
    ['lone surrogate', text(messageBody()).replace('invented text', String.raw`\ud83d`), { messages: 1 }],
    [
      'lone surrogate in a key',
      text(messageBody()).replace('"text":', String.raw`"\udc00":1,"text":`),
      { messages: 1 },
    ],
    [
      'lone surrogates in ids',
      text(messageBody())
        .replace('wamid.', String.raw`\ud83d`)
        .replace('16505551111', String.raw`\ud83d`),
      { messages: 1 },
    ],
    [
      'lone surrogate as entry id',
      text(messageBody()).replace(/"id":"\d+"/, String.raw`"id":"\ud83d${freshId()}"`),
      { messages: 1 },
    ],
    [
      'lone surrogate as field',
      entry({ field: 'messages', value: {} }).replace('"messages"', String.raw`"\ud83d"`),
      { 'unknown-field': 1 },
    ],
    ['line feeds and NUL in ids', text(messageBody()).replace('wamid.', String.raw`\r\n\u0000`), { messages: 1 }],
    ['100,000 keys', text(messageBody({ ...messageValue(), ...keys(100_000) })), { messages: 1 }],
  ]
}

/** Large bodies. */
export function largeRows(): readonly BodyRow[] {
  const good = Array.from({ length: 999 }, () => textMessage())
  // So many unknown keys that their pointers are larger than the body, and than a topic takes.
  const poison = textMessage({ type: 'interactive', interactive: { nfm_reply: keys(180_000) } })
  const mixed = [...good.slice(0, 500), poison, ...good.slice(500)]
  return [
    [
      '3 MiB',
      text(messageBody(messageValue({ messages: [textMessage({ text: { body: 'x'.repeat(3 * mib - 1000) } })] }))),
      { messages: 1 },
    ],
    [
      'an item that takes more than its topic allows',
      text(messageBody(messageValue({ messages: [poison] }))),
      { 'quarantine item_too_large': 1 },
    ],
    [
      '1,500 changes',
      text(bodyOf(...Array.from({ length: 1500 }, () => ({ field: 'messages', value: messageValue() })))),
      { messages: 1500 },
    ],
    [
      '1,000 statuses of one group message',
      text(messageBody(messageValue({ messages: undefined, contacts: undefined, statuses: groupStatuses(1000) }))),
      { messages: 1000 },
    ],
    ['10,001 changes', text(bodyOf(...Array.from({ length: 10_001 }, () => ({})))), { 'quarantine too_many_items': 1 }],
    [
      '100 messages that all repeat an id of 1 MiB',
      text({ ...bodyOf(), entry: [{ id: '9'.repeat(mib), changes: Array.from({ length: 100 }, () => sibling) }] }),
      { 'quarantine events_too_large': 1 },
    ],
    [
      'an entry id of nearly 4 MiB',
      text({ ...bodyOf(), entry: [{ id: `${freshId()}${'9'.repeat(4 * mib - 2000)}`, changes: [sibling] }] }),
      { 'quarantine item_too_large': 1 },
    ],
    [
      'one poison item among 999 good ones',
      text(messageBody(messageValue({ messages: mixed }))),
      { messages: 999, 'quarantine item_too_large': 1 },
    ],
  ]
}

function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth)
}

/** JSON.stringify would write `__proto__` of a literal as nothing. */
function withProto(): string {
  const odd = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'
  return text(messageBody())
    .replace('"messaging_product"', `${odd}"messaging_product"`)
    .replace('"from"', `${odd}"from"`)
}

function keys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i.toString(36)}`, i % 10]))
}

function groupStatuses(count: number): readonly object[] {
  const id = `wamid.${freshId()}`
  return Array.from({ length: count }, (_, i) => ({
    id,
    status: 'delivered',
    timestamp: '1750000000',
    recipient_id: 'group-17',
    recipient_type: 'group',
    recipient_participant_id: String(16505550000 + i),
  }))
}
