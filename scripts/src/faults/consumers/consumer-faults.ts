import { setTimeout as sleep } from 'node:timers/promises'
import { createAdmin } from '@wabastream/sdk/kafka'
import { total } from '../../rig/metrics.ts'
import { until } from '../../rig/until.ts'
import type { ConsumerRig } from './consumer-rig.ts'
import type { HostedService } from './hosted-service.ts'

/** What a fault is done to, while webhooks are on their way. */
export interface ConsumerFaultRun {
  readonly rig: ConsumerRig
  /** What is killed, when it is not a server. */
  readonly service: HostedService
  readonly tell: (what: string) => void
}

/** Something that goes wrong in the course of a run. It resolves when all is well again. */
export type ConsumerFault = (run: ConsumerFaultRun) => Promise<void>

const withinMs = 60_000
const longestWorkMs = 400

/** Kills the service again and again, each time at some moment after it has begun to work. */
export function serviceKilled(times: number): ConsumerFault {
  return async ({ service, tell }) => {
    for (let time = 1; time <= times; time++) {
      await untilWorking(service)
      await sleep(Math.random() * longestWorkMs)
      tell(`killing the service ${service.name}, ${time} of ${times}`)
      await service.process.kill()
      await service.restart()
    }
  }
}

/** Stops the service in good order under load. */
export const serviceStopped: ConsumerFault = async ({ service, tell }) => {
  await untilWorking(service)
  tell(`stopping the service ${service.name}`)
  const code = await service.process.stop()
  if (code !== 0)
    throw new Error(`The service ${service.name} ended with exit code ${code} after SIGTERM.\n${service.process.said}`)
  await service.restart()
}

/** Kills PostgreSQL and starts it again: nothing may be spent on it, and the service goes on by itself. */
export const databaseKilled: ConsumerFault = async ({ rig, service, tell }) => {
  await untilWorking(service)
  tell('killing PostgreSQL')
  await rig.database.killServer()
  const failed = async () => total(await service.metrics(), 'wabastream_consumer_failed_total') > 0
  await until('the service feels that PostgreSQL is away', failed, { withinMs })
  tell('starting PostgreSQL again')
  await rig.database.startServer()
}

/** Kills Kafka and starts it again. */
export const brokerKilled: ConsumerFault = async ({ rig, service, tell }) => {
  await untilWorking(service)
  tell('killing the broker')
  await rig.cluster.killBroker(1)
  tell('starting the broker again')
  await rig.cluster.startBroker(1)
}

/** Everything is read once more from the beginning, as after a reset of the group's offsets, while more comes. */
export const offsetsForgotten: ConsumerFault = async ({ rig, service, tell }) => {
  await untilWorking(service)
  tell(`stopping the service ${service.name} and forgetting what it has read`)
  await service.process.stop()
  const { brokers, topicPrefix } = rig.addresses
  const admin = createAdmin({ brokers: brokers.split(','), clientId: 'waba-faults' })
  try {
    await admin.deleteGroup(`${topicPrefix}${service.name}`)
  } finally {
    await admin.close()
  }
  await service.restart()
}

/** Cuts the road to the registry while a service starts with events before it: none can be decoded, none may be lost. */
export const registryAway: ConsumerFault = async ({ rig, service, tell }) => {
  await untilWorking(service)
  tell('cutting the road to the registry, and killing the service: the next one knows no schema')
  await rig.registry.refuse()
  await service.process.kill()
  const restarted = service.restart()
  try {
    const failed = async () => total(await service.metrics(), 'wabastream_consumer_failed_total') > 0
    await until('the service feels that the registry is away', () => failed().catch(() => false), { withinMs })
  } finally {
    tell('the road to the registry is free')
    await rig.registry.thaw()
    await restarted
  }
}

/** Some webhooks are always on their way: see `sendWhile`. */
async function untilWorking(service: HostedService): Promise<void> {
  const working = async () => total(await service.metrics(), 'wabastream_consumer_handled_total') > 0
  await until(`the service ${service.name} handles events`, working, { withinMs })
}
