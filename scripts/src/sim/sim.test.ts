import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseJson } from '@wabastream/schemas/codec'
import { createSimulator } from '@wabastream/meta-simulator'
import { tempFolder } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { simCommand } from '../commands/sim.ts'
import { listSamples, readSample } from '../samples/read-samples.ts'
import { faultOf } from './fault-commands.ts'
import { findSimulator } from './find-simulator.ts'

const simulator = createSimulator()
const received: string[] = []
const callback = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => received.push(chunk.toString()))
  request.on('end', () => response.end())
})

beforeAll(async () => {
  await simulator.start()
  await once(callback.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  await simulator.stop()
  callback.closeAllConnections()
  await new Promise((resolve) => callback.close(resolve))
  process.exitCode = undefined
})

/** What a command prints. */
async function sim(...args: readonly string[]): Promise<string> {
  let printed = ''
  const write = (text: unknown) => {
    printed += String(text)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write),
    vi.spyOn(process.stderr, 'write').mockImplementation(write),
  ]
  try {
    process.exitCode = undefined
    await simCommand()
      .exitOverride()
      .parseAsync([...args, '--url', simulator.graphUrl], { from: 'user' })
    return printed
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
const json = async (...args: readonly string[]) =>
  JSON.parse(await sim(...args, '-o', 'json')) as Record<string, string>

test('a world, an event, its delivery', async () => {
  const business = (await json('create', 'business', '--name', 'Lucky Shrub'))['id'] ?? ''
  const waba = (await json('create', 'waba', '--business', business))['id'] ?? ''
  const number = (await json('create', 'number', '--waba', waba, '--number', '15550783881'))['id'] ?? ''
  const app = (await json('create', 'app', '--business', business, '--secret', 'invented-secret'))['id'] ?? ''
  const token = await json('create', 'token', '--app', app, '--business', business, '--wabas', waba, '--id', 'mine')
  expect(token).toMatchObject({ id: 'mine', waba_ids: [waba], value: expect.stringMatching(/^EAA/) })

  expect(await sim('trigger', 'event')).toMatch(/not_subscribed\nNobody is subscribed to it\.\n$/)
  expect(process.exitCode).toBe(1)

  const url = `http://127.0.0.1:${(callback.address() as AddressInfo).port}/`
  await simulator.control.setWebhook(app, { callback_url: url })
  await simulator.control.subscribe(waba, app)
  const shown = await sim('trigger', 'event', '--sample', 'messages/text', '--duplicates', '1')
  expect(shown).toMatch(new RegExp(`messages/text +messages +${app} +app +${url} +delivered \\(200\\)`))
  expect(process.exitCode).toBeUndefined()
  expect(JSON.parse(received.join(''))).toMatchObject({
    entry: [{ id: waba, changes: [{ value: { metadata: { phone_number_id: number } } }, {}] }],
  })
  received.length = 0
  expect(await sim('trigger', 'event', '--scenario', 'number-flagged')).toContain('/v1/numbers/15550783881')
  expect(received).toHaveLength(4)

  const list = await sim('deliveries', 'list', '--waba', waba)
  expect(list).toMatch(/^ID +STATE +FIELDS +UPDATES/)
  const [id = ''] = list.split('\n')[1]?.split(' ') ?? []
  expect(await sim('deliveries', 'show', id)).toContain('15550783881')
  const state = await sim('state', 'show')
  expect(state).toMatch(new RegExp(`waba +${waba} .*${app}\n`))
  expect(state).not.toContain('invented-secret')
})

test('every sample goes to an app that wants everything', async () => {
  const { wabas, numbers } = await simulator.control.state()
  const about = { waba_id: wabas[0]?.id ?? '', phone_number_id: numbers[0]?.id ?? '' }
  const lost: string[] = []
  for (const sample of listSamples()) {
    const { updates } = await simulator.control.trigger({ body: parseJson(readSample(sample).toString()), ...about })
    const withheld = updates.flatMap(({ routes }) => routes.flatMap((route) => route.withheld ?? []))
    if (withheld.length > 0) lost.push(`${sample.name}: ${withheld.join()}`)
  }
  expect(lost).toEqual([])
})

test('faults', async () => {
  expect(await sim('fault', 'set', '--error', '80008', '--waba', '1', '--times', 'all')).toContain('error=80008')
  expect(await sim('fault', 'list')).toMatch(/kind=error error=80008 +0 +all +waba_id=1\n/)
  await sim('fault', 'clear')
  expect(await sim('fault', 'list')).toBe('No faults.\n')
  await expect(sim('fault', 'set', '--error', '4711')).rejects.toThrow(/effect\.error: must be one of/)
})

test.each([
  [{ error: '190/463' }, { kind: 'error', error: '190/463' }],
  [
    { answer: '<html>', status: 502 },
    { kind: 'answer', body: '<html>', status: 502 },
  ],
  [{ delay: 5000 }, { kind: 'delay', ms: 5000 }],
  [
    { kind: 'hang', after: true },
    { kind: 'hang', when: 'after' },
  ],
  [{ kind: 'truncate' }, { kind: 'truncate' }],
] as const)('%j', (flags, effect) => {
  expect(faultOf({ times: 'all', skip: 0, ...flags })).toMatchObject({ effect, times: null })
})

test('what makes no sense says so', async () => {
  expect(() => faultOf({ times: 1, skip: 0 })).toThrow(/Name one of --error/)
  expect(() => faultOf({ times: 1, skip: 0, error: '1', delay: 1 })).toThrow(/Name one of --error/)
  await expect(sim('reset')).rejects.toThrow(/--yes/)
  await expect(sim('settings', 'success')).rejects.toThrow('success is no name=value')
  await expect(sim('trigger', 'event', '--number', '1')).rejects.toThrow(/no number with the id 1/)
  using folder = tempFolder()
  expect(() => findSimulator({}, {}, folder.path)).toThrow(/pnpm@12 start/)
  expect(() => findSimulator({ url: 'nonsense' }, {})).toThrow(/must begin with http/)
})

test('settings, and an empty world', async () => {
  expect(await sim('settings', 'success=boolean', 'time_scale=0.5')).toMatch(/success +boolean\n/)
  expect(await sim('settings')).toMatch(/time_scale +0\.5\n/)
  expect(await sim('reset', '--yes')).toBe('Empty.\n')
  expect(await sim('trigger', 'event').catch(String)).toContain('has no WABA')
})
