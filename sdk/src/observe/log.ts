import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino'
import { pretty } from './pretty.ts'

/** A structured log: fields first, then a constant message. No phone number, name or text of a person goes in. */
export type Log = Logger

export interface LogOptions {
  readonly level: string
  /** Where lines go; standard error of a terminal gets them readable, anything else gets JSON on standard output. */
  readonly destination?: DestinationStream
}

/**
 * The log of a process. Lines have `time` (ISO 8601), `level` (as a word) and `msg`; each service adds its name as
 * `service` in a child.
 */
export function createLog({ level, destination }: LogOptions): Log {
  const options = {
    level,
    base: {},
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return pino(options, destination ?? (process.stdout.isTTY ? pretty() : pino.destination(1)))
}
