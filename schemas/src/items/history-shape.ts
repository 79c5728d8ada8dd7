import { echoes } from './echo-shape.ts'
import { messages } from './message-shape.ts'
import { itemKind, itemNode, items, nodes, type Shape, shape } from './shape.ts'

const threadUser = [['context', 'user_id'], ['context', 'wa_id'], ['id']]

/** Either side may have sent it: the thread says who the user is. */
const historyMessages = items(
  'messages',
  itemKind('history_message', { identity: 'message', parties: [['group_id']], partiesAbove: threadUser }),
)

const threads = nodes(
  'threads',
  itemKind('history_thread', { parties: threadUser }),
  itemNode([historyMessages], { carry: ['id', 'context'] }),
)

const chunks = nodes('history', itemKind('history_chunk'), itemNode([threads], { carry: ['metadata'] }))

/** history: chunks of threads of messages, and the media of history messages, which come as messages or echoes. */
export const historyShape: Shape = shape([chunks, messages, echoes])
