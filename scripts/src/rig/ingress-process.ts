import { randomBytes } from 'node:crypto'
import { anyFreePort } from '@wabastream/sdk/testing'
import { startServiceProcess, type PipelineAddresses, type ServiceProcess } from './service-process.ts'

export interface IngressProcessOptions extends PipelineAddresses {
  /** Of an ingress that this one takes the place of: its senders go on. Default invented. */
  readonly like?: Pick<IngressProcess, 'secret' | 'ports'>
  readonly cores?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** The ingress as it runs in production: a process of its own. */
export interface IngressProcess extends ServiceProcess {
  /** Where webhooks go. */
  readonly url: string
  /** What signs them. */
  readonly secret: string
  readonly ports: { readonly http: number; readonly ops: number }
}

/** As in its `start` script and in docker-compose.yml. */
const nodeFlags = ['--max-semi-space-size=64', '--no-allocation-site-pretenuring']

/** Starts the ingress and resolves once it can keep webhooks. */
export async function startIngress(options: IngressProcessOptions): Promise<IngressProcess> {
  const secret = options.like?.secret ?? randomBytes(16).toString('hex')
  const ports = options.like?.ports ?? (await twoPorts())
  const settings = {
    META_APP_SECRETS: `1=${secret}`,
    META_VERIFY_TOKENS: 'rig',
    INGRESS_HOST: '127.0.0.1',
    INGRESS_PORT: String(ports.http),
  }
  const server = await startServiceProcess({ ...options, service: 'ingress', settings, nodeFlags, opsPort: ports.ops })
  const url = `http://127.0.0.1:${ports.http}/webhook`
  // Not spread: `running` and `said` are read anew each time.
  return Object.assign(Object.create(server) as ServiceProcess, { url, secret, ports })
}

async function twoPorts(): Promise<IngressProcess['ports']> {
  const http = await anyFreePort()
  return { http, ops: await anyFreePort() }
}
