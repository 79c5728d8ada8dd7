import type { DestinationStream } from 'pino'
import { build } from 'pino-pretty'

/** Log lines for a person at a terminal: on standard error, so that standard output stays data. */
export function pretty(): DestinationStream {
  return build({
    destination: 2,
    sync: true,
    ignore: 'pid,hostname',
    translateTime: 'SYS:HH:MM:ss.l',
    singleLine: true,
  })
}
