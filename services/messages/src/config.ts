import { apiSettings, consumerSettings, databaseSettings, setting } from '@wabastream/sdk/config'
import { z } from 'zod'

const days = (atLeast: number) => z.coerce.number('must be a number of days').int().min(atLeast)

/** Settings of the messages service, named as in the environment. */
export const messagesConfig = z.object({
  ...consumerSettings,
  ...databaseSettings,
  ...apiSettings,
  MESSAGE_LOG_DAYS: setting(
    days(1).default(90),
    'Days that messages, their texts, reactions, edits, revokes and payments are kept, by their own time',
  ),
  DELIVERY_LOG_DAYS: setting(
    days(15).default(90),
    'Days that statuses are kept, after the last one of a message; longer than the topics keep them, so that a replay counts nothing twice',
  ),
  DELIVERY_STATS_DAYS: setting(days(15).default(400), 'Days that counts of messages and of errors are kept'),
  PEOPLE_DAYS: setting(days(1).default(400), 'Days that the ids and names of a person are kept after the last event'),
})

export type MessagesConfig = z.output<typeof messagesConfig>
