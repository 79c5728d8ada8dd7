import { childEnvironment } from '@wabastream/sdk/config'
import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  brokerKilled,
  databaseKilled,
  offsetsForgotten,
  registryAway,
  serviceKilled,
  serviceStopped,
} from './consumer-faults.ts'
import { startConsumerRig, type ConsumerRig } from './consumer-rig.ts'
import type { HostedService } from './hosted-service.ts'
import { runConsumerFault } from './run-consumer-fault.ts'

// The short form of `waba faults consumers`: servers and services of its own, because all of them are killed.

let rig: ConsumerRig
let service: HostedService

beforeAll(async () => {
  const { registryUrl, topicPrefix } = stack()
  rig = await startConsumerRig({ environment: childEnvironment(), registryUrl, topicPrefix })
  service = await rig.host('messages')
}, 180_000)
afterAll(() => rig[Symbol.asyncDispose]())

// Starting servers again takes seconds, on a machine that is busy many.
const patience = { timeout: 240_000 }
const run = { messages: 600, tell: () => {} }

test.each([
  ['a service that is killed', serviceKilled(3)],
  ['a service that is stopped', serviceStopped],
  ['a database that is killed', databaseKilled],
  ['a registry that is away', registryAway],
  ['a group that begins anew', offsetsForgotten],
  ['a broker that is killed', brokerKilled],
])('%s costs no status and repeats none', patience, async (_, fault) => {
  expect(await runConsumerFault(fault, { rig, service, ...run })).toMatchObject({
    differences: [],
    deadLetters: 0,
    messages: 600,
  })
})
