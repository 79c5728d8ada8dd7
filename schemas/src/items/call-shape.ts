import { itemKind, items, type Shape, shape } from './shape.ts'

const calls = items('calls', itemKind('call', { identity: 'call' }))

/** Ringing, accepted or rejected: `id` is the call, so the identity is that of a call. */
const callStatuses = items('statuses', itemKind('status', { identity: 'call' }))

/** calls. */
export const callShape: Shape = shape([calls, callStatuses])
