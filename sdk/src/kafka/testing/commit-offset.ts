import { createClient } from '../client.ts'
import type { KafkaConfig } from '../config.ts'
import { createSockets } from '../sockets.ts'

const PATIENCE = { connectTimeoutMs: 5000, requestTimeoutMs: 15_000, retries: 5 }

/** Where a group that nobody is in goes on. */
export interface NewPlace {
  readonly groupId: string
  readonly topic: string
  readonly partitions: readonly number[]
  readonly offset: string
}

/** Commits an offset for partitions of a topic. */
export async function commitOffset(kafka: KafkaConfig, place: NewPlace): Promise<void> {
  const { groupId, topic, offset } = place
  const admin = createClient(kafka, PATIENCE, createSockets()).admin()
  await admin.connect()
  try {
    const partitions = place.partitions.map((partition) => ({ partition, offset }))
    await admin.setOffsets({ groupId, topic, partitions })
  } finally {
    await admin.disconnect()
  }
}
