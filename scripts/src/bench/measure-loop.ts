import { messages } from '@wabastream/schemas'
import type { Environment } from '@wabastream/sdk/config'
import { consumer, service } from '@wabastream/sdk/consumer'
import { createApi } from '@wabastream/sdk/http'
import { createHealth, createLog, createMetrics } from '@wabastream/sdk/observe'
import { host } from '@wabastream/sdk/service'
import type { Slice } from './measure-slice.ts'

/** Reads so many records and calls `onFirst` when the first is there. */
export type Reading = (onFirst: () => void) => Promise<void>

/** What reading so many records costs this process, from the first one on. */
export async function measureReading(records: number, read: Reading): Promise<Slice> {
  let startedAt = 0
  let cpuBefore = process.cpuUsage()
  await read(() => {
    startedAt = performance.now()
    cpuBefore = process.cpuUsage()
  })
  const { user, system } = process.cpuUsage(cpuBefore)
  return { cpuUs: (user + system) / records, perSecond: (records * 1000) / (performance.now() - startedAt) }
}

/** The consumer of the SDK, hosted as in every service, with a handler that only counts. Resolves with the last event. */
export async function consumeWithSdk(
  {
    environment,
    group,
    records,
  }: { readonly environment: Environment; readonly group: string; readonly records: number },
  onFirst: () => void,
): Promise<() => Promise<void>> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let seen = 0
  const handle = () => {
    if (seen === 0) onFirst()
    seen += 1
    if (seen === records) resolve()
  }
  const counting = service({ name: group, build: () => [consumer({ topics: [messages], from: 'earliest', handle })] })
  const log = createLog({ level: 'warn', destination: process.stderr })
  const metrics = createMetrics()
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'bench', log, metrics })
  const hosted = await host(counting, { environment, log, metrics, health: createHealth(), api, fail: reject })
  await promise
  return () => hosted.stop()
}
