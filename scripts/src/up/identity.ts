import { randomBytes, randomInt } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { UpSettings } from './up-settings.ts'

/** The app that signs the webhooks of a local stack. */
export interface AppIdentity {
  readonly appId: string
  readonly appSecret: string
  readonly verifyToken: string
}

const form = z.object({ appId: z.string(), appSecret: z.string(), verifyToken: z.string() })

/**
 * The app of this stack: what the settings name, else one that is invented once and kept in a file that only the owner
 * can read, so that a restart does not change what was configured elsewhere.
 */
export function appIdentity({ META_APP_SECRETS, META_VERIFY_TOKENS }: UpSettings['values'], path: string): AppIdentity {
  const own = stored(path)
  const app = META_APP_SECRETS?.[0]
  return {
    appId: app?.appId ?? own.appId,
    appSecret: app?.secret ?? own.appSecret,
    verifyToken: META_VERIFY_TOKENS?.[0] ?? own.verifyToken,
  }
}

function stored(path: string): AppIdentity {
  try {
    return form.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Error(`Cannot use ${path}; delete it`, { cause: error })
  }
  const invented = {
    appId: String(randomInt(10 ** 14, 2 ** 48 - 1)),
    appSecret: randomBytes(16).toString('hex'),
    verifyToken: randomBytes(12).toString('base64url'),
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(invented, null, 2)}\n`, { mode: 0o600 })
  return invented
}
