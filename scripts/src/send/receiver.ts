import { loadConfig, metaSettings, type Environment, findStack } from '@wabastream/sdk/config'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { UsageError } from '../program/usage-error.ts'

/** Where webhooks go, and the app secret that signs them. */
export interface Receiver {
  readonly url: string
  readonly secret: string
}

export interface ReceiverFlags {
  readonly url?: string
  readonly secretFile?: string
}

const secretForm = z.object({ META_APP_SECRETS: metaSettings.META_APP_SECRETS.optional() })

/**
 * The running local stack, unless the options name another receiver. Another one's secret is in `--secret-file` or
 * META_APP_SECRETS.
 * @throws UsageError when there is no address or no secret.
 */
export function receiverOf(flags: ReceiverFlags, environment: Environment, directory = process.cwd()): Receiver {
  const stack = findStack(environment, directory)
  const url = flags.url ?? stack?.ingressUrl
  if (url === undefined)
    throw new UsageError(
      'Nothing to send to: start a local stack with `npx --yes pnpm@12 start`, or name an address with --url',
    )
  if (!/^https?:$/.test(protocolOf(url)))
    throw new UsageError(`${url} is no address: it must begin with http:// or https://`)
  const own = flags.url === undefined ? stack?.appSecret : undefined
  const secret = secretIn(flags.secretFile) ?? own ?? configuredSecret(environment) ?? stack?.appSecret
  if (secret === undefined)
    throw new UsageError('No app secret to sign with: name a file that holds it with --secret-file')
  return { url, secret }
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : ''
}

function secretIn(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  const secret = textOf(path).trim()
  if (secret === '') throw new UsageError(`${path} is empty: it must hold the app secret`)
  return secret
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new UsageError(`Cannot read ${path} (${(cause as NodeJS.ErrnoException).code ?? 'error'})`, { cause })
  }
}

/** The first of the secrets that a receiver may be configured with. */
function configuredSecret(environment: Environment): string | undefined {
  return loadConfig(secretForm, environment).META_APP_SECRETS?.[0]?.secret
}
