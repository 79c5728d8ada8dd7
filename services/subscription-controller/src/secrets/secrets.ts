import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Environment } from '@wabastream/sdk/config'
import type { Reference } from '../declaration/file-schema.ts'

export type Resolved = { readonly text: string } | { readonly problem: string }

/** Looks up what references stand for, anew each time: a token that was rotated is used from then on. */
export interface Secrets {
  resolve(reference: Reference): Resolved
}

/** Secrets in the environment and files of this process. */
export function createSecrets(environment: Environment): Secrets {
  return {
    resolve(reference) {
      if ('env' in reference) {
        const text = environment[reference.env]
        return text === undefined || text === ''
          ? { problem: `the environment of the controller has no ${reference.env}` }
          : { text }
      }
      try {
        const text = readFileSync(resolve(reference.file), 'utf8').replace(/\r?\n$/, '')
        return text === '' ? { problem: `the file ${reference.file} is empty` } : { text }
      } catch (error) {
        const { code = 'error' } = error as NodeJS.ErrnoException
        return { problem: `the file ${reference.file} cannot be read (${code})` }
      }
    },
  }
}

/** Shows whether a verify token is the one that was applied last, and tells nothing else. Keyed with the app's secret. */
export function tokenHash(appSecret: string, about: string, verifyToken: string): string {
  return createHmac('sha256', appSecret).update(`wabastream verify token\n${about}\n${verifyToken}`).digest('base64url')
}
