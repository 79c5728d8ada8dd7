import type { Retention } from '@wabastream/sdk/store'
import type { MessagesConfig } from './config.ts'

type Days = Pick<MessagesConfig, 'MESSAGE_LOG_DAYS' | 'DELIVERY_LOG_DAYS' | 'DELIVERY_STATS_DAYS' | 'PEOPLE_DAYS'>

/** How long the rows of each table are kept. Most have keys over all days, so none is dropped as a partition. */
export function retentionOf(config: Days): readonly Retention[] {
  return [
    rows(config.MESSAGE_LOG_DAYS, 'messages', 'occurred_at'),
    rows(config.MESSAGE_LOG_DAYS, 'reactions', 'occurred_at'),
    rows(config.MESSAGE_LOG_DAYS, 'changes', 'occurred_at'),
    rows(config.MESSAGE_LOG_DAYS, 'payments', 'occurred_at'),
    rows(config.DELIVERY_LOG_DAYS, 'timeline', 'occurred_at'),
    rows(config.DELIVERY_LOG_DAYS, 'deliveries', 'last_at'),
    rows(config.DELIVERY_STATS_DAYS, 'delivery_stats', 'hour'),
    rows(config.DELIVERY_STATS_DAYS, 'failure_verdicts', 'hour'),
    rows(config.DELIVERY_STATS_DAYS, 'reported_errors', 'occurred_at'),
    rows(config.PEOPLE_DAYS, 'person_ids', 'last_day'),
  ]
}

function rows(days: number, table: string, column: string): Retention {
  return { table, days, by: 'delete', column }
}
