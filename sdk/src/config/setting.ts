import { z } from 'zod'

/** What a setting tells about itself besides its type: used by the error list, `--print-config` and `.env.example`. */
export interface SettingNotes {
  readonly description: string
  /** A value that must never be printed. */
  readonly secret?: boolean
}

/** One line of a service's configuration: a zod type under the name of its environment variable. */
export function setting<T extends z.ZodType>(type: T, description: string): T {
  return type.meta({ description })
}

/** Like `setting`, for a value that is masked wherever configuration is shown. */
export function secretSetting<T extends z.ZodType>(type: T, description: string): T {
  return type.meta({ description, secret: true })
}

/** The notes of a setting, wherever `.default()` or `.optional()` wrapped it. */
export function notesOf(type: z.ZodType): SettingNotes {
  const meta = type.meta()
  return { description: meta?.description ?? '', secret: meta?.['secret'] === true }
}

/** A TCP port; 0 lets the system choose. */
export const port = () => z.coerce.number('must be a port number').int().min(0).max(65_535)

/** A whole number of milliseconds, at least 1. */
export const millis = () => z.coerce.number('must be milliseconds').int().min(1)

/** `true` or `false`, written out. */
export const flag = () => z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true')

/** A list separated by commas; empty parts are dropped. */
export const list = () =>
  z.string().transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
