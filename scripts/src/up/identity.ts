import { randomBytes, randomInt } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { loadConfig, metaSettings, type Environment } from '@wabastream/sdk/config'
import { z } from 'zod'

/** The app that signs the webhooks of a local stack. */
export interface AppIdentity {
  readonly appId: string
  readonly appSecret: string
  readonly verifyToken: string
}

const form = z.object({ appId: z.string(), appSecret: z.string(), verifyToken: z.string() })

/**
 * The app of this stack: from the environment where it names one, else invented once and kept in a file that only the
 * owner can read, so that a restart does not change what was configured elsewhere.
 */
export function appIdentity(environment: Environment, path: string): AppIdentity {
  const own = stored(path)
  const secrets = environment['META_APP_SECRETS'] ?? environment['META_APP_SECRETS_FILE']
  const tokens = environment['META_VERIFY_TOKENS'] ?? environment['META_VERIFY_TOKENS_FILE']
  const given = loadConfig(z.object(metaSettings).partial(), environment)
  const app = secrets ? given.META_APP_SECRETS?.[0] : undefined
  const token = tokens ? given.META_VERIFY_TOKENS?.[0] : undefined
  return {
    appId: app?.appId ?? own.appId,
    appSecret: app?.secret ?? own.appSecret,
    verifyToken: token ?? own.verifyToken,
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
