import { accountState, audit, phoneNumberState, templateState, type Topic } from '@wabastream/schemas'
import { codecOf } from '@wabastream/schemas/codec'
import { read } from '@wabastream/sdk/kafka'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rulePages } from '../docs/rule-pages.ts'
import { startPipeline, type Pipeline } from '../rig/pipeline.ts'
import { createCast, type Cast } from './cast.ts'
import { conversation } from './conversation.ts'
import { stimuli, type Stimulus } from './rule-stimuli.ts'

// Signed webhooks in, through the real ingress and the real services: alerts and states out.

const withinMs = 10_000
const cast = (): Cast => ({ ...createCast(), wabaId: String(10 ** 14 + Math.floor(Math.random() * 10 ** 14)) })
const casts = new Map(stimuli.map(({ rule }) => [rule, cast()]))
let pipeline: Pipeline

beforeAll(async () => {
  pipeline = await startPipeline(stack(), ['messages', 'templates', 'quality-alerts', 'security-alerts', 'notifier'])
  for (const { rule, bodies } of stimuli) await pipeline.send(...bodies(casts.get(rule)!, Date.now()))
}, 120_000)

afterAll(() => pipeline.stop())

interface Incident {
  readonly rule: string
  readonly waba_id: string | null
  readonly phone_number: string | null
  readonly template_id: string | null
  readonly silent: boolean
  readonly detail: string
}

function isAbout({ about }: Stimulus, { wabaId, phoneNumber, templateId }: Cast, incident: Incident): boolean {
  if (about === 'template') return incident.template_id === String(templateId)
  return about === 'number' ? incident.phone_number === phoneNumber : incident.waba_id === wabaId
}

test('there is a webhook for every rule that webhooks can break', () => {
  const pages = rulePages.filter(({ path }) => !path.includes('subscription-controller'))
  const rules = pages.flatMap((page) => page.rules.map(({ name }) => name))
  expect(new Set(stimuli.map(({ rule }) => rule))).toEqual(new Set(rules))
})

test.each(stimuli)('$rule opens one incident', async (stimulus) => {
  const about = casts.get(stimulus.rule)!
  const open = await eventually(
    async () => {
      const path = `/v1/alerts?state=open&limit=500&rule=${stimulus.rule}`
      const { items } = await pipeline.get<{ items: readonly Incident[] }>(path)
      const mine = items.filter((incident) => isAbout(stimulus, about, incident))
      expect(mine).toHaveLength(1)
      return mine
    },
    { withinMs },
  )
  expect(open[0]?.silent).toBe(false)
  expect(open[0]?.detail).not.toBe('')
})

describe('states', () => {
  /** The latest records of a topic, by key. */
  async function latest<E>(topic: Topic<E>): Promise<ReadonlyMap<string, E>> {
    const { brokers, topicPrefix } = stack()
    const found = new Map<string, E>()
    const kafka = { brokers: brokers.split(','), clientId: 'test' }
    for await (const { key, value } of read(kafka, {
      topics: [topicPrefix + topic.name],
      from: 'beginning',
      until: 'end',
    }))
      if (value) found.set(String(key), codecOf(topic.schema).decode(value) as E)
    return found
  }

  test('of templates', async () => {
    const { wabaId, templateId } = casts.get('template-paused')!
    const states = await eventually(
      async () => {
        const all = await latest(templateState)
        expect(all.get(`${wabaId}:${templateId}`)).toMatchObject({ status: 'PAUSED', sendable: false })
        return all
      },
      { withinMs },
    )
    expect(states.size).toBe(stimuli.filter(({ about }) => about === 'template').length)
  })

  test('of numbers', async () => {
    const { phoneNumber } = casts.get('number-flagged')!
    await eventually(
      async () => expect((await latest(phoneNumberState)).get(phoneNumber)).toMatchObject({ flagged: true }),
      { withinMs },
    )
  })

  test('of accounts', async () => {
    const { wabaId } = casts.get('account-banned')!
    await eventually(
      async () => expect((await latest(accountState)).get(wabaId)).toMatchObject({ ban_state: 'DISABLE' }),
      {
        withinMs,
      },
    )
  })

  test('a person is forgotten, and the audit says so without a name', async () => {
    const who = cast()
    await pipeline.send(...conversation.steps(who, Date.now()).map(({ body }) => body))
    const path = `/v1/conversations/${encodeURIComponent(`${who.phoneNumberId}:${who.userId}`)}`
    // The last one too: what comes after the deletion is kept anew.
    const last = `/v1/messages/${encodeURIComponent(who.wamid('late answer'))}`
    await eventually(async () => expect(await pipeline.get(last)).toMatchObject({ state: 'failed' }), { withinMs })
    expect(JSON.stringify(await pipeline.get(path))).toContain('blue lamp')
    const deleted = await fetch(`${pipeline.apiUrl}/v1/people/${who.userId}`, { method: 'DELETE' })
    expect(deleted.status).toBe(200)
    await expect(pipeline.get(path)).rejects.toThrow('404')
    const entries = await eventually(
      async () => {
        const all = [...(await latest(audit)).values()]
        expect(all.length).toBeGreaterThan(0)
        return all
      },
      { withinMs },
    )
    expect(
      JSON.stringify(entries, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toMatch(new RegExp(`${who.user}|${who.userId.replace('.', String.raw`\.`)}`))
  })
})
