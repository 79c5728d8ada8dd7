import { createRequire } from 'node:module'

interface TopicMetadata {
  readonly partitionMetadata: readonly { readonly partitionErrorCode: number }[]
}

interface Metadata {
  readonly topicMetadata: readonly TopicMetadata[]
}

interface ResponseModule {
  parse(metadata: Metadata): Promise<Metadata>
}

const VERSIONS = [0, 1, 2, 3, 4, 5, 6]
let patched = false

/**
 * kafkajs 2.2.4 throws away the whole answer about topics when a single partition in it has no leader, and it asks for
 * all topics of the cluster when a producer connects: one broken partition anywhere, and no producer can connect any
 * more. With this, only errors of a topic itself count. A partition without a leader has the leader -1: sending to it
 * fails, to all others it does not. Throws when the method is no longer there.
 */
export function cureLeaderlessMetadata(): void {
  if (patched) return
  for (const version of VERSIONS) {
    const module = responseModule(version)
    const { parse } = module
    module.parse = async (metadata) => {
      await parse({ ...metadata, topicMetadata: metadata.topicMetadata.map(withoutPartitionErrors) })
      return metadata
    }
  }
  patched = true
}

function withoutPartitionErrors(topic: TopicMetadata): TopicMetadata {
  return { ...topic, partitionMetadata: [] }
}

function responseModule(version: number): ResponseModule {
  const path = `kafkajs/src/protocol/requests/metadata/v${version}/response`
  const module: unknown = createRequire(import.meta.url)(path)
  if (isResponseModule(module)) return module
  throw new Error(`${path} has no parse to mend: pin kafkajs to 2.2.4, or check that this is fixed`)
}

function isResponseModule(value: unknown): value is ResponseModule {
  return typeof value === 'object' && value !== null && 'parse' in value && typeof value.parse === 'function'
}
