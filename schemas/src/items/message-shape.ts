import { itemKind, items, type Shape, shape } from './shape.ts'

/** A message that a user sent. */
export const messages = items(
  'messages',
  itemKind('message', { identity: 'message', parties: [['group_id'], ['from_user_id'], ['from']] }),
)

/** What became of a message that the business sent. */
export const statuses = items(
  'statuses',
  itemKind('status', { identity: 'status', parties: [['group_id'], ['recipient_user_id'], ['recipient_id']] }),
)

/** A click on a link of a marketing message: names no user, the contact beside it does. */
const userActions = items('user_actions', itemKind('user_action'))

/** messages. */
export const messageShape: Shape = shape([messages, statuses, userActions])
