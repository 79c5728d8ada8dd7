import type { TestContext } from 'vitest'
import { stack } from '../../testing/vitest/index.ts'
import { type ConsumerRig, createConsumerRig } from './consumer-rig.ts'

/** A place of its own on the run's Kafka for one test, so that the tests of a file can run side by side. It ends with it. */
export async function rigFor({ task, onTestFinished }: TestContext): Promise<ConsumerRig> {
  const place = stack()
  const topicPrefix = `${place.topicPrefix}${task.id.replaceAll(/\W/g, '')}.`
  const rig = await createConsumerRig({ ...place, topicPrefix })
  onTestFinished(() => rig.close())
  return rig
}
