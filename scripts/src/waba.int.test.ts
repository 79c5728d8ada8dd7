import { topics } from '@wabastream/schemas/catalogue'
import { parseJson } from '@wabastream/schemas/codec'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDesk, type Line } from './program/desk.ts'
import { listSamples, readSample } from './samples/read-samples.ts'

// The commands as a person types them, against a real broker, registry and ingress. Later tests read what earlier ones sent.

const { topicPrefix } = stack()
const { folder, waba, start, lines: linesOf, startIngress, stop } = createDesk(stack())
const samples = listSamples()

afterAll(stop)

describe('the set-up', () => {
  test('before it', async () => {
    const [plan, refused, dry, check] = await Promise.all([
      waba('topics', 'plan', '-o', 'json'),
      waba('topics', 'apply'),
      waba('topics', 'apply', '--dry-run'),
      waba('schemas', 'check'),
    ])
    expect([plan.code, refused.code, dry.code, check.code]).toEqual([3, 2, 0, 3])
    const { missing } = JSON.parse(plan.stdout) as { missing: readonly { name: string }[] }
    expect(new Set(missing.map(({ name }) => name))).toEqual(new Set(topics.map(({ name }) => topicPrefix + name)))
    expect(refused.stderr).toContain('--yes')
  })

  test('makes the topics and registers the schemas', async () => {
    const [applied, registered] = await Promise.all([
      waba('topics', 'apply', '--yes'),
      waba('schemas', 'register', '--yes'),
    ])
    expect(applied).toMatchObject({ code: 0, stderr: 'Done.\n' })
    expect(registered).toMatchObject({ code: 0, stderr: `${topics.length} new, ${topics.length} in all.\n` })
  })

  test('leaves nothing to do', async () => {
    const [plan, applied, check, registered] = await Promise.all([
      waba('topics', 'plan'),
      waba('topics', 'apply'),
      waba('schemas', 'check'),
      waba('schemas', 'register'),
    ])
    expect(plan).toMatchObject({ code: 0, stdout: '' })
    expect(applied).toMatchObject({ code: 0, stdout: '', stderr: 'Nothing to do.\n' })
    expect(check.code).toBe(0)
    expect(registered).toMatchObject({ code: 0, stderr: `0 new, ${topics.length} in all.\n` })
  })
})

describe('every sample', () => {
  beforeAll(startIngress)

  test('is sent', async () => {
    const sent = await waba('send', '--all-samples')
    expect(sent).toMatchObject({ code: 0, stderr: `${samples.length} of ${samples.length} got 200\n` })
    expect(sent.stdout.match(/^200 /gm)).toHaveLength(samples.length)
  })

  test('topics describe counts the records', async () => {
    const [described] = (await linesOf('topics', 'describe', '-o', 'json')) as unknown as {
      name: string
      records: number
    }[][]
    expect(described?.find(({ name }) => name.endsWith('waba.messages.v1'))?.records).toBeGreaterThan(50)
    expect(described).toHaveLength(topics.length)
  })

  test('comes back, joined, as it was sent', async () => {
    const { code, stdout, stderr } = await waba(
      'tail',
      '--from-beginning',
      '--until-end',
      '--format',
      'webhook',
      '--join',
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const bodies = stdout.trimEnd().split('\n').map(parseJson)
    for (const sample of samples) {
      const body = parseJson(readSample(sample).toString())
      const at = bodies.findIndex((found) => isDeepStrictEqual(found, body))
      expect(at, sample.name).toBeGreaterThanOrEqual(0)
      bodies.splice(at, 1)
    }
    expect(bodies).toEqual([])
  })
})

describe('tail', () => {
  const messages = ['tail', 'messages', '--from-beginning', '--until-end', '--format', 'json']

  test('filters', async () => {
    const all = await linesOf(...messages)
    const [statuses, byHeader, byKey, byId, three, none] = await Promise.all([
      linesOf(...messages, '--kind', 'status'),
      linesOf(...messages, '--where', 'ce_type=*.status'),
      linesOf(...messages, '--key', all[0]!.key),
      linesOf(...messages, '--event-id', all[0]!.headers['ce_id']!, '-o', 'json'),
      linesOf(...messages, '--max', '3'),
      linesOf(...messages, '--waba', '1'),
    ])
    expect(all.map(({ topic }) => topic)).toEqual(all.map(() => `${topicPrefix}waba.messages.v1`))
    expect(statuses.length).toBeGreaterThan(5)
    expect(places(statuses)).toEqual(places(all.filter(({ value }) => value['kind'] === 'status')))
    expect(places(byHeader)).toEqual(places(statuses))
    expect(places(byKey)).toEqual(places(all.filter(({ key }) => key === all[0]!.key)))
    expect(byId.map(({ value }) => value['event_id'])).toContain(all[0]!.value['event_id'])
    expect(three).toHaveLength(3)
    expect(none).toEqual([])
  })

  test('stretches of time and of offsets', async () => {
    const all = await linesOf(...messages)
    const { partition } = all[0]!
    const inPartition = all.filter((line) => line.partition === partition)
    const tail = ['tail', 'messages', '--format', 'json']
    const [recent, old, window, fromOffset] = await Promise.all([
      linesOf(...tail, '--from', '1h', '--until-end'),
      linesOf(...tail, '--from-beginning', '--to', '1h'),
      linesOf(...tail, '--from', `offset:${partition}=0`, '--to', `offset:${partition}=1`),
      linesOf(...tail, '--from', `offset:${partition}=1`, '--until-end'),
    ])
    expect(places(recent)).toEqual(places(all))
    expect(old).toEqual([])
    expect(places(window)).toEqual([`${partition}@0`])
    expect(places(fromOffset)).toEqual(places(inPartition.slice(1)))
  })

  test('ends at once on topics without records', async () => {
    expect(await waba('tail', 'audit', 'template-state', '--from-beginning', '--until-end')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })

  test('follows until Ctrl-C, and shows people what comes', async () => {
    const today = new Date().toISOString().slice(0, 10)
    const running = start(['tail', 'messages', '--from', '1h', '--where', `ce_time=${today}*`])
    const { code, stdout } = await waba('send', '-o', 'json')
    expect({ code, sent: JSON.parse(stdout) }).toMatchObject({
      code: 0,
      sent: { sample: 'messages/text', status: 200 },
    })
    await eventually(() => expect(running.written.stdout).toContain('messages.message'), { withinMs: 20_000 })
    await waba('send', '-o', 'json')
    await eventually(() => expect(running.written.stdout.match(/messages\.message/g)).toHaveLength(2), {
      withinMs: 20_000,
    })
    running.kill('SIGINT')
    expect(await running.ended).toMatchObject({ code: 0, stderr: '' })
  })

  test('all: alerts, quarantine and what the catalogue does not know', async () => {
    const path = join(folder, 'new-field.json')
    const change = { field: 'brand_new', value: { any: 'thing' } }
    writeFileSync(
      path,
      JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [change] }] }),
    )
    expect((await waba('send', '--file', path)).code).toBe(0)
    const of = (lines: readonly Line[], name: string) => lines.filter(({ topic }) => topic === topicPrefix + name)
    const lines = await eventually(
      async () => {
        const found = await linesOf('tail', '--all', '--from-beginning', '--until-end', '-o', 'json')
        expect(of(found, 'waba.alerts.v1').map(({ value }) => value['rule'])).toContain('unknown-field')
        return found
      },
      { withinMs: 20_000 },
    )
    expect(of(lines, 'waba.unknown-field.v1')).toMatchObject([
      { value: { field: 'brand_new', value_json: '{"any":"thing"}' } },
    ])
    const usual = await linesOf('tail', '--from-beginning', '--until-end', '-o', 'json')
    expect(of(usual, 'waba.unknown-field.v1')).toEqual([])
    expect(of(usual, 'waba.alerts.v1').length).toBeGreaterThan(0)
  })
})

test('a body that is no JSON is kept, and comes back byte for byte', async () => {
  const path = join(folder, 'broken.json')
  writeFileSync(path, '{"entry": [1}')
  expect((await waba('send', '--file', path, '--count', '2')).code).toBe(0)
  const { stdout } = await waba('tail', 'quarantine', '--from-beginning', '--until-end', '--format', 'webhook')
  expect(stdout).toBe('{"entry": [1}\n{"entry": [1}\n')
  const [record] = await linesOf(
    'tail',
    'quarantine',
    '--from-beginning',
    '--until-end',
    '--format',
    'json',
    '--max',
    '1',
  )
  expect(record?.value).toMatchObject({ reason: 'bad_json', body: Buffer.from('{"entry": [1}').toString('base64') })
})

test('a body from standard input, several times: copies are other events', async () => {
  const input = readSample(
    samples.find(({ name }) => name === 'account_review_update/approved') ?? samples[0]!,
  ).toString()
  const { ended } = start(['send', '--file', '-', '--count', '4', '--rate', '50'], input)
  expect(await ended).toMatchObject({ code: 0, stderr: '4 of 4 got 200\n' })
})

test('deliveries of which a part is not read are reported', async () => {
  const path = join(folder, 'two-fields.json')
  const changes = [
    { field: 'messages', value: { messages: [{ id: 'wamid.two', timestamp: '1700000000', type: 'text' }] } },
    { field: 'account_review_update', value: { decision: 'APPROVED' } },
  ]
  writeFileSync(path, JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] }))
  expect((await waba('send', '--file', path)).code).toBe(0)
  const { code, stderr } = await waba(
    'tail',
    'messages',
    '--from',
    '1h',
    '--until-end',
    '--format',
    'webhook',
    '--join',
  )
  expect(code).toBe(1)
  expect(stderr).toMatch(/^1 delivery could not be joined:\n {2}[\w-]{36}: 1 of 2 records were read\n$/)
})

test('schemas drift lists what the schemas do not know', async () => {
  const { code, stdout } = await waba('schemas', 'drift', '-o', 'json')
  expect(code).toBe(3)
  const found = JSON.parse(stdout) as { field: string; pointer: string; count: number; eventId: string }[]
  expect(found.length).toBeGreaterThan(0)
  for (const { field, pointer, count, eventId } of found) {
    expect(field).not.toBe('')
    expect(pointer).not.toMatch(/\/\d+(\/|$)/)
    expect(count).toBeGreaterThan(0)
    expect(eventId).toMatch(/^\w+_/)
  }
  const [human, none] = await Promise.all([waba('schemas', 'drift'), waba('schemas', 'drift', '--to', '1h')])
  expect(human.stdout).toContain('POINTER')
  expect(none).toMatchObject({ code: 0, stdout: '' })
})

test('a topic that is not there', async () => {
  const { code, stderr } = await waba('tail', 'waba.group.crm.dlq', '--until-end')
  expect(code).toBe(1)
  expect(stderr).toContain('waba topics apply')
})

test('a wrong secret: the status is shown, and the exit code says that it failed', async () => {
  const secretFile = join(folder, 'wrong')
  writeFileSync(secretFile, 'wrong')
  const { code, stdout } = await waba('send', '--secret-file', secretFile)
  expect({ code, status: stdout.slice(0, 3) }).toEqual({ code: 1, status: '401' })
})

function places(lines: readonly Line[]): readonly string[] {
  return lines.map(({ partition, offset }) => `${partition}@${offset}`).toSorted()
}
