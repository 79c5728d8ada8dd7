import { chooseSource, sourcesToTry } from './choose-source.ts'
import { dockerSource } from './docker/docker-source.ts'
import { embeddedSource } from './embedded/embedded-source.ts'
import { externalSource } from './external.ts'
import type { LocalStack, LocalStackOptions } from './local-stack.ts'
import type { Source } from './source.ts'
import { madeBy } from './stack-data.ts'

const sources: readonly Source[] = [externalSource, dockerSource, embeddedSource]

/**
 * Finds or starts Kafka, a schema registry and PostgreSQL: what the environment names, else containers of a Docker that works,
 * else processes of this machine. The same for `waba up`, for tests and for benchmarks.
 * Throws LocalStackError; nothing is left running then.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const keepsData = options.dataDir !== undefined && options.reset !== true
  const wish = { forced: options.source, madeBy: keepsData ? await madeBy(options.dataDir) : undefined }
  const found = await chooseSource(sourcesToTry(sources, wish), options)
  return found.start()
}
