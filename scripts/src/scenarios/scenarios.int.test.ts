import { stack } from '@wabastream/sdk/testing/vitest'
import { eventually } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPipeline, type Pipeline } from '../rig/pipeline.ts'
import { createCast } from './cast.ts'
import { conversation } from './conversation.ts'
import { numberFlagged } from './number-flagged.ts'
import { pinTakeover } from './pin-takeover.ts'
import type { Scenario } from './scenario.ts'
import { templatePaused } from './template-paused.ts'

let pipeline: Pipeline

beforeAll(async () => {
  pipeline = await startPipeline(stack(), ['messages', 'templates', 'quality-alerts', 'security-alerts', 'notifier'])
}, 120_000)

afterAll(() => pipeline.stop())

interface Page<T> {
  readonly items: readonly T[]
}

interface Incident {
  readonly rule: string
  readonly state: string
  readonly severity: string
  readonly phone_number: string | null
  readonly template_id: string | null
}

/** Tells a story and gives the paths that it says to look at. */
async function tell(scenario: Scenario) {
  const cast = createCast()
  await pipeline.send(...scenario.steps(cast, Date.now()).map(({ body }) => body))
  return { cast, see: scenario.see(cast) }
}

test('a PIN takeover is one critical incident within five seconds, and nothing else is open', async () => {
  const { cast, see } = await tell(pinTakeover)
  const mine = async (path: string) =>
    (await pipeline.get<Page<Incident>>(path)).items.filter((incident) => incident.phone_number === cast.phoneNumber)
  await eventually(async () => expect(await mine(see[0] ?? '')).toHaveLength(1), { withinMs: 5000 })
  expect((await mine('/v1/alerts?state=open')).map(({ severity }) => severity)).toEqual(['critical'])
  await eventually(async () => expect((await pipeline.get<Page<object>>(see[1] ?? '')).items).toHaveLength(2), {
    withinMs: 5000,
  })
})

test('a template that is paused cannot be sent, and the API says why', async () => {
  const { cast, see } = await tell(templatePaused)
  await eventually(async () => expect(await pipeline.get(see[0] ?? '')).toMatchObject({ sendable: 'no' }), {
    withinMs: 5000,
  })
  await eventually(
    async () => {
      const open = (await pipeline.get<Page<Incident>>('/v1/alerts?state=open')).items
      const rules = open.filter(({ template_id }) => template_id === String(cast.templateId)).map(({ rule }) => rule)
      expect(rules.some((rule) => rule.includes('paused'))).toBe(true)
      expect(rules.some((rule) => rule.includes('rejected'))).toBe(false)
    },
    { withinMs: 5000 },
  )
})

test('a number that recovers has no open incident left', async () => {
  const { cast, see } = await tell(numberFlagged)
  await eventually(
    async () =>
      expect(await pipeline.get(see[0] ?? '')).toMatchObject({ phone_number: cast.phoneNumber, flagged: false }),
    { withinMs: 5000 },
  )
  await eventually(
    async () => {
      const all = (await pipeline.get<Page<Incident>>('/v1/alerts?limit=500')).items
      const mine = all.filter(({ phone_number }) => phone_number === cast.phoneNumber)
      expect(mine.some(({ rule, state }) => rule.includes('flagged') && state === 'resolved')).toBe(true)
      expect(mine.filter(({ state, severity }) => state === 'open' && severity !== 'info')).toEqual([])
    },
    { withinMs: 5000 },
  )
})

test('statuses out of order and twice: the answer is read, and the late one failed with what to do', async () => {
  const { see } = await tell(conversation)
  await eventually(async () => expect(await pipeline.get(see[1] ?? '')).toMatchObject({ state: 'read' }), {
    withinMs: 5000,
  })
  await eventually(
    async () => {
      const late = JSON.stringify(await pipeline.get(see[2] ?? ''))
      expect(late).toContain('131047')
      expect(late).toContain('"failed"')
    },
    { withinMs: 5000 },
  )
  expect(JSON.stringify(await pipeline.get(see[0] ?? ''))).toContain('Is the blue lamp still there?')
})

test('nothing went wrong on the way', () => {
  expect(pipeline.log).toBe('')
})
