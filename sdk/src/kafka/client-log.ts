import type { LogEntry } from 'kafkajs'
import type { Log } from './config.ts'

/**
 * What kafkajs logs as an error although it is part of normal life: a starting broker, a moving leader, a connection
 * that it opens again by itself. Whoever called it gets the error too, if it lasts.
 */
const FLEETING =
  /coordinator|no leader|leadership|not the leader|not host this topic|connection|disconnect|rebalanc|broker .*not found|request .*timed out|request timed out|failed to send messages|initialize|in-sync replicas|closed|retries|metadata|crash/i

/** Passes a line of kafkajs on: fleeting noise as debug, all else as a warning at most (the caller decides what is an error). */
export function forwardLine(log: Log | undefined, entry: LogEntry): void {
  if (!log) return
  const { message, timestamp: _time, logger: _logger, ...rest } = entry.log
  const cause: unknown = rest['error']
  const fields = { client: entry.namespace, detail: message, ...(typeof cause === 'string' ? { cause } : {}) }
  const level = levelOf(entry.level, `${message} ${typeof cause === 'string' ? cause : ''}`)
  log[level](fields, 'kafka client')
}

/** kafkajs levels: 1 error, 2 warn, 4 info, 5 debug. */
export function levelOf(level: number, text: string): 'debug' | 'warn' {
  if (level > 2 || FLEETING.test(text)) return 'debug'
  return 'warn'
}
