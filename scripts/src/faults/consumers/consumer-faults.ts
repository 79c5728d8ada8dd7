import { setTimeout as sleep } from 'node:timers/promises'
import { createAdmin } from '@wabastream/sdk/kafka'
import { total } from '../../rig/metrics.ts'
import { until } from '../../rig/until.ts'
import type { ConsumerRig } from './consumer-rig.ts'

/** What a fault is done to, while statuses are on their way. */
export interface ConsumerFaultRun {
  readonly rig: ConsumerRig
  readonly tell: (what: string) => void
}

/** Something that goes wrong in the course of a run. It resolves when all is well again. */
export type ConsumerFault = (run: ConsumerFaultRun) => Promise<void>

const withinMs = 60_000
const longestWorkMs = 400

/** Kills the service again and again, each time at some moment after it has begun to work. */
export function serviceKilled(times: number): ConsumerFault {
  return async ({ rig, tell }) => {
    for (let time = 1; time <= times; time++) {
      await untilWorking(rig)
      await sleep(Math.random() * longestWorkMs)
      tell(`killing the messages service, ${time} of ${times}`)
      await rig.service.kill()
      await rig.restartService()
    }
  }
}

/** Stops the service in good order under load. */
export const serviceStopped: ConsumerFault = async ({ rig, tell }) => {
  await untilWorking(rig)
  tell('stopping the messages service')
  const code = await rig.service.stop()
  if (code !== 0)
    throw new Error(`The messages service ended with exit code ${code} after SIGTERM.\n${rig.service.said}`)
  await rig.restartService()
}

/** Kills PostgreSQL and starts it again: nothing may be spent on it, and the service goes on by itself. */
export const databaseKilled: ConsumerFault = async ({ rig, tell }) => {
  await untilWorking(rig)
  tell('killing PostgreSQL')
  await rig.database.killServer()
  const failed = async () => total(await rig.service.metrics(), 'wabastream_consumer_failed_total') > 0
  await until('the service feels that PostgreSQL is away', failed, { withinMs })
  tell('starting PostgreSQL again')
  await rig.database.startServer()
}

/** Kills Kafka and starts it again. */
export const brokerKilled: ConsumerFault = async ({ rig, tell }) => {
  await untilWorking(rig)
  tell('killing the broker')
  await rig.cluster.killBroker(1)
  tell('starting the broker again')
  await rig.cluster.startBroker(1)
}

/** Everything is read once more from the beginning, as after a reset of the group's offsets. */
export const offsetsForgotten: ConsumerFault = async ({ rig, tell }) => {
  await untilWorking(rig)
  tell('stopping the messages service and forgetting what it has read')
  await rig.service.stop()
  const { brokers, topicPrefix } = rig.addresses
  const admin = createAdmin({ brokers: brokers.split(','), clientId: 'waba-faults' })
  try {
    await admin.deleteGroup(`${topicPrefix}messages`)
  } finally {
    await admin.close()
  }
  await rig.restartService()
}

async function untilWorking({ service }: ConsumerRig): Promise<void> {
  const working = async () => total(await service.metrics(), 'wabastream_consumer_handled_total') > 0
  await until('the messages service handles events', working, { withinMs })
}
