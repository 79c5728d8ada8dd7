import { childEnvironment } from '@wabastream/sdk/config'
import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFaultRig, type FaultRig } from './fault-rig.ts'
import { brokerFrozen, brokerKilledTwice, ingressRestarted } from './faults.ts'
import { overload } from './overload.ts'
import { runFault } from './run-fault.ts'

// The short form of `waba faults ingress`: a Kafka and an ingress of its own, because both are killed.

let rig: FaultRig

beforeAll(async () => {
  const { registryUrl, topicPrefix } = stack()
  rig = await startFaultRig({ environment: childEnvironment(), brokers: 1, registryUrl, topicPrefix })
})
afterAll(() => rig[Symbol.asyncDispose]())

const quiet = { senders: 32, tell: () => {} }
// Starting Kafka again takes seconds, on a machine that is busy many.
const patience = { timeout: 180_000 }

test('a broker that is killed and restarted twice costs no webhook that got its 200', patience, async ({ signal }) => {
  const tally = await runFault(brokerKilledTwice, { rig, webhooks: 3000, ...quiet, signal })
  expect(tally).toMatchObject({ answered200: 3000, answeredElse: 0, unanswered: 0, missing: 0 })
  expect(tally.answered503).toBeGreaterThan(0)
})

test('a broker that is frozen costs none', patience, async ({ signal }) => {
  const tally = await runFault(brokerFrozen(0), { rig, webhooks: 1000, ...quiet, signal })
  expect(tally).toMatchObject({ answered200: 1000, answeredElse: 0, unanswered: 0, missing: 0 })
  expect(tally.answered503).toBeGreaterThan(0)
})

test('an ingress that is stopped, and one that is killed, cost none', patience, async ({ signal }) => {
  const tally = await runFault(ingressRestarted, { rig, webhooks: 2000, ...quiet, signal })
  expect(tally.missing).toBe(0)
  expect(tally.answered200).toBeGreaterThanOrEqual(2000)
})

test('memory stays bounded while Kafka does not answer', async () => {
  const mebibyte = 1024 * 1024
  const held = await overload(rig, { senders: 400, bytes: 400 * 1024, forMs: 0 })
  expect(held.answers.get(200)).toBeUndefined()
  expect(held.answers.get(503)).toBeGreaterThan(0)
  // Without enough load the bounds below would say nothing.
  expect(held.queuedBytes).toBeGreaterThan(8 * mebibyte)
  expect(held.queuedBytes).toBeLessThan(65 * mebibyte)
  expect(held.bodyBytes).toBeLessThanOrEqual(128 * mebibyte)
})
