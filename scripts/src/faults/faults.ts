import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../rig/until.ts'
import { refusals, type Deliveries } from './deliveries.ts'
import type { FaultRig } from './fault-rig.ts'

/** What a fault is done to, while webhooks are on their way. */
export interface FaultRun {
  readonly rig: FaultRig
  readonly deliveries: Deliveries
  /** How many webhooks the run has. */
  readonly webhooks: number
  /** What happens, for a person who watches. */
  readonly tell: (what: string) => void
}

/** Something that goes wrong in the course of a run. It resolves when all is well again. */
export type Fault = (run: FaultRun) => Promise<void>

const withinMs = 120_000

/** Kills a Kafka node and starts it again, twice: each time the senders must have felt it in between. */
export const brokerKilledTwice: Fault = async (run) => {
  for (const share of [0.2, 0.6]) {
    await untilAccepted(run, share)
    run.tell('killing the broker')
    const before = refusals(run.deliveries)
    await run.rig.cluster.killBroker(1)
    await untilFelt(run, before)
    run.tell('starting the broker again')
    await run.rig.cluster.startBroker(1)
  }
}

/** Kills each of three Kafka nodes but the controller, one after the other: leadership moves and comes back. */
export const followersKilled: Fault = async (run) => {
  for (const [share, id] of [
    [0.2, 2],
    [0.6, 3],
  ] as const) {
    await untilAccepted(run, share)
    run.tell(`killing broker ${id}`)
    await run.rig.cluster.killBroker(id)
    await untilAccepted(run, share + 0.2)
    run.tell(`starting broker ${id} again`)
    await run.rig.cluster.startBroker(id)
  }
}

/** A network that swallows every packet to and from Kafka, for a time and until senders have felt it. */
export function brokerFrozen(forMs: number): Fault {
  return async (run) => {
    await untilAccepted(run, 0.3)
    run.tell('freezing the broker')
    const before = refusals(run.deliveries)
    for (const proxy of run.rig.cluster.proxies.values()) proxy.freeze()
    await sleep(forMs)
    await untilFelt(run, before)
    run.tell('thawing the broker')
    for (const proxy of run.rig.cluster.proxies.values()) await proxy.thaw()
  }
}

/** The ingress is stopped in good order, and later killed; each time another one takes its place. */
export const ingressRestarted: Fault = async (run) => {
  await untilAccepted(run, 0.3)
  run.tell('stopping the ingress')
  const code = await run.rig.ingress.stop()
  if (code !== 0) throw new Error(`The ingress ended with exit code ${code} after SIGTERM.\n${run.rig.ingress.said}`)
  await run.rig.restartIngress()
  await untilAccepted(run, 0.6)
  run.tell('killing the ingress')
  await run.rig.ingress.kill()
  await run.rig.restartIngress()
}

/** An ingress that confirms what it cannot keep is never felt: then the run ends, and what is missing shows it. */
async function untilFelt({ deliveries, webhooks }: FaultRun, refusalsBefore: number): Promise<void> {
  await until(
    'senders feel the fault',
    () => refusals(deliveries) > refusalsBefore || deliveries.accepted.size === webhooks,
    { withinMs },
  )
}

async function untilAccepted({ deliveries, webhooks }: FaultRun, share: number): Promise<void> {
  await until(
    `${Math.round(share * 100)} % of the webhooks are accepted`,
    () => deliveries.accepted.size >= share * webhooks,
    { withinMs },
  )
}
