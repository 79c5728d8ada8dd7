import { itemKind, items, type Shape, shape } from './shape.ts'

/** A message that the business sent by other means. In standby it wraps the body that the Send API got. */
export const echoes = items(
  'message_echoes',
  itemKind('echo', {
    identity: 'message',
    parties: [['group_id'], ['to_user_id'], ['message', 'recipient'], ['to'], ['message', 'to']],
  }),
)

/** message_echoes and smb_message_echoes. */
export const echoShape: Shape = shape([echoes])
