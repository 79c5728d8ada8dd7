import { LocalStackError } from './local-stack-error.ts'
import type { LocalStack, LocalStackOptions } from './local-stack.ts'
import { findBinaries } from './postgres/binaries.ts'
import { startDatabase } from './postgres/database.ts'
import type { Source } from './source.ts'

/** Servers that somebody else runs and the environment names. They are used as they are and never stopped. */
export const externalSource: Source = {
  name: 'external',
  async find(options) {
    const { brokers = '', registryUrl = '', databaseUrl = '' } = options.external ?? {}
    if (brokers === '' && registryUrl === '') return { missing: 'KAFKA_BROKERS and SCHEMA_REGISTRY_URL are not set' }
    if (brokers === '' || registryUrl === '') {
      const [set, missing] =
        brokers === '' ? ['SCHEMA_REGISTRY_URL', 'KAFKA_BROKERS'] : ['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL']
      // Half a stack of our own would hand out schema ids that the other half does not know.
      throw new LocalStackError('bad_external', `${set} is set and ${missing} is not. Set both, or none.`)
    }
    const addresses = { broker: 'external', brokers, registryUrl } as const
    if (databaseUrl !== '') return { start: async () => ({ ...addresses, databaseUrl, stop: async () => undefined }) }
    return { start: async () => ({ ...addresses, ...(await ownDatabase(options)) }) }
  },
}

/** A PostgreSQL of our own beside them. What it holds belongs to these topics, so it has a data folder of its own. */
async function ownDatabase(options: LocalStackOptions): Promise<Pick<LocalStack, 'databaseUrl' | 'stop'>> {
  const found = await findBinaries()
  if ('missing' in found) {
    throw new LocalStackError(
      'bad_external',
      `DATABASE_URL is not set, and no PostgreSQL can be started: ${found.missing}. Set DATABASE_URL.`,
    )
  }
  const { dataDir, reset, ports, onFailure, signal } = options
  const database = await startDatabase({
    dataDir: dataDir === undefined ? undefined : `${dataDir}-external`,
    reset,
    port: ports?.postgres,
    onFailure,
    signal,
  })
  return { databaseUrl: database.url, stop: database.stop }
}
