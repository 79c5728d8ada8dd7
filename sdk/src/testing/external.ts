import { LocalStackError } from './local-stack-error.ts'
import type { Source } from './source.ts'

/** Servers that somebody else runs and the environment names. They are used as they are and never stopped. */
export const externalSource: Source = {
  name: 'external',
  async find({ external }) {
    const brokers = external?.brokers ?? ''
    const registryUrl = external?.registryUrl ?? ''
    if (brokers === '' && registryUrl === '') return { missing: 'KAFKA_BROKERS and SCHEMA_REGISTRY_URL are not set' }
    if (brokers === '' || registryUrl === '') {
      const [set, missing] =
        brokers === '' ? ['SCHEMA_REGISTRY_URL', 'KAFKA_BROKERS'] : ['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL']
      // Half a stack of our own would hand out schema ids that the other half does not know.
      throw new LocalStackError('bad_external', `${set} is set and ${missing} is not. Set both, or none.`)
    }
    return { start: async () => ({ broker: 'external', brokers, registryUrl, stop: async () => undefined }) }
  },
}
