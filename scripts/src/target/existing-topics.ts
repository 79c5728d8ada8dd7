import { createAdmin } from '@wabastream/sdk/kafka'
import type { Target } from './target.ts'

/** Names of all topics of the cluster. */
export async function existingTopics({ kafka }: Pick<Target, 'kafka'>): Promise<ReadonlySet<string>> {
  const admin = createAdmin(kafka)
  try {
    return new Set((await admin.topics()).keys())
  } finally {
    await admin.close()
  }
}
