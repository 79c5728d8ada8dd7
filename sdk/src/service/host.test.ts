import { expect, test } from 'vitest'
import { z } from 'zod'
import { setting } from '../config/setting.ts'
import { createApi } from '../http/index.ts'
import { createHealth } from '../observe/health.ts'
import { createLog } from '../observe/log.ts'
import { createMetrics } from '../observe/metrics.ts'
import { host } from './host.ts'
import { service, type Part } from './service.ts'

const config = z.object({ COLOUR: setting(z.string(), 'A colour') })

function surroundings(environment: Record<string, string> = { COLOUR: 'red' }) {
  const lines: string[] = []
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  const metrics = createMetrics()
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'painter', log, metrics })
  const failures: Error[] = []
  const fail = (error: Error) => void failures.push(error)
  return { environment, log, metrics, health: createHealth(), api, fail, failures, lines }
}

/** A part that writes down what happens to it. */
function part(name: string, happened: string[], fails: { start?: true; stop?: true } = {}): Part {
  const happens = async (what: 'start' | 'stop') => {
    happened.push(`${what} ${name}`)
    if (fails[what]) throw new Error(`${name} cannot ${what}`)
  }
  return { name, start: () => happens('start'), stop: () => happens('stop') }
}

const built = (...parts: readonly Part[]) => service({ name: 'painter', config, build: () => parts })

test('parts start in order and stop in reverse, once', async () => {
  const happened: string[] = []
  const hosted = await host(built(part('a', happened), part('b', happened)), surroundings())
  await hosted.stop()
  await hosted.stop()
  expect(happened).toEqual(['start a', 'start b', 'stop b', 'stop a'])
})

test('a part that cannot start: the ones before are stopped, and so is it; its error comes out', async () => {
  const happened: string[] = []
  const parts = [part('a', happened), part('b', happened, { start: true }), part('c', happened)]
  await expect(host(built(...parts), surroundings())).rejects.toThrow('b cannot start')
  expect(happened).toEqual(['start a', 'start b', 'stop b', 'stop a'])
})

test('a part that cannot stop does not keep the others running', async () => {
  const happened: string[] = []
  const around = surroundings()
  const hosted = await host(built(part('a', happened), part('b', happened, { stop: true })), around)
  await hosted.stop()
  expect(happened).toEqual(['start a', 'start b', 'stop b', 'stop a'])
  expect(JSON.parse(around.lines[0]!)).toMatchObject({ part: 'b', level: 'error' })
})

test('the service is built from its settings, with a log that names it', async () => {
  const around = surroundings()
  const painter = service({
    name: 'painter',
    config,
    build({ config: { COLOUR }, log }) {
      log.info({ colour: COLOUR }, 'built')
      return []
    },
  })
  await host(painter, around)
  expect(JSON.parse(around.lines[0]!)).toMatchObject({ service: 'painter', colour: 'red', msg: 'built' })
})

test('a piece may be a function: it makes its part from the surroundings, in its place', async () => {
  const happened: string[] = []
  const around = surroundings()
  const painter = service({
    name: 'painter',
    config,
    build: () => [
      part('a', happened),
      async ({ service: name, fail }) => {
        fail(new Error('out of paint'))
        return part(name, happened)
      },
    ],
  })
  const hosted = await host(painter, around)
  await hosted.stop()
  expect(happened).toEqual(['start a', 'start painter', 'stop painter', 'stop a'])
  expect(around.failures).toEqual([new Error('out of paint')])
})

test('a service without settings of its own has those of every consumer', async () => {
  const names = Object.keys(service({ name: 'small', build: () => [] }).config.shape)
  expect(names).toEqual(expect.arrayContaining(['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL', 'TOPIC_PREFIX']))
})

test('wrong settings: nothing is built', async () => {
  let wasBuilt = false
  const never = service({ name: 'never', config, build: () => ((wasBuilt = true), []) })
  await expect(host(never, surroundings({}))).rejects.toThrow(/COLOUR: is required/)
  expect(wasBuilt).toBe(false)
})
